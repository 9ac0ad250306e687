import type { DeclaredColumn, DeclaredTable } from "../schema/declared.ts";
import type { NotAnalysed } from "../schema/location.ts";
import { byName, findNamed, foldName, sameName } from "../schema/names.ts";
import type { Schema } from "../schema/schema.ts";
import type { Renames } from "./renamed.ts";

/** A column of a table. */
export interface ColumnName {
  readonly table: string;
  readonly column: string;
}

/** A column whose values are to come from a column of another table; both by the names after the renames. */
export interface Move {
  readonly to: ColumnName;
  readonly from: ColumnName;
}

/** The moves still to be made, and why the others are none. */
export interface Moves {
  readonly moves: readonly Move[];
  readonly notAnalysed: readonly NotAnalysed[];
}

/** Finds the confirmed moves still to be made: the source is there, the destination is not. `actual` is the schema after the renames. */
export function confirmedMoves(wanted: readonly DeclaredTable[], actual: Schema, renames: Renames): Moves {
  const tables = byName(actual.tables);
  const elsewhere = byName([...actual.views, ...actual.virtualTables]);
  const moves: Move[] = [];
  const notAnalysed: NotAnalysed[] = [];
  for (const table of wanted) {
    const present = tables.get(foldName(table.name));
    if (elsewhere.has(foldName(table.name))) continue;
    for (const column of table.columns) {
      if (column.movedFrom === undefined || findNamed(present?.columns ?? [], column.name)) continue;
      const source = sourceOf(column.movedFrom, actual, renames);
      const why = whyNoMove(table, column.movedFrom, source, wanted);
      if (source.table !== null && source.column !== null && why === null) {
        const from = { table: source.table, column: source.column };
        moves.push({ to: { table: table.name, column: column.name }, from });
      } else if (why !== null) {
        const what = `@movedFrom of column ${table.name}.${column.name}`;
        notAnalysed.push({ what, location: column.location ?? null, why });
      }
    }
  }
  return { moves, notAnalysed };
}

/** The table and column meant, as far as they are there. A name may have a dot in it, so that every dot may be the one between. */
function sourceOf(
  movedFrom: string,
  actual: Schema,
  renames: Renames,
): { table: string | null; column: string | null } {
  let nearest: string | null = null;
  for (const { table: name, column } of readings(movedFrom)) {
    const table = findNamed(actual.tables, renames.tables.get(foldName(name)) ?? name);
    if (!table) continue;
    nearest ??= table.name;
    const old = [...renames.tables].find(([, now]) => sameName(now, table.name))?.[0] ?? table.name;
    const now = renames.columns.get(foldName(old))?.get(foldName(column)) ?? column;
    const found = findNamed(table.columns, now);
    if (found) return { table: table.name, column: found.name };
  }
  return { table: nearest, column: null };
}

/** The ways to read `table.column`. */
export function readings(movedFrom: string): ColumnName[] {
  const dots = [...movedFrom].flatMap((letter, i) => (letter === "." ? i : []));
  return dots.map((i) => ({ table: movedFrom.slice(0, i), column: movedFrom.slice(i + 1) }));
}

function whyNoMove(
  table: DeclaredTable,
  movedFrom: string,
  { table: from, column }: { table: string | null; column: string | null },
  wanted: readonly DeclaredTable[],
): string | null {
  if (from === null) {
    const comes = readings(movedFrom).some(({ table: name }) => findNamed(wanted, name));
    return comes ? null : `There is no table in the database that ${movedFrom} could be a column of.`;
  }
  if (column === null)
    return `Table ${from} in the database has no such column as ${movedFrom}: nothing is moved.`;
  if (sameName(from, table.name))
    return `${movedFrom} is a column of the same table: a rename is said with @renamedFrom.`;
  return null;
}

/** A declaration whose columns say `movedFrom` where there is a move to make, and nowhere else. */
export function withMoves(table: DeclaredTable, moves: readonly Move[]): DeclaredTable {
  if (table.columns.every(({ movedFrom }) => movedFrom === undefined)) return table;
  return { ...table, columns: table.columns.map((column) => withMove(table.name, column, moves)) };
}

/** The same for one column. */
export function withMove(table: string, column: DeclaredColumn, moves: readonly Move[]): DeclaredColumn {
  const { movedFrom, ...stays } = column;
  if (movedFrom === undefined) return column;
  const move = moves.find(({ to }) => sameName(to.table, table) && sameName(to.column, column.name));
  return move ? { ...stays, movedFrom: `${move.from.table}.${move.from.column}` } : stays;
}

/** Where the values of an undeclared column go, if they go anywhere. */
export function movedTo(table: string, column: string, moves: readonly Move[]): ColumnName | null {
  const goes = moves.find(({ from }) => sameName(from.table, table) && sameName(from.column, column));
  return goes?.to ?? null;
}
