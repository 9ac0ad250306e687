import type { Pair } from "../judge/pair.ts";

const songs = "INSERT INTO songs (rowid, id, title) VALUES (1, 1, 'a'), (4, 4, 'd'), (9, 9, NULL);";

/** Tables with and without rowid, and what hides it. */
export const rowids: readonly Pair[] = [
  {
    name: "WITHOUT ROWID on",
    trap: "the rows move from hidden rowids to their key; the hidden ones come back",
    actual: `CREATE TABLE settings (key TEXT PRIMARY KEY, value);
      INSERT INTO settings (rowid, key, value) VALUES (5, 'b', 1), (2, 'c', x'00'), (9, 'a', '1');`,
    target: "CREATE TABLE settings (key TEXT PRIMARY KEY, value) WITHOUT ROWID;",
  },
  {
    name: "WITHOUT ROWID on with a NULL key",
    trap: "a WITHOUT ROWID key refuses the NULL that the rowid table let in",
    actual:
      "CREATE TABLE settings (key TEXT PRIMARY KEY, value); INSERT INTO settings VALUES (NULL, 1), ('a', 2);",
    target: "CREATE TABLE settings (key TEXT PRIMARY KEY, value) WITHOUT ROWID;",
    outcome: { blocked: 1 },
  },
  {
    name: "WITHOUT ROWID off",
    trap: "the table has foreign keys pointing at it and no rowid to keep",
    actual: `CREATE TABLE settings (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
      CREATE TABLE uses (key TEXT REFERENCES settings ON DELETE CASCADE);
      INSERT INTO settings VALUES ('b', 1), ('a', '1'); INSERT INTO uses VALUES ('a'), ('b'), ('a');`,
    target: `CREATE TABLE settings (key TEXT PRIMARY KEY, value);
      CREATE TABLE uses (key TEXT REFERENCES settings ON DELETE CASCADE);`,
  },
  {
    name: "WITHOUT ROWID on an integer key",
    trap: "INTEGER PRIMARY KEY is no alias there, and text in it stays possible",
    actual: `CREATE TABLE songs (id INTEGER PRIMARY KEY, title TEXT); ${songs}`,
    target: "CREATE TABLE songs (id INTEGER PRIMARY KEY, title TEXT) WITHOUT ROWID;",
  },
  {
    name: "AUTOINCREMENT to WITHOUT ROWID",
    trap: "the counter has no place any more and must be there after the way back",
    actual: `CREATE TABLE songs (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT); ${songs}
      INSERT INTO songs VALUES (500, 'gone'); DELETE FROM songs WHERE id = 500;`,
    target: "CREATE TABLE songs (id INTEGER PRIMARY KEY, title TEXT) WITHOUT ROWID;",
  },
  {
    name: "a key under another collation",
    trap: "'Red' and 'red' are one key under NOCASE",
    actual:
      "CREATE TABLE tags (name TEXT PRIMARY KEY, label); INSERT INTO tags VALUES ('Red', 1), ('red', 2), ('x', 3);",
    target: "CREATE TABLE tags (name TEXT COLLATE NOCASE PRIMARY KEY, label);",
    outcome: { blocked: 1 },
  },
  {
    name: "a key back to BINARY in a WITHOUT ROWID table",
    trap: "the sort order of the table itself changes",
    actual: `CREATE TABLE tags (name TEXT COLLATE NOCASE PRIMARY KEY, label) WITHOUT ROWID;
      INSERT INTO tags VALUES ('Red', 1), ('blue', 2), ('amber', 3);`,
    target: "CREATE TABLE tags (name TEXT PRIMARY KEY, label) WITHOUT ROWID;",
  },
  {
    name: "a composite WITHOUT ROWID key with another column",
    trap: "rows are recognised by a key that is itself changed",
    actual: `CREATE TABLE members (team TEXT, person TEXT, role TEXT, PRIMARY KEY (team, person)) WITHOUT ROWID;
      INSERT INTO members VALUES ('a', 'x', 'lead'), ('a', 'y', 'lead'), ('b', 'x', 'dev');`,
    target:
      "CREATE TABLE members (team TEXT, person TEXT, role TEXT, PRIMARY KEY (person, team, role)) WITHOUT ROWID;",
  },
  {
    name: "columns that hide all names of the rowid",
    trap: "rowid, oid and _rowid_ are columns: the hidden one cannot be reached, nor need it be",
    actual: `CREATE TABLE odd (rowid TEXT, oid TEXT, _rowid_ TEXT); INSERT INTO odd VALUES ('a', 'b', 'c'), ('a', 'b', 'c'), ('d', NULL, NULL);`,
    target: "CREATE TABLE odd (rowid TEXT DEFAULT 'r', oid TEXT, _rowid_ TEXT);",
  },
  {
    name: "a column called rowid",
    trap: "rowid is a text column, so the hidden one goes by _rowid_",
    actual:
      "CREATE TABLE odd (rowid TEXT, size); INSERT INTO odd (_rowid_, rowid) VALUES (7, 'a'), (3, 'b');",
    target: "CREATE TABLE odd (rowid TEXT DEFAULT 'r', size);",
  },
  {
    name: "key and columns at once",
    trap: "new key, new column, other type and NOT NULL in one rebuild of one table",
    actual: `CREATE TABLE songs (id TEXT, plays TEXT, title TEXT);
      INSERT INTO songs (rowid, id, plays, title) VALUES (5, '10', '3', 'a'), (6, '7', '0', NULL);`,
    target:
      "CREATE TABLE songs (id INTEGER PRIMARY KEY AUTOINCREMENT, plays INTEGER NOT NULL, title TEXT NOT NULL, made TEXT DEFAULT CURRENT_DATE);",
    config: { backfills: { songs: { title: "'untitled'" } } },
  },
];
