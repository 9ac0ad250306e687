import type { Pair } from "../judge/pair.ts";

const users = `CREATE TABLE users (email TEXT);
  INSERT INTO users (rowid, email) VALUES (3, 'ada@example.org'), (9, NULL), (12, 'ada@example.org');`;

/** Columns that come with keys of others, expressions and table options. */
export const columnsOfOptions: readonly Pair[] = [
  {
    name: "a column with a foreign key",
    trap: "REFERENCES without default can be added in place",
    actual: `CREATE TABLE teams (id INTEGER PRIMARY KEY); ${users}`,
    target: `CREATE TABLE teams (id INTEGER PRIMARY KEY);
      CREATE TABLE users (email TEXT, team_id INTEGER REFERENCES teams(id) ON DELETE SET NULL);`,
  },
  {
    name: "a column with a foreign key and a default that exists",
    trap: "REFERENCES with a non-null default fails in place with foreign keys on",
    actual: `CREATE TABLE teams (id INTEGER PRIMARY KEY); INSERT INTO teams VALUES (1); ${users}`,
    target: `CREATE TABLE teams (id INTEGER PRIMARY KEY);
      CREATE TABLE users (email TEXT, team_id INTEGER NOT NULL DEFAULT 1 REFERENCES teams(id));`,
  },
  {
    name: "a column with a foreign key and a default that points nowhere",
    trap: "all three rows would be orphans of team 1",
    actual: `CREATE TABLE teams (id INTEGER PRIMARY KEY); INSERT INTO teams VALUES (2); ${users}`,
    target: `CREATE TABLE teams (id INTEGER PRIMARY KEY);
      CREATE TABLE users (email TEXT, team_id INTEGER NOT NULL DEFAULT 1 REFERENCES teams(id));`,
    outcome: { blocked: 3 },
  },
  {
    name: "a virtual column",
    trap: "can be added in place, except with NOT NULL",
    actual: users,
    target: `CREATE TABLE users (email TEXT, domain TEXT AS (substr(email, instr(email, '@') + 1)),
      known INTEGER NOT NULL GENERATED ALWAYS AS (email IS NOT NULL) VIRTUAL);`,
  },
  {
    name: "a stored column",
    trap: "STORED cannot be added in place; the copy must not write to it",
    actual: users,
    target: "CREATE TABLE users (email TEXT, size INTEGER GENERATED ALWAYS AS (length(email)) STORED);",
  },
  {
    name: "a stored column that is NULL where it must not be",
    trap: "length(NULL) is NULL for one row",
    actual: users,
    target:
      "CREATE TABLE users (email TEXT, size INTEGER NOT NULL GENERATED ALWAYS AS (length(email)) STORED);",
    outcome: { blocked: 1 },
  },
  {
    name: "a column in a STRICT table",
    trap: "the new type must be one STRICT knows, and ANY keeps what it gets",
    actual:
      "CREATE TABLE readings (at INTEGER, value REAL) STRICT; INSERT INTO readings VALUES (1, 2), (2, 2.5);",
    target:
      "CREATE TABLE readings (at INTEGER, value REAL, unit TEXT NOT NULL DEFAULT 'm', raw ANY DEFAULT '01') STRICT;",
  },
  {
    name: "a column in a WITHOUT ROWID table",
    trap: "rows have no rowid to be recognised by when a rebuild is needed",
    actual: `CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
      INSERT INTO settings VALUES ('b', '1'), ('a', NULL);`,
    target: `CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT, updated_at TEXT DEFAULT CURRENT_TIMESTAMP,
      size INTEGER AS (length(value)) STORED) WITHOUT ROWID;`,
  },
  {
    name: "a column called as its own default",
    trap: "status is a column, a default string and a word in a comment of the stored text",
    actual: `CREATE TABLE jobs (
      id INTEGER PRIMARY KEY, -- status lives elsewhere, "for now"
      note TEXT DEFAULT 'status' /* ) */
    ); INSERT INTO jobs VALUES (4, 'x');`,
    target:
      "CREATE TABLE jobs (id INTEGER PRIMARY KEY, note TEXT DEFAULT 'status', status TEXT DEFAULT 'status');",
  },
  {
    name: "columns beside an index and a trigger",
    trap: "a rebuild for the second column must bring index and trigger back, and the trigger must not fire",
    actual: `CREATE TABLE posts (id INTEGER PRIMARY KEY, title TEXT); CREATE TABLE log (what TEXT);
      CREATE INDEX posts_title ON posts (title COLLATE NOCASE DESC);
      CREATE TRIGGER posts_gone AFTER DELETE ON posts BEGIN INSERT INTO log VALUES ('gone ' || old.id); END;
      CREATE TRIGGER posts_made AFTER INSERT ON posts BEGIN INSERT INTO log VALUES ('made ' || new.id); END;
      INSERT INTO posts VALUES (7, 'seven');`,
    target: `CREATE TABLE posts (id INTEGER PRIMARY KEY, title TEXT, slug TEXT, made TEXT DEFAULT CURRENT_DATE);
      CREATE TABLE log (what TEXT);
      CREATE INDEX posts_title ON posts (title COLLATE NOCASE DESC);
      CREATE TRIGGER posts_gone AFTER DELETE ON posts BEGIN INSERT INTO log VALUES ('gone ' || old.id); END;
      CREATE TRIGGER posts_made AFTER INSERT ON posts BEGIN INSERT INTO log VALUES ('made ' || new.id); END;`,
  },
];
