import type { Trap } from "./trap.ts";

const users = `CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO users VALUES (1, 'Ada');`;
const wanted = "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);";
const rebuild = `CREATE TABLE new_users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
  INSERT INTO new_users SELECT * FROM users; DROP TABLE users; ALTER TABLE new_users RENAME TO users;`;
const objects = (type: string): string =>
  `SELECT name, sql FROM sqlite_schema WHERE type = '${type}' ORDER BY name`;

const trigger = `CREATE TRIGGER stamped AFTER UPDATE ON users BEGIN /* keep */ SELECT 1; END;`;
const view = "CREATE VIEW named AS SELECT id, name FROM users WHERE name <> '';";
const self = "CREATE TABLE staff (id INTEGER PRIMARY KEY, boss INTEGER REFERENCES staff (id), name TEXT";

/** What hangs on a table. https://www.sqlite.org/lang_altertable.html#otheralter */
export const objectTraps: readonly Trap[] = [
  {
    name: "triggers lost: DROP TABLE takes the triggers along without a word",
    actual: users + trigger,
    target: wanted + trigger,
    careless: rebuild,
    sees: objects("trigger"),
    harm: "changes",
  },
  {
    name: "indexes lost: DROP TABLE takes the indexes along",
    actual: `${users} CREATE INDEX by_name ON users (name COLLATE NOCASE DESC) WHERE name <> '';`,
    target: `${wanted} CREATE INDEX by_name ON users (name COLLATE NOCASE DESC) WHERE name <> '';`,
    careless: rebuild,
    sees: objects("index"),
    harm: "changes",
  },
  {
    name: "view in the way: RENAME fails while a view names the table that was dropped, which strands it under the other name",
    actual: users + view,
    target: wanted + view,
    careless: rebuild,
    sees: "SELECT name FROM named",
    harm: /error in view named: no such table: main.users/,
  },
  {
    name: "an unrelated broken view: RENAME reads every view of the schema",
    actual: `${users} CREATE TABLE gone (id); CREATE VIEW broken AS SELECT id FROM gone; DROP TABLE gone;`,
    target: wanted,
    careless: rebuild,
    sees: objects("view"),
    harm: /error in view broken/,
  },
  {
    name: "children repointed: renaming the old table out of the way takes the children's foreign keys along",
    actual: `${users} CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id));`,
    target: `${wanted} CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id));`,
    careless: `PRAGMA foreign_keys = OFF; ALTER TABLE users RENAME TO old_users; ${wanted}
      INSERT INTO users SELECT * FROM old_users; DROP TABLE old_users;`,
    sees: "SELECT \"table\" FROM pragma_foreign_key_list('posts')",
    harm: "changes",
  },
  {
    name: "self reference: under legacy_alter_table a scratch table goes on referring to its scratch name",
    actual: `${self}); INSERT INTO staff VALUES (1, NULL, 'Ada'), (2, 1, 'Bo');`,
    target: `${self} NOT NULL);`,
    careless: `PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON;
      ${self.replaceAll("staff", "new_staff")} NOT NULL); INSERT INTO new_staff SELECT * FROM staff;
      DROP TABLE staff; ALTER TABLE new_staff RENAME TO staff;`,
    sees: "SELECT \"table\" FROM pragma_foreign_key_list('staff')",
    harm: "changes",
  },
  {
    name: "table options: a table written from what PRAGMA table_info tells is no longer STRICT, nor has it its CHECKs and collations",
    actual: `CREATE TABLE tags (name TEXT COLLATE NOCASE CHECK (name <> ''), n INTEGER) STRICT; INSERT INTO tags VALUES ('a', 1);`,
    target: "CREATE TABLE tags (name TEXT COLLATE NOCASE CHECK (name <> ''), n INTEGER NOT NULL) STRICT;",
    careless: `CREATE TABLE new_tags (name TEXT, n INTEGER NOT NULL); INSERT INTO new_tags SELECT * FROM tags;
      DROP TABLE tags; ALTER TABLE new_tags RENAME TO tags;`,
    sees: "SELECT strict, (SELECT sql LIKE '%COLLATE NOCASE CHECK (name <> '''')%' FROM sqlite_schema WHERE name = 'tags') FROM pragma_table_list('tags')",
    harm: "changes",
  },
  {
    name: "ADD COLUMN that passes on an empty table fails on rows",
    actual: users,
    target:
      "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, since TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP);",
    careless: "ALTER TABLE users ADD COLUMN since TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP;",
    sees: "SELECT id, name FROM users",
    harm: /non-constant default/,
  },
  {
    name: "ADD COLUMN with REFERENCES and a default fails while foreign keys are on",
    actual: `CREATE TABLE teams (id INTEGER PRIMARY KEY); INSERT INTO teams VALUES (1); ${users}`,
    target:
      "CREATE TABLE teams (id INTEGER PRIMARY KEY); CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, team_id INTEGER DEFAULT 1 REFERENCES teams (id));",
    careless: "ALTER TABLE users ADD COLUMN team_id INTEGER DEFAULT 1 REFERENCES teams (id);",
    sees: "SELECT id, name FROM users",
    harm: /REFERENCES column with non-NULL default/,
  },
  {
    name: "half-applied: what a failed rebuild leaves behind blocks the next",
    actual: `${users} CREATE TABLE __new_users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);`,
    target: wanted,
    careless: "CREATE TABLE __new_users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);",
    sees: "SELECT id, name FROM users",
    harm: /already exists/,
  },
];
