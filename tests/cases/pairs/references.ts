import type { Pair } from "../judge/pair.ts";

const authors = "CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT);";
const three = "INSERT INTO authors VALUES (1, 'a'), (2, 'b'), (5, 'e');";

/** Foreign keys that come, go and change, and children of rebuilt parents. */
export const references: readonly Pair[] = [
  {
    name: "a foreign key added",
    trap: "all children have a parent, one has none by NULL",
    actual: `${authors} ${three} CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER);
      INSERT INTO books VALUES (1, 1), (2, 5), (3, NULL);`,
    target: `${authors} CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors(id));`,
  },
  {
    name: "a foreign key added over orphans",
    trap: "two books name authors that are gone",
    actual: `${authors} ${three} CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER);
      INSERT INTO books VALUES (1, 1), (2, 6), (3, NULL), (4, 'x');`,
    target: `${authors} CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors);`,
    outcome: { blocked: 2 },
  },
  {
    name: "a foreign key dropped",
    trap: "in the column, with actions, a name and a comment around it",
    actual: `${authors} ${three} CREATE TABLE books (id INTEGER PRIMARY KEY,
        author_id INTEGER /* who */ NOT NULL CONSTRAINT wrote REFERENCES authors(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED DEFAULT 1, -- why
        title TEXT); INSERT INTO books VALUES (1, 1, 'x');`,
    target: `${authors} CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER NOT NULL DEFAULT 1, title TEXT);`,
  },
  {
    name: "actions altered",
    trap: "same key, other actions, and MATCH as SQLite ignores it",
    actual: `${authors} ${three} CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors ON DELETE CASCADE MATCH FULL);
      INSERT INTO books VALUES (1, 1), (2, 2);`,
    target: `${authors} CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors ON DELETE SET NULL ON UPDATE CASCADE);`,
  },
  {
    name: "made deferred",
    trap: "no PRAGMA tells of DEFERRABLE",
    actual: `${authors} ${three} CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER, FOREIGN KEY (author_id) REFERENCES authors (id));
      INSERT INTO books VALUES (1, 1);`,
    target: `${authors} CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors (id) DEFERRABLE INITIALLY DEFERRED);`,
  },
  {
    name: "a composite key",
    trap: "half NULL points at nothing; the parent's columns stand in another order",
    actual: `CREATE TABLE seats (row TEXT, number INTEGER, PRIMARY KEY (row, number)); INSERT INTO seats VALUES ('a', 1), ('b', 2);
      CREATE TABLE tickets (id INTEGER PRIMARY KEY, n INTEGER, r TEXT); INSERT INTO tickets VALUES (1, 1, 'a'), (2, 9, NULL), (3, 2, 'b');`,
    target: `CREATE TABLE seats (row TEXT, number INTEGER, PRIMARY KEY (row, number));
      CREATE TABLE tickets (id INTEGER PRIMARY KEY, n INTEGER, r TEXT, FOREIGN KEY (n, r) REFERENCES seats (number, row) ON UPDATE CASCADE);`,
  },
  {
    name: "a composite key over orphans",
    trap: "each half exists, the pair does not",
    actual: `CREATE TABLE seats (row TEXT, number INTEGER, PRIMARY KEY (row, number)); INSERT INTO seats VALUES ('a', 1), ('b', 2);
      CREATE TABLE tickets (id INTEGER PRIMARY KEY, n INTEGER, r TEXT); INSERT INTO tickets VALUES (1, 2, 'a'), (2, 9, NULL);`,
    target: `CREATE TABLE seats (row TEXT, number INTEGER, PRIMARY KEY (row, number));
      CREATE TABLE tickets (id INTEGER PRIMARY KEY, n INTEGER, r TEXT, FOREIGN KEY (r, n) REFERENCES seats);`,
    outcome: { blocked: 1 },
  },
  {
    name: "a parent that the plan creates",
    trap: "the child has only NULLs, so the empty parent is no trouble",
    actual:
      "CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER); INSERT INTO books VALUES (1, NULL), (4, NULL);",
    target: `${authors} CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors);`,
  },
  {
    name: "a parent that the plan creates, and children",
    trap: "a new parent is empty: both books are orphans of it",
    actual:
      "CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER); INSERT INTO books VALUES (1, 7), (4, 7), (5, NULL);",
    target: `${authors} CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors);`,
    outcome: { blocked: 2 },
  },
  {
    name: "a parent that has to become unique first",
    trap: "the parent column gets its unique index in the same plan as the child its key",
    actual: `CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO authors VALUES (1, 'a'), (2, 'b');
      CREATE TABLE books (id INTEGER PRIMARY KEY, author TEXT); INSERT INTO books VALUES (1, 'b');`,
    target: `CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT UNIQUE);
      CREATE TABLE books (id INTEGER PRIMARY KEY, author TEXT REFERENCES authors(name));`,
  },
  {
    name: "a parent whose unique index comes after",
    trap: "a unique index made by CREATE INDEX is a key for children too",
    actual: `CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO authors VALUES (1, 'a'), (2, 'b');
      CREATE TABLE books (id INTEGER PRIMARY KEY, author TEXT); INSERT INTO books VALUES (1, 'b');`,
    target: `CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT); CREATE UNIQUE INDEX authors_name ON authors (name);
      CREATE TABLE books (id INTEGER PRIMARY KEY, author TEXT REFERENCES authors(name));`,
  },
  {
    name: "a self-reference under a rebuild",
    trap: "a reference to itself must name the final table and keep every row",
    actual: `CREATE TABLE folders (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES folders(id) ON DELETE CASCADE, name TEXT);
      INSERT INTO folders VALUES (1, NULL, '/'), (2, 1, 'a'), (3, 2, 'b'), (9, 9, 'loop');`,
    target:
      "CREATE TABLE folders (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES folders(id) ON DELETE CASCADE, name TEXT NOT NULL);",
  },
  {
    name: "a self-reference added",
    trap: "one folder lies in a folder that is gone",
    actual: `CREATE TABLE folders (id INTEGER PRIMARY KEY, parent_id INTEGER); INSERT INTO folders VALUES (1, NULL), (2, 1), (3, 7);`,
    target: "CREATE TABLE folders (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES folders);",
    outcome: { blocked: 1 },
  },
  {
    name: "a self-reference added to clean rows",
    trap: "the child that comes before its parent in the table",
    actual: `CREATE TABLE folders (id INTEGER PRIMARY KEY, parent_id INTEGER); INSERT INTO folders VALUES (1, 3), (2, 1), (3, NULL);`,
    target:
      "CREATE TABLE folders (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES folders ON DELETE SET NULL);",
  },
];
