import { describe, expect, test } from "vitest";
import { said } from "./outside.ts";
import { failure } from "./project.ts";

describe("files", () => {
  test("a byte order mark, CRLF and a shebang change nothing, and places count from 1", async () => {
    const source = `\uFEFF#!/usr/bin/env node\r\n/**\r\n * @table\r\n * @unique (id,\r\n *   title)\r\n */\r\nexport interface Book {\r\n  id: number;\r\n  /**\r\n   * @default 'x'\r\n   * @check length(title) > 0\r\n   */\r\n  title: string;\r\n}\r\n`;
    expect(await said(source)).toEqual([
      "books: id number, title string = 'x'; unique (id, title); check (length(title) > 0)",
    ]);
    expect(await failure(source.replace("@check length(title)", "@check length(titel)"))).toContain(
      "model.ts:11:6: ",
    );
  });

  test("old Mac line ends count as line ends", async () => {
    expect(
      await said("/**\r * @table\r * @strict\r */\rexport interface Book {\r  id: number;\r}\r"),
    ).toEqual(["books: id number; strict"]);
  });

  test("TSX is read by its own grammar", async () => {
    const source = `/** @table */ export interface Book { id: number; title: string }\nexport const View = (book: Book) => <b title="/** @table */">{book.title} /** @unique */ it's</b>;`;
    expect(await said({ "view.tsx": source }, { patterns: ["**/*.tsx"] })).toEqual([
      "books: id number, title string",
    ]);
  });

  test("a table imported and marked elsewhere is a relation, and no table where its file is no model", async () => {
    const files = {
      "models/book.ts": `import type { Author } from "../other/author"; /** @table */ export interface Book { id: number; author: Author; authorId: number }`,
      "other/author.ts": `/** @table */ export interface Author { id: number }`,
    };
    expect(await said(files, { patterns: ["models/*.ts"] })).toEqual(["books: id number, author_id number"]);
  });

  test("node_modules and dot folders are entered only by name", async () => {
    const files = {
      "model.ts": `/** @table */ export interface Book { id: number }`,
      "node_modules/pkg/model.ts": `/** @table */ export interface Pkg { id: number }`,
      ".hidden/model.ts": `/** @table */ export interface Hidden { id: number }`,
    };
    expect(await said(files)).toEqual(["books: id number"]);
    expect(await said(files, { patterns: [".hidden/*.ts"] })).toEqual(["hiddens: id number"]);
    expect(await said(files, { patterns: ["node_modules/pkg/*.ts"] })).toEqual(["pkgs: id number"]);
  });
});

describe("exported:", () => {
  const exported = { patterns: ["exported:models/**/*.ts"] };

  test("every exported object type is a table, whatever way it is exported", async () => {
    expect(
      await said(
        {
          "models/all.ts": `
            export interface Author { id: number }
            export type Book = { id: number };
            export class Film { id = 0 }
            interface Hidden { id: number }
            interface Later { id: number }
            export type { Later };
            interface Renamed { id: number }
            export { type Renamed as Renewed };
            export default interface Main { id: number }
            export abstract class Base { id!: number }
            export declare class Ambient { id: number }`,
        },
        exported,
      ),
    ).toEqual([
      "authors: id number",
      "books: id number",
      "films: id number",
      "laters: id number",
      "reneweds: id number",
      "mains: id number",
      "bases: id number",
      "ambients: id number",
    ]);
  });

  test("what is no table there", async () => {
    expect(
      await said(
        {
          "models/all.ts": `
            export type Status = "a" | "b"; export enum Level { A } export const x = { id: 1 }; export function f() {}
            export interface Page<T> { items: T[] } export type Maybe<T> = T | null;
            export interface Lookup { [key: string]: number } export type Dict = Record<string, number>;
            export type List = { id: number }[]; export type Pair = [number, string];
            export type Callback = (id: number) => void; export interface Factory { new (): object }
            export interface Repo { find(id: number): void; save: () => void } export interface Empty {} export class Service { run() {} }
            export type Id = number & { __brand: "Id" }; export type Nothing = null; export type Any = any; export type Un = unknown; export type O = object;
            export * from "./more"; export { Elsewhere } from "../other/elsewhere";
            /** @ignore */ export interface Options { a: string }
            export namespace Inner { export interface Row { id: number } }
            export type When = Date; export type Bytes = Uint8Array; export type M = Map<string, number>; export type P = Promise<{ id: number }>; export class Boom extends Error {}`,
          "models/more.ts": `export interface More { id: number }`,
          "other/elsewhere.ts": `export interface Elsewhere { id: number }`,
        },
        exported,
      ),
    ).toEqual(["mores: id number"]);
  });

  test("type parameters with defaults are filled, an anonymous default export needs a name", async () => {
    expect(
      await said(
        {
          "models/a.ts": `export interface Row<T = string> { id: T }`,
          "models/b.ts": `export default class { id = 1 }`,
          "models/c.ts": `/** @table c_rows */ export default class { id = 1 }`,
        },
        exported,
      ),
    ).toEqual([
      "rows: id string",
      "c_rows: id number",
      "! default export: it has no name: write @table name",
    ]);
  });

  test("an exported type that is the type of a property is a relation", async () => {
    expect(
      await said(
        {
          "models/a.ts": `export interface Author { id: number; books: Book[] } export interface Book { id: number; author?: Author }`,
        },
        exported,
      ),
    ).toEqual(["authors: id number", "books: id number"]);
  });
});

describe("naming", () => {
  test.each([
    ["UserProfile", "user_profiles"],
    ["Category", "categories"],
    ["Person", "people"],
    ["SalesPerson", "sales_people"],
    ["HTTPRequest", "http_requests"],
    ["OAuth2Token", "o_auth2_tokens"],
    ["News", "news"],
    ["Settings", "settings"],
    ["Status", "statuses"],
    ["UserData", "user_data"],
    ["Analysis", "analyses"],
    ["_Draft", "_drafts"],
    ["Address2", "address2s"],
    ["Bücherei", "büchereis"],
    ["user", "users"],
    ["user_account", "user_accounts"],
  ])("%s is %s", async (type, table) => {
    expect(await said(`/** @table */ export interface ${type} { id: number }`)).toEqual([
      `${table}: id number`,
    ]);
  });

  test.each([
    ["snake", "camel", "user_profile: firstName string, _id number"],
    ["camel", "as-is", "userProfile: firstName string, _id number"],
    ["pascal", "snake", "UserProfile: first_name string, _id number"],
    ["as-is", "snake", "UserProfile: first_name string, _id number"],
    ["snake_plural", "camel", "user_profiles: firstName string, _id number"],
  ] as const)("tables %s and columns %s", async (tables, columns, line) => {
    expect(
      await said("/** @table */ export interface UserProfile { firstName: string; _id: number }", {
        naming: { tables, columns },
      }),
    ).toEqual([line]);
  });

  test("@table and @column win over the naming", async () => {
    expect(
      await said(
        `/** @table "My Users" */ export interface User { /** @column "E-Mail" */ email: string; /** @column ID */ id: number }`,
        { naming: { tables: "camel", columns: "camel" } },
      ),
    ).toEqual(["My Users: E-Mail string, ID number"]);
  });
});
