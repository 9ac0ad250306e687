import type { Pair } from "../judge/pair.ts";

/** Several changes that get in each other's way. */
export const together: readonly Pair[] = [
  {
    name: "a key replaced under children with CASCADE",
    trap: "the old key is what children refer to, and it becomes a plain UNIQUE",
    actual: `CREATE TABLE users (email TEXT PRIMARY KEY, name TEXT); CREATE TABLE posts (id INTEGER PRIMARY KEY, author TEXT REFERENCES users(email) ON DELETE CASCADE);
      INSERT INTO users (rowid, email, name) VALUES (4, 'a@x', 'ada'), (2, 'b@x', NULL); INSERT INTO posts VALUES (1, 'a@x'), (2, 'a@x'), (3, 'b@x');`,
    target: `CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT UNIQUE, name TEXT);
      CREATE TABLE posts (id INTEGER PRIMARY KEY, author TEXT REFERENCES users(email) ON DELETE CASCADE);`,
  },
  {
    name: "ids become rowids, and rows are written since",
    trap: "old rowids come back to the old rows; a new row must not take one of theirs",
    actual: `CREATE TABLE songs (id BIGINT PRIMARY KEY, title TEXT);
      INSERT INTO songs (rowid, id, title) VALUES (1, 40, 'a'), (50, 20, 'd'), (9, 1, NULL);`,
    target: "CREATE TABLE songs (id INTEGER PRIMARY KEY, title TEXT);",
    meanwhile: {
      sql: "INSERT INTO songs VALUES (5, 'new'), (100, 'newer'); DELETE FROM songs WHERE id = 40; UPDATE songs SET title = 'x' WHERE id = 20;",
      query: "SELECT rowid, id, title FROM songs ORDER BY rowid",
      rows: [
        [9, 1, null],
        [50, 20, "x"],
        [51, 5, "new"],
        [52, 100, "newer"],
      ],
    },
  },
  {
    name: "WITHOUT ROWID on, and rows are written since",
    trap: "hidden rowids come back to the rows that had one",
    actual: `CREATE TABLE settings (key TEXT PRIMARY KEY COLLATE NOCASE, value);
      INSERT INTO settings (rowid, key, value) VALUES (5, 'b', 1), (2, 'C', x'00'), (9, 'a', '1');`,
    target: "CREATE TABLE settings (key TEXT PRIMARY KEY COLLATE NOCASE, value) WITHOUT ROWID;",
    meanwhile: {
      sql: "INSERT INTO settings VALUES ('aa', 7); UPDATE settings SET key = 'c' WHERE key = 'C';",
      query: "SELECT rowid, key, value FROM settings WHERE key <> 'C' ORDER BY rowid",
      rows: [
        [5, "b", 1],
        [9, "a", "1"],
        [10, "aa", 7],
      ],
    },
  },
  {
    name: "ANY leaves STRICT",
    trap: "'7' and 1.0 become numbers under NUMERIC and must be what they were after the way back",
    actual:
      "CREATE TABLE bag (id INTEGER PRIMARY KEY, thing ANY) STRICT; INSERT INTO bag VALUES (1, '7'), (2, 1.0), (3, 'x'), (4, 7);",
    target: "CREATE TABLE bag (id INTEGER PRIMARY KEY, thing ANY);",
  },
  {
    name: "a timestamp that all rows share",
    trap: "CURRENT_TIMESTAMP is the same for every row that is there, and the column is UNIQUE",
    actual: "CREATE TABLE events (id INTEGER PRIMARY KEY); INSERT INTO events VALUES (1), (2);",
    target: "CREATE TABLE events (id INTEGER PRIMARY KEY, at TEXT UNIQUE DEFAULT CURRENT_TIMESTAMP);",
    outcome: { blocked: 1 },
  },
  {
    name: "a token that every row gets anew",
    trap: "a random default differs from row to row, so UNIQUE holds",
    actual: "CREATE TABLE events (id INTEGER PRIMARY KEY); INSERT INTO events VALUES (1), (2), (7);",
    target:
      "CREATE TABLE events (id INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE DEFAULT (hex(randomblob(16))));",
  },
  {
    name: "a unique index under a new collation",
    trap: "the index takes the collation of its column: 'A' and 'a' become one",
    actual:
      "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT); CREATE UNIQUE INDEX emails ON users (email); INSERT INTO users VALUES (1, 'A'), (2, 'a'), (3, 'b');",
    target:
      "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT COLLATE NOCASE); CREATE UNIQUE INDEX emails ON users (email);",
    outcome: { blocked: 1 },
  },
  {
    name: "a generated column over a filled one",
    trap: "the computed value is UNIQUE and two filled rows compute alike",
    actual: `CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, slug TEXT AS (lower(name)) STORED UNIQUE);
      INSERT INTO users (id, name) VALUES (1, 'Ada'), (2, NULL), (3, NULL);`,
    target:
      "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, slug TEXT AS (lower(name)) STORED UNIQUE);",
    config: { backfills: { users: { name: "'Nobody'" } } },
    outcome: { blocked: 1 },
  },
  {
    name: "types by tags",
    trap: "the same repair from TypeScript types, which state less: what they do not state stays",
    actual: `CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT DEFAULT 'new' COLLATE NOCASE, total REAL CHECK (total >= 0), note VARCHAR(10));
      CREATE INDEX orders_note ON orders (note) WHERE note <> ''; INSERT INTO orders VALUES (3, 'paid', 1.5, 'x'), (8, NULL, NULL, NULL);`,
    types: `/** @table orders */ export interface Order {
      id: number;
      /** @backfill 'open' */
      status: 'open' | 'paid';
      total: number | null; note: string | null;
      /** @default CURRENT_TIMESTAMP */
      created_at: string; }`,
    target: `CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT NOT NULL DEFAULT 'new' COLLATE NOCASE,
        total REAL CHECK (total >= 0), note VARCHAR(10), created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP);
      CREATE INDEX orders_note ON orders (note) WHERE note <> '';`,
  },
];
