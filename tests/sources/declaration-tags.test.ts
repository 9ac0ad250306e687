import { describe, expect, test } from "vitest";
import type { DeclaredTable } from "../../src/schema/declared.ts";
import { declare, failure } from "./project.ts";

const body =
  "interface Book { id: number; fullTitle: string; /** @column year_of_print */ year: number; status: 'out' | 'in'; author: Author }\n/** @table */ interface Author { id: number }";

/** The table with these tags behind `@table books`. */
async function table(tags: string): Promise<DeclaredTable> {
  const [only] = (await declare(`/** @table books\n * ${tags}\n */ ${body}`)).tables;
  if (!only) throw new Error("no table");
  return only;
}

const refusal = (tags: string): Promise<string> => failure(`/** @table books\n * ${tags}\n */ ${body}`);

const part = (column: string, descending = false, collation = "BINARY") => ({
  column,
  expression: null,
  collation,
  descending,
});

describe("declaration tags", () => {
  test("@table takes one name or none", async () => {
    const [quoted] = (await declare(`/** @table "my books" */ ${body}`)).tables;
    expect(quoted?.name).toBe("my books");
    expect(await failure(`/** @table two words */ ${body}`)).toMatch(/^model\.ts:1:5: @table takes one name/);
    expect(await failure(`/** @table main.books */ ${body}`)).toMatch(
      /^model\.ts:1:5: @table takes one name/,
    );
  });

  test("@primaryKey (a, b) takes property or column names", async () => {
    expect((await table("@primaryKey (fullTitle, year_of_print)")).primaryKey).toEqual({
      columns: ["full_title", "year_of_print"],
    });
    expect((await table("@primaryKey (full_title, year)")).primaryKey).toEqual({
      columns: ["full_title", "year_of_print"],
    });
    expect((await table('@primaryKey ("id")')).primaryKey).toEqual({ columns: ["id"] });
  });

  test.each([
    "@primaryKey",
    "@primaryKey id",
    "@primaryKey (id DESC)",
    "@primaryKey name (id)",
    "@primaryKey (id) where 1",
    "@primaryKey (id",
  ])("%s is malformed", async (tags) => {
    expect(await refusal(tags)).toMatch(/^model\.ts:2:4: @primaryKey is not readable.*@primaryKey \(a, b\)/);
  });

  test.each(["primaryKey", "unique", "index"])(
    "@%s with a list that names no column is an error",
    async (name) => {
      expect(await refusal(`@${name} ()`)).toContain("a list that names no column");
      expect(await refusal(`@${name} (id, )`)).toContain("a list that names no column");
    },
  );

  test.each(["@index (1)", "@index (lower('x'))", "@unique (1 + 1)"])("%s names no column", async (tags) => {
    expect(await refusal(tags)).toContain("a list that names no column");
  });

  test("a list that names something unknown proposes the nearest", async () => {
    expect(await refusal("@primaryKey (fullTitel)")).toMatch(
      /names fullTitel, which is no property and no column.*Did you mean fullTitle\?/,
    );
    expect(await refusal("@index (author)")).toContain("names author");
  });

  test("a list names each column once", async () => {
    expect(await refusal("@unique (fullTitle, full_title)")).toContain("names full_title twice");
  });

  test("the key is stated once", async () => {
    expect(
      await failure("/** @table @primaryKey (a) */ interface A { a: number; /** @primaryKey */ b: number }"),
    ).toContain("contradicts the tags of b");
    const [agreed] = (
      await declare(
        "/** @table @primaryKey (a, b) */ interface A { /** @primaryKey */ a: number; b: number }",
      )
    ).tables;
    expect(agreed?.primaryKey).toEqual({ columns: ["a", "b"] });
  });

  test("@unique [name] (a, b)", async () => {
    const location = { file: "model.ts", line: 2, column: 4 };
    expect((await table("@unique (fullTitle, year)")).uniques).toEqual([
      { name: null, columns: [part("full_title"), part("year_of_print")], location },
    ]);
    expect((await table("@unique by_title (fullTitle)")).uniques).toEqual([
      { name: "by_title", columns: [part("full_title")], location },
    ]);
  });

  test("@unique with what no constraint can say is a unique index", async () => {
    const found = await table("@unique one_title (lower(full_title)) where status = 'in'");
    expect(found.uniques).toEqual([]);
    expect(found.indexes).toMatchObject([
      {
        name: "one_title",
        unique: true,
        where: "status = 'in'",
        parts: [{ column: null, expression: "lower(full_title)" }],
      },
    ]);
  });

  test("@index [name] (a, b DESC) [where …]", async () => {
    expect((await table("@index (fullTitle, year desc)")).indexes).toMatchObject([
      { unique: false, parts: [part("full_title"), part("year_of_print", true)], where: null },
    ]);
    expect(
      (await table("@index recent (year DESC, id ASC) WHERE status = 'in' AND id > 3")).indexes,
    ).toMatchObject([
      { name: "recent", parts: [part("year_of_print", true), part("id")], where: "status = 'in' AND id > 3" },
    ]);
    expect((await table("@index (fullTitle COLLATE nocase DESC)")).indexes).toMatchObject([
      { parts: [part("full_title", true, "NOCASE")] },
    ]);
    expect((await table("@index (lower(full_title), id)")).indexes).toMatchObject([
      { parts: [{ column: null, expression: "lower(full_title)" }, part("id")] },
    ]);
  });

  test("an index on a column with a collation of its own has it", async () => {
    const [found] = (
      await declare(
        "/** @table @index (name) */ interface A { id: number; /** @collate NOCASE */ name: string }",
      )
    ).tables;
    expect(found?.indexes[0]?.parts).toEqual([part("name", false, "NOCASE")]);
  });

  test.each([
    ["@index", "@index is not readable"],
    ["@index by_title", "@index is not readable"],
    ["@index (id) order by id", "@index is not readable"],
    ["@index (id) where", "SQLite refuses @index"],
    ["@index (id) where status =", "SQLite refuses @index"],
    ["@index (id) where colour = 1", "no such column: colour"],
    ["@index (lower(fullTitle))", "write full_title"],
    ["@index (id) where id > (SELECT 1)", "SQLite refuses @index"],
    ["@index (id) where (id > 1))", "SQLite refuses @index"],
  ])("%s is an error: %s", async (tags, message) => {
    expect(await refusal(tags)).toContain(message);
  });

  test("@references (a, b) table(c, d)", async () => {
    expect((await table("@references (fullTitle, year) editions(title, year)")).foreignKeys).toMatchObject([
      { columns: ["full_title", "year_of_print"], parent: "editions", parentColumns: ["title", "year"] },
    ]);
    expect((await table("@references (id) editions")).foreignKeys).toMatchObject([
      { columns: ["id"], parent: "editions", parentColumns: null },
    ]);
    expect((await table("@references (id) editions(id) ON DELETE CASCADE")).foreignKeys).toMatchObject([
      { onDelete: "CASCADE" },
    ]);
  });

  test.each([
    "@references editions(id)",
    "@references (id)",
    "@references (id) (id)",
    "@references name (id) editions(id)",
    "@references (id) editions(id) x",
  ])("%s is malformed", async (tags) => {
    expect(await refusal(tags)).toMatch(/^model\.ts:2:4: @references/);
  });

  test("@references names the parent's properties or columns", async () => {
    const declared =
      await declare(`/** @table people */ interface Person { /** @column person_no @primaryKey */ id: number; firstName: string }
      /** @table */ interface Pet { /** @references People(id) */ owner: number; /** @references people(FIRST_NAME) */ name: string; /** @references elsewhere(id) */ other: number }`);
    expect(declared.tables[1]?.foreignKeys.map(({ parentColumns }) => parentColumns)).toEqual([
      ["person_no"],
      ["first_name"],
      ["id"],
    ]);
  });

  test("@references joins as many columns as it names", async () => {
    expect(await refusal("@references (fullTitle, year) editions(title)")).toContain("joins 2 columns to 1");
  });

  test.each<readonly [string, string | null, string]>([
    ["@check year_of_print > 1450", null, "year_of_print > 1450"],
    ["@check (year_of_print > 1450)", null, "year_of_print > 1450"],
    ["@check (id > 0) AND (id < 9)", null, "(id > 0) AND (id < 9)"],
    ["@check printed year_of_print > 1450", "printed", "year_of_print > 1450"],
    ["@check printed (year_of_print > 1450)", "printed", "year_of_print > 1450"],
    ["@check printed (year_of_print) > 1450", "printed", "(year_of_print) > 1450"],
    ['@check "is printed" year_of_print > 1450', "is printed", "year_of_print > 1450"],
    ["@check books.id > 0", null, "books.id > 0"],
    ["@check length(full_title) > 0", null, "length(full_title) > 0"],
    ["@check length (full_title) > 0", null, "length (full_title) > 0"],
    ["@check coalesce(id, 1)", null, "coalesce(id, 1)"],
    ["@check full_title NOT NULL", null, "full_title NOT NULL"],
    ["@check full_title LIKE '%@table%'", null, "full_title LIKE '%@table%'"],
    ["@check titled full_title <> ''", "titled", "full_title <> ''"],
    ["@check CASE id WHEN 1 THEN 1 ELSE 0 END", null, "CASE id WHEN 1 THEN 1 ELSE 0 END"],
  ])("%s", async (tags, name, expression) => {
    expect((await table(tags)).checks).toEqual([
      { name, expression, location: { file: "model.ts", line: 2, column: 4 } },
    ]);
  });

  test.each([
    ["@check", "@check is not readable"],
    ["@check printed", "no such column: printed"],
    ["@check a b c", "SQLite refuses @check"],
    ["@check id > 0) OR (1", "do not match"],
    ["@check id > 0; DROP TABLE books", "SQLite refuses @check"],
    ["@check fullTitle <> ''", "write full_title"],
    ["@check id > 0 AND is_isbn(full_title)", "no such function: is_isbn"],
    ["@check id IN (SELECT 1)", "SQLite refuses @check"],
    ['@check full_title = "in"', "no such column"],
  ])("%s is an error: %s", async (tags, message) => {
    const found = await refusal(tags);
    expect(found).toContain(message);
    expect(found).toMatch(/^model\.ts:2:4: /);
  });

  test("@check may use a column that is ignored", async () => {
    const [found] = (
      await declare("/** @table @check b > 0 */ interface A { id: number; /** @ignore */ b: number }")
    ).tables;
    expect(found?.checks).toHaveLength(1);
  });

  test("in a table that could not be read whole, names need not be known", async () => {
    const [found] = (
      await declare(
        "/** @table @check price > 0 @index (price) */ interface A extends Missing { id: number }",
      )
    ).tables;
    expect(found).toMatchObject({
      checks: [{ name: null, expression: "price > 0" }],
      indexes: [{ parts: [part("price")] }],
    });
  });

  test("@lookup names a column with a value set", async () => {
    expect((await table("@lookup status")).lookup).toBe("status");
    expect((await table("@lookup STATUS")).lookup).toBe("status");
    expect(await refusal("@lookup full_title")).toContain("no union of literals");
    expect(await refusal("@lookup nothing")).toContain("names nothing");
    expect(await refusal("@lookup")).toContain("@lookup takes one name");
  });

  test("@strict and @withoutRowid are unspecified unless stated", async () => {
    expect(await table("@strict")).toMatchObject({ strict: true });
    expect(await table("@withoutRowid")).toMatchObject({ withoutRowid: true });
    const plain = await table("@strict");
    expect(plain).not.toHaveProperty("withoutRowid");
    expect(await refusal("@strict yes")).toContain("@strict takes no argument");
  });

  test("@strict refuses a @type that STRICT does not know", async () => {
    expect(
      await failure("/** @table @strict */ interface A { /** @type VARCHAR(3) */ a: string }"),
    ).toContain("@type VARCHAR(3) is no type of a STRICT table");
  });

  test("@renamedFrom", async () => {
    expect(await table("@renamedFrom volumes")).toMatchObject({ renamedFrom: "volumes" });
  });

  test("@ignore leaves the table out, so that its type is no relation any more", async () => {
    const declared = await declare(
      "/** @table @ignore */ interface A { id: number }\n/** @table */ interface B { id: number }",
    );
    expect(declared.tables.map(({ name }) => name)).toEqual(["bs"]);
  });
});
