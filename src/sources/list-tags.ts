import type { IndexPart } from "../schema/constraint.ts";
import type { DeclaredForeignKey, DeclaredIndex, DeclaredUnique } from "../schema/declared.ts";
import { sameName } from "../schema/names.ts";
import { printParts } from "../sql/clauses.ts";
import { readIndexPart } from "../sql/index-part.ts";
import { isWord, type Token } from "../sql/tokens.ts";
import { type DoctorTag, tagError } from "./doctor-tags.ts";
import { argumentOf, itemName, malformed, namedList, textFrom } from "./grammar.ts";
import { readReference } from "./reference.ts";
import type { Scope } from "./scope.ts";
import { refused } from "./sql-tags.ts";

/** Gives a column's declared collation, or undefined. */
export type CollationOf = (column: string) => string | undefined;

/** Reads a declaration's `@primaryKey (a, b)`. */
export function readPrimaryKey(tag: DoctorTag, scope: Scope): readonly string[] {
  const form = "@primaryKey (a, b)";
  const { name, items, rest } = namedList(argumentOf(tag), form);
  if (name !== null || rest.length > 0) throw malformed(tag, form);
  return distinct(
    items.map((item) => scope.columnNamed(itemName(item, tag, form), tag)),
    tag,
  );
}

/** Reads a declaration's `@references (a, b) table(c, d)`. */
export function readForeignKey(tag: DoctorTag, scope: Scope): DeclaredForeignKey {
  const form = "@references (a, b) table(c, d)";
  const { name, items, rest } = namedList(argumentOf(tag), form);
  if (name !== null) throw malformed(tag, form);
  const columns = distinct(
    items.map((item) => scope.columnNamed(itemName(item, tag, form), tag)),
    tag,
  );
  const reference = readReference(tag, rest, form);
  if (reference.parentColumns && reference.parentColumns.length !== columns.length) {
    throw tagError(
      tag,
      `@references joins ${columns.length} columns to ${reference.parentColumns.length}.`,
      "Name as many columns of the parent as of the table.",
    );
  }
  return { columns, ...reference, location: tag.location };
}

/** A unique constraint, or where SQLite has no constraint for it (a predicate, an expression), a unique index. */
export type ReadUnique =
  | { readonly unique: DeclaredUnique; readonly index?: never }
  | { readonly index: DeclaredIndex; readonly unique?: never };

/** Reads a declaration's `@unique [name] (a, b)`. */
export function readUnique(tag: DoctorTag, scope: Scope, collationOf: CollationOf): ReadUnique {
  const index = readList(tag, "@unique (a, b), or @unique name (a, b)", true, scope, collationOf);
  if (index.where !== null || index.parts.some((part) => part.column === null)) return { index };
  return { unique: { name: index.name ?? null, columns: index.parts, location: tag.location } };
}

/** Reads a declaration's `@index [name] (a, b DESC) [where …]`. */
export function readIndex(tag: DoctorTag, scope: Scope, collationOf: CollationOf): DeclaredIndex {
  const form = "@index (a, b DESC), with a name before and a where clause behind it if wanted";
  return readList(tag, form, false, scope, collationOf);
}

function readList(
  tag: DoctorTag,
  form: string,
  unique: boolean,
  scope: Scope,
  collationOf: CollationOf,
): DeclaredIndex {
  const { name, items, rest } = namedList(argumentOf(tag), form);
  const parts = items.map((item) => readPart(tag, item, scope, collationOf));
  if (!parts.some((part) => part.column !== null || scope.mentionsColumn(part.expression ?? ""))) {
    throw tagError(tag, `@${tag.name} has a list that names no column.`, `Write ${form}.`);
  }
  distinct(
    parts.flatMap(({ column }) => column ?? []),
    tag,
  );
  if (rest.length > 0 && !isWord(rest[0], "WHERE")) throw malformed(tag, form);
  const where = rest.length > 0 ? textFrom(tag, rest.slice(1)) : null;
  const complaint = listComplaint(parts, where, scope);
  if (complaint) throw refused(tag, complaint, scope);
  return { ...(name === null ? {} : { name }), unique, parts, where, location: tag.location };
}

/** SQLite's complaint about what of an index is SQL, or null. */
function listComplaint(parts: readonly IndexPart[], where: string | null, scope: Scope): string | null {
  if (where === null) {
    const isPlain = parts.every((part) => part.column !== null);
    return isPlain ? null : scope.indexComplaint(`(${printParts(plain(parts))})`);
  }
  return scope.syntaxComplaint(where) ?? scope.indexComplaint(`(${printParts(plain(parts))}) WHERE ${where}`);
}

/** Parts without collations that only the application's connection may know. */
function plain(parts: readonly IndexPart[]): IndexPart[] {
  return parts.map((part) => ({ ...part, collation: "BINARY" }));
}

function readPart(tag: DoctorTag, item: readonly Token[], scope: Scope, collationOf: CollationOf): IndexPart {
  const part = readIndexPart(tag.text, item);
  if (part.column === null) return part;
  const column = scope.columnNamed(part.column, tag);
  const states = item.some((token) => isWord(token, "COLLATE"));
  return { ...part, column, collation: states ? part.collation : (collationOf(column) ?? "BINARY") };
}

/** Throws DoctorError for a column named twice. */
function distinct(columns: readonly string[], tag: DoctorTag): readonly string[] {
  const twice = columns.find((column, index) => columns.findIndex((each) => sameName(each, column)) < index);
  if (twice === undefined) return columns;
  throw tagError(tag, `@${tag.name} names ${twice} twice.`, "Name each column once.");
}
