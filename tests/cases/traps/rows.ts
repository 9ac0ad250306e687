import type { Trap } from "./trap.ts";

const family = (action: string): string => `
  CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);
  CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id) ${action});
  CREATE TABLE comments (id INTEGER PRIMARY KEY, post_id INTEGER REFERENCES posts (id) ${action});
  INSERT INTO users VALUES (1, 'Ada'), (2, 'Bo');
  INSERT INTO posts VALUES (10, 1), (11, 2), (12, NULL);
  INSERT INTO comments VALUES (100, 10), (101, 10), (102, 11);`;

const grown = (action: string): string =>
  family(action)
    .replace("name TEXT)", "name TEXT NOT NULL)")
    .replace(/INSERT[^;]*;/g, "");

const rebuildUsers = `CREATE TABLE __new_users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
  INSERT INTO __new_users SELECT id, name FROM users; DROP TABLE users; ALTER TABLE __new_users RENAME TO users;`;

const everyChild =
  "SELECT 'post', id, user_id FROM posts UNION ALL SELECT 'comment', id, post_id FROM comments ORDER BY 1, 2";

/** Rows of other tables, and the rows' own identity. https://www.sqlite.org/foreignkeys.html#fk_schemacommands */
export const rowTraps: readonly Trap[] = [
  {
    name: "cascade: DROP TABLE in a rebuild deletes the rows of children and grandchildren",
    actual: family("ON DELETE CASCADE"),
    target: grown("ON DELETE CASCADE"),
    careless: rebuildUsers,
    sees: everyChild,
    harm: "changes",
  },
  {
    name: "set null: DROP TABLE in a rebuild empties the keys of children; counts and foreign_key_check stay clean",
    actual: family("ON DELETE SET NULL"),
    target: grown("ON DELETE SET NULL"),
    careless: rebuildUsers,
    sees: everyChild,
    harm: "changes",
  },
  {
    name: "inert pragma: foreign_keys = OFF inside a transaction does nothing",
    actual: family("ON DELETE CASCADE"),
    target: grown("ON DELETE CASCADE"),
    careless: `BEGIN; PRAGMA foreign_keys = OFF; ${rebuildUsers} COMMIT;`,
    sees: everyChild,
    harm: "changes",
  },
  {
    name: "deferred keys: defer_foreign_keys defers the checks, not the actions",
    actual: family("ON DELETE CASCADE"),
    target: grown("ON DELETE CASCADE"),
    careless: `BEGIN; PRAGMA defer_foreign_keys = ON; ${rebuildUsers} COMMIT;`,
    sees: everyChild,
    harm: "changes",
  },
  {
    name: "child's trigger: the implicit DELETE of a DROP fires the triggers of the child",
    actual: `${family("ON DELETE CASCADE")} CREATE TABLE log (what TEXT);
      CREATE TRIGGER post_gone AFTER DELETE ON posts BEGIN INSERT INTO log VALUES ('post ' || old.id); END;`,
    target: `${grown("ON DELETE CASCADE")} CREATE TABLE log (what TEXT);
      CREATE TRIGGER post_gone AFTER DELETE ON posts BEGIN INSERT INTO log VALUES ('post ' || old.id); END;`,
    careless: rebuildUsers,
    sees: "SELECT count(*) FROM log",
    harm: "changes",
  },
  {
    name: "column name as data: a copy that names a column the old table lacks writes its name into every row",
    actual: "CREATE TABLE users (id INTEGER PRIMARY KEY); INSERT INTO users VALUES (1), (2);",
    target: "CREATE TABLE users (id INTEGER PRIMARY KEY, nickname TEXT UNIQUE);",
    careless: `CREATE TABLE __new_users (id INTEGER PRIMARY KEY, nickname TEXT);
      INSERT INTO __new_users ("id", "nickname") SELECT "id", "nickname" FROM users;
      DROP TABLE users; ALTER TABLE __new_users RENAME TO users;`,
    inShell: true,
    sees: "SELECT id FROM users",
    finds: { query: "SELECT nickname FROM users", rows: [[null], [null]] },
    harm: "changes",
  },
  {
    name: "counter: a rebuild lowers AUTOINCREMENT, so that an id of a deleted row is given out again",
    actual: `CREATE TABLE orders (id INTEGER PRIMARY KEY AUTOINCREMENT, total INTEGER);
      INSERT INTO orders VALUES (1, 5), (40, 6); DELETE FROM orders WHERE id = 40;`,
    target: "CREATE TABLE orders (id INTEGER PRIMARY KEY AUTOINCREMENT, total INTEGER CHECK (total > 0));",
    careless: `CREATE TABLE new_orders (id INTEGER PRIMARY KEY AUTOINCREMENT, total INTEGER CHECK (total > 0));
      INSERT INTO new_orders SELECT * FROM orders; DROP TABLE orders; ALTER TABLE new_orders RENAME TO orders;`,
    sees: "SELECT seq FROM sqlite_sequence WHERE name = 'orders'",
    harm: "changes",
  },
  {
    name: "rowids: rows without a key of their own are numbered anew, and a full-text index points at other rows",
    actual: `CREATE TABLE notes (body TEXT); INSERT INTO notes (rowid, body) VALUES (3, 'plums'), (8, 'pears');
      CREATE VIRTUAL TABLE found USING fts5(body, content='notes'); INSERT INTO found (found) VALUES ('rebuild');`,
    target: `CREATE TABLE notes (body TEXT NOT NULL);
      CREATE VIRTUAL TABLE found USING fts5(body, content='notes');`,
    careless: `CREATE TABLE new_notes (body TEXT NOT NULL); INSERT INTO new_notes (body) SELECT body FROM notes;
      DROP TABLE notes; ALTER TABLE new_notes RENAME TO notes;`,
    sees: "SELECT rowid, body FROM notes UNION ALL SELECT rowid, 'found' FROM found WHERE found MATCH 'pears'",
    harm: "changes",
  },
  {
    name: "affinity on the way: a copy through a typed table turns '0010' into 10",
    actual: "CREATE TABLE parts (code TEXT, n INTEGER); INSERT INTO parts VALUES ('0010', 1), ('1e3', 2);",
    target: "CREATE TABLE parts (code TEXT, n INTEGER NOT NULL);",
    careless: `CREATE TABLE old_parts (code STRING, n INTEGER); INSERT INTO old_parts SELECT * FROM parts;
      DROP TABLE parts; CREATE TABLE parts (code TEXT, n INTEGER NOT NULL); INSERT INTO parts SELECT * FROM old_parts;
      DROP TABLE old_parts;`,
    sees: "SELECT quote(code), n FROM parts ORDER BY n",
    harm: "changes",
  },
  {
    name: "computed columns: a copy of all columns writes to one that cannot be written",
    actual: `CREATE TABLE lines (id INTEGER PRIMARY KEY, price REAL, n INTEGER, total REAL AS (price * n) STORED);
      INSERT INTO lines (id, price, n) VALUES (1, 2.5, 4);`,
    target:
      "CREATE TABLE lines (id INTEGER PRIMARY KEY, price REAL, n INTEGER NOT NULL, total REAL AS (price * n) STORED);",
    careless: `CREATE TABLE new_lines (id INTEGER PRIMARY KEY, price REAL, n INTEGER NOT NULL, total REAL AS (price * n) STORED);
      INSERT INTO new_lines (id, price, n, total) SELECT id, price, n, total FROM lines;`,
    sees: "SELECT id, price, n, total FROM lines",
    harm: /cannot INSERT into generated column/,
  },
  {
    name: "swallowed rows: a conflict clause of the new table drops rows while they are copied",
    actual: `CREATE TABLE tags (name TEXT, n INTEGER); INSERT INTO tags VALUES ('a', 1), ('b', 2);`,
    target: "CREATE TABLE tags (name TEXT UNIQUE ON CONFLICT REPLACE, n INTEGER);",
    careless: `INSERT INTO tags VALUES ('a', 3); CREATE TABLE new_tags (name TEXT UNIQUE ON CONFLICT REPLACE, n INTEGER);
      INSERT INTO new_tags SELECT * FROM tags; DROP TABLE tags; ALTER TABLE new_tags RENAME TO tags;
      DELETE FROM tags WHERE n = 3;`,
    sees: "SELECT name, n FROM tags ORDER BY n",
    harm: "changes",
  },
];
