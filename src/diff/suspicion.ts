import type { DeclaredTable } from "../schema/declared.ts";
import { foldName, sameName } from "../schema/names.ts";
import { editDistance } from "../schema/nearest.ts";
import type { Table } from "../schema/schema.ts";
import type { Change, ChangeOf } from "./change.ts";
import type { Suspicion } from "./drift.ts";
import { compareType } from "./types.ts";

/** Below this score two names are a drop and an add. */
const threshold = 0.6;

/** Columns that more tables than this have are those of a family (partitions, tenants) and prove nothing. */
const crowd = 20;

/** Renames the config denies: old names, columns by declared table. */
export interface Denied {
  readonly tables: readonly string[];
  readonly columns: Readonly<Record<string, readonly string[]>>;
  /** Columns, by declared table, whose values are in no other table. */
  readonly moves?: Readonly<Record<string, readonly string[]>>;
}

/** Pairs of a missing and an unexpected column of one table that look like one column renamed, each used once. */
export function suspectColumns(
  table: { declared: DeclaredTable; actual: Table },
  changes: readonly Change[],
  { denied, created }: { denied: readonly string[]; created: readonly string[] },
): Suspicion[] {
  // A column that refers to a table still to be made cannot have had values.
  const refersToNew = ({ column }: ChangeOf<"add-column">): boolean =>
    table.declared.foreignKeys.some(
      ({ columns, parent }) =>
        columns.some((name) => sameName(name, column)) && created.some((name) => sameName(name, parent)),
    );
  const added = changes.filter(
    (change): change is ChangeOf<"add-column"> => change.kind === "add-column" && !refersToNew(change),
  );
  const dropped = changes.filter(
    (change): change is ChangeOf<"drop-column"> =>
      change.kind === "drop-column" &&
      change.movedTo === undefined &&
      !denied.some((name) => sameName(name, change.column)),
  );
  const candidates = added.flatMap((add) => {
    // A column that says where its values come from is no rename.
    if (add.declared.backfill !== undefined || add.declared.movedFrom !== undefined) return [];
    return dropped.map((drop) => suspectColumn(table, add, drop));
  });
  return bestPairs(candidates.filter(({ score }) => score >= threshold));
}

function suspectColumn(
  { declared, actual }: { declared: DeclaredTable; actual: Table },
  add: ChangeOf<"add-column">,
  drop: ChangeOf<"drop-column">,
): Suspicion {
  const name = nameLikeness(drop.column, add.column);
  const sameType = compareType(add.declared, drop.actual, actual.strict) !== "differs";
  const sameNull = (add.declared.notNull ?? drop.actual.notNull) === drop.actual.notNull;
  const samePlace =
    declared.columns.findIndex((column) => sameName(column.name, add.column)) ===
    actual.columns.findIndex((column) => sameName(column.name, drop.column));
  const evidence = [
    `the names are ${Math.round(name * 100)} % alike`,
    ...(sameType ? ["the type fits"] : []),
    ...(sameNull ? ["both allow NULL or both do not"] : []),
    ...(samePlace ? ["they stand at the same place in the table"] : []),
  ];
  const likely = name >= 0.5 && sameType;
  const score = likely ? 0.6 * name + 0.2 + (sameNull ? 0.1 : 0) + (samePlace ? 0.1 : 0) : 0;
  return {
    kind: "column",
    table: declared.name,
    from: drop.column,
    to: add.column,
    score: round(score),
    evidence,
    otherwise: [add, drop],
  };
}

/** Missing tables and tables nobody declares that look like one table renamed. */
export function suspectTables(
  missing: readonly ChangeOf<"create-table">[],
  unmanaged: readonly Table[],
  denied: readonly string[],
): Suspicion[] {
  const free = unmanaged.filter((table) => !denied.some((name) => sameName(name, table.name)));
  const holders = tablesByColumn(free);
  // A table whose columns come from elsewhere is none that was renamed.
  const unmoved = missing.filter(({ declared }) =>
    declared.columns.every(({ movedFrom }) => movedFrom === undefined),
  );
  const candidates = unmoved.flatMap((create) => {
    const alike = [...commonColumns(create, holders)].filter(([table, common]) => {
      // Two columns in common (id, name) prove nothing.
      return common >= 3 && overlap(create, table, common) >= 0.7;
    });
    if (alike.length > crowd) return [];
    return alike.flatMap(([table, common]) => likeTable(create, table, common) ?? []);
  });
  return bestPairs(candidates.filter(({ score }) => score >= threshold)).map(suspectTable);
}

/** Two tables that may be one. */
interface LikeTables {
  readonly create: ChangeOf<"create-table">;
  readonly from: string;
  readonly to: string;
  readonly common: number;
  readonly name: number;
  readonly score: number;
}

function tablesByColumn(tables: readonly Table[]): Map<string, Table[]> {
  const holders = new Map<string, Table[]>();
  for (const table of tables) {
    for (const column of new Set(table.columns.map(({ name }) => foldName(name)))) {
      const known = holders.get(column);
      if (known === undefined) holders.set(column, [table]);
      else known.push(table);
    }
  }
  return holders;
}

/** The tables that have columns of a missing one, with their number. */
function commonColumns(
  { declared }: ChangeOf<"create-table">,
  holders: ReadonlyMap<string, readonly Table[]>,
): Map<Table, number> {
  const common = new Map<Table, number>();
  for (const { name } of declared.columns) {
    for (const table of holders.get(foldName(name)) ?? []) common.set(table, (common.get(table) ?? 0) + 1);
  }
  return common;
}

function overlap({ declared }: ChangeOf<"create-table">, { columns }: Table, common: number): number {
  return common / (declared.columns.length + columns.length - common);
}

function likeTable(create: ChangeOf<"create-table">, table: Table, common: number): LikeTables | null {
  const shared = overlap(create, table, common);
  const name = nameLikeness(table.name, create.table);
  if (name < 0.3 && shared !== 1) return null;
  return {
    create,
    from: table.name,
    to: create.table,
    common,
    name,
    score: round(0.7 * shared + 0.3 * name),
  };
}

function suspectTable({ create, from, to, common, name, score }: LikeTables): Suspicion {
  return {
    kind: "table",
    table: to,
    from,
    to,
    score,
    evidence: [
      `${common} of ${create.declared.columns.length} declared columns are in it`,
      `the names are ${Math.round(name * 100)} % alike`,
    ],
    otherwise: [create],
  };
}

/** 0 to 1: by edit distance, or by words in common; names that differ only in digits are siblings, not one name. */
export function nameLikeness(a: string, b: string): number {
  const [one, other] = [foldName(a), foldName(b)];
  if (one.replace(/\d+/g, "") === other.replace(/\d+/g, "")) return 0;
  const byLetters = 1 - editDistance(one, other) / Math.max(one.length, other.length);
  const words = (name: string): string[] => name.split(/[_\s]+/).filter((word) => word.length > 2);
  const common = words(one).filter((word) => words(other).includes(word)).length;
  const byWords = common === 0 ? 0 : common / Math.max(1, Math.min(words(one).length, words(other).length));
  return Math.max(byLetters, byWords * 0.8);
}

/** Takes the best candidates first, each name once. */
function bestPairs<T extends Pick<Suspicion, "from" | "to" | "score">>(candidates: readonly T[]): T[] {
  const sorted = [...candidates].sort(
    (a, b) => b.score - a.score || compareText(a.from, b.from) || compareText(a.to, b.to),
  );
  const taken = new Set<string>();
  return sorted.filter(({ from, to }) => {
    if (taken.has(`from ${foldName(from)}`) || taken.has(`to ${foldName(to)}`)) return false;
    taken.add(`from ${foldName(from)}`).add(`to ${foldName(to)}`);
    return true;
  });
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const round = (score: number): number => Math.round(score * 100) / 100;
