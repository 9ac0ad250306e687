import type { Pair } from "../judge/pair.ts";

const people = `CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, age INTEGER DEFAULT 1);
  INSERT INTO people VALUES (2, 'ada', 36), (5, 'bob', 0);`;
const gaps = `${people} INSERT INTO people VALUES (6, NULL, NULL), (8, '', NULL);`;

/** NULL refused and allowed, with and without values to put in its place. */
export const nullability: readonly Pair[] = [
  {
    name: "NOT NULL on full columns",
    trap: "no NULL is stored, so nothing stands in the way",
    actual: people,
    target:
      "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL, age INTEGER NOT NULL DEFAULT 1);",
  },
  {
    name: "NOT NULL on a column with NULL",
    trap: "an empty string is no NULL: one row stands in the way, not two",
    actual: gaps,
    target: "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL, age INTEGER DEFAULT 1);",
    outcome: { blocked: 1, by: "name" },
  },
  {
    name: "NOT NULL with a default on a column with NULLs",
    trap: "a default does not fill what is stored",
    actual: gaps,
    target: "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, age INTEGER NOT NULL DEFAULT 1);",
    outcome: { blocked: 2, by: "age" },
  },
  {
    name: "NOT NULL with backfills",
    trap: "filled NULLs come back as NULLs on the way back, other values stay",
    actual: gaps,
    target:
      "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL, age INTEGER NOT NULL DEFAULT 1);",
    config: { backfills: { people: { name: "'person ' || id", age: "0" } } },
  },
  {
    name: "a backfill that is itself NULL",
    trap: "nullif(id, 6) gives nothing for row 6",
    actual: gaps,
    target: "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL, age INTEGER DEFAULT 1);",
    config: { backfills: { people: { name: "nullif(id, 6)" } } },
    outcome: { blocked: 1, by: "name" },
  },
  {
    name: "a backfill that makes duplicates",
    trap: "the filled value is 'ada', which another row has, and the column is UNIQUE",
    actual: `CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT UNIQUE);
      INSERT INTO people VALUES (1, 'ada'), (2, NULL);`,
    target: "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);",
    config: { backfills: { people: { name: "'ada'" } } },
    outcome: { blocked: 1 },
  },
  {
    name: "a backfill that a CHECK refuses",
    trap: "the constraint stands already and the new value breaks it",
    actual: `CREATE TABLE people (id INTEGER PRIMARY KEY, age INTEGER CHECK (age > 0));
      INSERT INTO people VALUES (1, 5), (2, NULL), (3, NULL);`,
    target: "CREATE TABLE people (id INTEGER PRIMARY KEY, age INTEGER NOT NULL CHECK (age > 0));",
    config: { backfills: { people: { age: "0" } } },
    outcome: { blocked: 2 },
  },
  {
    name: "a backfill that points nowhere",
    trap: "the foreign key stands already; row 9 of teams does not exist",
    actual: `CREATE TABLE teams (id INTEGER PRIMARY KEY); INSERT INTO teams VALUES (1);
      CREATE TABLE people (id INTEGER PRIMARY KEY, team_id INTEGER REFERENCES teams);
      INSERT INTO people VALUES (1, 1), (2, NULL);`,
    target: `CREATE TABLE teams (id INTEGER PRIMARY KEY);
      CREATE TABLE people (id INTEGER PRIMARY KEY, team_id INTEGER NOT NULL REFERENCES teams);`,
    config: { backfills: { people: { team_id: "9" } } },
    outcome: { blocked: 1 },
  },
  {
    name: "NULL allowed again",
    trap: "NOT NULL in the middle of a definition with a comment, a default and a name of its own",
    actual: `CREATE TABLE people (id INTEGER PRIMARY KEY,
        name TEXT /* never null */ CONSTRAINT must NOT NULL DEFAULT 'NOT NULL' COLLATE NOCASE, -- the name
        age INTEGER NOT NULL ON CONFLICT REPLACE DEFAULT 3);
      INSERT INTO people VALUES (2, 'ada', 36);`,
    target: `CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT DEFAULT 'NOT NULL' COLLATE NOCASE,
      age INTEGER DEFAULT 3);`,
  },
  {
    name: "NULL written since",
    trap: "on the way back the NULL of a row written since does not fit, and the default must not take its place",
    actual:
      "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL); INSERT INTO people VALUES (1, 'ada');",
    target: "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT);",
    meanwhile: {
      sql: "INSERT INTO people VALUES (2, 'bob'); UPDATE people SET name = 'eve' WHERE id = 1;",
      query: "SELECT id, name FROM people ORDER BY id",
      rows: [
        [1, "eve"],
        [2, "bob"],
      ],
    },
  },
  {
    name: "filled, then changed by the application",
    trap: "a value the application changed since must not fall back to NULL",
    actual: gaps,
    target: "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL, age INTEGER DEFAULT 1);",
    config: { backfills: { people: { name: "'nobody'" } } },
    meanwhile: {
      sql: "UPDATE people SET name = 'eve' WHERE id = 6; INSERT INTO people VALUES (20, 'new', 1); DELETE FROM people WHERE id = 2;",
      query: "SELECT id, name FROM people ORDER BY id",
      rows: [
        [5, "bob"],
        [6, "eve"],
        [8, ""],
        [20, "new"],
      ],
    },
  },
  {
    name: "NOT NULL with a conflict clause",
    trap: "ON CONFLICT REPLACE on NOT NULL would fill NULLs with the default while copying",
    actual: gaps,
    target:
      "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, age INTEGER NOT NULL ON CONFLICT REPLACE DEFAULT 1);",
    outcome: { blocked: 2, by: "age" },
  },
  {
    name: "NOT NULL ON CONFLICT IGNORE",
    trap: "rows with NULL would be skipped while copying",
    actual: gaps,
    target:
      "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL ON CONFLICT IGNORE, age INTEGER DEFAULT 1);",
    outcome: { blocked: 1, by: "name" },
  },
  {
    name: "NOT NULL in a table without rowid",
    trap: "filled NULLs are found again by the key's value and collation",
    actual: `CREATE TABLE tags (name TEXT COLLATE NOCASE, lang TEXT, label TEXT, PRIMARY KEY (name, lang DESC)) WITHOUT ROWID;
      INSERT INTO tags VALUES ('Red', 'en', NULL), ('rouge', 'fr', 'Rouge'), ('red', 'de', NULL);`,
    target: `CREATE TABLE tags (name TEXT COLLATE NOCASE, lang TEXT, label TEXT NOT NULL, PRIMARY KEY (name, lang DESC)) WITHOUT ROWID;`,
    config: { backfills: { tags: { label: "upper(name)" } } },
  },
  {
    name: "NOT NULL on a generated column's source",
    trap: "the generated column and its index must be computed from the filled value",
    actual: `CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, initial TEXT AS (substr(name, 1, 1)) STORED);
      CREATE INDEX people_initial ON people (initial);
      INSERT INTO people (id, name) VALUES (3, 'ada'), (4, NULL);`,
    target: `CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL, initial TEXT AS (substr(name, 1, 1)) STORED);
      CREATE INDEX people_initial ON people (initial);`,
    config: { backfills: { people: { name: "'unknown'" } } },
  },
];
