import type { Database } from "better-sqlite3";

/** A number from 0 to below `end`, the same series for the same seed. */
export type Dice = (end: number) => number;

/** Park and Miller's generator: small, and the same on every machine. */
export function diceFrom(seed: number): Dice {
  let state = (seed * 7919 + 17) % 2147483647;
  return (end) => {
    state = (state * 48271) % 2147483647;
    return state % end;
  };
}

const texts = [
  "",
  "Ann",
  "Bob",
  "open",
  "sent",
  "VOID",
  "screw",
  "12",
  "2024-05-01",
  "2024-05-01 10:00:00",
  "a@example.org",
  "{}",
  "[]",
  "5",
  "null",
  '{"user": {"name": "Ann"}, "size": 3}',
  '{"user": {"name": 7}, "size": "large"}',
  '["a", 2, null]',
  '[2, "b"]',
];
const integers = [-3, -1, 0, 1, 2, 3, 5, 100, 450];
const reals = [-2.5, 0, 0.5, 1, 7.25, 300];
const bytes = [Buffer.from(""), Buffer.from([0]), Buffer.from("ab")];

/** What a column of that declared type is promised to hold: https://sqlite.org/datatype3.html#determination_of_column_affinity */
function domainOf(type: string): readonly unknown[] {
  if (/INT/i.test(type)) return integers;
  if (/CHAR|CLOB|TEXT/i.test(type)) return texts;
  if (/BLOB/i.test(type)) return bytes;
  if (/REAL|FLOA|DOUB/i.test(type)) return reals;
  if (type === "" || /^ANY$/i.test(type)) return [...integers, ...reals, ...texts, ...bytes];
  return [...integers, ...reals, ...texts];
}

interface WritableColumn {
  readonly name: string;
  readonly type: string;
}

/** Puts up to `most` random rows into each table: NULL may be anywhere, and SQLite drops the rows it does not allow. */
export function fillAtRandom(db: Database, dice: Dice, most: number): void {
  const tables = db.prepare(
    "SELECT name FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
  );
  for (const table of tables.pluck().all()) {
    const columns = db
      .prepare<[unknown], WritableColumn>("SELECT name, type FROM pragma_table_xinfo(?) WHERE hidden = 0")
      .all(table);
    const names = columns.map(({ name }) => `"${name}"`).join(", ");
    const insert = db.prepare(
      `INSERT OR IGNORE INTO "${table}" (${names}) VALUES (${columns.map(() => "?").join(", ")})`,
    );
    for (let rows = dice(most + 1); rows > 0; rows--)
      insert.run(columns.map(({ type }) => valueFor(type, dice)));
  }
}

function valueFor(type: string, dice: Dice): unknown {
  const domain = domainOf(type);
  return dice(5) === 0 ? null : domain[dice(domain.length)];
}

/** The parameters with each value replaced, now and then, by NULL or by a number. */
export function parametersAtRandom(parameters: readonly unknown[], dice: Dice): readonly unknown[] {
  const maybe = (value: unknown) => [value, value, null, 2][dice(4)];
  return parameters.map((value) =>
    value !== null && typeof value === "object"
      ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, maybe(inner)]))
      : maybe(value),
  );
}
