import { describe, expect, test } from "vitest";
import { said } from "./outside.ts";
import { failure } from "./project.ts";

/** A sentence, the types, and what the model says. */
type Case = readonly [sentence: string, source: string, ...lines: string[]];

function tell(cases: readonly Case[]): void {
  test.each(cases)("%s", async (_, source, ...lines) => {
    expect(await said(source)).toEqual(lines);
  });
}

/** One table `books` with these members, beside other declarations. */
const book = (members: string, beside = "") =>
  `${beside}\n/** @table */\nexport interface Book {\n${members}\n}`;

describe("what is not resolved", () => {
  tell([
    [
      "an unresolved property type is not analysed and the others go on",
      book(
        "id: number; a: Missing; b: Missing | null; c: string",
        "import type { Missing } from 'some-package';",
      ),
      "books: id number, c string, …",
      '! books.a: Missing comes from "some-package", which is no file of the project',
      '! books.b: Missing comes from "some-package", which is no file of the project',
    ],
    [
      "an unresolved base leaves the known columns compared",
      "import { BaseEntity } from 'typeorm';\n/** @table */ export class Book extends BaseEntity { id!: number; title!: string }",
      "books: id number, title string, …",
      '! base BaseEntity: BaseEntity comes from "typeorm", which is no file of the project',
    ],
    [
      "an unresolved part of an intersection leaves the known columns compared",
      "import type { Extra } from './nowhere';\n/** @table */ export type Book = { id: number; title: string } & Extra;",
      "books: id number, title string, …",
      '! base Extra: Extra comes from "./nowhere", which is no file of the project',
    ],
    [
      "an unresolved type inside JSON does not matter",
      book(
        "id: number; a: { x: Missing }; b: Record<string, Missing>",
        "import type { Missing } from 'some-package';",
      ),
      "books: id number, a json, b json",
    ],
    [
      "a type that does not exist at all",
      book("id: number; a: Nowhere"),
      "books: id number, …",
      "! books.a: Nowhere is declared nowhere in the model files or what they import",
    ],
  ]);
});

describe("@table where no table can be", () => {
  test.each([
    ["a function", "/** @table */ export function books() {}", "a function"],
    ["a variable", "/** @table */ export const books = {};", "a variable"],
    ["a class expression", "/** @table */ export const Book = class { id = 0 };", "a class expression"],
    ["an enum", "/** @table */ export enum Book { A }", "an enum"],
    [
      "a namespace",
      "/** @table */ export namespace Book { export interface Row { id: number } }",
      "a namespace",
    ],
    ["an import", "/** @table */ import type { X } from './x';", "an import or export"],
    ["a re-export", "/** @table */ export { Book } from './book';", "an import or export"],
    ["an expression", "/** @table */ console.log(1);", "no type"],
    ["a default export's class expression", "/** @table */ export default (class { id = 0 });", "no type"],
    ["a property", "export interface Shelf { /** @table */ book: { id: number } }", "a property"],
    ["a property of an object", "export const schema = { /** @table */ users: { id: 0 } };", "a property"],
    ["a method", "export class Repo { /** @table */ find() {} }", "a method"],
    ["a class within an expression", "export const x = [/** @table */ class { id = 0 }];", "no type"],
  ])("%s is named as not analysed", async (_, source, on) => {
    const author = "/** @table */ export interface Author { id: number }\n";
    expect(await said(author + source)).toEqual([
      "authors: id number",
      `! @table: it stands on ${on}: only an interface, an object type alias or a class declaration can be a table`,
    ]);
  });

  test.each([
    ["a type that is a primitive", "/** @table */ export type Book = string;"],
    ["an array", "/** @table */ export type Books = { id: number }[];"],
    ["a function type", "/** @table */ export type Book = () => void;"],
    ["nothing, at the end of the file", "export interface Book { id: number }\n/** @table */"],
    [
      "nothing, at the end of a line",
      "export interface Book { id: number } /** @table */\nexport const x = 1;",
    ],
  ])("%s is an error that names the place", async (_, source) => {
    expect(await failure(source)).toMatch(/model\.ts:\d+:\d+: .*@table/);
  });

  test("a string, a template, a regular expression, a line comment and a quoted tag are no tags", async () => {
    const source = `export const a = '/** @table */', b = \`/** @table */ \${a /* /** @table */}\`, c = /\\/** @table *\\//; // /** @table */\n/* @table */\n/** About \`@table\`. */ export const d = 1;\n/** @table */ export interface Author { id: number }`;
    expect(await said(source)).toEqual(["authors: id number"]);
  });
});
