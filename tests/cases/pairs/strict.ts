import type { Pair } from "../judge/pair.ts";

/** STRICT switched on and off over rows of every storage class. */
export const strict: readonly Pair[] = [
  {
    name: "STRICT on clean rows",
    trap: "every value already fits its column",
    actual: `CREATE TABLE readings (id INTEGER PRIMARY KEY, value REAL, note TEXT, raw BLOB);
      INSERT INTO readings VALUES (1, 2.5, 'a', x'01'), (5, NULL, NULL, NULL), (6, 3, '7', x'');`,
    target: "CREATE TABLE readings (id INTEGER PRIMARY KEY, value REAL, note TEXT, raw BLOB) STRICT;",
  },
  {
    name: "STRICT over text in a REAL column",
    trap: "'n/a' lies in a REAL column, which STRICT refuses",
    actual: `CREATE TABLE readings (id INTEGER PRIMARY KEY, value REAL); INSERT INTO readings VALUES (1, 'n/a'), (2, '1.5'), (3, 4);`,
    target: "CREATE TABLE readings (id INTEGER PRIMARY KEY, value REAL) STRICT;",
    outcome: { blocked: 1 },
  },
  {
    name: "STRICT over numbers in a TEXT column",
    trap: "a TEXT column has turned numbers into text already; a blob in it is refused",
    actual: `CREATE TABLE notes (body TEXT); INSERT INTO notes VALUES (5), (x'41'), ('a');`,
    target: "CREATE TABLE notes (body TEXT) STRICT;",
    outcome: { blocked: 1 },
  },
  {
    name: "STRICT over text in a BLOB column",
    trap: "BLOB affinity converts nothing, so text and integers lie there as they came",
    actual: `CREATE TABLE files (id INTEGER PRIMARY KEY, body BLOB); INSERT INTO files VALUES (1, 'text'), (2, 7), (3, x'00'), (4, NULL);`,
    target: "CREATE TABLE files (id INTEGER PRIMARY KEY, body BLOB) STRICT;",
    outcome: { blocked: 2 },
  },
  {
    name: "STRICT over a fraction in an INTEGER column",
    trap: "2.5 stays real in an INTEGER column and STRICT refuses it; 3.0 became 3 long ago",
    actual: `CREATE TABLE items (id INTEGER PRIMARY KEY, count INTEGER); INSERT INTO items VALUES (1, 2.5), (2, 3.0), (3, 1e300);`,
    target: "CREATE TABLE items (id INTEGER PRIMARY KEY, count INTEGER) STRICT;",
    outcome: { blocked: 2 },
  },
  {
    name: "STRICT with ANY",
    trap: "a column without type becomes ANY, which keeps '01' as text and 1 as integer",
    actual: `CREATE TABLE bag (id INTEGER PRIMARY KEY, thing); INSERT INTO bag VALUES (1, '01'), (2, 1), (3, 1.0), (4, x'01'), (5, NULL);`,
    target: "CREATE TABLE bag (id INTEGER PRIMARY KEY, thing ANY) STRICT;",
  },
  {
    name: "ANY outside STRICT",
    trap: "ANY is NUMERIC outside STRICT tables: '01' would become 1",
    actual: `CREATE TABLE bag (id INTEGER PRIMARY KEY, thing ANY) STRICT; INSERT INTO bag VALUES (1, '01'), (2, 1), (3, 'x');`,
    target: "CREATE TABLE bag (id INTEGER PRIMARY KEY, thing ANY);",
    outcome: { blocked: 1 },
  },
  {
    name: "STRICT off",
    trap: "INT stays INT, and nothing is converted",
    actual: `CREATE TABLE readings (id INT PRIMARY KEY, value REAL, note TEXT) STRICT; INSERT INTO readings VALUES (3, 1, '5'), (1, 2.5, NULL);`,
    target: "CREATE TABLE readings (id INT PRIMARY KEY NOT NULL, value REAL, note TEXT);",
  },
  {
    name: "STRICT and WITHOUT ROWID off together",
    trap: "both options go at once, and the key goes on refusing NULL",
    actual: `CREATE TABLE settings (key TEXT PRIMARY KEY, value INT) STRICT, WITHOUT ROWID;
      INSERT INTO settings VALUES ('b', 1), ('a', NULL);`,
    target: "CREATE TABLE settings (key TEXT PRIMARY KEY NOT NULL, value INT);",
  },
  {
    name: "one of two options off",
    trap: "a comment stands between the closing parenthesis and the options",
    actual: `CREATE TABLE settings (key TEXT PRIMARY KEY, value INT) /* both */ WITHOUT ROWID, STRICT;
      INSERT INTO settings VALUES ('b', 1), ('a', NULL);`,
    target: "CREATE TABLE settings (key TEXT PRIMARY KEY NOT NULL, value INT) STRICT;",
  },
  {
    name: "STRICT with types it does not know",
    trap: "VARCHAR and DATETIME must become TEXT in the same rebuild",
    actual: `CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(40), made DATETIME);
      INSERT INTO users VALUES (1, 'ada', '2024-01-01 10:00:00'), (2, NULL, NULL);`,
    target: "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, made TEXT) STRICT;",
  },
  {
    name: "STRICT with a boolean",
    trap: "BOOLEAN is NUMERIC: 'true' lies in it as text beside 1 and 0",
    actual: `CREATE TABLE users (id INTEGER PRIMARY KEY, admin BOOLEAN); INSERT INTO users VALUES (1, 1), (2, 'true'), (3, 0);`,
    target: "CREATE TABLE users (id INTEGER PRIMARY KEY, admin INTEGER) STRICT;",
    outcome: { blocked: 1 },
  },
  {
    name: "STRICT with a key that may be NULL",
    trap: "a STRICT table's key refuses NULL even without WITHOUT ROWID",
    actual: `CREATE TABLE tags (name TEXT PRIMARY KEY, n INTEGER); INSERT INTO tags VALUES (NULL, 1), (NULL, 2), ('a', 3);`,
    target: "CREATE TABLE tags (name TEXT PRIMARY KEY, n INTEGER) STRICT;",
    outcome: { blocked: 2 },
  },
  {
    name: "STRICT and a generated column",
    trap: "what a generated column yields must fit its STRICT type too",
    actual: `CREATE TABLE items (id INTEGER PRIMARY KEY, price INTEGER, label INTEGER AS ('no ' || price) STORED);
      INSERT INTO items (id, price) VALUES (1, 2), (2, NULL);`,
    target:
      "CREATE TABLE items (id INTEGER PRIMARY KEY, price INTEGER, label INTEGER AS ('no ' || price) STORED) STRICT;",
    outcome: { blocked: 1 },
  },
];
