import type { Conflict } from "../schema/column.ts";
import type { IndexPart, PrimaryKey, Unique } from "../schema/constraint.ts";
import { foldName } from "../schema/names.ts";
import type { Clause } from "../sql/create-table.ts";
import { collationName } from "../sql/index-part.ts";
import type { ListedColumn, ListedPart } from "./catalogue.ts";

type KeyClause = Extract<Clause, { kind: "primary-key" | "unique" }>;

/** The parts of one automatic index: a PRIMARY KEY or UNIQUE constraint as SQLite keeps it. */
export type Kept = readonly ListedPart[];

/** What the stored DDL says of a table's keys: all clauses, and the collations of its columns by folded name. */
export interface Written {
  readonly clauses: readonly Clause[];
  readonly collations: ReadonlyMap<string, string>;
}

/** The primary key of a table, or null. https://www.sqlite.org/lang_createtable.html#rowid */
export function readPrimaryKey(
  columns: readonly ListedColumn[],
  kept: Kept | undefined,
  written: Written,
  autoincrement: boolean,
): PrimaryKey | null {
  const key = columns.filter((column) => column.pk > 0).sort((a, b) => a.pk - b.pk);
  if (key.length === 0) return null;
  const clause = written.clauses.find((clause) => clause.kind === "primary-key");
  return {
    name: clause?.name ?? null,
    columns: key.map((column) => column.name),
    // Only a rowid alias does without an index; INTEGER PRIMARY KEY DESC on a column has one.
    rowidAlias: kept === undefined,
    autoincrement,
    descending: (kept ?? []).flatMap(({ desc, column }) => (desc === 1 && column !== null ? [column] : [])),
    conflict: kept ? conflictOf(kept, written) : (clause?.conflict ?? null),
  };
}

/** The UNIQUE constraints of a table. SQLite keeps repeated ones once, and none that repeats the primary key. */
export function readUniques(kept: readonly Kept[], written: Written): Unique[] {
  return kept.map((parts) => ({
    name: statedBy(parts, written).find(({ kind, name }) => kind === "unique" && name !== null)?.name ?? null,
    columns: parts.map(readPart),
    conflict: conflictOf(parts, written),
  }));
}

/** A column of an index as SQLite keeps it. */
export function readPart(part: ListedPart): IndexPart {
  const { column, coll, desc } = part;
  return { column, expression: null, collation: collationName(coll), descending: desc === 1 };
}

/** Of equal constraints the one that states a conflict clause decides; SQLite refuses two that differ. */
function conflictOf(kept: Kept, written: Written): Conflict {
  return statedBy(kept, written).find((clause) => clause.conflict !== null)?.conflict ?? null;
}

/** The clauses that one automatic index stands for: same columns, same collations. */
function statedBy(kept: Kept, { clauses, collations }: Written): KeyClause[] {
  // A UNIQUE that repeats the primary key is kept as one with it, except beside a rowid alias.
  const ofPrimary = kept[0]?.origin === "pk";
  const keys = clauses.filter(
    (clause): clause is KeyClause => clause.kind === "unique" || (ofPrimary && clause.kind === "primary-key"),
  );
  return keys.filter(({ parts }) => {
    const whole = parts.map((part) => wordOf(part, collations));
    const names = kept.map(({ column, coll }) => `${foldName(column ?? "")} ${collationName(coll)}`);
    // A WITHOUT ROWID table keeps a column that a key repeats only once.
    return sameList(whole, names) || sameList([...new Set(whole)], names);
  });
}

function wordOf(part: IndexPart, collations: ReadonlyMap<string, string>): string {
  const name = foldName(part.column ?? "");
  return `${name} ${part.collation === "BINARY" ? (collations.get(name) ?? "BINARY") : part.collation}`;
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}
