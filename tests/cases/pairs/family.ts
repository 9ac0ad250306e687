import type { Pair } from "../judge/pair.ts";

const authors = "CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT);";
const three = "INSERT INTO authors VALUES (1, 'a'), (2, 'b'), (5, 'e');";

/** Cycles, and children of rebuilt parents. */
export const family: readonly Pair[] = [
  {
    name: "a cycle of two tables",
    trap: "each is the parent of the other and both are rebuilt",
    actual: `CREATE TABLE teams (id INTEGER PRIMARY KEY, lead INTEGER REFERENCES people ON DELETE SET NULL, name TEXT);
      CREATE TABLE people (id INTEGER PRIMARY KEY, team INTEGER REFERENCES teams ON DELETE CASCADE, name TEXT);
      INSERT INTO teams VALUES (1, 10, 'x'), (2, NULL, 'y'); INSERT INTO people VALUES (10, 1, 'a'), (11, 2, 'b');`,
    target: `CREATE TABLE teams (id INTEGER PRIMARY KEY, lead INTEGER REFERENCES people ON DELETE SET NULL, name TEXT NOT NULL);
      CREATE TABLE people (id INTEGER PRIMARY KEY, team INTEGER REFERENCES teams ON DELETE CASCADE, name TEXT NOT NULL);`,
  },
  {
    name: "a cycle of three tables made",
    trap: "three keys are added, none can be first",
    actual: `CREATE TABLE a (id INTEGER PRIMARY KEY, b INTEGER); CREATE TABLE b (id INTEGER PRIMARY KEY, c INTEGER);
      CREATE TABLE c (id INTEGER PRIMARY KEY, a INTEGER); INSERT INTO a VALUES (1, 2); INSERT INTO b VALUES (2, 3); INSERT INTO c VALUES (3, 1);`,
    target: `CREATE TABLE a (id INTEGER PRIMARY KEY, b INTEGER REFERENCES b); CREATE TABLE b (id INTEGER PRIMARY KEY, c INTEGER REFERENCES c);
      CREATE TABLE c (id INTEGER PRIMARY KEY, a INTEGER REFERENCES a);`,
  },
  {
    name: "a cycle of new tables",
    trap: "two tables that refer to each other are created beside a third that refers to both",
    actual: "CREATE TABLE rooms (id INTEGER PRIMARY KEY); INSERT INTO rooms VALUES (1);",
    target: `CREATE TABLE rooms (id INTEGER PRIMARY KEY, left_door INTEGER REFERENCES doors, right_door INTEGER REFERENCES keys);
      CREATE TABLE doors (id INTEGER PRIMARY KEY, key_id INTEGER REFERENCES keys);
      CREATE TABLE keys (id INTEGER PRIMARY KEY, door_id INTEGER REFERENCES doors);`,
  },
  {
    name: "three levels of CASCADE",
    trap: "a DROP of the top table with foreign keys on empties the two below it",
    actual: `CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT DEFAULT 'x');
      CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE);
      CREATE TABLE lines (id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders ON DELETE CASCADE);
      CREATE TABLE log (what TEXT); CREATE TRIGGER lines_gone AFTER DELETE ON lines BEGIN INSERT INTO log VALUES (old.id); END;
      INSERT INTO users VALUES (1, 'a'), (2, 'b'); INSERT INTO orders VALUES (1, 1), (2, 2); INSERT INTO lines VALUES (1, 1), (2, 1), (3, 2);`,
    target: `CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT DEFAULT 'y');
      CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE);
      CREATE TABLE lines (id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders ON DELETE CASCADE);
      CREATE TABLE log (what TEXT); CREATE TRIGGER lines_gone AFTER DELETE ON lines BEGIN INSERT INTO log VALUES (old.id); END;`,
  },
  {
    name: "children with SET NULL and SET DEFAULT",
    trap: "the children stay, their references silently become NULL",
    actual: `CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT DEFAULT 'x'); INSERT INTO users VALUES (1, 'a'), (2, 'b');
      CREATE TABLE posts (id INTEGER PRIMARY KEY, by INTEGER REFERENCES users ON DELETE SET NULL, editor INTEGER DEFAULT 1 REFERENCES users ON DELETE SET DEFAULT);
      INSERT INTO posts VALUES (1, 1, 2), (2, 2, 2);`,
    target: `CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT COLLATE NOCASE);
      CREATE TABLE posts (id INTEGER PRIMARY KEY, by INTEGER REFERENCES users ON DELETE SET NULL, editor INTEGER DEFAULT 1 REFERENCES users ON DELETE SET DEFAULT);`,
  },
  {
    name: "children with RESTRICT",
    trap: "RESTRICT refuses at once, deferred or not",
    actual: `CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO users VALUES (1, 'a');
      CREATE TABLE posts (id INTEGER PRIMARY KEY, by INTEGER REFERENCES users ON DELETE RESTRICT ON UPDATE RESTRICT); INSERT INTO posts VALUES (1, 1);`,
    target: `CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
      CREATE TABLE posts (id INTEGER PRIMARY KEY, by INTEGER REFERENCES users ON DELETE RESTRICT ON UPDATE RESTRICT);`,
  },
  {
    name: "orphans that were there before",
    trap: "an old orphan of a key that stays is nobody's business and must not block",
    actual: `${authors} ${three} CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors, title TEXT);
      INSERT INTO books VALUES (1, 99, 'x'), (2, 1, 'y');`,
    target: `${authors} CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors, title TEXT DEFAULT '');`,
    config: { rules: { "orphaned-rows": "off" } },
  },
  {
    name: "a parent under another collation",
    trap: "the parent compares by NOCASE: 'ADA' has a parent there",
    actual: `CREATE TABLE authors (name TEXT PRIMARY KEY COLLATE NOCASE); INSERT INTO authors VALUES ('ada');
      CREATE TABLE books (id INTEGER PRIMARY KEY, author TEXT); INSERT INTO books VALUES (1, 'ADA'), (2, 'Ada');`,
    target: `CREATE TABLE authors (name TEXT PRIMARY KEY COLLATE NOCASE);
      CREATE TABLE books (id INTEGER PRIMARY KEY, author TEXT REFERENCES authors(name));`,
  },
  {
    name: "a reference between affinities",
    trap: "text '1' finds parent 1 by the parent's affinity; '01' and 'x' do too or do not",
    actual: `${authors} ${three} CREATE TABLE books (id INTEGER PRIMARY KEY, author TEXT); INSERT INTO books VALUES (1, '1'), (2, 'x'), (3, '2.0');`,
    target: `${authors} CREATE TABLE books (id INTEGER PRIMARY KEY, author TEXT REFERENCES authors);`,
    outcome: { blocked: 1 },
  },
  {
    name: "a key replaced by a wider one",
    trap: "the old foreign key goes and two come, on the same column",
    actual: `CREATE TABLE teams (org INTEGER, id INTEGER, PRIMARY KEY (org, id)); CREATE TABLE orgs (id INTEGER PRIMARY KEY);
      INSERT INTO orgs VALUES (1); INSERT INTO teams VALUES (1, 7);
      CREATE TABLE people (id INTEGER PRIMARY KEY, org INTEGER REFERENCES orgs(id), team INTEGER); INSERT INTO people VALUES (1, 1, 7), (2, NULL, 3);`,
    target: `CREATE TABLE teams (org INTEGER, id INTEGER, PRIMARY KEY (org, id)); CREATE TABLE orgs (id INTEGER PRIMARY KEY);
      CREATE TABLE people (id INTEGER PRIMARY KEY, org INTEGER, team INTEGER, FOREIGN KEY (org, team) REFERENCES teams ON DELETE CASCADE);`,
  },
  {
    name: "a reference to a table that is nowhere",
    trap: "the declaration itself names a parent that neither side has",
    actual:
      "CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER); INSERT INTO books VALUES (1, 1);",
    target: "CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors);",
    outcome: { refused: /authors/ },
  },
  {
    name: "a reference to a column that is not unique",
    trap: "every INSERT would fail with a mismatch, so the key must not be made",
    actual: `${authors} ${three} CREATE TABLE books (id INTEGER PRIMARY KEY, author TEXT); INSERT INTO books VALUES (1, 'a');`,
    target: `${authors} CREATE TABLE books (id INTEGER PRIMARY KEY, author TEXT REFERENCES authors(name));`,
    outcome: { refused: /unique/i },
  },
  {
    name: "no rows, and a reference to a table that is nowhere",
    trap: "no row is an orphan, and yet every INSERT would fail once the key is there",
    actual: "CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER);",
    target: "CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors);",
    outcome: { refused: /no table authors/ },
  },
  {
    name: "a column that comes with a reference to what is not unique",
    trap: "a partial unique index makes no parent",
    actual: `${authors} ${three} CREATE UNIQUE INDEX named ON authors (name) WHERE name <> ''; CREATE TABLE books (id INTEGER PRIMARY KEY);`,
    target: `${authors} CREATE UNIQUE INDEX named ON authors (name) WHERE name <> '';
      CREATE TABLE books (id INTEGER PRIMARY KEY, author TEXT REFERENCES authors(name));`,
    outcome: { refused: /neither its primary key nor UNIQUE/ },
  },
];
