import type { Pair } from "../judge/pair.ts";

const plain = "CREATE TABLE notes (id INTEGER PRIMARY KEY, state TEXT, n INTEGER);";
const rows = "INSERT INTO notes VALUES (2, 'open', 1), (5, 'done', 2), (9, 'open', NULL);";

/** Databases of the sqlite3 shell and of old drivers, where "text" in double quotes is a string when no column is called so. */
export const legacyStrings: readonly Pair[] = [
  {
    name: 'CHECK (state IN ("open", "done"))',
    trap: "better-sqlite3 refuses such text in a CREATE TABLE: a rebuild writes it in single quotes, the rollback too",
    legacy: true,
    actual: `CREATE TABLE notes (id INTEGER PRIMARY KEY, state TEXT CHECK (state IN ("open", "done", "it's")), n INTEGER); ${rows}`,
    target:
      "CREATE TABLE notes (id INTEGER PRIMARY KEY, state TEXT CHECK (state IN ('open', 'done', 'it''s')), n INTEGER DEFAULT 0);",
  },
  {
    name: 'DEFAULT "open"',
    trap: "a default in double quotes is a string whatever columns there are",
    legacy: true,
    actual: `CREATE TABLE notes (id INTEGER PRIMARY KEY, state TEXT DEFAULT "open", n TEXT DEFAULT "state"); ${rows}`,
    target:
      "CREATE TABLE notes (id INTEGER PRIMARY KEY, state TEXT NOT NULL DEFAULT 'open', n TEXT DEFAULT 'state');",
  },
  {
    name: "an expression index and a partial one with strings in double quotes",
    trap: "the index text is replayed after the rebuild",
    legacy: true,
    actual: `${plain} CREATE INDEX i ON notes (coalesce(state, "none")); CREATE INDEX j ON notes (n) WHERE state = "open"; ${rows}`,
    target:
      "CREATE TABLE notes (id INTEGER PRIMARY KEY, state TEXT NOT NULL, n INTEGER); CREATE INDEX i ON notes (coalesce(state, 'none')); CREATE INDEX j ON notes (n) WHERE state = 'open';",
  },
  {
    name: "a generated column with a string in double quotes",
    trap: "the same inside AS (…)",
    legacy: true,
    actual: `CREATE TABLE notes (id INTEGER PRIMARY KEY, state TEXT, n INTEGER, tag TEXT AS ("n" || "-" || "state")); INSERT INTO notes (id, state, n) VALUES (2, 'open', 1);`,
    target:
      "CREATE TABLE notes (id INTEGER PRIMARY KEY, state TEXT, n INTEGER NOT NULL, tag TEXT AS (n || '-' || state));",
  },
  {
    name: "a trigger with strings in double quotes on the rebuilt table",
    trap: "CREATE TRIGGER is taken, the next INSERT fails: the text is replayed as it was",
    legacy: true,
    actual: `${plain} CREATE TABLE log (line TEXT); ${rows} CREATE TRIGGER t AFTER INSERT ON notes WHEN new.state = "open" BEGIN INSERT INTO log VALUES ("opened"); END;`,
    target: "CREATE TABLE notes (id INTEGER PRIMARY KEY, state TEXT NOT NULL, n INTEGER);",
  },
  {
    name: "a trigger with strings in double quotes on another table",
    trap: "it is no business of the rebuild",
    legacy: true,
    actual: `${plain} CREATE TABLE log (line TEXT); ${rows} CREATE TRIGGER t AFTER INSERT ON log BEGIN UPDATE notes SET state = "opened"; END; CREATE VIEW v AS SELECT id, "literal" AS l FROM notes;`,
    target: "CREATE TABLE notes (id INTEGER PRIMARY KEY, state TEXT NOT NULL, n INTEGER);",
  },
  {
    name: "a view with strings in double quotes and a renamed column",
    trap: "RENAME COLUMN reads every view and trigger; with such strings it refuses on better-sqlite3",
    legacy: true,
    actual: `${plain} CREATE VIEW v AS SELECT id FROM notes WHERE state = "open"; CREATE TABLE log (line TEXT); CREATE TRIGGER t AFTER INSERT ON log BEGIN INSERT INTO log VALUES ("x"); END; ${rows}`,
    target: "CREATE TABLE notes (id INTEGER PRIMARY KEY, status TEXT, n INTEGER);",
    config: { renames: { columns: { notes: { state: "status" } } } },
    outcome: { refused: /string literal|double quotes|no such column|set aside/ },
  },
  {
    name: "a string in double quotes that becomes a column",
    trap: 'CHECK (state <> "due") is a string until a column due is added: then it would be the column',
    legacy: true,
    actual: `CREATE TABLE notes (id INTEGER PRIMARY KEY, state TEXT, CHECK (state <> "due")); INSERT INTO notes VALUES (2, 'open');`,
    target:
      "CREATE TABLE notes (id INTEGER PRIMARY KEY, state TEXT NOT NULL, due TEXT DEFAULT 'open', CHECK (state <> 'due'));",
  },
  {
    name: "columns in double quotes in an old database",
    trap: "what is a column stays one: nothing becomes a string that is a name",
    legacy: true,
    actual: `CREATE TABLE "notes" ("id" INTEGER PRIMARY KEY, "state" TEXT CHECK ("state" <> "n" AND "State" <> "x"), "n" INTEGER, CHECK ("notes"."n" > 0 AND "rowid" > 0)); CREATE INDEX "i" ON "notes" ("state", lower("state") || "z") WHERE "n" > 0; INSERT INTO notes VALUES (2, 'a', 1), (5, 'b', 2);`,
    target: `CREATE TABLE "notes" ("id" INTEGER PRIMARY KEY, "state" TEXT NOT NULL CHECK ("state" <> "n" AND "State" <> 'x'), "n" INTEGER, CHECK ("notes"."n" > 0 AND "rowid" > 0)); CREATE INDEX "i" ON "notes" ("state", lower("state") || 'z') WHERE "n" > 0;`,
  },
  {
    name: "a column dropped whose name a string bears",
    trap: "with double-quoted strings on, a reference to a lost column becomes its name in every row",
    legacy: true,
    actual: `CREATE TABLE notes (id INTEGER PRIMARY KEY, state TEXT, old TEXT, CHECK ("state" <> "gone")); INSERT INTO notes VALUES (2, 'open', 'x'), (3, 'b', NULL);`,
    target: "CREATE TABLE notes (id INTEGER PRIMARY KEY, state TEXT, CHECK (state <> 'gone'));",
    allowDestructive: true,
  },
];
