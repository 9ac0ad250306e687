import type { Pair } from "../judge/pair.ts";

const songs = "INSERT INTO songs (rowid, id, title) VALUES (1, 1, 'a'), (4, 4, 'd'), (9, 9, NULL);";
const shuffled = "INSERT INTO songs (rowid, id, title) VALUES (1, 40, 'a'), (4, 20, 'd'), (9, 1, NULL);";

/** Primary keys in all their forms, and what keeps the rows. */
export const keys: readonly Pair[] = [
  {
    name: "BIGINT key to INTEGER key",
    trap: "BIGINT PRIMARY KEY is no rowid alias; the ids become rowids, whatever those were",
    actual: `CREATE TABLE songs (id BIGINT PRIMARY KEY, title TEXT); ${shuffled}`,
    target: "CREATE TABLE songs (id INTEGER PRIMARY KEY, title TEXT);",
  },
  {
    name: "INT key to INTEGER key with text in it",
    trap: "'abc' cannot be a rowid, and neither can NULL, which an INT key lets in",
    actual: `CREATE TABLE songs (id INT PRIMARY KEY, title TEXT);
      INSERT INTO songs VALUES (3, 'a'), ('abc', 'b'), (NULL, 'c'), (2.5, 'd'), (NULL, 'e');`,
    target: "CREATE TABLE songs (id INTEGER PRIMARY KEY, title TEXT);",
    outcome: { blocked: 4 },
  },
  {
    name: "INTEGER key to INT key",
    trap: "the alias goes, rowids stay reachable and ids stay values",
    actual: `CREATE TABLE songs (id INTEGER PRIMARY KEY, title TEXT); ${songs}`,
    target: "CREATE TABLE songs (id INT PRIMARY KEY, title TEXT);",
  },
  {
    name: "DESC in the column to alias",
    trap: "INTEGER PRIMARY KEY DESC in a column is no alias, by a bug kept for ever",
    actual: `CREATE TABLE songs (id INTEGER PRIMARY KEY DESC, title TEXT); ${shuffled}`,
    target: "CREATE TABLE songs (id INTEGER PRIMARY KEY, title TEXT);",
  },
  {
    name: "alias to DESC in the column",
    trap: "the other way: the key gets an index of its own and NULLs would be let in",
    actual: `CREATE TABLE songs (id INTEGER PRIMARY KEY, title TEXT); ${songs}`,
    target: "CREATE TABLE songs (id INTEGER PRIMARY KEY DESC, title TEXT);",
  },
  {
    name: "table-level key DESC is the alias",
    trap: "PRIMARY KEY (id DESC) of the table is an alias as PRIMARY KEY in the column is",
    actual: `CREATE TABLE songs (id INTEGER, title TEXT, PRIMARY KEY (id DESC)); ${songs}`,
    target: "CREATE TABLE songs (id INTEGER PRIMARY KEY, title TEXT);",
    outcome: "nothing",
  },
  {
    name: "AUTOINCREMENT added",
    trap: "the counter must begin where the rows are, and go again on the way back",
    actual: `CREATE TABLE songs (id INTEGER PRIMARY KEY, title TEXT); ${songs}`,
    target: "CREATE TABLE songs (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT);",
  },
  {
    name: "AUTOINCREMENT added beside another counter",
    trap: "sqlite_sequence exists already and holds another table's counter",
    actual: `CREATE TABLE albums (id INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO albums VALUES (77); DELETE FROM albums;
      CREATE TABLE songs (id INTEGER PRIMARY KEY, title TEXT);`,
    target: `CREATE TABLE albums (id INTEGER PRIMARY KEY AUTOINCREMENT);
      CREATE TABLE songs (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT);`,
  },
  {
    name: "AUTOINCREMENT removed",
    trap: "the counter is ahead of the rows and must be there again after the way back",
    actual: `CREATE TABLE songs (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT); ${songs}
      INSERT INTO songs VALUES (500, 'gone'); DELETE FROM songs WHERE id = 500;`,
    target: "CREATE TABLE songs (id INTEGER PRIMARY KEY, title TEXT);",
  },
  {
    name: "the counter under a rebuild",
    trap: "a rebuild for another reason must not lower the counter from 500 to 9",
    actual: `CREATE TABLE songs (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT); ${songs}
      INSERT INTO songs VALUES (500, 'gone'); DELETE FROM songs WHERE id = 500;`,
    target: "CREATE TABLE songs (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT DEFAULT 'untitled');",
    meanwhile: {
      sql: "INSERT INTO songs (title) VALUES ('new');",
      query: "SELECT (SELECT max(id) FROM songs), (SELECT seq FROM sqlite_sequence WHERE name = 'songs')",
      rows: [[501, 501]],
    },
  },
  {
    name: "the counter of an emptied table",
    trap: "no row is left to tell the counter from, and it reads 12",
    actual: `CREATE TABLE songs (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT);
      INSERT INTO songs VALUES (12, 'gone'); DELETE FROM songs;`,
    target: "CREATE TABLE songs (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL);",
  },
  {
    name: "the counter at the end of all numbers",
    trap: "2^63-1 is the largest rowid; a counter read as a double would become another",
    actual: `CREATE TABLE songs (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT);
      INSERT INTO songs VALUES (9223372036854775807, 'last'), (-9223372036854775808, 'first');`,
    target: "CREATE TABLE songs (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT COLLATE NOCASE);",
  },
  {
    name: "a key for a keyless table",
    trap: "ids are unique and whole, and become rowids in place of the hidden ones",
    actual: `CREATE TABLE songs (id INTEGER, title TEXT); ${shuffled}`,
    target: "CREATE TABLE songs (id INTEGER PRIMARY KEY, title TEXT);",
  },
  {
    name: "a key for a keyless table with duplicates",
    trap: "the id 4 stands twice, and one id is NULL",
    actual:
      "CREATE TABLE songs (id INTEGER, title TEXT); INSERT INTO songs VALUES (4, 'a'), (4, 'b'), (NULL, 'c'), (5, 'd');",
    target: "CREATE TABLE songs (id INTEGER PRIMARY KEY, title TEXT);",
    outcome: { blocked: 1 },
  },
  {
    name: "a new id column as key",
    trap: "the rows have no id yet: the rowid they have becomes it",
    actual: "CREATE TABLE songs (title TEXT); INSERT INTO songs (rowid, title) VALUES (3, 'a'), (8, 'a');",
    target: "CREATE TABLE songs (id INTEGER PRIMARY KEY, title TEXT);",
  },
  {
    name: "the key taken away",
    trap: "the ids stay, and so do the rowids they were",
    actual: `CREATE TABLE songs (id INTEGER PRIMARY KEY, title TEXT); ${songs}`,
    target: "CREATE TABLE songs (id INTEGER, title TEXT);",
  },
  {
    name: "a text key with NULLs",
    trap: "TEXT PRIMARY KEY lets several NULLs in; a rebuild for another reason must keep them",
    actual: `CREATE TABLE tags (name TEXT PRIMARY KEY, label TEXT);
      INSERT INTO tags VALUES ('a', 'A'), (NULL, 'x'), (NULL, 'y');`,
    target: "CREATE TABLE tags (name TEXT PRIMARY KEY, label TEXT DEFAULT '-');",
  },
  {
    name: "a text key with NULLs made NOT NULL",
    trap: "two NULLs stand in the way",
    actual: `CREATE TABLE tags (name TEXT PRIMARY KEY, label TEXT);
      INSERT INTO tags VALUES ('a', 'A'), (NULL, 'x'), (NULL, 'y');`,
    target: "CREATE TABLE tags (name TEXT PRIMARY KEY NOT NULL, label TEXT);",
    outcome: { blocked: 2 },
  },
  {
    name: "a wider key",
    trap: "one column becomes two, with rows that only the pair tells apart",
    actual: `CREATE TABLE votes (post INTEGER, person INTEGER, value INTEGER, PRIMARY KEY (post, person, value));
      INSERT INTO votes VALUES (1, 1, 1), (1, 2, 1), (2, 1, -1);`,
    target: "CREATE TABLE votes (post INTEGER, person INTEGER, value INTEGER, PRIMARY KEY (post, person));",
  },
  {
    name: "a narrower key with duplicates",
    trap: "post 1 has two rows under the shorter key",
    actual: `CREATE TABLE votes (post INTEGER, person INTEGER, PRIMARY KEY (post, person));
      INSERT INTO votes VALUES (1, 1), (1, 2), (2, 1);`,
    target: "CREATE TABLE votes (post INTEGER PRIMARY KEY, person INTEGER);",
    outcome: { blocked: 1 },
  },
  {
    name: "the order of a composite key",
    trap: "same columns, other order and direction",
    actual: `CREATE TABLE votes (post INTEGER, person INTEGER, PRIMARY KEY (post, person));
      INSERT INTO votes VALUES (1, 1), (1, 2), (NULL, NULL), (NULL, NULL);`,
    target: "CREATE TABLE votes (post INTEGER, person INTEGER, PRIMARY KEY (person DESC, post));",
  },
];
