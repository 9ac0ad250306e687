import { describe, expect, test } from "vitest";
import { columnOf, columns, declare, tableOf } from "./project.ts";

const names = async (source: string) =>
  (await columns(source)).map(({ name, notNull }) => (notNull ? name : `${name}?`));

describe("type-level constructs resolve:", () => {
  test.each<readonly [string, string, readonly string[]]>([
    [
      "extends, bases first",
      "interface Base { id: number } /** @table */ interface User extends Base { name: string }",
      ["id", "name"],
    ],
    [
      "several bases",
      "interface A { id: number } interface B { at: Date } /** @table */ interface User extends A, B { name: string }",
      ["id", "at", "name"],
    ],
    [
      "a base of a base",
      "interface A { id: number } interface B extends A { at: Date } /** @table */ interface User extends B { name: string }",
      ["id", "at", "name"],
    ],
    [
      "classes, abstract ones too",
      "abstract class Base { id!: number; abstract kind: string } /** @table */ class User extends Base { kind = 'x'; name!: string }",
      ["id", "kind", "name"],
    ],
    [
      "intersections",
      "type A = { id: number }; /** @table */ type User = A & { name: string }",
      ["id", "name"],
    ],
    [
      "mapped types",
      "type Nullable<T> = { [K in keyof T]: T[K] | null }; interface A { id: number; name: string } /** @table */ type User = Nullable<A>",
      ["id?", "name?"],
    ],
    [
      "mapped types that rename",
      "type Prefixed<T> = { [K in keyof T as `user_$" +
        "{string & K}`]: T[K] }; /** @table */ type User = Prefixed<{ id: number; name: string }>",
      ["user_id", "user_name"],
    ],
    [
      "Pick",
      "interface A { id: number; name: string; age: number } /** @table */ type User = Pick<A, 'id' | 'name'>",
      ["id", "name"],
    ],
    [
      "Omit",
      "interface A { id: number; name: string; age: number } /** @table */ interface User extends Omit<A, 'age'> { at: Date }",
      ["id", "name", "at"],
    ],
    [
      "Partial",
      "interface A { id: number; name: string } /** @table */ type User = Pick<A, 'id'> & Partial<Omit<A, 'id'>>",
      ["id", "name?"],
    ],
    ["Required", "/** @table */ type User = Required<{ id?: number; name?: string }>", ["id", "name"]],
    ["Readonly", "/** @table */ type User = Readonly<{ id: number }>", ["id"]],
    ["Record with known keys", "/** @table */ type User = Record<'id' | 'name', string>", ["id", "name"]],
    [
      "generics",
      "interface Entity<Id> { id: Id } /** @table */ interface User extends Entity<string> { name: string }",
      ["id", "name"],
    ],
    [
      "defaults of generics",
      "interface Entity<Id = number> { id: Id } /** @table */ interface User extends Entity { name: string }",
      ["id", "name"],
    ],
    [
      "aliases of aliases",
      "type A = { id: number }; type B = A; type C = B; /** @table */ type User = C",
      ["id"],
    ],
    [
      "declaration merging",
      "/** @table */ interface User { id: number } interface User { name: string }",
      ["id", "name"],
    ],
    [
      "a class merged with an interface",
      "interface User { name: string } /** @table */ class User { id = 1 }",
      ["name", "id"],
    ],
    [
      "mixins",
      "class Base { id = 1 } function Dated<T extends new (...a: any[]) => object>(base: T) { return class extends base { at = new Date(); }; } /** @table */ class User extends Dated(Base) { name = '' }",
      ["id", "at", "name"],
    ],
    [
      "conditional types",
      "type Row<T> = T extends 'user' ? { id: number } : { key: string }; /** @table */ type User = Row<'user'>",
      ["id"],
    ],
    [
      "ReturnType",
      "function make() { return { id: 1, name: 'x' as string | null }; } /** @table */ type User = ReturnType<typeof make>",
      ["id", "name?"],
    ],
    [
      "typeof a value",
      "const user = { id: 1, name: 'x' }; /** @table */ type User = typeof user",
      ["id", "name"],
    ],
    [
      "computed names",
      "const key = 'full_name'; /** @table */ interface User { [key]: string; ['id']: number; 'e-mail': string; 7: string }",
      ["7", "full_name", "id", "e-mail"],
    ],
    [
      "a union of object types: what is not in every member is nullable",
      "/** @table */ type Item = { id: number; kind: 'book'; pages: number } | { id: number; kind: 'film'; minutes: number }",
      ["id", "kind", "pages?", "minutes?"],
    ],
    [
      "a union with forbidden properties",
      "/** @table */ type Item = { id: number; pages: number; minutes?: never } | { id: number; pages?: never; minutes: number }",
      ["id", "pages?", "minutes?"],
    ],
  ])("%s", async (_, source, expected) => {
    expect((await names(source)).sort()).toEqual([...expected].sort());
  });

  test("bases come before a type's own properties", async () => {
    const source =
      "interface Base { id: number; at: Date } /** @table */ interface User extends Base { name: string }";
    expect(await names(source)).toEqual(["id", "at", "name"]);
  });

  test("a union's discriminant has the values of all members", async () => {
    const declared = await declare(
      "/** @table */ type Item = { kind: 'film' } | { kind: 'book' } | { kind: 'atlas' }",
    );
    expect(columnOf(tableOf(declared, "items"), "kind").values).toEqual(["film", "book", "atlas"]);
  });

  test("an overriding property wins", async () => {
    const source =
      "interface Base { id: string | number; at: Date | null } /** @table */ interface User extends Base { id: string; at: Date }";
    expect(await columns(source)).toEqual([
      { name: "id", accepts: "string", notNull: true },
      { name: "at", accepts: "date", notNull: true },
    ]);
  });

  test("types that refer to each other in circles", async () => {
    const declared = await declare({
      "a.ts":
        "import type { B } from './b.ts'; /** @table */ export interface A { id: number; b: B['id']; tree: Tree } export type Tree = { left: Tree | null; right: Tree }",
      "b.ts":
        "import type { A } from './a.ts'; /** @table */ export interface B { id: A['id']; c: C } interface C { up: C }",
    });
    expect(declared.notAnalysed).toEqual([]);
    expect(tableOf(declared, "as").columns.map(({ accepts }) => accepts)).toEqual([
      "number",
      "number",
      "json",
    ]);
  });

  test("a circle that has no answer is not analysed", async () => {
    const declared = await declare({
      "a.ts": "import type { B } from './b.ts'; /** @table */ export interface A { id: number; b: B['a'] }",
      "b.ts": "import type { A } from './a.ts'; export interface B { a: A['b'] }",
    });
    expect(declared.tables[0]?.columns.map(({ name }) => name)).toEqual(["id"]);
    expect(declared.notAnalysed.map(({ what }) => what)).toEqual(["as.b"]);
  });
});

describe("tags travel with a property", () => {
  test.each([
    ["extends", "interface User extends Base { name: string }"],
    ["class extends", "class User extends Old { name = '' }"],
    ["Pick", "type User = Pick<Base, 'key'>"],
    ["Omit", "type User = Omit<Base, 'other'>"],
    ["Partial", "type User = Partial<Base>"],
    ["a mapped type", "type User = { [K in keyof Base]: Base[K] | null }"],
    ["a mapped type that renames", "type User = { [K in keyof Base as `$" + "{K}`]: Base[K] }"],
    ["an intersection", "type User = { name: string } & Base"],
    ["a union", "type User = Base | { key: string; name: string }"],
    ["a generic", "interface User extends Holder<Base> {}"],
    ["an override without tags", "interface User extends Base { key: 'x' }"],
    ["Readonly<Pick<…>>", "type User = Readonly<Pick<Base, 'key' | 'other'>>"],
  ])("through %s", async (_, code) => {
    const declared = await declare(`
      interface Base { /** @column user_key @unique @collate nocase */ key: string; other: number }
      class Old { /** @column user_key
        @unique @collate nocase */ key!: string }
      interface Holder<T extends Base> {
        /** @column user_key @unique @collate nocase */ key: T["key"] }
      /** @table users */ ${code}`);
    expect(columnOf(tableOf(declared, "users"), "user_key").collation).toBe("NOCASE");
    expect(tableOf(declared, "users").uniques).toHaveLength(1);
  });

  test("and tags of other tools on an override do not cut them off", async () => {
    const declared = await declare(
      "interface Base { /** @unique */ key: string } /** @table */ interface User extends Base { /** @deprecated */ key: 'x' }",
    );
    expect(declared.tables[0]).toMatchObject({ uniques: [{}] });
  });

  test("and a property that overrides with tags of its own has only those", async () => {
    const declared = await declare(
      "interface Base { /** @unique */ key: string } /** @table */ interface User extends Base { /** @index */ key: 'x' }",
    );
    expect(declared.tables[0]).toMatchObject({ uniques: [], indexes: [{}] });
  });
});
