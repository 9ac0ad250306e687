import { describe, expect, it } from "vitest";
import { foundBy, loudIn, messagesOf } from "./found.ts";

const table = (...constraints: readonly string[]) =>
  `CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, age INTEGER${constraints.map((text) => `, ${text}`).join("")});`;

describe("a CHECK that differs", () => {
  it("is one issue, by name or else by the columns it is about", async () => {
    const differs = async (declared: string, actual: string) =>
      loudIn({ declared: table(declared), actual: table(actual) });
    expect(await differs("CHECK (age > 1)", "CHECK (age > 0)")).toEqual(["mismatched-check high"]);
    expect(await differs("CONSTRAINT a CHECK (age > 1)", "CONSTRAINT b CHECK (age > 0)")).toEqual([
      "mismatched-check high",
    ]);
    expect(await differs("CONSTRAINT a CHECK (age > 1)", "CONSTRAINT A CHECK (email <> '')")).toEqual([
      "mismatched-check high",
    ]);
    expect(await differs("CHECK (age > 1)", "CHECK (email <> '')")).toEqual([
      "missing-check high",
      "unexpected-check high",
    ]);
  });

  it("takes each CHECK once", async () => {
    const [issue] = await foundBy("mismatched-check", {
      declared: table("CHECK (age > 1)", "CHECK (age < 99)"),
      actual: table("CHECK (age > 0)", "CHECK (age < 100)"),
    });
    expect(issue?.findings).toHaveLength(2);
    expect(new Set(issue?.changes).size).toBe(4);
  });

  it("shows both sides", async () => {
    expect(
      await messagesOf("mismatched-check", {
        declared: table("CHECK (age > 1)"),
        actual: table("CHECK (age > 0)"),
      }),
    ).toEqual([
      "CHECK of users is (age > 0) in the database, the model declares (age > 1). No row breaks the declared one.",
    ]);
  });

  it("of a value set is found from a type too, whatever the CHECK is called", async () => {
    const messages = await messagesOf("mismatched-check", {
      declared: {
        types:
          '/** @table users */ export interface User { id: number; email: "a" | "b" | null; age: number | null }',
      },
      actual: table("CONSTRAINT known CHECK (email IN ('a', 'c'))"),
    });
    expect(messages).toEqual([
      "CHECK of users is (email IN ('a', 'c')) in the database, the model declares (\"email\" IN ('a', 'b')). No row breaks the declared one.",
    ]);
  });
});

describe("a uniqueness that differs", () => {
  const differs = async (declared: string, actual: string) =>
    messagesOf("mismatched-unique", { declared: table(declared), actual: table(actual) });

  it("is one issue, by name or else by its columns", async () => {
    expect(await differs("CONSTRAINT one UNIQUE (email, age)", "CONSTRAINT one UNIQUE (email)")).toEqual([
      "Unique in users is (email) in the database, the model declares (email, age). No duplicates are stored.",
    ]);
    expect(await differs("UNIQUE (age, email)", "UNIQUE (email, age) ON CONFLICT IGNORE")).toEqual([
      "Unique in users is (email, age) ON CONFLICT IGNORE in the database, the model declares (age, email). No duplicates are stored.",
    ]);
  });

  it("is a missing and an unexpected one where nothing joins the two", async () => {
    expect(await loudIn({ declared: table("UNIQUE (email)"), actual: table("UNIQUE (age)") })).toEqual([
      "missing-unique high",
      "unexpected-unique high",
    ]);
  });

  it("may be a constraint on one side and an index on the other", async () => {
    expect(
      await loudIn({
        declared: table("UNIQUE (email COLLATE NOCASE)"),
        actual: `${table()} CREATE UNIQUE INDEX one ON users (email);`,
      }),
    ).toEqual(["mismatched-unique high"]);
  });
});

describe("an object that shares its name with another", () => {
  it("has an issue of its own", async () => {
    const found = await foundBy("unmanaged-table", {
      declared: "CREATE TABLE users (id INTEGER PRIMARY KEY);",
      actual: `CREATE TABLE users (id INTEGER PRIMARY KEY); CREATE TABLE log (id INTEGER);
        CREATE TRIGGER log AFTER INSERT ON users BEGIN INSERT INTO log VALUES (new.id); END;`,
    });
    expect(found.map(({ title }) => title)).toEqual([
      "Table log is not declared",
      "Trigger log is not declared",
    ]);
    expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });
});

describe("what the model leaves to the database", () => {
  const kysely = (columns: string) => ({
    types: `import type { Generated, GeneratedAlways, Kysely } from "kysely";\ninterface Database { users: { ${columns} } }\nexport declare const db: Kysely<Database>;`,
  });

  it.each([
    [
      "a default",
      "id: number; age: Generated<number | null>",
      "id INTEGER PRIMARY KEY, age INTEGER DEFAULT 0",
    ],
    ["a rowid alias", "id: Generated<number>", "id INTEGER PRIMARY KEY"],
    [
      "an expression",
      "id: number; age: GeneratedAlways<number | null>",
      "id INTEGER PRIMARY KEY, age INTEGER AS (id + 1)",
    ],
  ])("is filled by %s", async (_, columns, actual) => {
    expect(await loudIn({ declared: kysely(columns), actual: `CREATE TABLE users (${actual});` })).toEqual(
      [],
    );
  });

  it("is not filled by a key that is no rowid alias", async () => {
    const example = {
      declared: kysely("id: Generated<number>"),
      actual: "CREATE TABLE users (id INT PRIMARY KEY);",
    };
    expect(await messagesOf("mismatched-default", example)).toEqual([
      "Column users.id is left to the database by the model (Generated); it has no default, is no rowid alias and is not generated.",
    ]);
  });
});
