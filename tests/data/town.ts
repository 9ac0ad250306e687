import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";

/** A town's offices: each keeps records of its own, and each record points at one of the office before it. */
const offices = [
  ...["archive", "bakery", "chapel", "dairy", "exchange", "ferry", "granary", "harbour", "inn", "jetty"],
  ...["kennel", "library", "market", "nursery", "orchard", "pharmacy", "quarry", "registry", "school"],
] as const;

/** The tables of all offices. */
export const tables: readonly string[] = offices.map((office) => `${office}_records`);

const schema = `
CREATE TABLE moods (name TEXT PRIMARY KEY NOT NULL);
CREATE TABLE tokens (code TEXT PRIMARY KEY, owner TEXT);
${offices.map((office, i) => tableOf(office, offices[i - 1])).join("\n")}`;

function tableOf(office: string, before: string | undefined): string {
  return `CREATE TABLE ${office}_records (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  parent_id INTEGER REFERENCES ${before ?? office}_records (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  title TEXT NOT NULL,
  note TEXT,
  status TEXT NOT NULL CHECK (status IN ('open', 'paid', 'sent', 'lost')),
  is_urgent BOOLEAN NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity >= 0),
  weight REAL,
  serial INTEGER NOT NULL,
  options JSON NOT NULL,
  due DATE,
  created_at DATETIME NOT NULL,
  seen_at DATETIME
);
CREATE INDEX ${office}_records_parent_id ON ${office}_records (parent_id);`;
}

const pascal = (office: string) => office.charAt(0).toUpperCase() + office.slice(1);

const types = `
/** @table moods
 *  @lookup name */
export interface Mood { /** @primaryKey */ name: "glad" | "calm" | "sad" }
/** @table tokens */
export interface Token { /** @primaryKey */ code: string; owner: string | null }
${offices
  .map(
    (office) => `/** @table ${office}_records */
export interface ${pascal(office)}Record {
  id: number;
  parentId: number | null;
  title: string;
  note: string | null;
  status: "open" | "paid" | "sent" | "lost";
  isUrgent: boolean;
  quantity: number;
  weight: number | null;
  serial: bigint;
  options: { pages: number[] };
  due: Date | null;
  createdAt: Date;
  seenAt: Date | null;
}`,
  )
  .join("\n")}`;

/** How a town is described: by types, or by the whole of its SQL. */
export type Description = "types" | "sql";

/** Builds the town with so many rows in each table, clean: every kind of value that is right, none that is wrong. */
export function buildTown(rowsEach: number): string {
  const folder = mkdtempSync(join(tmpdir(), "doctor-town-"));
  const db = new Database(join(folder, "town.db"));
  db.pragma("synchronous = off");
  db.exec(schema);
  db.exec(
    "INSERT INTO moods VALUES ('glad'), ('calm'), ('sad'); INSERT INTO tokens VALUES ('a', 'Ada'), ('b', NULL)",
  );
  for (const office of offices)
    db.exec(`WITH RECURSIVE s (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < ${rowsEach})
      INSERT INTO ${office}_records SELECT i, iif(i % 5, 1 + i * 7 % ${rowsEach}, NULL), 'Nº ' || i || ' straße 日本', iif(i % 3, 'left with the neighbour', NULL),
        CASE i % 4 WHEN 0 THEN 'open' WHEN 1 THEN 'paid' WHEN 2 THEN 'sent' ELSE 'lost' END, i % 2, i % 12, iif(i % 2, i / 7.0, i),
        iif(i % 100, i, 9223372036854775807 - i), iif(i % 9, '{"pages":[' || i || ']}', 'null'), iif(i % 4, date(1000000000 + i * 86400, 'unixepoch'), NULL),
        strftime('%Y-%m-%dT%H:%M:%fZ', 1700000000 + i * 5000, 'unixepoch'), iif(i % 2, 1700000000 + i, NULL) FROM s`);
  writeFileSync(join(folder, "schema.sql"), schema);
  writeFileSync(join(folder, "model.ts"), types);
  for (const [name, model] of [
    ["types", "model.ts"],
    ["sql", "schema.sql"],
  ] as const)
    writeFileSync(
      join(folder, `${name}.json`),
      JSON.stringify({ database: "town.db", model: [model], history: false }),
    );
  db.close();
  return folder;
}

/** A fault, how it gets into one row, and what must be said of it. */
export interface Fault {
  readonly name: string;
  readonly sql: (table: string, rowid: number) => string;
  /** The rules with the column, for each description; none where it says nothing that the fault breaks. */
  readonly types: readonly string[];
  readonly sqlModel: readonly string[];
}

const set = (assignment: string) => (table: string, rowid: number) =>
  `UPDATE ${table} SET ${assignment} WHERE id = ${rowid}`;
const both = (...found: readonly string[]) => ({ types: found, sqlModel: found });

/** One of each kind that the rows of a town can have. */
export const faults: readonly Fault[] = [
  {
    name: "text in an INTEGER column",
    sql: set("quantity = 'a dozen'"),
    ...both("foreign-storage-class quantity"),
  },
  {
    name: "an empty text in an INTEGER column",
    sql: set("quantity = ''"),
    ...both("foreign-storage-class quantity"),
  },
  { name: "text in a REAL column", sql: set("weight = 'heavy'"), ...both("foreign-storage-class weight") },
  { name: "bytes in a TEXT column", sql: set("note = x'6869'"), ...both("foreign-storage-class note") },
  {
    name: "bytes in a date column",
    sql: set("due = x'323032342d30312d3031'"),
    types: ["foreign-storage-class due"],
    sqlModel: [],
  },
  {
    name: "a fraction for a bigint",
    sql: set("serial = 1.5"),
    types: ["foreign-storage-class serial"],
    sqlModel: [],
  },
  { name: "a boolean of 2", sql: set("is_urgent = 2"), ...both("non-boolean-value is_urgent") },
  { name: "a boolean in words", sql: set("is_urgent = 'true'"), ...both("non-boolean-value is_urgent") },
  {
    name: "an integer that no number holds",
    sql: set("quantity = 9007199254740993"),
    types: ["imprecise-number quantity"],
    sqlModel: [],
  },
  { name: "text for JSON", sql: set("options = 'none'"), ...both("invalid-json options") },
  { name: "JSON that was cut", sql: set(`options = '{"pages":['`), ...both("invalid-json options") },
  { name: "a list for an object", sql: set("options = '[]'"), types: ["invalid-json options"], sqlModel: [] },
  { name: "a number for an object", sql: set("options = 5"), types: ["invalid-json options"], sqlModel: [] },
  { name: "31 February", sql: set("due = '2024-02-31'"), ...both("malformed-date due") },
  {
    name: "a date as people write it",
    sql: set("created_at = '05.01.2024 10:00'"),
    ...both("malformed-date created_at"),
  },
  { name: "the word now", sql: set("created_at = 'now'"), ...both("malformed-date created_at") },
  {
    name: "a date in another format",
    sql: set("created_at = '2024-01-05 10:00:00'"),
    ...both("mixed-date-formats created_at"),
  },
  {
    name: "text among dates that are numbers",
    sql: set("seen_at = '2024-01-05T10:00:00Z'"),
    ...both("mixed-date-formats seen_at"),
  },
  { name: "Latin-1", sql: set("title = CAST(x'636166e9' AS TEXT)"), ...both("malformed-text title") },
  { name: "a NUL", sql: set("title = 'a' || char(0) || 'b'"), ...both("malformed-text title") },
  {
    name: "a status that is none",
    sql: set("status = 'opne'"),
    types: ["broken-check status"],
    sqlModel: ["broken-check status"],
  },
  { name: "a CHECK that is broken", sql: set("quantity = -5"), ...both("broken-check quantity") },
  { name: "an orphan", sql: set("parent_id = 999999"), ...both("orphaned-rows parent_id") },
];

/** Faults outside the records: how each gets in and out again, and what is said of it. */
export const otherFaults = [
  {
    name: "a key that is NULL",
    sql: "INSERT INTO tokens VALUES (NULL, 'Nobody')",
    undo: "DELETE FROM tokens WHERE code IS NULL",
    types: ["mismatched-nullability tokens: 1 at 3"],
    // A key of text may be NULL by this SQL.
    sqlModel: [],
  },
  {
    name: "a mood that nobody knows",
    sql: "INSERT INTO moods VALUES ('gald')",
    undo: "DELETE FROM moods WHERE name = 'gald'",
    types: ["unknown-lookup-rows moods: 1 at 4"],
    sqlModel: [],
  },
  {
    name: "a mood that is missing",
    sql: "DELETE FROM moods WHERE name = 'calm'",
    undo: "INSERT INTO moods (rowid, name) VALUES (2, 'calm')",
    types: ["missing-lookup-rows moods: undefined at undefined"],
    sqlModel: [],
  },
  {
    name: "a counter behind the rows",
    sql: "UPDATE sqlite_sequence SET seq = 7 WHERE name = 'ferry_records'",
    undo: "UPDATE sqlite_sequence SET seq = (SELECT max(id) FROM ferry_records) WHERE name = 'ferry_records'",
    ...both("counter-behind-rows ferry_records: 1 at undefined"),
  },
] as const;
