import { expect, test } from "vitest";
import { type Moving, Repairing } from "./moving.ts";

/** Repairs, does something, says what would be lost, takes back. */
function since(moving: Moving, edits: string): { losses: Record<string, number>; repairing: Repairing } {
  const repairing = new Repairing(moving);
  expect(repairing.blocked).toEqual([]);
  expect(repairing.repair()).toBeNull();
  repairing.db.exec(edits);
  const losses = repairing.losses();
  expect(repairing.rollBack()).toBeNull();
  return { losses, repairing };
}

const split: Moving = {
  actual: `CREATE TABLE stories (id INTEGER PRIMARY KEY, title TEXT, moral TEXT DEFAULT 'none', length INTEGER);
    INSERT INTO stories VALUES (1, 'Ant', 'share', 3), (2, 'Bear', NULL, NULL), (3, 'Cat', 'purr', 5);`,
  declared: `CREATE TABLE generations (id TEXT PRIMARY KEY NOT NULL, moral TEXT, length INTEGER, status TEXT DEFAULT 'done');
    CREATE TABLE stories (id INTEGER PRIMARY KEY, title TEXT, generation_id TEXT REFERENCES generations (id));`,
  moves: { "generations.moral": "stories.moral", "generations.length": "stories.length" },
  backfills: { "generations.id": "'g' || id" },
};

test("a value that was changed there comes back as it is now", () => {
  const { losses, repairing } = since(
    split,
    "UPDATE generations SET moral = 'new', length = 7.5 WHERE id = 'g1'",
  );
  expect(losses).toEqual({});
  expect(repairing.rows("stories")).toEqual([
    ["1", "'Ant'", "'new'", "7.5"],
    ["2", "'Bear'", "NULL", "NULL"],
    ["3", "'Cat'", "'purr'", "5"],
  ]);
});

test("a row that refers to another one gets that one's values, and the first is counted as lost", () => {
  const { losses, repairing } = since(
    split,
    `INSERT INTO generations VALUES ('again', 'twice', 9, 'pending');
     UPDATE stories SET generation_id = 'again' WHERE id = 1;`,
  );
  expect(losses).toEqual({ "rows of generations": 1, "values of generations.status": 1 });
  expect(repairing.rows("stories")[0]).toEqual(["1", "'Ant'", "'twice'", "9"]);
});

test("rows written since find theirs; one without any gets the default that its column had", () => {
  const { losses, repairing } = since(
    split,
    `INSERT INTO generations (id, moral) VALUES ('g9', 'late');
     INSERT INTO stories VALUES (9, 'Yak', 'g9'), (10, 'Zebra', NULL);
     DELETE FROM stories WHERE id = 3; DELETE FROM generations WHERE id = 'g3';`,
  );
  expect(losses).toEqual({});
  expect(repairing.rows("stories")).toEqual([
    ["1", "'Ant'", "'share'", "3"],
    ["10", "'Zebra'", "'none'", "NULL"],
    ["2", "'Bear'", "NULL", "NULL"],
    ["9", "'Yak'", "'late'", "NULL"],
  ]);
});

test("of several rows that refer to one the first gives its values back, the others are counted", () => {
  const { losses, repairing } = since(
    {
      actual:
        "CREATE TABLE users (id INTEGER PRIMARY KEY, bio TEXT); INSERT INTO users VALUES (1, 'x'), (2, 'y');",
      declared: `CREATE TABLE users (id INTEGER PRIMARY KEY);
        CREATE TABLE profiles (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id), bio TEXT);`,
      moves: { "profiles.bio": "users.bio" },
    },
    "INSERT INTO profiles VALUES (10, 1, 'second'), (11, NULL, 'stray'); UPDATE profiles SET bio = 'first' WHERE id = 1",
  );
  expect(losses).toEqual({ "rows of profiles": 2 });
  expect(repairing.rows("users")).toEqual([
    ["1", "'first'"],
    ["2", "'y'"],
  ]);
});

test("a value that was converted comes back converted only where it was changed", () => {
  const { repairing } = since(
    {
      actual: `CREATE TABLE users (id INTEGER PRIMARY KEY, age TEXT, size);
        INSERT INTO users VALUES (1, '42', 1), (2, '43', '2'), (3, '44', 3);`,
      declared: `CREATE TABLE users (id INTEGER PRIMARY KEY);
        CREATE TABLE profiles (id INTEGER PRIMARY KEY REFERENCES users, age INTEGER, size TEXT);`,
      moves: { "profiles.age": "users.age", "profiles.size": "users.size" },
    },
    "UPDATE profiles SET age = 50, size = 'L' WHERE id = 3",
  );
  expect(repairing.rows("users")).toEqual([
    ["1", "'42'", "1"],
    ["2", "'43'", "'2'"],
    ["3", "'50'", "'L'"],
  ]);
});

test("a value that several rows shared goes back to each of them", () => {
  const { losses, repairing } = since(
    {
      actual: `CREATE TABLE books (id INTEGER PRIMARY KEY, shelf TEXT, room TEXT);
        INSERT INTO books VALUES (1, 'a', 'hall'), (2, 'a', 'hall'), (3, 'b', NULL);`,
      declared: `CREATE TABLE shelves (name TEXT PRIMARY KEY NOT NULL, room TEXT);
        CREATE TABLE books (id INTEGER PRIMARY KEY, shelf TEXT REFERENCES shelves (name));`,
      moves: { "shelves.name": "books.shelf", "shelves.room": "books.room" },
    },
    `UPDATE shelves SET room = 'cellar' WHERE name = 'a'; INSERT INTO shelves VALUES ('c', 'attic'), ('d', 'roof');
     INSERT INTO books VALUES (4, 'c');`,
  );
  expect(losses).toEqual({ "rows of shelves": 1 });
  expect(repairing.rows("books")).toEqual([
    ["1", "'a'", "'cellar'"],
    ["2", "'a'", "'cellar'"],
    ["3", "'b'", "NULL"],
    ["4", "'c'", "'attic'"],
  ]);
});

test("what a column of a table that was there has got since, and no row of the source gets, is counted", () => {
  const { losses, repairing } = since(
    {
      actual: `CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT);
        CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors (id), born INTEGER);
        INSERT INTO authors VALUES (1, 'Ada'), (2, 'Bob');
        INSERT INTO books VALUES (1, 1, 1815), (2, NULL, NULL);`,
      declared: `CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT, born INTEGER);
        CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors (id));`,
      moves: { "authors.born": "books.born" },
    },
    "UPDATE authors SET born = born + 1 WHERE id = 1; UPDATE authors SET born = 1900 WHERE id = 2; INSERT INTO books VALUES (3, 1)",
  );
  expect(losses).toEqual({ "values of authors.born": 1 });
  expect(repairing.rows("books")).toEqual([
    ["1", "1", "1816"],
    ["2", "NULL", "NULL"],
    ["3", "1", "1816"],
  ]);
  expect(repairing.rows("authors")).toEqual([
    ["1", "'Ada'"],
    ["2", "'Bob'"],
  ]);
});
