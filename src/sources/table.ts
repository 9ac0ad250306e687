import type { Memory } from "../database/memory.ts";
import { DoctorError } from "../errors.ts";
import type { DeclaredColumn, DeclaredTable } from "../schema/declared.ts";
import type { Location, NotAnalysed } from "../schema/location.ts";
import { foldName, sameName } from "../schema/names.ts";
import type { Field, Fields } from "../typescript/fields.ts";
import { type ColumnField, checkFlags, columnField, readColumn, scopeColumn } from "./column.ts";
import {
  type DoctorTag,
  isOthers,
  isTagName,
  place,
  refuseMisspelt,
  refuseStray,
  tagError,
} from "./doctor-tags.ts";
import { noArgument, oneName } from "./grammar.ts";
import { Scope, type ScopeColumn } from "./scope.ts";
import { readConstraints } from "./table-constraints.ts";
import type { TagSet } from "./tag-set.ts";

/** A type that is a table, ready to be read. */
export interface TableType {
  readonly name: string;
  readonly source: "types" | "kysely";
  readonly location: Location;
  readonly tags: TagSet;
  readonly fields: Fields;
  readonly nameOfColumn: (property: string) => string;
  /** Whether its file does not parse, so that parts of it may be missing. */
  readonly broken: boolean;
}

/** A table, with what of it could not be read. */
export interface ReadTable {
  readonly table: DeclaredTable;
  /** The names that lists of columns may use for it. */
  readonly columns: readonly ScopeColumn[];
  readonly notAnalysed: readonly NotAnalysed[];
}

/** Reads the table a type declares. Throws DoctorError for malformed tags and for two properties with one column. */
export function readTable(type: TableType, memory: Memory): ReadTable {
  const { fields, tags } = type;
  refuseStray(fields.strayTags);
  const named = fields.fields.flatMap((field) => columnField(field, type.nameOfColumn) ?? []);
  for (const field of fields.fields) refuseMisspeltIn(field);
  refuseTwins(named);
  const unreadable = named.filter(({ part }) => part === "unreadable");
  const open = fields.open || type.broken || unreadable.length > 0;
  const scope = new Scope(type.name, named.map(scopeColumn), open, memory);
  const own = named.filter(({ part }) => part === "column");
  for (const field of own) checkFlags(field.tags);
  const columns = own.map((field) => readColumn(field, scope));
  tags.all("strict").forEach(noArgument);
  tags.all("withoutRowid").forEach(noArgument);
  const renamedFrom = tags.read("renamedFrom", oneName);
  const lookup = tags.read("lookup", (tag) => readLookup(tag, columns, scope));
  if (tags.has("strict")) checkStrict(own, columns);
  return {
    table: {
      name: type.name,
      source: type.source,
      location: type.location,
      complete: false,
      open,
      columns,
      ...readConstraints(own, columns, tags, scope),
      ...(tags.has("strict") ? { strict: true } : {}),
      ...(tags.has("withoutRowid") ? { withoutRowid: true } : {}),
      ...(renamedFrom === undefined ? {} : { renamedFrom }),
      ...(lookup === undefined ? {} : { lookup }),
    },
    columns: scope.columns,
    notAnalysed: [...fields.notAnalysed, ...fields.fields.flatMap((field) => unreadField(type.name, field))],
  };
}

/** Throws DoctorError for a misspelt tag on a property that is no column. */
function refuseMisspeltIn({ reading, tags }: Field): void {
  const isColumn = reading.is === "value" || reading.is === "unreadable";
  if (!isColumn) for (const tag of tags) refuseMisspelt(tag, "property");
}

/** Throws DoctorError for two properties with one column, naming both places. */
function refuseTwins(named: readonly ColumnField[]): void {
  const seen = new Map<string, ColumnField>();
  for (const each of named) {
    const twin = seen.get(foldName(each.name));
    seen.set(foldName(each.name), each);
    if (!twin || (twin.part === "ignored") !== (each.part === "ignored")) continue;
    throw new DoctorError(
      "model-duplicate",
      `${place(each.field.location)}: ${each.field.name} and ${twin.field.name} at ${place(twin.field.location)} are both the column ${each.name}.`,
      "Give one of them another name with @column, or leave it out with @ignore.",
    );
  }
}

/** Reads `@lookup column`. Throws DoctorError when the column has no value set. */
function readLookup(tag: DoctorTag, columns: readonly DeclaredColumn[], scope: Scope): string {
  const name = scope.columnNamed(oneName(tag), tag);
  if (columns.some((column) => sameName(column.name, name) && column.values)) return name;
  throw tagError(
    tag,
    `@lookup ${name}: the column's type is no union of literals and no enum.`,
    "Name a column whose type lists its values.",
  );
}

const strictTypes = ["INT", "INTEGER", "REAL", "TEXT", "BLOB", "ANY"];

/** Throws DoctorError for a declared type that a STRICT table refuses. https://www.sqlite.org/stricttables.html */
function checkStrict(fields: readonly ColumnField[], columns: readonly DeclaredColumn[]): void {
  fields.forEach(({ tags }, index) => {
    const tag = tags.one("type");
    const type = columns[index]?.type;
    if (!tag || type === undefined || strictTypes.includes(type.toUpperCase())) return;
    throw tagError(
      tag,
      `@type ${type} is no type of a STRICT table.`,
      `Write one of ${strictTypes.join(", ")}, or leave @strict out.`,
    );
  });
}

/** What is said of a property that is not read, or whose tags are not. */
function unreadField(table: string, field: Field): NotAnalysed[] {
  const { reading, location, why } = field;
  const what = `${table}.${field.name}`;
  const tag = field.tags.find((each) => isTagName(each.name) && !isOthers(each));
  if (reading.is === "unreadable" && tag?.name !== "ignore")
    return [{ what, location, why: why ?? "the type cannot be resolved" }];
  if (reading.is !== "relation" || !tag || tag.name === "ignore") return [];
  return [
    {
      what: `@${tag.name} on ${what}`,
      location: tag.location,
      why: "its type is another table: a relation, not a column",
    },
  ];
}
