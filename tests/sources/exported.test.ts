import { describe, expect, test } from "vitest";
import { declare, failure } from "./project.ts";

const patterns = ["exported:models/**/*.ts"];

const names = async (files: string | Record<string, string>) =>
  (await declare(typeof files === "string" ? { "models/all.ts": files } : files, { patterns })).tables.map(
    ({ name }) => name,
  );

describe("exported: makes every exported object type a table", () => {
  test("interfaces, object types, classes, unions of object types", async () => {
    expect(
      await names(
        "export interface User { id: number } export type Order = { id: number }; export class Book { id = 1 } export type Pet = { cat: 1 } | { dog: 1 }; export type Key = Record<'a' | 'b', string>; export abstract class Base { id = 1 }",
      ),
    ).toEqual(["users", "orders", "books", "pets", "keys", "bases"]);
  });

  test("however it is exported", async () => {
    expect(
      await names(
        "interface User { id: number } type Order = { id: number }; class Book { id = 1 } interface Row { id: 1 } export { User, type Order, Row as Line }; export default Book;",
      ),
    ).toEqual(["users", "orders", "books", "lines"]);
    expect(await names("export default interface User { id: number }")).toEqual(["users"]);
    expect(await names({ "models/all.d.ts": "export interface User { id: number }" })).toEqual(["users"]);
  });

  test("nothing that is not exported, or no object type", async () => {
    expect(
      await names(
        "interface Hidden { id: 1 } export type Status = 'a' | 'b'; export type Id = string & { __brand: 1 }; export type Fn = () => void; export interface Callable { (): void; id: number } export enum E { A } export const x = { id: 1 }; export function f() {} export type Stamp = Date; export class Service { run() {} } export type Mixed = string | { id: 1 }; export {};",
      ),
    ).toEqual([]);
  });

  test("no type with unfilled type parameters, but one whose parameters have defaults", async () => {
    expect(
      await names(
        "export interface Page<T> { items: T } export interface Box<T = string> { item: T } export type Row<A, B = 1> = { a: A; b: B }",
      ),
    ).toEqual(["boxes"]);
    const [box] = (
      await declare(
        { "models/a.ts": "export interface Box<T = string> { item: T; list: T[]; both: T | null }" },
        { patterns },
      )
    ).tables;
    expect(box?.columns.map(({ accepts, notNull }) => [accepts, notNull])).toEqual([
      ["string", true],
      ["json", true],
      ["string", false],
    ]);
  });

  test("no re-exports", async () => {
    const files = {
      "models/user.ts": "export interface User { id: number }",
      "models/index.ts":
        "export * from './user.ts'; export { Team } from '../team.ts'; import { Team as T } from '../team.ts'; export { T }; export type { T as U };",
      "team.ts": "export interface Team { id: number }",
    };
    expect(await names(files)).toEqual(["users"]);
  });

  test("no type that has only an index signature, and no array", async () => {
    expect(
      await names(
        "export interface Bag { [key: string]: string } export type Map2 = Record<string, number>; export type List = User[]; export type Pair = [number, string]; export type Frozen = readonly string[]; interface User { id: number }",
      ),
    ).toEqual([]);
  });

  test("an anonymous default export needs @table name", async () => {
    expect(await names("/** @table books */ export default class { id = 1 }")).toEqual(["books"]);
    const declared = await declare({ "models/a.ts": "export default class { id = 1 }" }, { patterns });
    expect(declared.tables).toEqual([]);
    expect(declared.notAnalysed).toEqual([
      {
        what: "default export",
        location: { file: "models/a.ts", line: 1, column: 1 },
        why: expect.stringContaining("@table name"),
      },
    ]);
    expect(
      await failure({ "models/a.ts": "/** @table */ export default class { id = 1 }" }, { patterns }),
    ).toContain("@table name");
  });

  test("with declaration and property tags, and without those it ignores", async () => {
    const declared = await declare(
      {
        "models/a.ts":
          "/** @strict */ export interface User { /** @primaryKey */ id: number } /** @ignore */ export interface Options { a: string }",
      },
      { patterns },
    );
    expect(declared.tables).toMatchObject([{ name: "users", strict: true, primaryKey: { columns: ["id"] } }]);
  });

  test("an ignored type is no table, so a property of it is JSON", async () => {
    const declared = await declare(
      {
        "models/a.ts":
          "/** @ignore */ export interface Address { a: string } export interface Team { id: 1 } export interface User { address: Address; team: Team }",
      },
      { patterns },
    );
    expect(declared.tables.map(({ name, columns }) => [name, columns.map((each) => each.name)])).toEqual([
      ["teams", ["id"]],
      ["users", ["address"]],
    ]);
  });

  test("@table still marks types in its files that are not exported", async () => {
    expect(await names("/** @table */ interface User { id: number }")).toEqual(["users"]);
  });

  test("a misspelt tag in it is an error, since it is a table", async () => {
    expect(
      await failure({ "models/a.ts": "export interface User { /** @uniqe */ id: number }" }, { patterns }),
    ).toContain("@unique");
  });

  test("types that Kysely's database uses or makes are Kysely's", async () => {
    const declared = await declare(
      {
        "models/db.ts": `import { Kysely, Generated, Selectable } from "kysely"; export interface PersonTable { id: Generated<number> } export interface Database { person: PersonTable } export type Person = Selectable<PersonTable>; export const db = new Kysely<Database>({}); export interface Note { id: number }`,
      },
      { patterns },
    );
    expect(declared.tables.map(({ name, source }) => [name, source])).toEqual([
      ["notes", "types"],
      ["person", "kysely"],
    ]);
  });
});
