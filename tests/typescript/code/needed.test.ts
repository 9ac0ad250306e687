import { describe, expect, it } from "vitest";
import { database, type Files, statements } from "./lazily.ts";

const reader = "export interface Reader { id: number; name: string | null }";

/** A file that gives the rows of a statement a type that it imports. */
const typed = (imports: string, type = "Reader"): string =>
  `${imports}\n${database}export const all = () => db.prepare("SELECT id, name FROM readers").all() as ${type}[];`;

const typedAsReader = ["SELECT id, name FROM readers -> id number, name string?"];

describe("a type of rows from another file is found", () => {
  it.each<[string, Files]>([
    [
      "where it is declared",
      { "rows.ts": reader, "app.ts": typed('import type { Reader } from "./rows.ts";') },
    ],
    [
      "under another name",
      { "rows.ts": reader, "app.ts": typed('import { type Reader as Row } from "./rows.ts";', "Row") },
    ],
    [
      "behind files that hand on everything",
      {
        "books.ts": "export interface Book { id: number; title: string }",
        "readers.ts": reader,
        "people/index.ts": 'export * from "../readers.ts";',
        "index.ts": 'export * from "./books.ts";\nexport * from "./people/index.ts";',
        "app.ts": typed('import type { Reader } from "./index.ts";'),
      },
    ],
    [
      "behind a file that names it, and names it anew",
      {
        "rows.ts": reader.replace("Reader", "Row"),
        "index.ts": 'export { type Row as Reader } from "./rows.ts";',
        "app.ts": typed('import type { Reader } from "./index.ts";'),
      },
    ],
    [
      "behind a file that imports it and exports it",
      {
        "rows.ts": reader,
        "index.ts": 'import type { Reader } from "./rows.ts";\nexport type { Reader as Row };',
        "app.ts": typed('import type { Row } from "./index.ts";', "Row"),
      },
    ],
    [
      "behind `export type *`",
      {
        "rows.ts": reader,
        "index.ts": 'export type * from "./rows.ts";',
        "app.ts": typed('import type { Reader } from "./index.ts";'),
      },
    ],
    [
      "behind files that hand on to each other in a circle",
      {
        "a.ts": 'export * from "./b.ts";\nexport interface Book { id: number }',
        "b.ts": 'export * from "./a.ts";\nexport * from "./rows.ts";',
        "rows.ts": reader,
        "books.ts":
          'import type { Book } from "./b.ts";\nexport const sql = "SELECT id FROM books"; export type { Book };',
        "app.ts": typed('import type { Reader } from "./a.ts";'),
      },
    ],
    [
      "beside a file that has its name in a comment only",
      {
        "old.ts": "// export interface Reader { id: string }\nexport const version = 1;",
        "rows.ts": reader,
        "index.ts": 'export * from "./old.ts";\nexport * from "./rows.ts";',
        "app.ts": typed('import type { Reader } from "./index.ts";'),
      },
    ],
    [
      "as the default of a file",
      {
        "reader.ts": "export default interface Reader { id: number; name: string | null }",
        "app.ts": typed('import type Reader from "./reader.ts";'),
      },
    ],
    [
      "as the default, handed on under a name",
      {
        "reader.ts": "interface Reader { id: number; name: string | null }\nexport default Reader;",
        "index.ts": 'export { default as Reader } from "./reader.ts";',
        "app.ts": typed('import type { Reader } from "./index.ts";'),
      },
    ],
    [
      "in a file imported as a whole",
      { "rows.ts": reader, "app.ts": typed('import type * as rows from "./rows.ts";', "rows.Reader") },
    ],
    [
      "in a file handed on as a whole under a name",
      {
        "rows.ts":
          'import type { Name } from "./names.ts";\nexport interface Reader { id: number; name: Name }',
        "names.ts": "export type Name = string | null;",
        "index.ts": 'export * as rows from "./rows.ts";',
        "app.ts": typed('import { rows } from "./index.ts";', "rows.Reader"),
      },
    ],
    [
      "with another one of the same whole file, in another function",
      {
        "books.ts":
          'import type { Title } from "./titles.ts";\nexport interface Book { id: number; title: Title }',
        "titles.ts": "export type Title = string;",
        "names.ts": "export type Name = string | null;",
        "rows.ts":
          'import type { Name } from "./names.ts";\nexport type { Book } from "./books.ts";\nexport interface Reader { id: number; name: Name }',
        "index.ts": 'export * as rows from "./rows.ts";',
        "app.ts": `${typed('import { rows } from "./index.ts";', "rows.Reader")}
          export const books = () => db.prepare("SELECT id, title FROM books").all() as rows.Book[];`,
      },
    ],
    [
      "in a namespace, under a name of its own",
      {
        "rows.ts":
          'import type { Named } from "./named.ts";\nexport namespace Rows { export interface Reader extends Named { id: number } }',
        "named.ts": "export interface Named { name: string | null }",
        "app.ts": typed('import { Rows } from "./rows.ts";\nimport Row = Rows.Reader;', "Row"),
      },
    ],
    [
      "of `export =`",
      {
        "reader.ts": "interface Reader { id: number; name: string | null }\nexport = Reader;",
        "app.ts": typed('import Reader = require("./reader");'),
      },
    ],
    ["imported in passing", { "rows.ts": reader, "app.ts": typed("", 'import("./rows.ts").Reader') }],
    [
      "with `.js` in its path",
      { "rows.ts": reader, "app.ts": typed('import type { Reader } from "./rows.js";') },
    ],
    [
      "with nothing in its path",
      { "rows.ts": reader, "app.ts": typed('import type { Reader } from "./rows";') },
    ],
    ["by the folder", { "rows/index.ts": reader, "app.ts": typed('import type { Reader } from "./rows";') }],
    [
      "by an alias of tsconfig.json",
      {
        "tsconfig.json": '{ "compilerOptions": { "paths": { "@rows/*": ["./src/rows/*"] } } }',
        "src/rows/reader.ts": reader,
        "src/app.ts": typed('import type { Reader } from "@rows/reader";'),
      },
    ],
    [
      "by an import of package.json",
      {
        "package.json": '{ "name": "library", "imports": { "#rows": "./rows.ts" } }',
        "rows.ts": reader,
        "app.ts": typed('import type { Reader } from "#rows";'),
      },
    ],
    [
      "that every file has, from a file imported for that",
      {
        "globals.ts": "export {};\ndeclare global { interface Reader { id: number; name: string | null } }",
        "app.ts": typed('import "./globals.ts";'),
      },
    ],
    [
      "that every file has, from a file imported for something else, or by one that is",
      {
        "globals.ts":
          "export const version = 1;\ndeclare global { interface Person { name: string | null } }",
        "more.ts": 'import "./globals.ts";',
        "rows.ts": 'import "./more.ts";\nexport interface Reader extends Person { id: number }',
        "app.ts": typed('import type { Reader } from "./rows.ts";'),
      },
    ],
  ])("%s", (_, files) => {
    expect(statements(files).filter((text) => text.includes("FROM readers"))).toEqual(typedAsReader);
  });
});
