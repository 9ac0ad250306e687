import Database from "better-sqlite3";

/** A connection to a database in memory, integers as they are, foreign keys off. */
export const open = (content?: Buffer): Database.Database => {
  const connection = content ? new Database(content) : new Database(":memory:");
  connection.pragma("foreign_keys = OFF");
  connection.defaultSafeIntegers(true);
  return connection;
};

/** The database as it is today, or null when SQLite refuses the schema. */
export function built(schema: string, rows: readonly string[]): Buffer | null {
  const connection = open();
  try {
    connection.exec(schema);
  } catch {
    return null;
  }
  for (const row of rows) {
    try {
      connection.exec(row);
    } catch {
      // STRICT and computed columns refuse some rows.
    }
  }
  return connection.serialize();
}

/** A stored value: its storage class, its text and its bytes; a real by itself. */
export interface Cell {
  readonly type: string;
  readonly text: string | null;
  readonly raw: string;
}
/** Rows by k. */
export type Rows = Map<string, Record<string, Cell>>;

/** The rows of users by k, which every row has. */
export function rowsOf(connection: Database.Database): { rows: Rows; columns: string[]; byRowid: boolean } {
  const info = connection.prepare<[], { name: string }>("SELECT name FROM pragma_table_xinfo('users')").all();
  const columns = info.map(({ name }) => name);
  const wr = connection.prepare("SELECT wr FROM pragma_table_list('users')").pluck().get() === 1n;
  const list = columns.flatMap((column) => {
    const name = `"${column}"`;
    return [
      `typeof(${name})`,
      `CAST(${name} AS TEXT)`,
      `CASE typeof(${name}) WHEN 'real' THEN printf('%!.17g', ${name}) ELSE hex(${name}) END`,
    ];
  });
  const found = connection
    .prepare<[], unknown[]>(`SELECT ${["k", wr ? "0" : "oid", ...list].join(", ")} FROM users`)
    .raw()
    .all();
  const cellAt = (cells: readonly unknown[], i: number): Cell => ({
    type: String(cells[3 * i]),
    text: cells[3 * i + 1] as string | null,
    raw: String(cells[3 * i + 2]),
  });
  const rows: Rows = new Map(
    found.map(([id, rowid, ...cells]) => {
      const named = columns.map((column, i): [string, Cell] => [column, cellAt(cells, i)]);
      const place = { type: "integer", text: String(rowid), raw: String(rowid) };
      return [String(id), { ...Object.fromEntries(named), [itsRowid]: place }];
    }),
  );
  return { rows, columns, byRowid: !wr };
}

/** No column is called so. */
export const itsRowid = "its rowid";

/** The same to the storage class. */
export const same = (a: Cell, b: Cell): boolean => a.type === b.type && a.raw === b.raw;

/** The same as number or as text. */
export function equal(a: Cell, b: Cell): boolean {
  if (same(a, b) || (a.text === b.text && a.type !== "blob" && b.type !== "blob")) return true;
  if (a.text === null || b.text === null || a.type === "blob" || b.type === "blob") return false;
  // A whole number, text or not, is a real one too: '10' is 10.0, '010' is not.
  if (/^-?\d+$/.test(a.text) && String(BigInt(a.text)) === a.text && b.type === "real")
    return BigInt(Math.trunc(Number(b.text))) === BigInt(a.text);
  if (a.type === "text") return false;
  return Number(a.text) === Number(b.text);
}
