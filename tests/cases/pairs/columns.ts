import type { Pair } from "../judge/pair.ts";

const users = `CREATE TABLE users (email TEXT);
  INSERT INTO users (rowid, email) VALUES (3, 'ada@example.org'), (9, NULL), (12, 'ada@example.org');`;

/** Columns that come, with every kind of default and every kind of rows. */
export const columns: readonly Pair[] = [
  {
    name: "a nullable column",
    trap: "one column without default on rows with gaps in their rowids",
    actual: users,
    target: "CREATE TABLE users (email TEXT, nickname TEXT);",
  },
  {
    name: "a NOT NULL column with a constant",
    trap: "ADD COLUMN takes it whatever rows there are, and the rows read the default",
    actual: users,
    target: "CREATE TABLE users (email TEXT, plan TEXT NOT NULL DEFAULT 'free');",
  },
  {
    name: "a column with CURRENT_TIMESTAMP",
    trap: "ADD COLUMN refuses a default that is computed once the table has rows",
    actual: users,
    target: "CREATE TABLE users (email TEXT, created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP);",
  },
  {
    name: "a column with CURRENT_TIMESTAMP on no rows",
    trap: "what passes on an empty table today must not depend on it staying empty",
    actual: "CREATE TABLE users (email TEXT);",
    target: "CREATE TABLE users (email TEXT, created_at TEXT DEFAULT CURRENT_TIMESTAMP);",
  },
  {
    name: "a column with an expression as default",
    trap: "a default in parentheses with a function in it is not constant",
    actual: users,
    target: "CREATE TABLE users (email TEXT, token TEXT NOT NULL DEFAULT (lower(hex(randomblob(8)))));",
  },
  {
    name: "a column with a constant expression as default",
    trap: "parentheses around arithmetic look constant and are refused by ADD COLUMN",
    actual: users,
    target: "CREATE TABLE users (email TEXT, quota INTEGER NOT NULL DEFAULT (60 * 60));",
  },
  {
    name: "odd literals as defaults",
    trap: "signs, hex, blobs, doubled quotes, keywords and TRUE as defaults, all in one go",
    actual: users,
    target: `CREATE TABLE users (email TEXT, a INTEGER DEFAULT -5, b INTEGER DEFAULT +0x1F, c BLOB DEFAULT x'00ff',
      d TEXT DEFAULT 'it''s; -- no comment', e INTEGER DEFAULT TRUE, f REAL DEFAULT (-1.5e3), g TEXT DEFAULT NULL,
      h INTEGER NOT NULL DEFAULT (1));`,
  },
  {
    name: "a NOT NULL column without default on no rows",
    trap: "refused by ADD COLUMN even when the table is empty",
    actual: "CREATE TABLE users (email TEXT);",
    target: "CREATE TABLE users (email TEXT, login TEXT NOT NULL);",
  },
  {
    name: "a NOT NULL column without default on rows",
    trap: "no row has a value for it: three rows stand in the way",
    actual: users,
    target: "CREATE TABLE users (email TEXT, login TEXT NOT NULL);",
    outcome: { blocked: 3 },
  },
  {
    name: "a NOT NULL column whose default is NULL",
    trap: "DEFAULT NULL is no default",
    actual: users,
    target: "CREATE TABLE users (email TEXT, login TEXT NOT NULL DEFAULT NULL);",
    outcome: { blocked: 3 },
  },
  {
    name: "a NOT NULL column with a backfill",
    trap: "the backfill reads other columns of the row and leaves no default behind",
    actual: users,
    target: "CREATE TABLE users (email TEXT, login TEXT NOT NULL);",
    config: { backfills: { users: { login: "coalesce(email, 'user-' || rowid)" } } },
  },
  {
    name: "a backfill that yields NULL for one row",
    trap: "the row without an address gets nothing from lower(email)",
    actual: users,
    target: "CREATE TABLE users (email TEXT, login TEXT NOT NULL);",
    config: { backfills: { users: { login: "lower(email)" } } },
    outcome: { blocked: 1 },
  },
  {
    name: "a backfill from another table",
    trap: "a correlated subquery reads a table that is itself rebuilt before",
    actual: `CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER, total);
      CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);
      INSERT INTO users VALUES (1, 'ada'), (2, 'bob'); INSERT INTO orders VALUES (5, 1, 10), (6, 1, 5), (9, 2, 1);`,
    target: `CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users(id), total);
      CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, spent INTEGER NOT NULL);`,
    config: {
      backfills: { users: { spent: "(SELECT sum(total) FROM orders WHERE orders.user_id = users.id)" } },
    },
  },
  {
    name: "a column with UNIQUE",
    trap: "ADD COLUMN refuses UNIQUE; NULLs of the rows do not collide",
    actual: users,
    target: "CREATE TABLE users (email TEXT, handle TEXT UNIQUE);",
  },
  {
    name: "a column with UNIQUE and a default",
    trap: "every row would get the same value",
    actual: users,
    target: "CREATE TABLE users (email TEXT, handle TEXT NOT NULL DEFAULT 'x' UNIQUE);",
    outcome: { blocked: 1 },
  },
  {
    name: "a column with a CHECK that its default passes",
    trap: "the CHECK names the new column and an old one",
    actual: "CREATE TABLE items (price INTEGER); INSERT INTO items VALUES (5), (NULL), (7);",
    target: "CREATE TABLE items (price INTEGER, rebate INTEGER NOT NULL DEFAULT 0 CHECK (rebate <= price));",
  },
  {
    name: "a column with a CHECK that its default fails",
    trap: "the old rows contradict the new CHECK through the default",
    actual: "CREATE TABLE items (price INTEGER); INSERT INTO items VALUES (5), (NULL), (0), (-1);",
    target: "CREATE TABLE items (price INTEGER, rebate INTEGER NOT NULL DEFAULT 1 CHECK (rebate <= price));",
    outcome: { blocked: 2 },
  },
];
