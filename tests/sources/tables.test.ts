import { describe, expect, test } from "vitest";
import { columns, declare, failure, tableOf } from "./project.ts";

const names = async (source: string, options?: Parameters<typeof declare>[1]) =>
  (await declare(source, options)).tables.map(({ name }) => name);

describe("a table is", () => {
  test("an interface, object type alias or class with @table", async () => {
    const source = `
      /** @table */ export interface User { id: number }
      /** @table all_orders */ type Order = { id: number };
      /** @table */ class Book { id = 1 }
      interface Plain { id: number }`;
    expect(await names(source)).toEqual(["users", "all_orders", "books"]);
  });

  test("also where it is not at the top of its file", async () => {
    const source = `
      export namespace shop { /** @table */ export interface User { id: number } }
      declare module "other" { /** @table */ interface Order { id: number } }
      function f() { /** @table */ interface Book { id: number } }`;
    expect(await names(source)).toEqual(["users", "orders", "books"]);
  });

  test("only what has @table in a JSDoc comment", async () => {
    expect(
      await names("/* @table */ interface A { id: number }\n// @table\ninterface B { id: number }"),
    ).toEqual([]);
  });

  test("states its place, is not complete and has its source", async () => {
    const [table] = (await declare("\n  /** @table */\n  export interface User { id: number }")).tables;
    expect(table).toMatchObject({
      source: "types",
      complete: false,
      open: false,
      location: { file: "model.ts", line: 3, column: 20 },
    });
    expect(table?.columns[0]?.location).toEqual({ file: "model.ts", line: 3, column: 27 });
  });

  test("in the order of files and declarations", async () => {
    const files = {
      "b.ts": "/** @table */ interface B { id: 1 }",
      "a.ts": "/** @table */ interface Z { id: 1 }\n/** @table */ interface A { id: 1 }",
    };
    expect((await declare(files)).tables.map(({ name }) => name)).toEqual(["zs", "as", "bs"]);
  });

  test("never stated twice: both places are named", async () => {
    const twice = {
      "a.ts": "/** @table users */ interface A { id: number }",
      "b.ts": "\n/** @table Users */ interface B { id: number }",
    };
    const message = await failure(twice);
    expect(message).toContain("b.ts:2:31");
    expect(message).toContain("a.ts:1:31");
  });

  test("no primitive, list or function", async () => {
    for (const type of [
      "string",
      "'a' | 'b'",
      "string[]",
      "[number]",
      "() => void",
      "string & { __brand: 1 }",
    ]) {
      expect(await failure(`/** @table */ type T = ${type};`)).toMatch(
        /model\.ts:1:5: @table stands on a type that is no object type/,
      );
    }
  });

  test("an object type with at least one column", async () => {
    expect(await failure("/** @table */ interface Empty { run(): void }")).toContain("has no column");
  });
});

describe("a property that is no column", () => {
  test("is one of another table's type, or an array of one", async () => {
    const declared = await declare(`
      /** @table */ interface User { id: number; posts: Post[]; best: Post | null; readonly all: readonly Post[]; maybe?: Array<Post>; late: Promise<Post>; self: User; bag: Partial<Post>; pet: Pet | null }
      /** @table */ type Post = { id: number; author: User };
      /** @table */ type Pet = { id: number; meows: boolean } | { id: number; barks: boolean };`);
    expect(tableOf(declared, "users").columns.map(({ name }) => name)).toEqual(["id", "bag"]);
    expect(tableOf(declared, "posts").columns.map(({ name }) => name)).toEqual(["id"]);
  });

  test("is one of a table that another file declares, even one outside the model", async () => {
    const declared = await declare(
      {
        "models/user.ts":
          "import type { Team } from '../team'; /** @table */ export interface User { id: number; team: Team }",
        "team.ts": "/** @table */ export interface Team { id: number }",
      },
      { patterns: ["models/*.ts"] },
    );
    expect(declared.tables.map(({ columns: own }) => own.map(({ name }) => name))).toEqual([["id"]]);
  });

  test("is one of the type's own, written as this", async () => {
    expect(
      (
        await columns("/** @table */ class Folder { id = 1; parent!: this | null; children: this[] = [] }")
      ).map(({ name }) => name),
    ).toEqual(["id"]);
  });

  test("is #private, static, a method, get, set or a function", async () => {
    const source = `/** @table */ class User {
      id = 1; public a = "x"; private b: string | null = null; protected c?: Date; accessor d: string = ""; readonly e!: number; declare f: bigint;
      #secret = 1; static count = 0; method() {} get g() { return 1 } set h(value: number) {} i = () => 1; j?: () => void; k: Function = () => 1; [Symbol.iterator]() {} static { }
      constructor(public m: string, private readonly n: number, protected o: Date | null, plain: string) {}
    }`;
    expect((await columns(source)).map(({ name }) => name)).toEqual([
      "id",
      "a",
      "b",
      "c",
      "d",
      "e",
      "f",
      "m",
      "n",
      "o",
    ]);
  });

  test("is a method or an accessor of an interface", async () => {
    const source =
      "/** @table */ interface User { id: number; save(): void; get full(): string; log: () => void; make: new () => User }";
    expect((await columns(source)).map(({ name }) => name)).toEqual(["id"]);
  });

  test("takes its type from its value where none is written", async () => {
    const source =
      "/** @table */ class User { name = ''; age = 1; ok = true; at = new Date(); bytes = Buffer.from(''); tags: string[] = []; note = null }";
    expect((await columns(source)).map(({ accepts }) => accepts)).toEqual([
      "string",
      "number",
      "boolean",
      "date",
      "bytes",
      "json",
      undefined,
    ]);
  });
});

describe("what cannot be resolved", () => {
  test("is notAnalysed with its place and reason, and the table open", async () => {
    const declared = await declare(`import { Money } from "money";
/** @table */
interface Order { id: number; total: Money; lines: Line[]; rate: Money["rate"] | null }`);
    expect(declared.notAnalysed).toEqual([
      {
        what: "orders.total",
        location: { file: "model.ts", line: 3, column: 31 },
        why: 'Money comes from "money", which is no file of the project',
      },
      {
        what: "orders.lines",
        location: { file: "model.ts", line: 3, column: 45 },
        why: "Line is declared nowhere in the model files or what they import",
      },
      {
        what: "orders.rate",
        location: { file: "model.ts", line: 3, column: 60 },
        why: 'Money comes from "money", which is no file of the project',
      },
    ]);
    expect(declared.tables[0]).toMatchObject({ open: true, columns: [{ name: "id" }] });
  });

  test("keeps what its tags say", async () => {
    const declared = await declare(`/** @table */ interface Order { id: number; /** @type TEXT
      @default '0' */ total: Money }`);
    expect(declared.tables[0]?.columns[1]).toMatchObject({ name: "total", type: "TEXT", default: "'0'" });
    expect(declared.notAnalysed).toHaveLength(1);
  });

  test.each([
    ["an interface", "interface User extends Base { id: number }"],
    ["a class", "class User extends Base { id = 1 }"],
    ["an intersection", "type User = Base & { id: number }"],
    ["a utility type", "interface User extends Omit<Base, 'x'> { id: number }"],
    ["a namespace's base", "interface User extends lib.Base { id: number }"],
    ["a mixin", "class User extends Timestamped(Base) { id = 1 }"],
    ["a base of the base", "interface Middle extends Base {}\n interface User extends Middle { id: number }"],
  ])("as the base of %s leaves the known columns and opens the table", async (_, code) => {
    const declared = await declare(
      code.replace(/(interface|class|type) User/, "/** @table users */ $1 User"),
    );
    expect(declared.tables).toHaveLength(1);
    expect(declared.tables[0]).toMatchObject({ open: true, columns: [{ name: "id", accepts: "number" }] });
    expect(declared.notAnalysed[0]).toMatchObject({
      location: { file: "model.ts" },
      why: expect.stringContaining("is declared nowhere"),
    });
  });

  test("is what depends on a type parameter that nothing fills", async () => {
    const declared = await declare("/** @table */ interface Row<T> { id: number; data: T; list: T[] }");
    expect(declared.tables[0]).toMatchObject({ open: true, columns: [{ name: "id" }] });
    expect(declared.notAnalysed).toMatchObject([
      { what: "rows.data", why: expect.stringContaining("type parameter") },
      { what: "rows.list" },
    ]);
  });

  test("is a type that nothing can be stored of", async () => {
    const declared = await declare("/** @table */ interface Row { id: number; key: symbol; none: never }");
    expect(declared.tables[0]).toMatchObject({ open: false, columns: [{ name: "id" }] });
    expect(declared.notAnalysed.map(({ what, why }) => [what, why])).toEqual([
      ["rows.key", "a symbol cannot be stored"],
      ["rows.none", "the type never has a value"],
    ]);
  });

  test("is a type that extends or aliases itself", async () => {
    const declared = await declare(
      "/** @table */ type A = A & { x: number }; /** @table */ interface B extends B { y: number } /** @table */ class C extends D { z = 1 } class D extends C {}",
    );
    expect(declared.tables.map(({ name, columns: own }) => [name, own.map((each) => each.name)])).toEqual([
      ["as", ["x"]],
      ["bs", ["y"]],
      ["cs", ["z"]],
    ]);
  });

  test("is not taken for a table that cannot be resolved either", async () => {
    const declared = await declare(
      "/** @table */ type User = Missing; /** @table */ interface Order { id: number; user: Gone }",
    );
    expect(declared.notAnalysed.map(({ what }) => what)).toEqual(["base Missing", "orders.user"]);
  });

  test("is a table type as a whole, which leaves it open and without columns", async () => {
    const declared = await declare("/** @table */ type User = Missing;");
    expect(declared.tables).toMatchObject([{ name: "users", open: true, columns: [] }]);
    expect(declared.notAnalysed).toHaveLength(1);
  });

  test("is what a class implements without any harm", async () => {
    const declared = await declare("/** @table */ class User implements Missing { id = 1 }");
    expect(declared.tables[0]?.open).toBe(false);
    expect(declared.notAnalysed).toEqual([]);
  });

  test("a type with an index signature may have more columns", async () => {
    const declared = await declare("/** @table */ interface User { id: number; [key: string]: unknown }");
    expect(declared.tables[0]).toMatchObject({ open: true, columns: [{ name: "id" }] });
  });
});
