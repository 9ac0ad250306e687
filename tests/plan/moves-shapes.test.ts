import { describe, expect, test } from "vitest";
import { type Moving, Repairing } from "./moving.ts";

/** Repairs, looks, takes back, looks again; `seen` is what stands in tables after the repair. */
function roundTrip(moving: Moving, seen: Record<string, unknown[]>): void {
  const repairing = new Repairing(moving);
  expect(repairing.plan.impossible).toEqual([]);
  expect(repairing.blocked).toEqual([]);
  const before = repairing.content();
  expect(repairing.repair()).toBeNull();
  for (const [table, rows] of Object.entries(seen)) expect(repairing.rows(table), table).toEqual(rows);
  expect(repairing.db.pragma("foreign_key_check")).toEqual([]);
  expect(repairing.again().steps).toEqual([]);
  expect(repairing.losses()).toEqual({});
  expect(repairing.rollBack()).toBeNull();
  expect(repairing.content()).toEqual(before);
}

/** Why nothing of a move is planned. */
const refused = (moving: Moving): string[] =>
  new Repairing(moving).plan.impossible.map(({ change, why }) => `${change.kind} ${change.table}: ${why}`);

describe("the key of a new table's rows", () => {
  const bio = "INSERT INTO users VALUES (7, 'Ada', 'x'), (3, 'Bob', NULL);";

  test("is what a foreign key to the source refers to", () => {
    roundTrip(
      {
        actual: `CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, bio TEXT); ${bio}`,
        declared: `CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);
          CREATE TABLE profiles (user_id INTEGER PRIMARY KEY REFERENCES users (id), bio TEXT);`,
        moves: { "profiles.bio": "users.bio" },
      },
      {
        profiles: [
          ["3", "NULL"],
          ["7", "'x'"],
        ],
      },
    );
  });

  test("is the key of the source's row, and a column that refers to it gets it", () => {
    roundTrip(
      {
        actual: `CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, bio TEXT); ${bio}`,
        declared: `CREATE TABLE profiles (id INTEGER PRIMARY KEY AUTOINCREMENT, bio TEXT);
          CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, profile_id INTEGER NOT NULL UNIQUE REFERENCES profiles);`,
        moves: { "profiles.bio": "users.bio" },
      },
      {
        profiles: [
          ["3", "NULL"],
          ["7", "'x'"],
        ],
        users: [
          ["3", "'Bob'", "3"],
          ["7", "'Ada'", "7"],
        ],
      },
    );
  });

  test("is that key as text where the new key is text", () => {
    roundTrip(
      {
        actual: `CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, bio TEXT); ${bio}`,
        declared: `CREATE TABLE profiles (id TEXT PRIMARY KEY NOT NULL, bio TEXT);
          CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, profile TEXT REFERENCES profiles);`,
        moves: { "profiles.bio": "users.bio" },
      },
      {
        profiles: [
          ["'3'", "NULL"],
          ["'7'", "'x'"],
        ],
        users: [
          ["3", "'Bob'", "'3'"],
          ["7", "'Ada'", "'7'"],
        ],
      },
    );
  });

  test("is the rowid where the source has a text for a key and the new table a number", () => {
    roundTrip(
      {
        actual: `CREATE TABLE users (id TEXT PRIMARY KEY NOT NULL, bio TEXT);
          INSERT INTO users (rowid, id, bio) VALUES (5, 'b', 'x'), (9, 'a', 'y');`,
        declared: `CREATE TABLE profiles (id INTEGER PRIMARY KEY, bio TEXT);
          CREATE TABLE users (id TEXT PRIMARY KEY NOT NULL, profile_id INTEGER REFERENCES profiles (id));`,
        moves: { "profiles.bio": "users.bio" },
      },
      {
        profiles: [
          ["5", "'x'"],
          ["9", "'y'"],
        ],
        users: [
          ["'a'", "9"],
          ["'b'", "5"],
        ],
      },
    );
  });

  test("is what the source refers to it with already, a row for each", () => {
    roundTrip(
      {
        actual: `CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER, author TEXT, born INTEGER);
          INSERT INTO books VALUES (1, 10, 'Ada', 1815), (2, 20, 'Bob', NULL), (3, 10, 'Ada', 1815), (4, NULL, NULL, NULL);`,
        declared: `CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT, born INTEGER);
          CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors (id));`,
        moves: { "authors.name": "books.author", "authors.born": "books.born" },
      },
      {
        authors: [
          ["10", "'Ada'", "1815"],
          ["20", "'Bob'", "NULL"],
        ],
      },
    );
  });

  test("is what a new reference to it is backfilled with", () => {
    roundTrip(
      {
        actual: `CREATE TABLE stories (id INTEGER PRIMARY KEY, moral TEXT);
          INSERT INTO stories VALUES (1, 'x'), (2, NULL);`,
        declared: `CREATE TABLE generations (id TEXT, attempt INTEGER, moral TEXT, PRIMARY KEY (id, attempt));
          CREATE TABLE stories (id INTEGER PRIMARY KEY, g TEXT, a INTEGER, FOREIGN KEY (g, a) REFERENCES generations (id, attempt));`,
        moves: { "generations.moral": "stories.moral" },
        backfills: { "stories.g": "'gen-' || id", "stories.a": "1" },
      },
      {
        generations: [
          ["'gen-1'", "1", "'x'"],
          ["'gen-2'", "1", "NULL"],
        ],
      },
    );
  });

  test("is a column that stays and names it: many rows, one of each name", () => {
    roundTrip(
      {
        actual: `CREATE TABLE orders (id INTEGER PRIMARY KEY, country TEXT, currency TEXT);
          INSERT INTO orders VALUES (1, 'de', 'EUR'), (2, 'ch', 'CHF'), (3, 'de', 'EUR'), (4, NULL, NULL);`,
        declared: `CREATE TABLE countries (code TEXT PRIMARY KEY NOT NULL, currency TEXT);
          CREATE TABLE orders (id INTEGER PRIMARY KEY, country TEXT REFERENCES countries (code));`,
        moves: { "countries.code": "orders.country", "countries.currency": "orders.currency" },
      },
      {
        countries: [
          ["'ch'", "'CHF'"],
          ["'de'", "'EUR'"],
        ],
      },
    );
  });

  test("is spelled as in the first row where its collation takes several spellings for one", () => {
    roundTrip(
      {
        actual: `CREATE TABLE orders (id INTEGER PRIMARY KEY, country TEXT, currency TEXT);
          INSERT INTO orders VALUES (1, 'De', 'EUR'), (2, 'dE', 'EUR');`,
        declared: `CREATE TABLE countries (code TEXT PRIMARY KEY NOT NULL COLLATE NOCASE, currency TEXT);
          CREATE TABLE orders (id INTEGER PRIMARY KEY, country TEXT REFERENCES countries (code));`,
        moves: { "countries.code": "orders.country", "countries.currency": "orders.currency" },
      },
      { countries: [["'De'", "'EUR'"]] },
    );
  });

  test("may be worked out by hand: the least id of all that share a name", () => {
    roundTrip(
      {
        actual: `CREATE TABLE books (id INTEGER PRIMARY KEY, author TEXT NOT NULL);
          INSERT INTO books VALUES (1, 'Ada'), (2, 'Bob'), (3, 'Ada');`,
        declared: `CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
          CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER NOT NULL REFERENCES authors (id));`,
        moves: { "authors.name": "books.author" },
        backfills: {
          "authors.id": "(SELECT min(other.id) FROM books AS other WHERE other.author = books.author)",
        },
      },
      {
        authors: [
          ["1", "'Ada'"],
          ["2", "'Bob'"],
        ],
        books: [
          ["1", "1"],
          ["2", "2"],
          ["3", "1"],
        ],
      },
    );
  });

  test("may have a row without a rowid for its source", () => {
    roundTrip(
      {
        actual: `CREATE TABLE flags (app TEXT, name TEXT, owner TEXT, PRIMARY KEY (app, name)) WITHOUT ROWID;
          INSERT INTO flags VALUES ('b', 'x', 'Ada'), ('a', 'y', NULL), ('a', 'x', 'Bob');`,
        declared: `CREATE TABLE flags (app TEXT, name TEXT, PRIMARY KEY (app, name)) WITHOUT ROWID;
          CREATE TABLE owners (app TEXT, flag TEXT, owner TEXT, PRIMARY KEY (app, flag), FOREIGN KEY (app, flag) REFERENCES flags);`,
        moves: { "owners.owner": "flags.owner" },
      },
      {
        owners: [
          ["'a'", "'x'", "'Bob'"],
          ["'a'", "'y'", "NULL"],
          ["'b'", "'x'", "'Ada'"],
        ],
      },
    );
  });
});

describe("a move under other names", () => {
  test("follows the table and the columns that are renamed in the same repair", () => {
    roundTrip(
      {
        actual: `CREATE TABLE tales (no INTEGER PRIMARY KEY, name TEXT, morality TEXT DEFAULT 'none');
          CREATE INDEX by_name ON tales (name);
          INSERT INTO tales VALUES (1, 'Ant', 'share'), (2, 'Bear', NULL);`,
        declared: `CREATE TABLE stories (id INTEGER PRIMARY KEY, title TEXT, attempt INTEGER REFERENCES generations (id));
          CREATE INDEX by_name ON stories (title);
          CREATE TABLE generations (id INTEGER PRIMARY KEY, moral TEXT, slug TEXT);`,
        moves: { "generations.moral": "stories.morality" },
        backfills: { "generations.slug": "lower(title) || stories.id" },
        renames: { stories: "tales", "stories.id": "no", "stories.title": "name" },
      },
      {
        generations: [
          ["1", "'share'", "'ant1'"],
          ["2", "NULL", "'bear2'"],
        ],
        stories: [
          ["1", "'Ant'", "1"],
          ["2", "'Bear'", "2"],
        ],
      },
    );
  });

  test("keeps odd names apart", () => {
    roundTrip(
      {
        actual: `CREATE TABLE "a ""b"" c" ("select" INTEGER PRIMARY KEY, "x.y" TEXT, "_doctor_n" TEXT, "rowid" TEXT);
          INSERT INTO "a ""b"" c" VALUES (1, 'p', 'q', 'r');`,
        declared: `CREATE TABLE "a ""b"" c" ("select" INTEGER PRIMARY KEY, "rowid" TEXT);
          CREATE TABLE "order" ("select" INTEGER PRIMARY KEY REFERENCES "a ""b"" c", "_doctor_n" TEXT, "from" TEXT);`,
        moves: { "order._doctor_n": 'a "b" c._doctor_n', "order.from": 'a "b" c.x.y' },
      },
      { order: [["1", "'q'", "'p'"]] },
    );
  });
});

describe("a value", () => {
  test("that another type holds as another comes back as it was", () => {
    roundTrip(
      {
        actual: `CREATE TABLE users (id INTEGER PRIMARY KEY, age TEXT, size, note);
          INSERT INTO users VALUES (1, '42', 5, 'a'), (2, NULL, '5', 5), (3, '-1', 5.5, NULL);`,
        declared: `CREATE TABLE users (id INTEGER PRIMARY KEY);
          CREATE TABLE profiles (id INTEGER PRIMARY KEY REFERENCES users, age INTEGER, size REAL, note TEXT);`,
        moves: { "profiles.age": "users.age", "profiles.size": "users.size", "profiles.note": "users.note" },
      },
      {
        profiles: [
          ["1", "42", "5.0", "'a'"],
          ["2", "NULL", "5.0", "'5'"],
          ["3", "-1", "5.5", "NULL"],
        ],
      },
    );
  });

  test("that is missing is filled by the backfill, and is missing again afterwards", () => {
    roundTrip(
      {
        actual: `CREATE TABLE users (id INTEGER PRIMARY KEY, bio TEXT DEFAULT 'old');
          INSERT INTO users VALUES (1, NULL), (2, 'none'), (3, 'x');`,
        declared: `CREATE TABLE users (id INTEGER PRIMARY KEY);
          CREATE TABLE profiles (id INTEGER PRIMARY KEY REFERENCES users, bio TEXT NOT NULL);`,
        moves: { "profiles.bio": "users.bio" },
        backfills: { "profiles.bio": "'none'" },
      },
      {
        profiles: [
          ["1", "'none'"],
          ["2", "'none'"],
          ["3", "'x'"],
        ],
      },
    );
  });

  test("in a column with a default comes back as NULL where the row has no key", () => {
    roundTrip(
      {
        actual: `CREATE TABLE books (id INTEGER PRIMARY KEY, shelf TEXT, room TEXT DEFAULT 'hall');
          INSERT INTO books VALUES (1, 'a', 'x'), (2, NULL, NULL);`,
        declared: `CREATE TABLE shelves (name TEXT PRIMARY KEY NOT NULL, room TEXT);
          CREATE TABLE books (id INTEGER PRIMARY KEY, shelf TEXT REFERENCES shelves);`,
        moves: { "shelves.name": "books.shelf", "shelves.room": "books.room" },
      },
      { shelves: [["'a'", "'x'"]] },
    );
  });

  test("goes to two tables, and to one of them as a copy", () => {
    roundTrip(
      {
        actual: `CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT, bio TEXT);
          INSERT INTO users VALUES (1, 'a@b', 'x'), (2, 'c@d', 'y');`,
        declared: `CREATE TABLE users (id INTEGER PRIMARY KEY);
          CREATE TABLE contacts (id INTEGER PRIMARY KEY REFERENCES users, mail TEXT);
          CREATE TABLE profiles (id INTEGER PRIMARY KEY REFERENCES users, mail TEXT, bio TEXT);`,
        moves: { "contacts.mail": "users.mail", "profiles.mail": "users.mail", "profiles.bio": "users.bio" },
      },
      {
        contacts: [
          ["1", "'a@b'"],
          ["2", "'c@d'"],
        ],
        profiles: [
          ["1", "'a@b'", "'x'"],
          ["2", "'c@d'", "'y'"],
        ],
      },
    );
  });

  test("leaves a table that nobody declares where it is", () => {
    roundTrip(
      {
        actual: "CREATE TABLE legacy (id INTEGER PRIMARY KEY, bio TEXT); INSERT INTO legacy VALUES (4, 'x');",
        declared: "CREATE TABLE profiles (id INTEGER PRIMARY KEY, bio TEXT);",
        moves: { "profiles.bio": "legacy.bio" },
      },
      { profiles: [["4", "'x'"]], legacy: [["4", "'x'"]] },
    );
  });
});

describe("a column of a table that is there", () => {
  test("is filled over a foreign key to the source", () => {
    roundTrip(
      {
        actual: `CREATE TABLE users (id INTEGER PRIMARY KEY, bio TEXT, age INTEGER);
          CREATE TABLE profiles (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id));
          INSERT INTO users VALUES (1, 'x', 5), (2, NULL, NULL), (3, 'z', 7);
          INSERT INTO profiles VALUES (10, 3), (11, 1), (12, NULL);`,
        declared: `CREATE TABLE users (id INTEGER PRIMARY KEY);
          CREATE TABLE profiles (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id), bio TEXT, age INTEGER DEFAULT 1);`,
        moves: { "profiles.bio": "users.bio", "profiles.age": "users.age" },
      },
      {
        profiles: [
          ["10", "3", "'z'", "7"],
          ["11", "1", "'x'", "5"],
          ["12", "NULL", "NULL", "1"],
        ],
      },
    );
  });

  test("is filled over a foreign key from the source, whose rows agree", () => {
    roundTrip(
      {
        actual: `CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT);
          CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors (id), born INTEGER);
          INSERT INTO authors VALUES (1, 'Ada'), (2, 'Bob'), (3, 'Cy');
          INSERT INTO books VALUES (1, 1, 1815), (2, 2, NULL), (3, 1, 1815), (4, NULL, NULL);`,
        declared: `CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT, born INTEGER);
          CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors (id));`,
        moves: { "authors.born": "books.born" },
      },
      {
        authors: [
          ["1", "'Ada'", "1815"],
          ["2", "'Bob'", "NULL"],
          ["3", "'Cy'", "NULL"],
        ],
      },
    );
  });
});

describe("a move that the model does not say enough of", () => {
  test("lacks a part of a composite key", () => {
    expect(
      refused({
        actual: "CREATE TABLE stories (id INTEGER PRIMARY KEY, moral TEXT);",
        declared: `CREATE TABLE stories (id INTEGER PRIMARY KEY);
          CREATE TABLE generations (id INTEGER, attempt INTEGER, moral TEXT, PRIMARY KEY (id, attempt));`,
        moves: { "generations.moral": "stories.moral" },
        backfills: { "generations.id": "id" },
      }),
    ).toEqual([
      'create-table generations: The rows of stories give no value for attempt of generations, part of its primary key: say it with @movedFrom, @backfill or "backfills" in the config.',
      "drop-column stories: Its values are to go to generations.moral first, which this plan does not make.",
    ]);
  });

  test("comes from two tables", () => {
    expect(
      refused({
        actual:
          "CREATE TABLE a (id INTEGER PRIMARY KEY, x TEXT); CREATE TABLE b (id INTEGER PRIMARY KEY, y TEXT);",
        declared: `CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (id INTEGER PRIMARY KEY);
          CREATE TABLE c (id INTEGER PRIMARY KEY, x TEXT, y TEXT);`,
        moves: { "c.x": "a.x", "c.y": "b.y" },
      })[0],
    ).toContain("come from two tables, a and b");
  });

  test("leaves nothing that tells whose a row is", () => {
    const moving = {
      actual: "CREATE TABLE books (id INTEGER PRIMARY KEY, author TEXT NOT NULL, born INTEGER);",
      declared: `CREATE TABLE books (id INTEGER PRIMARY KEY);
        CREATE TABLE authors (name TEXT PRIMARY KEY NOT NULL, born INTEGER);`,
      moves: { "authors.name": "books.author", "authors.born": "books.born" },
    };
    expect(refused(moving)[0]).toContain("nothing would tell which row of authors they are in");
    const referring = moving.declared.replace(
      "PRIMARY KEY)",
      "PRIMARY KEY, author_name TEXT REFERENCES authors)",
    );
    expect(refused({ ...moving, declared: referring })).toEqual([]);
  });

  test("has no foreign key to go by", () => {
    expect(
      refused({
        actual: "CREATE TABLE a (id INTEGER PRIMARY KEY, x TEXT); CREATE TABLE b (id INTEGER PRIMARY KEY);",
        declared: "CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (id INTEGER PRIMARY KEY, x TEXT);",
        moves: { "b.x": "a.x" },
      }),
    ).toEqual([
      "add-column b: No foreign key whose columns are there today leads from a to b or back, so that nothing tells which row a value of a.x belongs to.",
      "drop-column a: Its values are to go to b.x first, which this plan does not make.",
    ]);
  });

  test("holds back what refers to the table that cannot be made", () => {
    const { plan } = new Repairing({
      actual: "CREATE TABLE stories (id INTEGER PRIMARY KEY, moral TEXT);",
      declared: `CREATE TABLE stories (id INTEGER PRIMARY KEY, g INTEGER, a INTEGER, FOREIGN KEY (g, a) REFERENCES generations (id, attempt));
        CREATE TABLE notes (id INTEGER PRIMARY KEY, g INTEGER, a INTEGER, FOREIGN KEY (g, a) REFERENCES generations (id, attempt));
        CREATE TABLE generations (id INTEGER, attempt INTEGER, moral TEXT, PRIMARY KEY (id, attempt));`,
      moves: { "generations.moral": "stories.moral" },
    });
    expect(plan.steps).toEqual([]);
    expect(plan.impossible.map(({ change }) => change.kind).sort()).toEqual([
      "add-column",
      "add-column",
      "add-foreign-key",
      "create-table",
      "create-table",
      "drop-column",
    ]);
  });
});
