import { describe } from "vitest";
import { type Case, judgeMended, judgeRefused, type Refused } from "./mended.ts";

const books = `CREATE TABLE authors (id INTEGER PRIMARY KEY);
  CREATE TABLE books (title TEXT, author_id INTEGER);
  CREATE TRIGGER noisy AFTER UPDATE ON books BEGIN INSERT INTO books (title) VALUES ('noise'); END;
  INSERT INTO authors VALUES (1);
  INSERT INTO books (rowid, title, author_id) VALUES (3, 'a', 1), (5, 'b', 77), (9, 'c', NULL), (12, 'd', 88);`;
const referring = `CREATE TABLE authors (id INTEGER PRIMARY KEY);
  CREATE TABLE books (title TEXT, author_id INTEGER REFERENCES authors (id));
  CREATE TRIGGER noisy AFTER UPDATE ON books BEGIN INSERT INTO books (title) VALUES ('noise'); END;`;
const orphans = (choice: string): object => ({ orphans: { books: { author_id: choice } } });
const everyBook = "SELECT rowid, title, author_id FROM books WHERE title <> 'noise' ORDER BY rowid";
const since =
  "DROP TRIGGER noisy; UPDATE books SET author_id = 1 WHERE rowid = 5; DELETE FROM books WHERE rowid = 3;";

const cases: readonly Case[] = [
  {
    name: "orphans become NULL, and point at nothing again unless they were mended since",
    actual: books,
    target: referring,
    config: orphans("set-null"),
    query: everyBook,
    repaired: [
      [3, "a", 1],
      [5, "b", null],
      [9, "c", null],
      [12, "d", null],
    ],
    since,
    back: [
      [5, "b", 1],
      [9, "c", null],
      [12, "d", 88],
    ],
  },
  {
    name: "orphans are put aside, and come back with their rowids",
    actual: books,
    target: referring,
    config: orphans("quarantine"),
    query: everyBook,
    repaired: [
      [3, "a", 1],
      [9, "c", null],
    ],
    since,
    back: [
      [5, "b", 77],
      [9, "c", null],
      [12, "d", 88],
    ],
  },
  {
    name: "orphans are deleted with leave, and come back all the same",
    actual: books,
    target: referring,
    config: orphans("delete"),
    leave: true,
    query: everyBook,
    repaired: [
      [3, "a", 1],
      [9, "c", null],
    ],
    since,
    back: [
      [5, "b", 77],
      [9, "c", null],
      [12, "d", 88],
    ],
  },
  {
    name: "a composite key is emptied whole, and rows of it with a NULL are no orphans",
    actual: `CREATE TABLE seats (r TEXT, n INT, PRIMARY KEY (r, n)); CREATE TABLE bookings (id INTEGER PRIMARY KEY, r TEXT, n INT);
      INSERT INTO seats VALUES ('a', 1); INSERT INTO bookings VALUES (1, 'a', 1), (2, 'a', 9), (3, NULL, 9);`,
    target: `CREATE TABLE seats (r TEXT, n INT, PRIMARY KEY (r, n));
      CREATE TABLE bookings (id INTEGER PRIMARY KEY, r TEXT, n INT, FOREIGN KEY (r, n) REFERENCES seats (r, n));`,
    config: { orphans: { bookings: { r: "set-null" } } },
    query: "SELECT * FROM bookings",
    repaired: [
      [1, "a", 1],
      [2, null, null],
      [3, null, 9],
    ],
    since: "DELETE FROM bookings WHERE id = 1; INSERT INTO bookings VALUES (4, 'a', 1)",
    back: [
      [2, "a", 9],
      [3, null, 9],
      [4, "a", 1],
    ],
  },
  {
    name: "words for booleans become 1 and 0 where a type says boolean, whatever their case",
    actual: `CREATE TABLE users (id INTEGER PRIMARY KEY, active TEXT);
      INSERT INTO users VALUES (1, 'true'), (2, 'FALSE'), (3, NULL), (4, '1'), (5, ' True ');`,
    types: "/** @table */ export interface User { id: number; active: boolean | null }",
    target: "CREATE TABLE users (id INTEGER PRIMARY KEY, active INTEGER);",
    query: "SELECT id, active, typeof(active) FROM users",
    repaired: [
      [1, 1, "integer"],
      [2, 0, "integer"],
      [3, null, "null"],
      [4, 1, "integer"],
      [5, 1, "integer"],
    ],
    since: "UPDATE users SET active = 0 WHERE id = 1; INSERT INTO users VALUES (6, 1)",
    back: [
      [1, "0", "text"],
      [2, "FALSE", "text"],
      [3, null, "null"],
      [4, "1", "text"],
      [5, " True ", "text"],
      [6, "1", "text"],
    ],
  },
  {
    name: "text dates become seconds where a backfill says so, and what converts by itself does",
    actual: `CREATE TABLE users (id INTEGER PRIMARY KEY, seen TEXT);
      INSERT INTO users VALUES (1, '2024-01-01T00:00:00Z'), (2, '1700000000'), (3, NULL);`,
    target: "CREATE TABLE users (id INTEGER PRIMARY KEY, seen INTEGER);",
    config: { backfills: { users: { seen: "unixepoch(seen)" } } },
    query: "SELECT id, seen, typeof(seen) FROM users",
    repaired: [
      [1, 1704067200, "integer"],
      [2, 1700000000, "integer"],
      [3, null, "null"],
    ],
    since: "UPDATE users SET seen = 5 WHERE id = 2",
    back: [
      [1, "2024-01-01T00:00:00Z", "text"],
      [2, "5", "text"],
      [3, null, "null"],
    ],
  },
  {
    name: "a set that became smaller: what is outside becomes what a backfill says",
    actual: `CREATE TABLE tasks (id INTEGER PRIMARY KEY, status TEXT NOT NULL);
      INSERT INTO tasks VALUES (1, 'open'), (2, 'in progress'), (3, 'wontfix');`,
    target:
      "CREATE TABLE tasks (id INTEGER PRIMARY KEY, status TEXT NOT NULL CHECK (status IN ('open', 'done')));",
    config: {
      backfills: { tasks: { status: "CASE status WHEN 'in progress' THEN 'open' ELSE 'done' END" } },
    },
    query: "SELECT * FROM tasks",
    repaired: [
      [1, "open"],
      [2, "open"],
      [3, "done"],
    ],
    since: "UPDATE tasks SET status = 'done' WHERE id = 2",
    back: [
      [1, "open"],
      [2, "done"],
      [3, "wontfix"],
    ],
  },
];

judgeMended(cases);

describe("what stands in the way all the same", () => {
  const refused: Refused[] = [
    [
      "orphans without a choice",
      { actual: books, target: referring },
      /2 rows stand in\s+the way \(rowid 5, 12\)/,
    ],
    [
      "orphans to be deleted without leave",
      { actual: books, target: referring, config: orphans("delete") },
      /2 rows stand in/,
    ],
    [
      "an orphan that others point at",
      {
        actual: `${books} CREATE TABLE loans (id INTEGER PRIMARY KEY, title TEXT REFERENCES books (title));
          CREATE UNIQUE INDEX titles ON books (title); INSERT INTO loans VALUES (1, 'b');`,
        target: `${referring} CREATE TABLE loans (id INTEGER PRIMARY KEY, title TEXT REFERENCES books (title));
          CREATE UNIQUE INDEX titles ON books (title);`,
        config: orphans("quarantine"),
      },
      /1 row stands in\s+the way \(id 1\)/,
    ],
    [
      "a word that is no boolean",
      {
        actual:
          "CREATE TABLE users (id INTEGER PRIMARY KEY, active TEXT); INSERT INTO users VALUES (1, 'true'), (2, 'maybe');",
        types: "/** @table */ export interface User { id: number; active: boolean | null }",
        target: "",
      },
      /1 row stands in\s+the way \(id 2\)/,
    ],
    [
      "a backfill whose value does not convert either",
      {
        actual:
          "CREATE TABLE users (id INTEGER PRIMARY KEY, seen TEXT); INSERT INTO users VALUES (1, 'yesterday');",
        target: "CREATE TABLE users (id INTEGER PRIMARY KEY, seen INTEGER);",
        config: { backfills: { users: { seen: "seen || '!'" } } },
      },
      /1 row stands in\s+the way \(id 1\)/,
    ],
    [
      "a backfill that makes NULL of a value",
      {
        actual:
          "CREATE TABLE users (id INTEGER PRIMARY KEY, seen TEXT); INSERT INTO users VALUES (1, '2024-01-01'), (2, 'yesterday'), (3, NULL);",
        target: "CREATE TABLE users (id INTEGER PRIMARY KEY, seen INTEGER);",
        config: { backfills: { users: { seen: "unixepoch(seen)" } } },
      },
      /1 row stands in\s+the way \(id 2\)/,
    ],
    [
      "a backfill that is outside the set",
      {
        actual:
          "CREATE TABLE tasks (id INTEGER PRIMARY KEY, status TEXT); INSERT INTO tasks VALUES (1, 'odd'), (2, 'open');",
        target:
          "CREATE TABLE tasks (id INTEGER PRIMARY KEY, status TEXT CHECK (status IN ('open', 'done')));",
        config: { backfills: { tasks: { status: "'closed'" } } },
      },
      /1 row stands in\s+the way \(id 1\)/,
    ],
    [
      "NULL for a key that may not be NULL",
      {
        actual: books
          .replace("author_id INTEGER)", "author_id INTEGER NOT NULL)")
          .replace(", (9, 'c', NULL)", ""),
        target: referring.replace("author_id INTEGER ", "author_id INTEGER NOT NULL "),
        config: orphans("set-null"),
      },
      /NOT NULL constraint failed|stand in/,
    ],
  ];

  judgeRefused(refused);
});
