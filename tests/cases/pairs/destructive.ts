import type { Pair } from "../judge/pair.ts";

const users = `CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, old TEXT, note TEXT);
  INSERT INTO users VALUES (1, 'ada', 'x', NULL), (4, 'bob', NULL, 'n'), (7, 'eve', x'00ff', 'm');`;
const without = "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, note TEXT);";

/** With leave to lose: dropped columns and leftovers, and what the undo log brings back. */
export const destructive: readonly Pair[] = [
  {
    name: "a column dropped",
    trap: "text, NULL and blob come back from the undo log, each in its row",
    actual: users,
    target: without,
    allowDestructive: true,
  },
  {
    name: "a column dropped, rows written since",
    trap: "the new row has no old value, the deleted one does not come back, the changed one keeps the change",
    actual: users,
    target: without,
    allowDestructive: true,
    meanwhile: {
      sql: "INSERT INTO users VALUES (9, 'new', 'z'); DELETE FROM users WHERE id = 1; UPDATE users SET name = 'rob' WHERE id = 4;",
      query: "SELECT id, name, hex(old), typeof(old), note FROM users ORDER BY id",
      rows: [
        [4, "rob", "", "null", "n"],
        [7, "eve", "00FF", "blob", "m"],
        [9, "new", "", "null", "z"],
      ],
    },
  },
  {
    name: "a NOT NULL column dropped, rows written since",
    trap: "the row written since has no value for a column that must have one when it comes back",
    actual:
      "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, old TEXT NOT NULL DEFAULT 'none'); INSERT INTO users VALUES (1, 'a', 'x');",
    target: "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);",
    allowDestructive: true,
    meanwhile: {
      sql: "INSERT INTO users VALUES (2, 'b');",
      query: "SELECT id, name, old FROM users ORDER BY id",
      rows: [
        [1, "a", "x"],
        [2, "b", "none"],
      ],
    },
  },
  {
    name: "a column in indexes dropped",
    trap: "plain, unique, partial and expression indexes name it",
    actual: `${users} CREATE INDEX i1 ON users (old, name); CREATE UNIQUE INDEX i2 ON users (old); CREATE INDEX i3 ON users (name) WHERE old IS NOT NULL;
      CREATE INDEX i4 ON users (lower(old)); CREATE INDEX i5 ON users (name);`,
    target: `${without} CREATE INDEX i5 ON users (name);`,
    allowDestructive: true,
  },
  {
    name: "a column in a UNIQUE dropped",
    trap: "in the column, and in a constraint of the table with another column",
    actual:
      "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, old TEXT UNIQUE, UNIQUE (name, old)); INSERT INTO users VALUES (1, 'a', 'x'), (2, 'a', 'y');",
    target: "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);",
    allowDestructive: true,
  },
  {
    name: "a column in CHECKs dropped",
    trap: "the table's CHECK names two columns, one of which stays",
    actual:
      "CREATE TABLE users (id INTEGER PRIMARY KEY, lo INTEGER, hi INTEGER CHECK (hi < 100), CHECK (lo <= hi)); INSERT INTO users VALUES (1, 2, 3);",
    target: "CREATE TABLE users (id INTEGER PRIMARY KEY, lo INTEGER);",
    allowDestructive: true,
  },
  {
    name: "a column in a foreign key dropped",
    trap: "the reference goes with it, the composite one too",
    actual: `CREATE TABLE teams (org INTEGER, id INTEGER, PRIMARY KEY (org, id)); INSERT INTO teams VALUES (1, 2);
      CREATE TABLE people (id INTEGER PRIMARY KEY, org INTEGER, team INTEGER, boss INTEGER REFERENCES people, FOREIGN KEY (org, team) REFERENCES teams ON DELETE CASCADE);
      INSERT INTO people VALUES (1, 1, 2, NULL), (2, 1, 2, 1);`,
    target: `CREATE TABLE teams (org INTEGER, id INTEGER, PRIMARY KEY (org, id)); CREATE TABLE people (id INTEGER PRIMARY KEY, org INTEGER);`,
    allowDestructive: true,
  },
  {
    name: "a column that a generated one reads, dropped together",
    trap: "the computed column has no value of its own to keep and comes back computed",
    actual:
      "CREATE TABLE items (id INTEGER PRIMARY KEY, price INTEGER, tax INTEGER AS (price / 5) STORED, note TEXT); INSERT INTO items (id, price) VALUES (1, 10), (2, NULL);",
    target: "CREATE TABLE items (id INTEGER PRIMARY KEY, note TEXT);",
    allowDestructive: true,
  },
  {
    name: "a column of the key dropped",
    trap: "the key shrinks to what is left of it",
    actual:
      "CREATE TABLE votes (post INTEGER, person INTEGER, PRIMARY KEY (post, person)); INSERT INTO votes VALUES (1, 1), (2, 1);",
    target: "CREATE TABLE votes (post INTEGER PRIMARY KEY);",
    allowDestructive: true,
  },
  {
    name: "the rowid alias dropped",
    trap: "the ids were the rowids, which stay behind the scenes",
    actual:
      "CREATE TABLE votes (id INTEGER PRIMARY KEY AUTOINCREMENT, post INTEGER); INSERT INTO votes VALUES (5, 1), (9, 1); DELETE FROM votes WHERE id = 9;",
    target: "CREATE TABLE votes (post INTEGER);",
    allowDestructive: true,
  },
  {
    name: "columns dropped from a table without key",
    trap: "equal rows are told apart by their rowids only",
    actual:
      "CREATE TABLE log (what TEXT, old TEXT); INSERT INTO log (rowid, what, old) VALUES (2, 'a', '1'), (5, 'a', '2'), (6, 'a', NULL);",
    target: "CREATE TABLE log (what TEXT);",
    allowDestructive: true,
  },
  {
    name: "a column dropped from a WITHOUT ROWID table",
    trap: "rows are found again by a composite key under NOCASE",
    actual: `CREATE TABLE tags (name TEXT COLLATE NOCASE, lang TEXT, old BLOB, PRIMARY KEY (name, lang)) WITHOUT ROWID; INSERT INTO tags VALUES ('Red', 'en', 1), ('red', 'de', '1');`,
    target:
      "CREATE TABLE tags (name TEXT COLLATE NOCASE, lang TEXT, PRIMARY KEY (name, lang)) WITHOUT ROWID;",
    allowDestructive: true,
  },
  {
    name: "a column dropped from a parent",
    trap: "children with CASCADE must survive the rebuild and the way back",
    actual: `${users} CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users ON DELETE CASCADE); INSERT INTO posts VALUES (1, 1), (2, 7);`,
    target: `${without} CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users ON DELETE CASCADE);`,
    allowDestructive: true,
  },
  {
    name: "a column dropped and others altered",
    trap: "two rebuilds of one table and two undo logs, taken back in the other order",
    actual: users,
    target:
      "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE, note TEXT NOT NULL, made TEXT DEFAULT CURRENT_TIMESTAMP);",
    config: { backfills: { users: { note: "'-'" } } },
    allowDestructive: true,
  },
  {
    name: "a column denied as a rename",
    trap: '"false" says that mail is not email: one goes, one comes',
    actual:
      "CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT); INSERT INTO users VALUES (1, 'a@x'), (2, NULL);",
    target: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
    config: { renames: { columns: { users: { mail: false } } } },
    allowDestructive: true,
  },
  {
    name: "a column that a view reads",
    trap: "the view would break: said, not done",
    actual: `${users} CREATE VIEW olds AS SELECT id, old FROM users;`,
    target: `${without} CREATE VIEW olds AS SELECT id, old FROM users;`,
    allowDestructive: true,
    outcome: { refused: /olds/ },
  },
  {
    name: "a column that a trigger writes",
    trap: "the trigger of another table writes the column that is to go",
    actual: `${users} CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER);
      CREATE TRIGGER posted AFTER INSERT ON posts BEGIN UPDATE users SET old = new.id WHERE id = new.user_id; END;`,
    target: `${without} CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER);
      CREATE TRIGGER posted AFTER INSERT ON posts BEGIN UPDATE users SET old = new.id WHERE id = new.user_id; END;`,
    allowDestructive: true,
    outcome: { refused: /posted/ },
  },
  {
    name: "leftovers of a migration",
    trap: "scratch tables with rows, indexes, triggers and a counter go and come back",
    actual: `${users} CREATE TABLE __new_users (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT); CREATE INDEX half ON __new_users (name);
      CREATE TRIGGER halfway AFTER INSERT ON __new_users BEGIN DELETE FROM __new_users WHERE name IS NULL; END;
      INSERT INTO __new_users VALUES (3, 'c'), (40, 'd'); DELETE FROM __new_users WHERE id = 40;`,
    target: "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, old TEXT, note TEXT);",
    allowDestructive: true,
  },
  {
    name: "a leftover without rowid",
    trap: "no rowid, a generated column and a reference to a table that is gone",
    actual: `${users} CREATE TABLE _alembic_tmp_users (name TEXT PRIMARY KEY, size AS (length(name)), team REFERENCES nowhere) WITHOUT ROWID;
      INSERT INTO _alembic_tmp_users (name, team) VALUES ('a', 1), ('b', NULL);`,
    target: "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, old TEXT, note TEXT);",
    allowDestructive: true,
  },
  {
    name: "without leave",
    trap: "the column stays and the rest is repaired; the drop is not part of the plan that runs",
    actual: users,
    target: "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT);",
  },
];
