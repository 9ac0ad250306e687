import type Database from "better-sqlite3";
import { quoteName } from "../sql/quote.ts";
import type { TableScan } from "../sql/scan.ts";
import { once } from "./once.ts";

/** Rows by rowid, both ends included. */
export interface Stretch {
  readonly first: bigint;
  readonly last: bigint;
}

/** Finds rows of a table by the order of their rowids. */
export interface Rowids {
  /** The row that stands so many rows after the first at or after a rowid; null where there are not so many. */
  readonly after: (rowid: bigint, rows: number) => bigint | null;
  /** About as many stretches that hold all rows between them, each as wide as others; fewer where rows are few. */
  readonly split: (whole: Stretch, parts: number) => Stretch[];
}

/** Prepares to find rows of a table. */
export function rowidsOf(connection: Database.Database, { table, rowid }: TableScan): Rowids {
  const from = `SELECT ${rowid} FROM ${quoteName(table.name)}`;
  const prepare = (tail: string) =>
    connection.prepare<(bigint | number)[], bigint>(`${from} ${tail}`).safeIntegers().pluck();
  // Most tables are small, and need neither.
  const after = once(() => prepare(`WHERE ${rowid} >= ? ORDER BY ${rowid} LIMIT 1 OFFSET ?`));
  const before = once(() => prepare(`WHERE ${rowid} <= ? ORDER BY ${rowid} DESC LIMIT 1`));
  const within = ({ first, last }: Stretch): Stretch[] => {
    const [begin, end] = [after().get(first, 0), before().get(last)];
    return begin === undefined || end === undefined || begin > end ? [] : [{ first: begin, last: end }];
  };
  return {
    after: (from, rows) => after().get(from, rows) ?? null,
    split: (whole, parts) => splitWidest(whole, parts, within),
  };
}

/** Halves the widest stretches again and again, and takes away where nothing is: rowids may stand in heaps. */
function splitWidest(whole: Stretch, parts: number, within: (stretch: Stretch) => Stretch[]): Stretch[] {
  let found = [whole];
  while (found.length < parts) {
    const widest = found.reduce((most, stretch) => (widthOf(stretch) > most ? widthOf(stretch) : most), 0n);
    if (widest <= BigInt(fewRowids)) break;
    let room = parts - found.length;
    found = found.flatMap((stretch) => {
      if (widthOf(stretch) <= widest / 2n || room-- <= 0) return [stretch];
      const middle = stretch.first + widthOf(stretch) / 2n;
      return [
        ...within({ first: stretch.first, last: middle }),
        ...within({ first: middle + 1n, last: stretch.last }),
      ];
    });
  }
  return found;
}

/** Narrower stretches are not split. */
const fewRowids = 100;

const widthOf = ({ first, last }: Stretch): bigint => last - first;

/** About how many rows there are: how close they stand at the beginnings of some stretches. */
export function aboutRows(rowids: Rowids, whole: Stretch): number {
  const looked = 100;
  const rows = rowids.split(whole, 32).map(({ first, last }) => {
    const end = rowids.after(first, looked - 1);
    if (end === null || end >= last) return Math.min(Number(last - first) + 1, looked);
    return (looked / (Number(end - first) + 1)) * (Number(last - first) + 1);
  });
  return Math.round(rows.reduce((sum, some) => sum + some, 0));
}

/**
 * All rows, in stretches of at most so many. `counted` says how many the one before had: where rowids stand close it is cut
 * by rowid, elsewhere by counting rows.
 */
export function* inStretches(
  rowids: Rowids,
  whole: Stretch,
  most: number,
  counted: () => number,
): Generator<Stretch> {
  let isDense = true;
  for (let first = whole.first; first <= whole.last; ) {
    const next: bigint = isDense ? first + BigInt(most) - 1n : (rowids.after(first, most - 1) ?? whole.last);
    const last: bigint = next < whole.last ? next : whole.last;
    yield { first, last };
    isDense = isDense ? counted() * 4 > most : last - first < BigInt(most) * 4n;
    first = last + 1n;
  }
}
