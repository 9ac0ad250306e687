import type { Change } from "../diff/change.ts";
import type { Index, IndexPart, Unique } from "../schema/constraint.ts";
import { findNamed, foldName, sameName } from "../schema/names.ts";
import { indexName } from "../sql/print-table.ts";
import type { Evidence } from "./evidence.ts";
import type { HouseTable } from "./house-tables.ts";

/** An index or a named UNIQUE that is not called idx_ or uq_, table and columns. */
export interface Misnamed {
  readonly name: string;
  readonly wanted: string;
  readonly parts: readonly IndexPart[];
  /** What gives it the other name. */
  readonly changes: readonly Change[];
  /** Why it cannot have it by itself, in the first half of a sentence. */
  readonly kept: string | null;
}

/** What is not called by the convention: the indexes of a table, or all that is unique in it. */
export function misnamed(table: HouseTable, evidence: Evidence, unique: boolean): Misnamed[] {
  const taken = takenNames(evidence);
  const free = (wanted: string): string => {
    let name = wanted;
    for (let n = 2; taken.has(foldName(name)); n++) name = `${wanted}_${n}`;
    taken.add(foldName(name));
    return name;
  };
  const indexes = table.indexes.flatMap(({ standing, parts, ...index }): Misnamed[] => {
    if (!standing || index.unique !== unique || fits(standing, table.name, parts)) return [];
    const wanted = free(indexName(table.name, { unique, parts: asDeclared(parts, table) }));
    const kept = whyKept(standing, { ...index, parts }, table, evidence);
    const change: Change = { kind: "rename-index", table: table.name, name: wanted, actual: standing };
    return [{ name: standing.name, wanted, parts, changes: [change], kept }];
  });
  return unique ? [...indexes, ...misnamedConstraints(table, free)] : indexes;
}

/** The columns as the model spells them: the database may have other capital letters. */
function asDeclared(parts: readonly IndexPart[], { declared }: HouseTable): IndexPart[] {
  const spelt = (column: string): string => findNamed(declared?.columns ?? [], column)?.name ?? column;
  return parts.map((part) => ({ ...part, column: part.column === null ? null : spelt(part.column) }));
}

/** The name itself, with a number where it was taken, or with what a predicate or an order adds to the columns. */
function fits({ name, unique, where }: Index, table: string, parts: readonly IndexPart[]): boolean {
  const isSpecial = where !== null || parts.some(({ column, descending }) => column === null || descending);
  const columns = parts.flatMap(({ column }) => column ?? []);
  const wanted = foldName(
    columns.length === parts.length
      ? indexName(table, { unique, parts })
      : `${unique ? "uq" : "idx"}_${table}`,
  );
  const own = foldName(name);
  const rest = own.startsWith(wanted) ? own.slice(wanted.length) : null;
  return rest !== null && (rest === "" || /^_\d+$/.test(rest) || (isSpecial && rest.startsWith("_")));
}

function whyKept(
  { name }: Index,
  { parts, where }: Pick<Index, "parts" | "where">,
  { declared }: HouseTable,
  { calledIndexes }: Evidence,
): string | null {
  const isNamed = declared?.indexes.some(
    (index) => index.name !== undefined && samePlace(index.parts, parts) && index.where === where,
  );
  if (isNamed) return `The model calls the index ${name}`;
  return calledIndexes?.has(foldName(name)) ? `A statement says INDEXED BY ${name}` : null;
}

const samePlace = (a: readonly IndexPart[], b: readonly IndexPart[]): boolean =>
  a.length === b.length &&
  a.every(({ column, expression }, i) =>
    column === null ? expression === b[i]?.expression : sameName(column, b[i]?.column ?? ""),
  );

/** A UNIQUE without a name of its own has none that could be wrong. */
function misnamedConstraints(
  { name: table, uniques, declared }: HouseTable,
  free: (wanted: string) => string,
): Misnamed[] {
  return uniques.flatMap(({ standing, columns }): Misnamed[] => {
    const wanted = indexName(table, { unique: true, parts: columns });
    if (!standing?.name || sameName(standing.name, wanted)) return [];
    const isNamed = declared?.uniques.some((unique) => unique.name && samePlace(unique.columns, columns));
    const index = free(wanted);
    return [
      {
        ...{ name: standing.name, wanted: index, parts: columns },
        changes: namedAnew(table, standing, index),
        kept: isNamed
          ? `The model calls the constraint ${standing.name}`
          : standing.conflict
            ? `The constraint says ON CONFLICT ${standing.conflict}, which no index can`
            : null,
      },
    ];
  });
}

function namedAnew(table: string, actual: Unique, name: string): Change[] {
  const { columns } = actual;
  return [
    { kind: "drop-unique", table, actual },
    { kind: "add-unique", table, declared: { name, columns } },
  ];
}

/** Names that an index cannot have: those of everything there is, and of the indexes that the drift makes. */
function takenNames({ actual, drift }: Evidence): Set<string> {
  const indexes = actual.tables.flatMap((table) => table.indexes);
  const made = drift.changes.flatMap((change) => {
    if (change.kind === "create-index")
      return change.declared.name ?? indexName(change.table, change.declared);
    if (change.kind !== "create-table") return [];
    return [change.table, ...change.declared.indexes.map((index) => indexName(change.table, index))];
  });
  const there = [...indexes, ...actual.tables, ...actual.views, ...actual.virtualTables];
  return new Set([...there.map(({ name }) => name), ...made].map(foldName));
}
