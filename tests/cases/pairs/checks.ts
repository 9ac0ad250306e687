import type { Pair } from "../judge/pair.ts";

const orders = "INSERT INTO orders VALUES (1, 'open', 5), (2, 'paid', 0), (4, NULL, NULL), (5, 'lost', -2);";
const bare = `CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT, total INTEGER); ${orders}`;

/** CHECKs of columns and tables, named and not. */
export const checks: readonly Pair[] = [
  {
    name: "a CHECK in the column",
    trap: "NULL passes a CHECK",
    actual: bare,
    target:
      "CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT CHECK (status IN ('open', 'paid', 'lost')), total INTEGER);",
  },
  {
    name: "a CHECK over rows that break it",
    trap: "two rows are not above zero, NULL is no third",
    actual: bare,
    target:
      "CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT, total INTEGER, CONSTRAINT positive CHECK (total > 0));",
    outcome: { blocked: 2 },
  },
  {
    name: "a CHECK whose set is wider",
    trap: "the old set goes, the new one comes, between two comments that stay",
    actual: `CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT /* what */ CHECK (status IN ('open', 'paid')) NOT NULL, -- of them
      total INTEGER); INSERT INTO orders VALUES (1, 'open', 1);`,
    target:
      "CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT CHECK (status IN ('open', 'paid', 'it''s (lost)')) NOT NULL, total INTEGER);",
  },
  {
    name: "a CHECK whose set is narrower",
    trap: "one row holds the member that goes",
    actual: `CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT CHECK (status IN ('open', 'paid', 'lost')), total INTEGER); ${orders}`,
    target:
      "CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT CHECK (status IN ('open', 'paid')), total INTEGER);",
    outcome: { blocked: 1, by: "status" },
  },
  {
    name: "a CHECK dropped",
    trap: "unnamed, in the column, with a string that holds a closing parenthesis",
    actual: `CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT CHECK (status <> ') CHECK (') DEFAULT 'open', total INTEGER CHECK (total > -9)); ${orders}`,
    target:
      "CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT DEFAULT 'open', total INTEGER CHECK (total > -9));",
  },
  {
    name: "named table CHECK dropped",
    trap: "the last constraint before the closing parenthesis, the comma before it goes too",
    actual: `CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT, total INTEGER, UNIQUE (status), CONSTRAINT "odd name" CHECK (total > -9) -- the last
      ); ${orders}`,
    target: "CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT, total INTEGER, UNIQUE (status));",
  },
  {
    name: "a CHECK from the column to the table",
    trap: "SQLite makes no difference between them",
    actual: `CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT, total INTEGER CHECK (total > -9)); ${orders}`,
    target: "CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT, total INTEGER, CHECK (total > -9));",
    outcome: "nothing",
  },
  {
    name: "two CHECKs of which one changes",
    trap: "the one that stays is the other one's beginning",
    actual: `CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT, total INTEGER, CHECK (total > -9), CHECK (total > -9 OR status = 'lost')); ${orders}`,
    target: `CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT, total INTEGER, CHECK (total > -9), CHECK (total > -9 OR status = 'gone'));`,
  },
  {
    name: "a CHECK that names two columns and a subexpression",
    trap: "CASE, LIKE with ESCAPE, BETWEEN and a function, over NULLs",
    actual: bare,
    target: `CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT, total INTEGER,
      CHECK (CASE WHEN status LIKE 'l!%%' ESCAPE '!' THEN total IS NULL ELSE length(coalesce(status, '')) BETWEEN 0 AND 4 END));`,
  },
  {
    name: "a CHECK over a generated column",
    trap: "the generated column is what the rows break",
    actual: `CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER, half INTEGER AS (total / 2)); INSERT INTO orders (id, total) VALUES (1, 5), (2, -4);`,
    target:
      "CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER, half INTEGER AS (total / 2), CHECK (half >= 0));",
    outcome: { blocked: 1 },
  },
  {
    name: "a CHECK by typeof over a converted column",
    trap: "the values are text today and integers after the same rebuild: they pass only then",
    actual:
      "CREATE TABLE orders (id INTEGER PRIMARY KEY, total TEXT); INSERT INTO orders VALUES (1, '5'), (2, '12');",
    target: "CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER CHECK (typeof(total) = 'integer'));",
  },
  {
    name: "a CHECK that converted values break",
    trap: "as text '12' is below '5', as a number it is not",
    actual:
      "CREATE TABLE orders (id INTEGER PRIMARY KEY, total TEXT CHECK (total < '6')); INSERT INTO orders VALUES (1, '5'), (2, '12');",
    target: "CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER CHECK (total < 6));",
    outcome: { blocked: 1 },
  },
  {
    name: "a CHECK under a new default",
    trap: "the default changes, old rows do not",
    actual: `CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT DEFAULT "open" CHECK (status <> 'x'), total INTEGER DEFAULT (1+1)); ${orders}`,
    target:
      "CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT DEFAULT 'new' CHECK (status <> 'x'), total INTEGER);",
  },
  {
    name: "an old violation of a CHECK that stays",
    trap: "a row written under ignore_check_constraints breaks a CHECK: no copy takes it",
    actual: `CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER CHECK (total > 0), note TEXT); PRAGMA ignore_check_constraints = ON;
      INSERT INTO orders VALUES (1, 5, 'a'), (2, -1, 'b'); PRAGMA ignore_check_constraints = OFF;`,
    target:
      "CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER CHECK (total > 0), note TEXT DEFAULT '');",
    outcome: { refused: /CHECK constraint failed: total > 0/ },
  },
  {
    name: "everything of one table at once",
    trap: "column, type, default, NULL, collation, generated, unique, check, key, index: one rebuild",
    actual: `CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, age TEXT DEFAULT '0', mail TEXT, size INTEGER AS (length(name)), team INTEGER, CHECK (age <> ''));
      CREATE TABLE teams (id INTEGER PRIMARY KEY); INSERT INTO teams VALUES (1);
      CREATE INDEX people_mail ON people (mail);
      INSERT INTO people (id, name, age, mail, team) VALUES (4, 'ada', '36', 'a@x', 1), (7, NULL, '8', 'A@y', NULL);`,
    target: `CREATE TABLE teams (id INTEGER PRIMARY KEY);
      CREATE TABLE people (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, age INTEGER DEFAULT 1, mail TEXT COLLATE NOCASE UNIQUE,
        size INTEGER AS (length(name) * 2) STORED, team INTEGER REFERENCES teams ON DELETE SET NULL, made TEXT DEFAULT CURRENT_TIMESTAMP, CHECK (age BETWEEN 1 AND 150));
      CREATE INDEX people_age ON people (age DESC) WHERE age > 30;`,
    config: { backfills: { people: { name: "'nobody'" } } },
  },
  {
    name: "a CHECK under a new collation",
    trap: "what differed from the forbidden word by its case no longer does (found by seed 777 of the repair property)",
    actual: `CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT CHECK (name <> 'none')); INSERT INTO tags VALUES (1, 'None'), (2, 'some');`,
    target: "CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT COLLATE NOCASE CHECK (name <> 'none'));",
    outcome: { blocked: 1 },
  },
];
