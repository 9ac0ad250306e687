import { expect, test } from "vitest";
import { type Moving, Repairing } from "./moving.ts";

const shelves: Moving = {
  actual: "CREATE TABLE books (id INTEGER PRIMARY KEY, shelf TEXT, room TEXT);",
  declared: `CREATE TABLE shelves (name TEXT PRIMARY KEY NOT NULL, room TEXT);
    CREATE TABLE books (id INTEGER PRIMARY KEY, shelf TEXT REFERENCES shelves (name));`,
  moves: { "shelves.name": "books.shelf", "shelves.room": "books.room" },
};

const profiles = (columns: string, more = ""): string =>
  `CREATE TABLE users (id INTEGER PRIMARY KEY); ${more}
   CREATE TABLE profiles (id INTEGER PRIMARY KEY REFERENCES users (id), ${columns});`;

const users: Moving = {
  actual: "CREATE TABLE users (id INTEGER PRIMARY KEY, bio TEXT);",
  declared: profiles("bio TEXT"),
  moves: { "profiles.bio": "users.bio" },
};

const authors: Moving = {
  actual: `CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT);
    CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors (id), born INTEGER);
    INSERT INTO authors VALUES (1, 'Ada'), (2, 'Bob');`,
  declared: `CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT, born INTEGER);
    CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors (id));`,
  moves: { "authors.born": "books.born" },
};

const pages: Moving = {
  actual: `CREATE TABLE users (id INTEGER PRIMARY KEY, bio TEXT);
    CREATE TABLE profiles (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id));
    INSERT INTO profiles VALUES (1, 1);`,
  declared: `CREATE TABLE users (id INTEGER PRIMARY KEY);
    CREATE TABLE profiles (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id), bio TEXT);`,
  moves: { "profiles.bio": "users.bio" },
};

/** What stands in the way, and rows that do not. */
const cases: readonly (readonly [what: string, moving: Moving, offending: string, mended: string])[] = [
  [
    "rows of one key that disagree",
    shelves,
    "INSERT INTO books VALUES (1, 'a', 'hall'), (2, 'a', 'cellar')",
    "UPDATE books SET room = 'hall'",
  ],
  [
    "rows of one key of which one says nothing",
    shelves,
    "INSERT INTO books VALUES (1, 'a', 'hall'), (2, 'a', NULL)",
    "UPDATE books SET room = NULL",
  ],
  [
    "rows of one key that disagree in letter case alone",
    {
      ...shelves,
      declared: `CREATE TABLE shelves (name TEXT PRIMARY KEY NOT NULL COLLATE NOCASE, room TEXT);
        CREATE TABLE books (id INTEGER PRIMARY KEY, shelf_name TEXT REFERENCES shelves (name));`,
    },
    "INSERT INTO books VALUES (1, 'a', 'hall'), (2, 'A', 'hall')",
    "UPDATE books SET shelf = 'a'",
  ],
  [
    "a row without a key that has a value",
    shelves,
    "INSERT INTO books VALUES (1, NULL, 'hall')",
    "UPDATE books SET room = NULL",
  ],
  [
    "NULL where the new column must have a value",
    { ...users, declared: profiles("bio TEXT NOT NULL") },
    "INSERT INTO users VALUES (1, NULL)",
    "UPDATE users SET bio = ''",
  ],
  [
    "a new column that nothing fills",
    { ...users, declared: profiles("bio TEXT, slug TEXT NOT NULL") },
    "INSERT INTO users VALUES (1, 'x')",
    "DELETE FROM users",
  ],
  [
    "text that is no number of the new type",
    { ...users, declared: profiles("bio INTEGER") },
    "INSERT INTO users VALUES (1, '0010'), (2, '7')",
    "UPDATE users SET bio = '10' WHERE id = 1",
  ],
  [
    "a value that a STRICT table does not take",
    { ...users, declared: `${profiles("bio TEXT")}`.replace(/;$/, " STRICT;") },
    "INSERT INTO users VALUES (1, x'00')",
    "UPDATE users SET bio = '0'",
  ],
  [
    "a value that a CHECK of the new table refuses",
    { ...users, declared: profiles("bio TEXT CHECK (length(bio) < 3)") },
    "INSERT INTO users VALUES (1, 'long')",
    "UPDATE users SET bio = 'ok'",
  ],
  [
    "values that are not unique",
    { ...users, declared: profiles("bio TEXT UNIQUE") },
    "INSERT INTO users VALUES (1, 'same'), (2, 'same'), (3, NULL), (4, NULL)",
    "UPDATE users SET bio = 'other' WHERE id = 2",
  ],
  [
    "a value that finds no parent",
    {
      actual: `${users.actual} CREATE TABLE towns (name TEXT PRIMARY KEY); INSERT INTO towns VALUES ('Bern');`,
      declared: profiles("bio TEXT REFERENCES towns (name)", "CREATE TABLE towns (name TEXT PRIMARY KEY);"),
      moves: users.moves,
    },
    "INSERT INTO users VALUES (1, 'Ulm'), (2, 'Bern')",
    "UPDATE users SET bio = 'Bern'",
  ],
  [
    "a backfilled reference to another row than the new one",
    {
      ...users,
      declared: `CREATE TABLE profiles (id INTEGER PRIMARY KEY, bio TEXT);
        CREATE TABLE users (id INTEGER PRIMARY KEY, profile_id INTEGER REFERENCES profiles (id));`,
      backfills: { "users.profile_id": "id % 3" },
    },
    "INSERT INTO users VALUES (1, 'x'), (4, 'y')",
    "DELETE FROM users WHERE id = 4",
  ],
  [
    "rows that disagree about a row that is there",
    authors,
    "INSERT INTO books VALUES (1, 1, 1815), (2, 1, 1816)",
    "UPDATE books SET born = 1815",
  ],
  [
    "a value whose row there is not there",
    authors,
    "INSERT INTO books VALUES (1, 1, 1815), (2, NULL, 1816)",
    "UPDATE books SET author_id = 2 WHERE id = 2",
  ],
  [
    "a value to which no row there refers",
    pages,
    "INSERT INTO users VALUES (1, 'x'), (2, 'y')",
    "UPDATE users SET bio = NULL WHERE id = 2",
  ],
];

test.each(cases)("%s: stands in the way, and without it all goes well", (_, moving, offending, mended) => {
  const repairing = new Repairing(moving);
  repairing.db.exec(offending);
  expect(repairing.plan.impossible).toEqual([]);
  expect(repairing.blocked).not.toEqual([]);
  const before = repairing.content();
  // It would have ended the repair, with nothing changed, or broken a foreign key, which is asked before COMMIT.
  if (repairing.repair() === null) expect(repairing.db.pragma("foreign_key_check")).not.toEqual([]);
  else expect(repairing.content()).toEqual(before);

  const again = new Repairing(moving);
  again.db.exec(`${offending}; ${mended}`);
  expect(again.blocked).toEqual([]);
  const content = again.content();
  expect(again.repair()).toBeNull();
  expect(again.db.pragma("foreign_key_check")).toEqual([]);
  expect(again.rollBack()).toBeNull();
  expect(again.content()).toEqual(content);
});

test("an empty source needs no decision", () => {
  const repairing = new Repairing({ ...users, declared: profiles("bio TEXT NOT NULL, slug TEXT NOT NULL") });
  expect(repairing.blocked).toEqual([]);
  expect(repairing.repair()).toBeNull();
});

test("the guard stops the drop when a value has not arrived", () => {
  const repairing = new Repairing(users);
  repairing.db.exec("INSERT INTO users VALUES (1, 'x'), (2, 'y')");
  const [fill, ...rest] = repairing.steps;
  const before = repairing.content();
  const steps = [
    { ...fill, sql: [...(fill?.sql ?? []), "UPDATE profiles SET bio = 'X' WHERE id = 2"] },
    ...rest,
  ];
  Object.defineProperty(repairing, "steps", { value: steps });
  expect(repairing.repair()).toMatch(/^1 against its guard/);
  expect(repairing.content()).toEqual(before);
});
