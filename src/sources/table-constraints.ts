import type { IndexPart } from "../schema/constraint.ts";
import type {
  DeclaredColumn,
  DeclaredForeignKey,
  DeclaredIndex,
  DeclaredPrimaryKey,
  DeclaredTable,
  DeclaredUnique,
} from "../schema/declared.ts";
import { sameName } from "../schema/names.ts";
import { tokenize } from "../sql/tokens.ts";
import type { ColumnField } from "./column.ts";
import { type DoctorTag, tagError } from "./doctor-tags.ts";
import { malformed, optionalName } from "./grammar.ts";
import { type CollationOf, readForeignKey, readIndex, readPrimaryKey, readUnique } from "./list-tags.ts";
import { readAction, readReference } from "./reference.ts";
import type { Scope } from "./scope.ts";
import { readCheck } from "./sql-tags.ts";
import type { TagSet } from "./tag-set.ts";

/** The keys, constraints and indexes of a table, from the tags of its properties and its declaration. */
export type Constraints = Pick<
  DeclaredTable,
  "primaryKey" | "foreignKeys" | "uniques" | "indexes" | "checks"
>;

/** Reads the constraints of a table. Throws DoctorError for malformed tags and for keys that contradict each other. */
export function readConstraints(
  fields: readonly ColumnField[],
  columns: readonly DeclaredColumn[],
  tags: TagSet,
  scope: Scope,
): Constraints {
  const collationOf: CollationOf = (name) => columns.find((column) => sameName(column.name, name))?.collation;
  const uniques: DeclaredUnique[] = [];
  const indexes: DeclaredIndex[] = [];
  const foreignKeys: DeclaredForeignKey[] = [];
  const checks: Constraints["checks"][number][] = [];
  for (const { name, tags: own } of fields) {
    if (own.isEmpty) continue;
    const parts = [partOf(name, collationOf)];
    for (const { location } of own.all("unique")) uniques.push({ name: null, columns: parts, location });
    for (const tag of own.all("index")) indexes.push(propertyIndex(tag, parts));
    const key = propertyReference(own, name);
    if (key) foreignKeys.push(key);
    checks.push(...own.all("check").map((tag) => readCheck(tag, scope)));
  }
  for (const tag of tags.all("unique")) {
    const { unique, index } = readUnique(tag, scope, collationOf);
    if (unique) uniques.push(unique);
    if (index) indexes.push(index);
  }
  indexes.push(...tags.all("index").map((tag) => readIndex(tag, scope, collationOf)));
  foreignKeys.push(...tags.all("references").map((tag) => readForeignKey(tag, scope)));
  checks.push(...tags.all("check").map((tag) => readCheck(tag, scope)));
  const primaryKey = readKey(fields, columns, tags, scope);
  return { ...(primaryKey ? { primaryKey } : {}), uniques, indexes, foreignKeys, checks };
}

function partOf(column: string, collationOf: CollationOf): IndexPart {
  return { column, expression: null, collation: collationOf(column) ?? "BINARY", descending: false };
}

function propertyIndex(tag: DoctorTag, parts: readonly IndexPart[]): DeclaredIndex {
  if (tag.text.includes("(")) {
    throw tagError(
      tag,
      "@index on a property takes only a name.",
      "Put an index over a list of columns into the comment of the declaration.",
    );
  }
  const name = optionalName(tag);
  return { ...(name === null ? {} : { name }), unique: false, parts, where: null, location: tag.location };
}

/** The foreign key of one property, with the actions stated beside it. */
function propertyReference(tags: TagSet, column: string): DeclaredForeignKey | null {
  const form = "@references table(column)";
  const tag = tags.one("references");
  const [onDelete, onUpdate] = [tags.one("onDelete"), tags.one("onUpdate")];
  const action = onDelete ?? onUpdate;
  if (!tag) {
    if (!action) return null;
    throw tagError(action, `@${action.name} stands without @references.`, `Add ${form} beside it.`);
  }
  const reference = readReference(tag, tokenize(tag.text), form);
  if (reference.parentColumns && reference.parentColumns.length > 1) throw malformed(tag, form);
  return {
    columns: [column],
    ...reference,
    ...(onDelete ? { onDelete: readAction(onDelete) } : {}),
    ...(onUpdate ? { onUpdate: readAction(onUpdate) } : {}),
    location: tag.location,
  };
}

/** The primary key that `@primaryKey` and `@autoincrement` state; undefined where nothing does. */
function readKey(
  fields: readonly ColumnField[],
  columns: readonly DeclaredColumn[],
  tags: TagSet,
  scope: Scope,
): DeclaredPrimaryKey | undefined {
  const counted = fields.find((field) => field.tags.has("autoincrement"));
  const marked = fields.filter(({ tags: own }) => own.has("primaryKey"));
  const own = (marked.length === 0 && counted ? [counted] : marked).map(({ name }) => name);
  const stated = tags.one("primaryKey");
  const listed = stated ? readPrimaryKey(stated, scope) : own;
  if (stated && own.some((name) => !listed.some((column) => sameName(column, name)))) {
    throw tagError(
      stated,
      `@primaryKey (${listed.join(", ")}) contradicts the tags of ${own.join(", ")}.`,
      "State the key once.",
    );
  }
  const tag = counted?.tags.one("autoincrement");
  if (counted && tag) checkAutoincrement(counted, listed, columns, tags, tag);
  refuseGeneratedKey(marked, listed, columns, stated);
  if (listed.length === 0) return undefined;
  return { columns: listed, ...(counted ? { autoincrement: true } : {}) };
}

/** Throws DoctorError for a generated column in a key. https://www.sqlite.org/gencol.html#limitations */
function refuseGeneratedKey(
  marked: readonly ColumnField[],
  key: readonly string[],
  columns: readonly DeclaredColumn[],
  stated: DoctorTag | undefined,
): void {
  const generated = columns.find(
    (column) => column.generated && key.some((name) => sameName(name, column.name)),
  );
  if (!generated) return;
  const tag = stated ?? marked.find(({ name }) => sameName(name, generated.name))?.tags.one("primaryKey");
  const message = `${generated.name} is generated and cannot be part of the primary key.`;
  throw tagError(
    tag ?? { location: generated.location ?? { file: "", line: 0, column: 0 } },
    message,
    "Make it @unique instead.",
  );
}

/** Throws DoctorError where SQLite has no AUTOINCREMENT. https://www.sqlite.org/autoinc.html */
function checkAutoincrement(
  { name }: ColumnField,
  key: readonly string[],
  columns: readonly DeclaredColumn[],
  tags: TagSet,
  tag: DoctorTag,
): void {
  const column = columns.find((each) => sameName(each.name, name));
  const isInteger =
    column?.type === undefined
      ? column?.accepts === undefined || column.accepts === "number" || column.accepts === "bigint"
      : column.type.toUpperCase() === "INTEGER";
  const isOnlyKey = key.length === 1 && key[0] !== undefined && sameName(key[0], name);
  if (isInteger && isOnlyKey && !tags.has("withoutRowid")) return;
  throw tagError(
    tag,
    "SQLite has AUTOINCREMENT only for a single INTEGER primary key of a rowid table.",
    `Leave @autoincrement out, or make ${name} the only key, a number, and the table no @withoutRowid.`,
  );
}
