import { isMadeFrom } from "../schema/declare.ts";
import type { DeclaredColumn, DeclaredSchema, DeclaredTable } from "../schema/declared.ts";
import { byName, findNamed, foldName } from "../schema/names.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { matchesTable } from "../schema/table-glob.ts";
import { createdKey } from "../sql/print-table.ts";
import type { Change, ChangeOf } from "./change.ts";
import { diffChecks } from "./checks.ts";
import { diffColumns } from "./columns.ts";
import type { Drift, Pair, Spelling, UnexpectedColumn } from "./drift.ts";
import { diffForeignKeys, diffPrimaryKey, type KeyOf } from "./keys.ts";
import { confirmedMoves, type Move, movedTo, withMove, withMoves } from "./moves.ts";
import {
  changedVirtualTables,
  diffObjects,
  leftovers,
  missingViews,
  notCompared,
  unmanaged,
} from "./objects.ts";
import { isPartOf } from "./part-of-column.ts";
import { afterRenames, confirmedRenames, type Renames } from "./renamed.ts";
import { explained, suspectMoves } from "./suspected-move.ts";
import { type Denied, suspectColumns, suspectTables } from "./suspicion.ts";
import { diffUniqueness } from "./uniqueness.ts";
import { withoutSuspected } from "./withhold.ts";

/** What the config adds to a comparison. */
export interface DiffOptions {
  /** Globs of tables to leave out on both sides. */
  readonly ignore: readonly string[];
  readonly denied: Denied;
}

/** Holds the declared schema against the actual one. Pure; the same input gives the same drift, in the order of the model. */
export function diffSchemas(declared: DeclaredSchema, actual: Schema, options: DiffOptions): Drift {
  const kept = (name: string): boolean => !options.ignore.some((glob) => matchesTable(glob, name));
  const wanted = declared.tables.filter(({ name }) => kept(name));
  const renames = confirmedRenames(declared, actual);
  const renamed = afterRenames(actual, renames);
  const { moves, notAnalysed: notMoved } = confirmedMoves(wanted, renamed, renames);
  const tables = byName(renamed.tables);
  const elsewhere = byName([...actual.views, ...actual.virtualTables]);
  const pairs = wanted.flatMap((table) => {
    const now = tables.get(foldName(table.name));
    return now ? [{ declared: table, actual: now }] : [];
  });
  const missing = wanted.filter(({ name }) => !tables.has(foldName(name)) && !elsewhere.has(foldName(name)));
  const keyOf = keyLookup(wanted, renamed);
  const originals = new Map(renamed.tables.map((table, i) => [table, actual.tables[i] ?? table]));
  const compared = pairs.map((pair) =>
    compareTables(pair, originals.get(pair.actual) ?? pair.actual, {
      renames,
      moves,
      keyOf,
      denied: options.denied,
      created: missing.map(({ name }) => name),
    }),
  );
  const created = missing.map(
    (table) => ({ kind: "create-table", table: table.name, declared: withMoves(table, moves) }) as const,
  );
  const known = byName(wanted);
  const strangers = renamed.tables.filter(({ name }) => kept(name) && !known.has(foldName(name)));
  const application = strangers.filter(({ role }) => role === "application");
  const suspectedTables = suspectTables(created, application, options.denied.tables);
  const changes: Change[] = [
    ...tableRenames(renames, actual),
    ...created,
    ...compared.flatMap((table) => table.changes),
    ...diffObjects(declared, actual, kept),
    ...leftovers(strangers),
  ];
  const isRenamed = (change: Change): boolean =>
    suspectedTables.some(({ otherwise }) => otherwise.includes(change));
  const suspectedMoves = suspectMoves(
    compared.map(({ pair }) => pair),
    changes.filter((change) => !isRenamed(change)),
    options.denied,
  );
  const suspectedColumns = compared
    .flatMap((table) => table.suspicions)
    .filter((suspicion) => !explained(suspicion, suspectedMoves));
  const suspicions = [...suspectedTables, ...suspectedMoves, ...suspectedColumns];
  return {
    changes: withoutSuspected(changes, suspicions),
    suspicions,
    spellings: compared.flatMap((table) => table.spellings),
    unexpectedColumns: compared.flatMap((table) => table.unexpected),
    unmanaged: unmanaged(declared, actual, application, kept),
    missingViews: missingViews(declared, actual, kept),
    pairs: compared.map(({ pair }) => pair),
    notAnalysed: [...notCompared(wanted, actual), ...changedVirtualTables(declared, actual), ...notMoved],
  };
}

interface Compared {
  readonly pair: Pair;
  readonly changes: readonly Change[];
  readonly spellings: readonly Spelling[];
  readonly unexpected: readonly UnexpectedColumn[];
  readonly suspicions: ReturnType<typeof suspectColumns>;
}

/** What a comparison of two tables needs to know of the rest. */
interface Context {
  readonly renames: Renames;
  readonly moves: readonly Move[];
  readonly keyOf: KeyOf;
  readonly denied: Denied;
  /** The tables that are missing. */
  readonly created: readonly string[];
}

/** Compares a declared table with the actual one as it will be after the renames. */
function compareTables(
  { declared, actual: now }: Pair,
  original: Table,
  { renames, moves, keyOf, denied, created }: Context,
): Compared {
  const { missing, columns, uniqueness, checks, extra } = diffAlone(declared, now);
  const changes = [
    ...columnRenames(declared.name, renames.columns.get(foldName(original.name))),
    ...missing.map((column) => addedColumn(declared.name, column, moves)),
    ...columns.changes,
    ...diffPrimaryKey(declared, now),
    ...diffForeignKeys(declared, now, keyOf),
    ...uniqueness.changes,
    ...checks.changes,
    ...diffOptions(declared, now),
    ...extra.map(({ table, column }): ChangeOf<"drop-column"> => {
      const to = movedTo(table, column.name, moves);
      const drop = { kind: "drop-column", table, column: column.name, actual: column } as const;
      return to === null ? drop : { ...drop, movedTo: to };
    }),
  ].filter((change) => !staysWith(change, extra, now));
  const name: Spelling[] =
    declared.name === now.name
      ? []
      : [
          {
            what: "table-name",
            table: declared.name,
            column: null,
            declared: declared.name,
            actual: now.name,
          },
        ];
  return {
    pair: { declared, actual: original },
    changes,
    spellings: [...name, ...columns.spellings, ...uniqueness.spellings, ...checks.spellings],
    unexpected: extra,
    suspicions: suspectColumns({ declared, actual: now }, changes, {
      denied: denied.columns[declared.name] ?? [],
      created,
    }),
  };
}

/** What two tables differ in, whatever stands around them. */
interface Alone {
  readonly actual: Table;
  readonly missing: readonly DeclaredColumn[];
  readonly columns: ReturnType<typeof diffColumns>;
  readonly uniqueness: ReturnType<typeof diffUniqueness>;
  readonly checks: ReturnType<typeof diffChecks>;
  readonly extra: readonly UnexpectedColumn[];
}

const nothing = { changes: [], spellings: [] };
const alike = { missing: [], columns: nothing, uniqueness: nothing, checks: nothing, extra: [] };

/** The last comparison of each declared table: most tables are compared again after others were repaired. */
const lastAlone = new WeakMap<DeclaredTable, Alone>();

function diffAlone(declared: DeclaredTable, actual: Table): Alone {
  // Introspection gives model and database one table where both write it alike.
  if (isMadeFrom(declared, actual)) return { actual, ...alike };
  const last = lastAlone.get(declared);
  if (last?.actual === actual) return last;
  const alone: Alone = {
    actual,
    missing: declared.columns.filter(({ name }) => !findNamed(actual.columns, name)),
    columns: diffColumns(declared, actual),
    uniqueness: diffUniqueness(declared, actual),
    checks: diffChecks(declared, actual),
    extra: unexpectedColumns(declared, actual),
  };
  lastAlone.set(declared, alone);
  return alone;
}

/** What the database has on columns that nobody declares is kept or dropped with them. */
function staysWith(change: Change, extra: readonly UnexpectedColumn[], table: Table): boolean {
  const columns = extra.map(({ column }) => column);
  return change.kind.startsWith("drop-") && isPartOf(change, columns, table.columns);
}

function keyLookup(declared: readonly DeclaredTable[], actual: Schema): KeyOf {
  const declaredTables = byName(declared);
  const actualTables = byName(actual.tables);
  return (parent) => {
    const stated = declaredTables.get(parent)?.primaryKey?.columns;
    const present = actualTables.get(parent)?.primaryKey?.columns;
    const table = declaredTables.get(parent);
    return stated ?? present ?? (table ? (createdKey(table)?.columns ?? null) : null);
  };
}

function tableRenames(renames: Renames, actual: Schema): Change[] {
  return actual.tables.flatMap(({ name }) => {
    const to = renames.tables.get(foldName(name));
    return to === undefined ? [] : [{ kind: "rename-table", table: to, from: name } as const];
  });
}

function columnRenames(table: string, renamed: ReadonlyMap<string, string> | undefined): Change[] {
  return [...(renamed ?? [])].map(
    ([from, column]) => ({ kind: "rename-column", table, column, from }) as const,
  );
}

function addedColumn(table: string, column: DeclaredColumn, moves: readonly Move[]): Change {
  return { kind: "add-column", table, column: column.name, declared: withMove(table, column, moves) };
}

/** Columns of the database that the declaration does not list. A generated one never blocks an INSERT. */
function unexpectedColumns(declared: DeclaredTable, actual: Table): UnexpectedColumn[] {
  if (declared.open) return [];
  return actual.columns
    .filter(({ name }) => !findNamed(declared.columns, name))
    .map((column) => ({
      table: declared.name,
      column,
      blocksInserts: column.notNull && column.default === null && column.generated === null,
    }));
}

function diffOptions(declared: DeclaredTable, actual: Table): Change[] {
  const strict = declared.strict ?? actual.strict;
  const withoutRowid = declared.withoutRowid ?? actual.withoutRowid;
  const differs: ChangeOf<"alter-options">["differs"] = [
    ...(strict === actual.strict ? [] : (["strict"] as const)),
    ...(withoutRowid === actual.withoutRowid ? [] : (["withoutRowid"] as const)),
  ];
  return differs.length === 0
    ? []
    : [{ kind: "alter-options", table: declared.name, strict, withoutRowid, differs }];
}
