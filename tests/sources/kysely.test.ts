import { describe, expect, test } from "vitest";
import type { DeclaredColumn } from "../../src/schema/declared.ts";
import { pluginName } from "../../src/sources/kysely-naming.ts";
import { columnOf, declare, failure, tableOf } from "./project.ts";

const imports = `import { CamelCasePlugin, type ColumnType, type Generated, type GeneratedAlways, type Insertable, type JSONColumnType, Kysely, type Selectable, type Updateable } from "kysely";\n`;

/** What a Kysely column of a type declares. */
async function column(type: string): Promise<Omit<DeclaredColumn, "location" | "name">> {
  const declared = await declare(
    `${imports} interface Database { books: { size: ${type} } } declare const db: Kysely<Database>;`,
  );
  const { name: _, location: __, ...rest } = columnOf(tableOf(declared, "books"), "size");
  return rest;
}

const names = async (source: string | Record<string, string>, options?: Parameters<typeof declare>[1]) =>
  (await declare(source, options)).tables.map(
    ({ name, columns }) => `${name}(${columns.map((each) => each.name).join(", ")})`,
  );

describe("a Kysely database is found", () => {
  const database =
    "interface Person { id: number; firstName: string } interface Database { person: Person; PetToys: { petId: number } }";
  const found = ["person(id, firstName)", "PetToys(petId)"];

  test.each([
    ["in a variable's type", "declare const db: Kysely<Database>;"],
    ["in new Kysely<…>()", "export const db = new Kysely<Database>({ dialect });"],
    ["in a parameter", "export function find(db: Kysely<Database>) {}"],
    ["in a base class", "class Db extends Kysely<Database> {}"],
    ["behind an alias", "type App = Database; declare const db: Kysely<App>;"],
    [
      "among unknown ones",
      "declare const a: Kysely<any>; declare const b: Kysely<unknown>; function f<T>(db: Kysely<T>, other: Kysely<Database>) {}",
    ],
  ])("%s: keys are table names and properties column names, never pluralised", async (_, use) => {
    expect(await names(imports + database + use)).toEqual(found);
  });

  test("under another import name, or through the namespace", async () => {
    expect(
      await names(`import { Kysely as K } from "kysely"; ${database} declare const db: K<Database>;`),
    ).toEqual(found);
    expect(
      await names(`import * as kysely from "kysely"; ${database} declare const db: kysely.Kysely<Database>;`),
    ).toEqual(found);
    expect(
      await names({
        "kit.ts": "export { Kysely } from 'kysely';",
        "model.ts": `import { Kysely } from "./kit.ts"; ${database} declare const db: Kysely<Database>;`,
      }),
    ).toEqual(found);
  });

  test("when the types stand in another file", async () => {
    const files = {
      "db.ts": `import { Kysely } from "kysely"; import type { Database } from "./types.ts"; export const db = new Kysely<Database>({});`,
      "types.ts": `export ${database.replace("interface Database", "export interface Database")}`,
    };
    expect(await names(files, { patterns: ["db.ts"] })).toEqual(found);
  });

  test("by the config's databaseType, without any use of Kysely", async () => {
    expect(await names(database, { databaseType: "Database" })).toEqual(found);
    expect(
      await names(database.replace("interface Database {", "type DB = {").replace(/$/, ";"), {
        databaseType: "DB",
      }),
    ).toEqual(found);
    expect(
      await names(
        {
          "a.ts": "export * from './b.ts'",
          "b.ts": `export ${database.replace("interface Database", "export interface Database")}`,
        },
        { patterns: ["a.ts"], databaseType: "Database" },
      ),
    ).toEqual(found);
  });

  test("databaseType picks one of several", async () => {
    expect(
      await names(
        `${imports} interface A { a: { id: 1 } } interface B { b: { id: 1 } } declare const x: Kysely<A>, y: Kysely<B>;`,
        { databaseType: "B" },
      ),
    ).toEqual(["b(id)"]);
  });

  test("a databaseType that nobody declares is an error", async () => {
    expect(await failure(database, { databaseType: "Databse" })).toContain("called Databse");
  });

  test("not in somebody else's Kysely", async () => {
    expect(await names(`class Kysely<T> { t!: T } ${database} declare const db: Kysely<Database>;`)).toEqual(
      [],
    );
  });

  test("with mapped, generic and intersected types", async () => {
    const source = `${imports} type Tables = { a: { id: number } } & Pick<{ b: { id: number }; c: { id: number } }, "b">; interface Base { d: { id: number } } interface Database extends Base {} declare const x: Kysely<Tables>, y: Kysely<Database>;`;
    expect((await names(source)).sort()).toEqual(["a(id)", "b(id)", "d(id)"]);
  });

  test("states its source and place", async () => {
    const declared = await declare(
      `${imports}interface Database {\n  people: Person;\n}\ninterface Person { id: number }\ndeclare const db: Kysely<Database>;`,
    );
    expect(declared.sources).toEqual([{ kind: "kysely", files: ["model.ts"] }]);
    expect(tableOf(declared, "people")).toMatchObject({
      source: "kysely",
      complete: false,
      location: { file: "model.ts", line: 3, column: 3 },
    });
  });

  test("what cannot be resolved is notAnalysed, and the rest goes on", async () => {
    const declared = await declare(
      `${imports} interface Database { a: Missing; b: string; c: { id: number; at: Generated<Missing> }; "audit.d": { id: number }; "main.e": { id: number } } declare const x: Kysely<Database>, y: Kysely<Gone>;`,
    );
    expect(declared.tables.map(({ name }) => name)).toEqual(["c", "e"]);
    expect(declared.tables[0]?.columns.map(({ name }) => name)).toEqual(["id"]);
    expect(declared.notAnalysed.map(({ what }) => what).sort()).toEqual([
      "Kysely database",
      "c.at",
      "table a",
      "table audit.d",
      "table b",
    ]);
  });
});

describe("Kysely's types mean what Kysely says", () => {
  test.each<readonly [string, object]>([
    ["Generated<number>", { accepts: "number", notNull: true, filledByDatabase: true }],
    ["Generated<boolean>", { accepts: "boolean", notNull: true, filledByDatabase: true }],
    [
      "Generated<'b' | 'a'>",
      { accepts: "string", values: ["b", "a"], notNull: true, filledByDatabase: true },
    ],
    ["Generated<string | null>", { accepts: "string", notNull: false, filledByDatabase: true }],
    ["Generated<Date>", { accepts: "date", notNull: true, filledByDatabase: true }],
    ["GeneratedAlways<number>", { accepts: "number", notNull: true, filledByDatabase: true }],
    ["ColumnType<Date, string, never>", { accepts: "date", notNull: true }],
    ["ColumnType<string>", { accepts: "string", notNull: true }],
    [
      "ColumnType<Date, string | undefined, never>",
      { accepts: "date", notNull: true, filledByDatabase: true },
    ],
    ["ColumnType<Date | null, string | undefined, never>", { accepts: "date", notNull: false }],
    ["ColumnType<number, never, never>", { accepts: "number", notNull: true, filledByDatabase: true }],
    ["ColumnType<string, number, number> | null", { accepts: "string", notNull: false }],
    [
      "Generated<ColumnType<Date, string, string>>",
      { accepts: "date", notNull: true, filledByDatabase: true },
    ],
    ["JSONColumnType<{ a: number }>", { accepts: "json", json: "object", notNull: true }],
    ["JSONColumnType<string[] | null>", { accepts: "json", json: "array", notNull: false }],
    ["string | null", { accepts: "string", notNull: false }],
  ])("%s", async (type, expected) => {
    expect(await column(type)).toEqual(expected);
  });

  test("also as generated code defines them", async () => {
    const declared = await declare(
      `import type { ColumnType } from "kysely";
      export type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>;
      export type Timestamp = ColumnType<Date, Date | string, Date | string>;
      export interface Books { id: Generated<number | null>; at: Generated<Timestamp>; title: string | null }
      export interface DB { books: Books }`,
      { databaseType: "DB" },
    );
    expect(tableOf(declared, "books").columns).toMatchObject([
      { name: "id", accepts: "number", notNull: false, filledByDatabase: true },
      { name: "at", accepts: "date", notNull: true, filledByDatabase: true },
      { name: "title", accepts: "string", notNull: false },
    ]);
  });

  test("in plain @table types too, and through Selectable, Insertable and Updateable", async () => {
    const declared = await declare(`${imports}
      interface PersonRow { id: Generated<number>; /** @unique */ name: string; at: ColumnType<Date, string | undefined, never> }
      /** @table people */ type Person = Selectable<PersonRow>;
      /** @table new_people */ type NewPerson = Insertable<PersonRow>;
      /** @table changes */ type PersonUpdate = Updateable<PersonRow>;
      /** @table rows */ interface Row extends PersonRow {}`);
    const facets = (name: string) =>
      tableOf(declared, name).columns.map((each) => [each.name, each.accepts, each.notNull]);
    expect(facets("people")).toEqual([
      ["id", "number", true],
      ["name", "string", true],
      ["at", "date", true],
    ]);
    expect(facets("new_people")).toEqual([
      ["name", "string", true],
      ["id", "number", false],
      ["at", "string", false],
    ]);
    expect(facets("changes")).toEqual([
      ["id", "number", false],
      ["name", "string", false],
    ]);
    expect(tableOf(declared, "people").uniques).toHaveLength(1);
    expect(columnOf(tableOf(declared, "rows"), "id").filledByDatabase).toBe(true);
  });
});

describe("with CamelCasePlugin names are snake_cased as Kysely does", () => {
  test("tables and columns, never pluralised", async () => {
    const source = `${imports} interface Database { userAccount: { firstName: string; address2: string; userIDCard: string; sha256Hash: string } }
      export const db = new Kysely<Database>({ dialect, plugins: [new CamelCasePlugin()] });`;
    expect(await names(source)).toEqual(["user_account(first_name, address2, user_idcard, sha256_hash)"]);
  });

  test("with its options", async () => {
    const source = `${imports} interface Database { userAccount: { address2Line: string; userID: string } }
      export const db = new Kysely<Database>({ dialect, plugins: [new CamelCasePlugin({ underscoreBeforeDigits: true, underscoreBetweenUppercaseLetters: true, upperCase: true })] });`;
    expect(await names(source)).toEqual(["USER_ACCOUNT(ADDRESS_2_LINE, USER_I_D)"]);
  });

  test("where a file that the model imports creates it", async () => {
    const files = {
      "db.ts": `import { plugins } from "./plugins.ts"; import { Kysely } from "kysely"; export const db = new Kysely<{ userAccount: { firstName: string } }>({ plugins });`,
      "plugins.ts": `import { CamelCasePlugin } from "kysely"; export const plugins = [new CamelCasePlugin()];`,
    };
    expect(await names(files, { patterns: ["db.ts"] })).toEqual(["user_account(first_name)"]);
  });

  test("not when it is only imported", async () => {
    expect(
      await names(
        `${imports} interface Database { userAccount: { firstName: string } } declare const db: Kysely<Database>;`,
      ),
    ).toEqual(["userAccount(firstName)"]);
  });

  // The examples in the documentation of the plugin's options, and names that follow the same rules.
  test.each([
    ["fooBar", {}, "foo_bar"],
    ["fooBAR", {}, "foo_bar"],
    ["fooBarBaz", {}, "foo_bar_baz"],
    ["foo12Bar", {}, "foo12_bar"],
    ["foo12Bar", { underscoreBeforeDigits: true }, "foo_12_bar"],
    ["fooBAR", { underscoreBetweenUppercaseLetters: true }, "foo_b_a_r"],
    ["fooBar", { upperCase: true }, "FOO_BAR"],
    ["FooBar", {}, "foo_bar"],
    ["_fooBar", {}, "_foo_bar"],
    ["foo_bar", {}, "foo_bar"],
  ])("%s with %o is %s", (name, options, expected) => {
    expect(pluginName(name, options)).toBe(expected);
  });
});

describe("doctor tags in a Kysely model", () => {
  test("stand on the row type, its properties, and the database's members", async () => {
    const declared = await declare(`${imports}
      /** @check adult age >= 18 */ interface Person { /** @primaryKey @autoincrement */ id: Generated<number>; age: number; /** @references people(id) @onDelete CASCADE */ motherId: number | null }
      interface Database { /** @strict */ people: Person; /** @index (size) */ pets: { size: number }; /** @ignore */ old: { id: number } }
      declare const db: Kysely<Database>;`);
    expect(declared.tables.map(({ name }) => name)).toEqual(["people", "pets"]);
    expect(tableOf(declared, "people")).toMatchObject({
      strict: true,
      checks: [{ name: "adult" }],
      primaryKey: { columns: ["id"], autoincrement: true },
      foreignKeys: [{ columns: ["motherId"], onDelete: "CASCADE" }],
    });
    expect(tableOf(declared, "pets").indexes).toHaveLength(1);
  });

  test("@table and @column override the names", async () => {
    expect(
      await names(
        `${imports} /** @table folk */ interface Person { /** @column no */ id: number } interface Database { person: Person } declare const db: Kysely<Database>;`,
      ),
    ).toEqual(["folk(no)"]);
  });

  test("a bare @table on a row type makes no second table", async () => {
    expect(
      await names(
        `${imports} /** @table */ interface Person { id: number } interface Database { person: Person } declare const db: Kysely<Database>;`,
      ),
    ).toEqual(["person(id)"]);
  });

  test("the same table in two databases is one, another one of its name an error", async () => {
    expect(
      await names(
        `${imports} interface P { id: number } interface A { p: P } interface B { p: P; q: P } declare const a: Kysely<A>, b: Kysely<B>;`,
      ),
    ).toEqual(["p(id)", "q(id)"]);
    expect(
      await failure(
        `${imports} interface A { p: { id: number } } interface B { P: { key: string } } declare const a: Kysely<A>, b: Kysely<B>;`,
      ),
    ).toContain("declared a second time");
    expect(
      await failure(
        `${imports} interface A { p: { id: number } } interface B { p: { key: string } } declare const a: Kysely<A>, b: Kysely<B>;`,
      ),
    ).toContain("declared a second time");
  });

  test("@table types and a database live in one file, and relations lead from one to the other", async () => {
    const declared = await declare(
      `${imports} interface Person { id: number; books: Book[] } /** @table */ interface Book { id: number; writer: Person } interface Database { person: Person } declare const db: Kysely<Database>;`,
    );
    expect(declared.sources.map(({ kind }) => kind)).toEqual(["types", "kysely"]);
    expect(declared.tables.map(({ name, source, columns }) => [name, source, columns.length])).toEqual([
      ["books", "types", 1],
      ["person", "kysely", 1],
    ]);
  });

  test("a table of both is an error", async () => {
    expect(
      await failure(
        `${imports} /** @table person */ interface Folk { id: number } interface Database { person: { id: number } } declare const db: Kysely<Database>;`,
      ),
    ).toContain("declared a second time");
  });
});
