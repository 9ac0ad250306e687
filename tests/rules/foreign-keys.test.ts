import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { loudIn, messagesOf } from "./found.ts";

/** The same SQL on both sides: what is wrong is wrong in the database. */
const same = (sql: string) => ({ declared: sql, actual: sql });

/** What the rule says; SQLite itself is asked whether it is so, by an INSERT into books that points at nothing. */
async function whyOf(sql: string): Promise<string[]> {
  const messages = await messagesOf("foreign-key-to-missing-parent", same(sql));
  expect(messages.length > 0).toBe(refusesInserts(sql));
  return messages;
}

function refusesInserts(sql: string): boolean {
  const connection = new Database(":memory:");
  connection.pragma("foreign_keys = ON");
  try {
    connection.exec(sql);
    connection.exec("INSERT INTO books DEFAULT VALUES");
    return false;
  } catch (error) {
    expect(String(error)).toMatch(/foreign key mismatch|no such table/);
    return true;
  } finally {
    connection.close();
  }
}

describe("foreign-key-to-missing-parent", () => {
  const child = (key: string) => `CREATE TABLE books (id INTEGER PRIMARY KEY, a INTEGER, b TEXT, ${key});`;
  const refers = child("FOREIGN KEY (b) REFERENCES authors (name)");

  it.each([
    ["a UNIQUE constraint", "CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT UNIQUE);"],
    ["a unique index", "CREATE TABLE authors (name TEXT); CREATE UNIQUE INDEX by_name ON authors (name);"],
    ["a key that is no rowid alias", "CREATE TABLE authors (name TEXT PRIMARY KEY);"],
    ["another case of the name", "CREATE TABLE Authors (NAME TEXT UNIQUE);"],
    ["its own collation", "CREATE TABLE authors (name TEXT COLLATE NOCASE UNIQUE);"],
  ])("takes %s for a parent", async (_, parent) => {
    expect(await whyOf(parent + refers)).toEqual([]);
  });

  it.each([
    [
      "a partial index",
      "CREATE TABLE authors (name TEXT); CREATE UNIQUE INDEX i ON authors (name) WHERE name <> '';",
    ],
    [
      "an index on an expression",
      "CREATE TABLE authors (name TEXT); CREATE UNIQUE INDEX i ON authors (lower(name));",
    ],
    [
      "an index of another collation",
      "CREATE TABLE authors (name TEXT); CREATE UNIQUE INDEX i ON authors (name COLLATE NOCASE);",
    ],
    ["an index that is not unique", "CREATE TABLE authors (name TEXT); CREATE INDEX i ON authors (name);"],
    ["part of a composite key", "CREATE TABLE authors (name TEXT, born INTEGER, PRIMARY KEY (name, born));"],
    ["a column that does not exist", "CREATE TABLE authors (id INTEGER PRIMARY KEY);"],
  ])("does not take %s for a parent", async (_, parent) => {
    expect(await whyOf(parent + refers)).toEqual([
      "Foreign key (b) REFERENCES authors (name) of books: (name) of authors is neither its primary key nor UNIQUE.",
    ]);
  });

  it("says what stands where the parent should be", async () => {
    const key = child("FOREIGN KEY (b) REFERENCES authors (name)");
    const said = async (sql: string) => (await whyOf(sql + key)).join().replace(/^.*: /, "");
    expect(await said("")).toBe("there is no table authors.");
    expect(
      await said("CREATE TABLE writers (name TEXT); CREATE VIEW authors AS SELECT name FROM writers;"),
    ).toBe("authors is a view, which cannot be a parent.");
    expect(await said("CREATE VIRTUAL TABLE authors USING fts5(name);")).toBe(
      "authors is a virtual table, which cannot be a parent.",
    );
  });

  it("counts the columns of a primary key that is meant without being named", async () => {
    const parent = "CREATE TABLE authors (x INTEGER, y INTEGER, PRIMARY KEY (x, y));";
    expect(await whyOf(`${parent}${child("FOREIGN KEY (a) REFERENCES authors")}`)).toEqual([
      "Foreign key (a) REFERENCES authors of books: the primary key of authors has 2 columns.",
    ]);
    expect(await whyOf(`${parent}${child("FOREIGN KEY (a, id) REFERENCES authors")}`)).toEqual([]);
    expect(await whyOf(`${parent}${child("FOREIGN KEY (a, id) REFERENCES authors (y, x)")}`)).toEqual([]);
    expect(
      await whyOf(`CREATE TABLE authors (x INTEGER);${child("FOREIGN KEY (a) REFERENCES authors")}`),
    ).toEqual(["Foreign key (a) REFERENCES authors of books: the primary key of authors has 0 columns."]);
  });

  it("leaves a parent that the repair makes to the issue that makes it", async () => {
    const books = "CREATE TABLE books (id INTEGER PRIMARY KEY, author TEXT REFERENCES authors (name));";
    const authors = (unique: string) => `CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT ${unique});`;
    expect(await loudIn({ declared: authors("UNIQUE") + books, actual: books })).toEqual([
      "missing-table high",
    ]);
    expect(await loudIn({ declared: authors("UNIQUE") + books, actual: authors("") + books })).toEqual([
      "missing-unique high",
    ]);
  });

  it("sees a parent that the repair would unmake", async () => {
    const books = "CREATE TABLE books (id INTEGER PRIMARY KEY, author TEXT REFERENCES authors (name));";
    const authors = (unique: string) => `CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT ${unique});`;
    expect(
      (await loudIn({ declared: authors("") + books, actual: authors("UNIQUE") + books })).toSorted(),
    ).toEqual(["foreign-key-to-missing-parent high", "unexpected-unique high"]);
  });

  it("sees what half a migration left: a key that points at the scratch table", async () => {
    const example = {
      declared: {
        types:
          "/** @table users */ export interface User { id: number }\n/** @table posts */ export interface Post { id: number; userId: number | null }",
      },
      actual: `
        CREATE TABLE __old_push_users (id INTEGER PRIMARY KEY);
        CREATE TABLE users (id INTEGER PRIMARY KEY);
        CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES __old_push_users (id));`,
    };
    expect(await messagesOf("foreign-key-to-missing-parent", example)).toEqual([
      "Foreign key (user_id) REFERENCES __old_push_users (id) of posts: __old_push_users is a scratch table that a migration left.",
    ]);
    expect((await loudIn(example)).toSorted()).toEqual([
      "foreign-key-to-missing-parent high",
      "leftover-table medium",
    ]);
  });

  it("is critical where Kysely's model shows that the table is used", async () => {
    const example = {
      declared: {
        types:
          'import type { Kysely } from "kysely";\ninterface Database { books: { id: number; author_id: number | null } }\nexport declare const db: Kysely<Database>;',
      },
      actual: "CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors (id));",
    };
    expect(await loudIn(example)).toEqual(["foreign-key-to-missing-parent critical"]);
  });

  it("looks at a table nobody declares too, and not at one the config ignores", async () => {
    const actual =
      "CREATE TABLE users (id INTEGER PRIMARY KEY); CREATE TABLE old (id INTEGER REFERENCES gone (id));";
    const declared = "CREATE TABLE users (id INTEGER PRIMARY KEY);";
    expect(await loudIn({ declared, actual })).toEqual(["foreign-key-to-missing-parent high"]);
    expect(await loudIn({ declared, actual, config: { ignore: ["old"] } })).toEqual([]);
  });
});

describe("a foreign key that is to be added", () => {
  const messages = (declared: string, actual: string) =>
    messagesOf("missing-foreign-key", { declared, actual });

  it("is broken by rows that point nowhere, each pair of a composite key taken together", async () => {
    const parent = "CREATE TABLE rooms (house INTEGER, room INTEGER, PRIMARY KEY (house, room));";
    const guests = (key: string) =>
      `CREATE TABLE guests (id INTEGER PRIMARY KEY, h INTEGER, r INTEGER${key});`;
    const rows =
      "INSERT INTO rooms VALUES (1, 2), (3, 4); INSERT INTO guests VALUES (1, 1, 2), (2, 1, 4), (3, 1, NULL);";
    const [message] = await messages(
      parent + guests(", FOREIGN KEY (h, r) REFERENCES rooms"),
      parent + guests("") + rows,
    );
    expect(message).toContain("1 row points at a parent that does not exist.");
  });

  it("is broken by every row that points while the parent is still to be created", async () => {
    const parent = "CREATE TABLE authors (id INTEGER PRIMARY KEY);";
    const books = (key: string) => `CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER${key});`;
    const [message] = await messages(
      parent + books(" REFERENCES authors (id)"),
      `${books("")} INSERT INTO books VALUES (1, 1), (2, NULL), (3, 1);`,
    );
    expect(message).toContain("2 rows point at a parent that does not exist.");
  });

  it("is held by rows that the parent's affinity and collation find", async () => {
    const parent = "CREATE TABLE authors (code TEXT COLLATE NOCASE PRIMARY KEY);";
    const books = (key: string) => `CREATE TABLE books (id INTEGER PRIMARY KEY, code TEXT${key});`;
    const rows = "INSERT INTO authors VALUES ('ada'); INSERT INTO books VALUES (1, 'ADA');";
    const [message] = await messages(parent + books(" REFERENCES authors"), parent + books("") + rows);
    expect(message).toContain("No row breaks it.");
  });
});

describe("orphaned-rows", () => {
  const tables =
    "CREATE TABLE authors (id INTEGER PRIMARY KEY); CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors);";

  it("looks at keys the model leaves unspecified too", async () => {
    const declared = {
      types:
        "/** @table authors */ export interface Author { id: number }\n/** @table books */ export interface Book { id: number; authorId: number | null }",
    };
    expect(await loudIn({ declared, actual: `${tables} INSERT INTO books VALUES (1, 5);` })).toEqual([
      "orphaned-rows critical",
    ]);
  });

  it.each(["parent", "Parent", "child", "other_parent"])(
    "counts those of a table called %s",
    async (name) => {
      const rowsIn = async (sql: string) =>
        (await messagesOf("orphaned-rows", same(sql))).map((message) => Number.parseInt(message, 10));
      const ofItself = `CREATE TABLE "${name}" (id INTEGER PRIMARY KEY, up INTEGER REFERENCES "${name}");`;
      expect(await rowsIn(`${ofItself} INSERT INTO "${name}" VALUES (1, 1), (2, 1), (3, 9);`)).toEqual([1]);
      const ofAuthors = `CREATE TABLE authors (id INTEGER PRIMARY KEY); CREATE TABLE "${name}" (id INTEGER PRIMARY KEY REFERENCES authors);`;
      expect(
        await rowsIn(
          `${ofAuthors} INSERT INTO authors VALUES (1); INSERT INTO "${name}" VALUES (1), (2), (3);`,
        ),
      ).toEqual([2]);
    },
  );

  it("leaves a key that changes to the issue that changes it", async () => {
    const declared = tables.replace("REFERENCES authors", "REFERENCES authors ON DELETE CASCADE");
    expect(await loudIn({ declared, actual: `${tables} INSERT INTO books VALUES (1, 5);` })).toEqual([
      "mismatched-foreign-key critical",
    ]);
    const without = tables.replace("REFERENCES authors", "");
    expect(await loudIn({ declared: without, actual: `${tables} INSERT INTO books VALUES (1, 5);` })).toEqual(
      ["unexpected-foreign-key medium"],
    );
  });

  it("follows a confirmed rename of table and column", async () => {
    const declared = {
      types: `/** @table writers
 * @renamedFrom authors */ export interface Writer { id: number }
/** @table books */ export interface Book { id: number;
  /** @renamedFrom author_id */
  writerId: number | null }`,
    };
    const messages = await messagesOf("orphaned-rows", {
      declared,
      actual: `${tables} INSERT INTO books VALUES (1, 5);`,
    });
    expect(messages).toEqual([
      "1 row of books breaks the foreign key (writer_id) REFERENCES writers: the parent does not exist.",
    ]);
  });
});
