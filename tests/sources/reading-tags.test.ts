import { describe, expect, test } from "vitest";
import { columnOf, columns, declare, failure, tableOf } from "./project.ts";

const users = (body: string) => `/** @table users */ interface User { id: number; ${body} }`;

describe("tags are read from the comment's text", () => {
  test("so that @type DECIMAL(10,2) keeps its name", async () => {
    const [, column] = await columns(users("/** @type DECIMAL(10,2) */ price: number"));
    expect(column).toMatchObject({ type: "DECIMAL(10,2)" });
  });

  test("several on one line, after prose, and over several lines", async () => {
    const declared = await declare(`/**
 * Everyone who may log in.
 *
 * @table users
 * @check adult
 *   age >= 18
 *     OR guardian_id IS NOT NULL
 *
 * Prose after a blank line belongs to no tag.
 * @index (age)
 */
interface User {
  /** The user's number. @primaryKey @autoincrement */
  id: number;
  /**
   * Years, don't ask.
   * @default 18
   * @column age */
  years: number;
  guardianId: number | null;
}`);
    const table = tableOf(declared, "users");
    expect(table.checks).toMatchObject([
      { name: "adult", expression: "age >= 18 OR guardian_id IS NOT NULL" },
    ]);
    expect(table.indexes).toMatchObject([{ parts: [{ column: "age" }] }]);
    expect(table.primaryKey).toEqual({ columns: ["id"], autoincrement: true });
    expect(columnOf(table, "age").default).toBe("18");
  });

  test("inside an SQL string or a quoted name @ begins no tag", async () => {
    const declared = await declare(`/** @table users
 * @check email LIKE '%@unique %' AND email <> ' @strict'
 * @check "at @index" "my @mail" > 1
 */
interface User { id: number; /** @default ' @home' @unique */ email: string; /** @column "my @mail" */ b: number }`);
    const table = tableOf(declared, "users");
    expect(table.checks.map(({ name, expression }) => [name, expression])).toEqual([
      [null, "email LIKE '%@unique %' AND email <> ' @strict'"],
      ["at @index", '"my @mail" > 1'],
    ]);
    expect(table.strict).toBeUndefined();
    expect(columnOf(table, "email").default).toBe("' @home'");
    expect(table.uniques).toHaveLength(1);
  });

  test("an SQL string may reach over lines, also over an empty one", async () => {
    const [, column] = await columns(
      "/** @table */ interface A { id: number; /**\n * @default 'one\n *\n * two' */ b: string }",
    );
    expect(column?.default).toBe("'one\n\n two'");
  });

  test("a line comment in SQL is left out", async () => {
    const declared = await declare(
      "/** @table users\n * @check id > 0 -- always\n *   AND id < 9\n */ interface User { id: number }",
    );
    expect(declared.tables[0]?.checks[0]?.expression.replace(/\s+/g, " ")).toBe("id > 0 AND id < 9");
  });

  test("an apostrophe in prose hides no tag", async () => {
    const [, column] = await columns(
      users("/** The user's e-mail, don't share. @default 'x' */ email: string"),
    );
    expect(column?.default).toBe("'x'");
  });

  test("code in backticks, links and addresses begin no tag", async () => {
    const declared = await declare(
      users(
        "/** See `@strict`, {@link x}, me@column.org and\n * ```\n * @default 1\n * ```\n */ email: string",
      ),
    );
    expect(declared.tables[0]?.columns[1]).not.toHaveProperty("default");
  });

  test("stars at the edges and Windows line ends do not matter", async () => {
    const [, column] = await columns(
      users("/***\r\n ** @x\r\n * @default 'a'\r\n **/ email: string").replace("/***", "/**"),
    );
    expect(column?.default).toBe("'a'");
  });

  test("a comment without a star at the line", async () => {
    const [, column] = await columns(users("/**\n    @column mail\n    @default 'a'\n  */ email: string"));
    expect(column).toMatchObject({ name: "mail", default: "'a'" });
  });
});

describe("a JSDoc comment before a member belongs to it", () => {
  test.each([
    ["on one line with the member before", "interface User { id: number; /** @unique */ email: string }"],
    ["after a comma", "interface User { id: number, /** @unique */ email: string }"],
    ["behind the brace", "interface User { /** @unique */ email: string; id: number }"],
    ["behind the brace, on the line before", "interface User { /** @unique */\n email: string; id: number }"],
    ["in a class", "class User { id = 1; /** @unique */ email = '' }"],
    ["before a decorator", "class User { id = 1; /** @unique */ @Column() email = '' }"],
    ["behind a decorator", "class User { id = 1; @Column() /** @unique */ email = '' }"],
    ["behind a modifier", "class User { id = 1; private /** @unique */ readonly email = '' }"],
    [
      "before a parameter property",
      "class User { constructor(public id: number, /** @unique */ public email: string) {} }",
    ],
    ["in an object type", "type User = { id: number; /** @unique */ email: string }"],
    [
      "of several lines that begin on the line before",
      "interface User { id: number; /**\n * @unique */ email: string }",
    ],
    [
      "before other comments",
      "interface User { id: number;\n /** @unique */ // really\n /* yes */ email: string }",
    ],
    ["in two comments", "interface User { id: number;\n /** @unique */\n /** Prose. */\n email: string }"],
  ])("%s", async (_, code) => {
    const declared = await declare(`/** @table */ ${code}`);
    expect(
      declared.tables[0]?.uniques.map(({ columns: parts }) => parts.map(({ column }) => column)),
    ).toEqual([["email"]]);
  });
});

describe("a doctor tag that belongs to nothing is an error", () => {
  test.each([
    ["behind the last member", "interface User { id: number; /** @unique */ }"],
    ["at the end of a member's line", "interface User { id: number; /** @unique */\n email: string }"],
    ["before a member's semicolon", "interface User { id: number /** @unique */; email: string }"],
    ["between a name and its type", "interface User { id: /** @unique */ number }"],
    ["in an empty body", "class User { id = 1; /** @unique */ }"],
    ["behind the last parameter property", "class User { constructor(public id: number /** @unique */) {} }"],
    ["in a base", "interface User extends Base {} interface Base { id: number; /** @unique */ }"],
  ])("%s", async (_, code) => {
    const source = `/** @table */ ${code}`;
    expect(await failure(source)).toContain(
      `model.ts:1:${source.indexOf("@unique") + 1}: @unique belongs to nothing.`,
    );
  });

  test.each([
    "interface User /** @table */ { id: number }",
    "type User = /** @table */ { id: number }",
    "type User /** @table */ = { id: number }",
  ])("a @table between a name and its body: %s", async (code) => {
    expect(await failure(code)).toContain("@table belongs to nothing");
  });

  test("a @table at the end of the file or of another statement's line", async () => {
    expect(await failure("interface User { id: number }\n/** @table users */")).toContain(
      "model.ts:2:5: @table belongs to nothing",
    );
    expect(await failure("const a = 1; /** @table users */\ninterface User { id: number }")).toContain(
      "@table belongs to nothing",
    );
  });

  test("but not in the types nested in a property", async () => {
    const [, column] = await columns(
      users("address: { street: string; /** @unique @deafult */ city: string /** @index */ }"),
    );
    expect(column).toMatchObject({ name: "address", accepts: "json" });
  });
});

describe("declaration tags are read from", () => {
  test("the block that holds @table", async () => {
    const declared = await declare(
      "/** @withoutRowid */\n/** @table users @strict */\n/** Prose, no tags. */\ninterface User { id: number }",
    );
    expect(declared.tables[0]).toMatchObject({ name: "users", strict: true });
    expect(declared.tables[0]).not.toHaveProperty("withoutRowid");
    expect(declared.notAnalysed).toEqual([
      {
        what: "@withoutRowid before users",
        location: { file: "model.ts", line: 1, column: 5 },
        why: expect.stringContaining("another comment"),
      },
    ]);
  });

  test("otherwise the last block", async () => {
    const declared = await declare(
      "/** @withoutRowid */\n/** @strict */\nexport interface User { id: number }",
      { patterns: ["exported:model.ts"] },
    );
    expect(declared.tables[0]).toMatchObject({ strict: true });
    expect(declared.tables[0]).not.toHaveProperty("withoutRowid");
  });

  test("every declaration of a merged type", async () => {
    const declared = await declare(
      "/** @table users */ interface User { id: number }\n/** @strict */ interface User { name: string }",
    );
    expect(declared.tables[0]).toMatchObject({ strict: true });
  });

  test("the comment of an exported, default or abstract declaration", async () => {
    for (const code of [
      "export default interface User { id: number }",
      "export abstract class User { id = 1 }",
      "export declare class User { id: number }",
      "@Entity() export class User { id = 1 }",
    ]) {
      expect((await declare(`/** @table users @strict */ ${code}`)).tables[0]).toMatchObject({
        name: "users",
        strict: true,
      });
    }
  });
});

describe("tags in the wrong place", () => {
  test.each([
    "column",
    "type",
    "autoincrement",
    "onDelete",
    "onUpdate",
    "collate",
    "generated",
    "movedFrom",
    "backfill",
  ])("@%s on a declaration is an error", async (name) => {
    expect(await failure(`/** @table\n * @${name} x */ interface User { id: number }`)).toMatch(
      `model.ts:2:4: @${name} stands on a declaration`,
    );
  });

  test("@default on a declaration is an error", async () => {
    expect(await failure("/** @table\n * @default 1 */ interface User { id: number }")).toContain(
      "@default stands on a declaration",
    );
  });

  test.each(["table", "lookup", "strict", "withoutRowid"])("@%s on a property is an error", async (name) => {
    expect(await failure(users(`\n/** @${name} x */ a: number`))).toMatch(
      `model.ts:2:5: @${name} stands on a property`,
    );
  });
});

describe("tags of other tools are left alone:", () => {
  test("@type {…} and an empty @default", async () => {
    const declared = await declare(
      "/** @table\n * @type {import('x').Y} @default */ interface User { /** @type {string} @default */ id: number; /** @default\n * @internal */ b: string }",
    );
    expect(declared.tables[0]?.columns).toHaveLength(2);
    expect(declared.tables[0]?.columns[1]).not.toHaveProperty("default");
  });

  test("doctor tags on what is no table and no property of one", async () => {
    const declared = await declare(`
      /** @index 3 @default nonsense @check @primaryKey @strict maybe @unique_ @tabel2 */ interface Options { /** @default draft @unique yes @references */ a: string }
      /** @table */ function f() {}
      /** @table */ const x = 1;
      /** @strict @autoincrement */ class Service { /** @check */ run() {} }
      /** @table */ interface User { id: number; /** @index of the page @default nonsense */ page(): void }`);
    expect(declared.tables.map(({ name }) => name)).toEqual(["users"]);
  });

  test("what TypeScript, JSDoc and TSDoc define, and what looks like nothing of the doctor's", async () => {
    const declared = await declare(
      users(
        "/** @deprecated @see x @label y @file z @func @typeParam T @defaultValue 3 @inheritDoc @since 1 @orm:foo @openapi @minimum 3 @format email */ b: string",
      ),
    );
    expect(declared.tables[0]?.columns).toHaveLength(2);
  });
});

describe("within a table a misspelt tag is an error", () => {
  test.each([
    ["uniqe", "unique"],
    ["defualt", "default"],
    ["colum", "column"],
    ["primarykey", "primaryKey"],
    ["PrimaryKey", "primaryKey"],
    ["Unique", "unique"],
    ["reference", "references"],
    ["onDelte", "onDelete"],
    ["chek", "check"],
    ["idx", "index"],
    ["back_fill", "backfill"],
    ["colate", "collate"],
    ["renameFrom", "renamedFrom"],
    ["indexes", "index"],
  ])("@%s: did you mean @%s", async (wrong, right) => {
    expect(await failure(users(`\n  /** @${wrong} */ b: string`))).toContain(
      `model.ts:2:7: @${wrong} is no tag the doctor knows; the nearest is @${right}.`,
    );
  });

  test.each([
    ["stict", "strict"],
    ["withoutRowId", "withoutRowid"],
    ["lokup", "lookup"],
    ["indx", "index"],
  ])("also on its declaration: @%s is @%s", async (wrong, right) => {
    expect(await failure(`/** @table\n * @${wrong} */ interface User { id: number }`)).toContain(
      `model.ts:2:4: @${wrong} is no tag the doctor knows; the nearest is @${right}.`,
    );
  });

  test("also on a relation, and what is well spelt there is said not to be read", async () => {
    const pets = "/** @table */ interface Pet { id: number }";
    expect(await failure(`${users("/** @refrences pets(id) */ pet: Pet")} ${pets}`)).toContain("@references");
    const declared = await declare(
      `${users("/** @references pets(id) */ pet: Pet; /** @ignore */ other: Pet")} ${pets}`,
    );
    expect(declared.notAnalysed).toMatchObject([
      { what: "@references on users.pet", why: expect.stringContaining("a relation, not a column") },
    ]);
  });

  test("a misspelt @table is an error too", async () => {
    expect(await failure("/** @tabel users */ export interface User { id: number }")).toContain(
      "the nearest is @table",
    );
    expect(await failure("/** @Table */ export interface User { id: number }")).toContain(
      "the nearest is @table",
    );
  });
});
