import { createdType } from "../schema/created-type.ts";
import type { DeclaredColumn } from "../schema/declared.ts";
import { collationName } from "../sql/index-part.ts";
import { isOperator, nameOf, tokenize } from "../sql/tokens.ts";
import type { Field } from "../typescript/fields.ts";
import type { Value } from "../typescript/leaves.ts";
import { type DoctorTag, doctorTags } from "./doctor-tags.ts";
import { malformed, noArgument, oneName } from "./grammar.ts";
import type { Scope, ScopeColumn } from "./scope.ts";
import { readBackfill, readDefault, readGenerated, readType } from "./sql-tags.ts";
import { TagSet } from "./tag-set.ts";

/** A property that names a column, with its tags. `part` says whether the model compares it. */
export interface ColumnField {
  readonly field: Field;
  readonly tags: TagSet;
  readonly name: string;
  readonly part: "column" | "ignored" | "unreadable";
}

/** What a property is to its table: a column, or none (a relation, a function, something that has no value). */
export function columnField(field: Field, nameOfColumn: (property: string) => string): ColumnField | null {
  const { reading } = field;
  if (reading.is === "function" || reading.is === "relation") return null;
  const tags = new TagSet(doctorTags(field.tags, "property"));
  const name = tags.read("column", oneName) ?? nameOfColumn(field.name);
  if (tags.has("ignore")) return { field, tags, name, part: "ignored" };
  if (reading.is === "value") return { field, tags, name, part: "column" };
  if (reading.why === "never" || reading.why === "symbol") return null;
  return { field, tags, name, part: tags.isEmpty ? "unreadable" : "column" };
}

/** The column as its tags may refer to it. */
export function scopeColumn({ field, name, tags }: ColumnField): ScopeColumn {
  const type = tags.one("type")?.text;
  return {
    property: field.name,
    column: name,
    type: () => type ?? createdType(typeFacets(name, statedValue(field))),
  };
}

function statedValue({ reading }: Field): Value {
  return reading.is === "value" ? reading.value : {};
}

type Facets = { -readonly [K in keyof DeclaredColumn]: DeclaredColumn[K] };

/** What the type says of a column, without what its tags say. */
function typeFacets(name: string, { kind, nullable, members, json, filledByDatabase }: Value): Facets {
  const facets: Facets = { name };
  if (kind) facets.accepts = kind;
  if (nullable !== undefined) facets.notNull = !nullable;
  if (members) facets.values = members;
  if (json) facets.json = json;
  if (filledByDatabase) facets.filledByDatabase = true;
  return facets;
}

/** With a type of its own it no longer matters what the type of TypeScript would accept. */
function withoutKind({ kind, json, ...others }: Value): Value {
  return others;
}

/** The column a property declares. Throws DoctorError for a malformed tag. */
export function readColumn({ field, tags, name }: ColumnField, scope: Scope): DeclaredColumn {
  const type = tags.read("type", (tag) => readType(tag, scope));
  const value = statedValue(field);
  const column = typeFacets(name, type === undefined ? value : withoutKind(value));
  column.location = field.location;
  if (tags.isEmpty) return column;
  const createdAs = type ?? createdType(column);
  if (type !== undefined) column.type = type;
  const state = <K extends keyof Facets>(facet: K, value: Facets[K] | undefined): void => {
    if (value !== undefined) column[facet] = value;
  };
  const generated = tags.read("generated", (tag) => readGenerated(tag, name, createdAs, scope));
  state(
    "default",
    tags.read("default", (tag) => readDefault(tag, scope)),
  );
  state("collation", tags.read("collate", readCollation));
  state("generated", generated);
  state("renamedFrom", tags.read("renamedFrom", oneName));
  state("movedFrom", tags.read("movedFrom", readMove));
  state(
    "backfill",
    tags.read("backfill", (tag) => readBackfill(tag, scope)),
  );
  return column;
}

const builtinCollations = ["BINARY", "NOCASE", "RTRIM"];

function readCollation(tag: DoctorTag): string {
  const name = oneName(tag);
  const upper = collationName(name);
  return builtinCollations.includes(upper) ? upper : name;
}

/** Reads `@movedFrom table.column`. Throws DoctorError for anything else. */
function readMove(tag: DoctorTag): string {
  const [table, dot, column, more] = tokenize(tag.text);
  const isMove = table && isOperator(dot, ".") && column && !more;
  if (!isMove) throw malformed(tag, "@movedFrom table.column");
  return `${nameOf(table)}.${nameOf(column)}`;
}

/** Throws DoctorError when one of the flags among a property's tags has an argument. */
export function checkFlags(tags: TagSet): void {
  for (const name of ["primaryKey", "autoincrement", "unique"] as const) tags.all(name).forEach(noArgument);
}
