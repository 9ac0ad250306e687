import type Database from "better-sqlite3";
import fc from "fast-check";
import { type Cell, equal, itsRowid, open, type Rows, rowsOf, same } from "./content.ts";

/** Something an application does to users between a repair and its rollback; `pick` and `at` choose row and column. */
export type Edit =
  | { readonly kind: "update"; readonly pick: number; readonly at: number; readonly value: string }
  | { readonly kind: "delete"; readonly pick: number }
  | { readonly kind: "insert"; readonly values: readonly string[] };

const value = fc.constantFrom("NULL", "0", "7", "-2.5", "'b'", "''", "'007'", "x'00ff'", "9007199254740993");

/** A few edits in any order. */
export const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("update" as const), pick: fc.nat(9), at: fc.nat(9), value }),
    fc.record({ kind: fc.constant("delete" as const), pick: fc.nat(9) }),
    fc.record({
      kind: fc.constant("insert" as const),
      values: fc.array(value, { minLength: 6, maxLength: 6 }),
    }),
  ),
  { maxLength: 5 },
);

/** Carries edits out as an application would; what the schema refuses did not happen. */
export function carryOut(connection: Database.Database, list: readonly Edit[]): void {
  const plain = connection
    .prepare<[], string>("SELECT name FROM pragma_table_xinfo('users') WHERE hidden = 0 AND name <> 'k'")
    .pluck()
    .all();
  list.forEach((edit, i) => {
    try {
      connection.exec(sqlOf(edit, plain, 1000 + i));
    } catch {
      // The schema's own business.
    }
  });
}

function sqlOf(edit: Edit, columns: readonly string[], k: number): string {
  if (edit.kind === "insert") {
    const list = ["k", ...columns.map((name) => `"${name}"`)].join(", ");
    return `INSERT INTO users (${list}) VALUES (${[k, ...columns.map((_, i) => edit.values[i] ?? "NULL")].join(", ")})`;
  }
  const row = `k = (SELECT k FROM users ORDER BY k LIMIT 1 OFFSET ${edit.pick} % max(1, (SELECT count(*) FROM users)))`;
  if (edit.kind === "delete") return `DELETE FROM users WHERE ${row}`;
  const column = columns[edit.at % Math.max(1, columns.length)];
  return column === undefined ? "SELECT 1" : `UPDATE users SET "${column}" = ${edit.value} WHERE ${row}`;
}

/** The four states of users: before the repair, after it, after the edits, after the rollback. */
export interface Course {
  readonly old: Database.Database;
  readonly repaired: Database.Database;
  readonly edited: Database.Database;
  readonly back: Database.Database;
}

/** What is not as it must be after a rollback, in words; `keepsRowid` when repair and rollback keep the kind of key. */
export function notBack(course: Course, keepsRowid: boolean): string[] {
  const [old, repaired, edited, back] = [course.old, course.repaired, course.edited, course.back].map(rowsOf);
  if (!old || !repaired || !edited || !back) return [];
  const types = new Map(
    course.old.prepare<[], [string, string]>("SELECT name, type FROM pragma_table_info('users')").raw().all(),
  );
  const computed = new Set(
    course.old
      .prepare<[], string>("SELECT name FROM pragma_table_xinfo('users') WHERE hidden <> 0")
      .pluck()
      .all(),
  );
  const missing = [...edited.rows.keys()].filter((k) => !back.rows.has(k)).map((k) => `row ${k} is lost`);
  const risen = [...back.rows.keys()].filter((k) => !edited.rows.has(k)).map((k) => `row ${k} is back`);
  const wrong = [...back.rows].flatMap(([k, row]) =>
    Object.entries(row).flatMap(([name, cell]) => {
      if (computed.has(name) || (name === itsRowid && !keepsRowid)) return [];
      const fine = expected(name, k, types.get(name) ?? "", {
        old: old.rows,
        repaired: repaired.rows,
        edited: edited.rows,
      });
      return fine === null || fine(cell) ? [] : [`${name} of row ${k} is ${cell.type} ${cell.text}`];
    }),
  );
  const children = (connection: Database.Database): string =>
    ["badges", "marks"]
      .map((table) => String(connection.prepare(`SELECT * FROM ${table} ORDER BY id`).raw().all()))
      .join(" and ");
  const lost =
    children(course.edited) === children(course.back)
      ? []
      : [`${children(course.edited)} became ${children(course.back)}`];
  return [...missing, ...risen, ...wrong, ...lost];
}

/** What a value must be after the rollback; null where only the old default can say. */
function expected(
  name: string,
  k: string,
  type: string,
  { old, repaired, edited }: Readonly<Record<"old" | "repaired" | "edited", Rows>>,
): ((cell: Cell) => boolean) | null {
  const [was, made, now] = [old.get(k)?.[name], repaired.get(k)?.[name], edited.get(k)?.[name]];
  if (now === undefined) return was === undefined ? null : (cell) => same(cell, was);
  const untouched = was !== undefined && made !== undefined && same(made, now);
  return untouched ? (cell) => same(cell, was) : (cell) => equal(now, cell) || same(under(type, now), cell);
}

/** What a column of a type makes of a value that is written to it. */
function under(type: string, { type: storage, text, raw }: Cell): Cell {
  const literal =
    storage === "null"
      ? "NULL"
      : storage === "text"
        ? `CAST(x'${raw}' AS TEXT)`
        : storage === "blob"
          ? `x'${raw}'`
          : text;
  const connection = open();
  connection.exec(`CREATE TABLE users (k, c ${type}); INSERT INTO users VALUES (1, ${literal})`);
  const cell = rowsOf(connection).rows.get("1")?.c;
  connection.close();
  if (cell === undefined) throw new Error(`${type} holds no ${literal}`);
  return cell;
}
