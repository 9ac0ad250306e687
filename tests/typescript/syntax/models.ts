import type { Files } from "./both.ts";

const table = (properties: string, beside = ""): Files => ({
  "models/book.ts": `${beside}\n/** @table */ export interface Book { id: number; ${properties} }`,
});

/** Models that are read by their syntax alone. */
export const plain: Readonly<Record<string, Files>> = {
  "words for types": table("a: string; b: number; c: boolean; d: bigint; e: any; f: unknown; g: object"),
  "null and undefined": table(
    "a: string | null; b?: number; c?: string | null; d: undefined | Date; e?: any",
  ),
  "types of the standard library": table("a: Date; b: Buffer; c: Uint8Array | null; d: ArrayBuffer"),
  literals: table("a: 'x' | 'y'; b: 1 | -2 | 3.5; c: true; d: 'one'; e: 'x' | 1; f: 'x' | string"),
  "literals with escapes": table(String.raw`a: 'it\'s' | "\u0041\n" | '\x42'; b: 1_000 | 0x10 | 1e3`),
  "half of a character": table(String.raw`a: '\ud83d' | 'b'`),
  mixtures: table("a: string | number; b: boolean | 'x'; c: Date | string | null; d: { a: 1 } | string[]"),
  lists: table(
    "a: string[]; b: readonly number[]; c: Array<Date>; d: ReadonlyArray<string | null>; e: any[]; f: (string)[][]",
  ),
  "object types": table(
    "a: { x: number; /* no tag */ y?: string }; b: Record<string, unknown>; c: {}; d: { f(): void }",
  ),
  parentheses: table("a: (string | null); b: ((('x') | 'y')); c: (Date)"),
  "members with quoted names": table(`"first-name": string; 'b': number; readonly c: Date`),
  aliases: table(
    "status: Status; meta: Meta | null; when: When; list: Meta[]",
    "type Status = 'draft' | Done; type Done = 'done' | 'shipped'; type Meta = { a: number }; type When = Date | null;",
  ),
  "the order of literals": table("a: B | 'z' | C; b: C | B", "type C = 'm' | 'a'; type B = 'q' | 'b' | 'm';"),
  enums: table(
    "a: Size; b: Level | null; c: Mixed; d: One",
    "enum Size { S = 's', M = 'm' } export const enum Level { Low, Mid = 5, High } enum Mixed { A = 'a', B = 1 } enum One { Only = 'only' }",
  ),
  "constants of literals": table(
    "a: Status; b: (typeof codes)[number]; c: Role | null; d: typeof statuses[number]",
    `export const statuses = ["draft", "done"] as const; type Status = (typeof statuses)[number];
     const codes = [3, 1, -2] as const; const roles = { admin: "a", "guest-user": "g" } as const satisfies Record<string, string>;
     export type Role = (typeof roles)[keyof typeof roles];`,
  ),
  "a type and a constant of one name": table(
    "a: Kind",
    "const Kind = ['x', 'y'] as const; type Kind = (typeof Kind)[number];",
  ),
  "tables that hold each other": {
    "models/shop.ts": `
      /** @table */ export interface Author { id: number; books: Book[]; first?: Book | null; all: Array<Book> }
      /** @table */ export type Book = { id: number; author: Author; authorId: number; notes: Note[]; note: Note };
      type Note = { text: string };`,
  },
  "a table that is ignored is a table to others": table(
    "old: Old; olds: Old[]",
    "/** @table @ignore */ export interface Old { id: number }",
  ),
  "what interfaces extend": {
    "models/base.ts": "export interface Timed { createdAt: Date; /** @default 0 */ updatedAt: Date | null }",
    "models/book.ts": `import type { Timed } from "./base";
      interface Named { /** @unique */ name: string } interface Both extends Named, Timed { both: 1 | 2 }
      /** @table */ export interface Book extends Both { id: number }`,
  },
  imports: {
    "models/book.ts": `import type { Status } from "../shared/status.ts"; import { type Meta as More, Level } from "../shared/index.js"; import fs from "node:fs"; import { z } from "zod";
      /** @table */ export interface Book { id: number; status: Status; meta: More; level: Level; other: Other }
      import { Other } from "./other";`,
    "models/other.ts": "/** @table */ export interface Other { id: number }",
    "shared/status.ts": "export type Status = 'a' | 'b'",
    "shared/index.ts": `export * from "./meta"; export { Level as Level } from "./level";`,
    "shared/meta.ts": "export interface Meta { a: number }",
    "shared/level.ts": "export enum Level { Low, High }",
  },
  "a tsconfig that says nothing of names": {
    ...table("a: Status", `import type { Status } from "./status";`),
    "models/status.ts": "export type Status = 'a'",
    "tsconfig.json": `{ "extends": "./base.json", "compilerOptions": { "strict": true, // "paths": {}
    } }`,
    "base.json": `{ "compilerOptions": { "target": "ES2022" } }`,
  },
  "a relative name, below a base of a tsconfig": {
    ...table("a: Status", `import type { Status } from "./status";`),
    "tsconfig.json": `{ "compilerOptions": { "baseUrl": "." } }`,
    "models/status.ts": "export type Status = 'a'",
  },
  "paths of a tsconfig": {
    ...table(
      "a: Status; b: Other; c: Near",
      `import type { Status } from "@/status"; import { Other } from "others"; import { Near } from "@/near/by.js"; import { z } from "zod";`,
    ),
    "tsconfig.json": `{ "extends": "./config/base.json" }`,
    "config/base.json": `{ "compilerOptions": { "paths": { "@/*": ["../lib/*"], "others": ["../lib/others.ts"], "@/near/*": ["../lib/far/*"] } } }`,
    "lib/status.ts": "export type Status = 'a'",
    "lib/others.ts": "export type Other = 'b'",
    "lib/near/by.ts": "export type Near = 'n'",
    "lib/far/by.ts": "export type Near = 'f'",
  },
  "comments and tags": {
    "models/book.ts": `#!/usr/bin/env node
/* first */ // second
/** A file. */

/** Before it. @since 1 */
/**
 * The books.
 * @table all_books
 * @check long length(title) > 0
 */
export /* public */ interface Book {
  /** @primaryKey */ id: number; // the key
  /**
   * Its title.
   *
   * @default 'no @title'
   * @check title <> ''
   */
  title: string, /** @unique */ isbn: string | null
  /** Nothing to say. */
  plain: number;
  /** @see the other */ method(): void;
  // @ignored
  last: string; // end
}
/** @table */
type Inner = { id: number };`,
  },
  "line ends of other systems": table(
    "a: string;\r\n /** @default 1\r\n * @index */\r\n b: number;\r /** @unique */\r c: string;\u2028 d: Date",
  ),
  "other statements": table(
    "a: string",
    `"use strict"; import { x } from "pkg"; let y = x, z; var v = 1; function f<T>(t: T): T { return t; }
     export class Repository { private a = 1; find(): Book | null { return null; } }
     export const schema = x.object({ a: 1 }); if (y) { z = 1; }`,
  ),
  "types that are no tables and not plain": table(
    "a: string",
    "export type Draft = Partial<Book>; export type Box<T> = { item: T }; export type F = () => void; export interface Odd<T = string> { [key: string]: unknown }",
  ),
  "a file that is no module": {
    "models/book.ts": "/** @table */ interface Book { id: number; kind: Kind } type Kind = 'a'",
  },
  "an empty file": { "models/book.ts": "" },
};

/** Models that take the compiler, some for what they are, some for what is wrong with them. */
export const unclear: Readonly<Record<string, Files>> = {
  "types that are computed": table("a: Partial<{ x: 1 }>"),
  "a type parameter": { "models/book.ts": "/** @table */ export interface Book<T> { id: T }" },
  "a name that is nowhere": table("a: Missing"),
  "a name from a package": table("a: Money", `import type { Money } from "money";`),
  "a declaration in parts": table("a: Part", "interface Part { x: 1 } interface Part { y: 2 }"),
  "a class": { "models/book.ts": "/** @table */ export class Book { id!: number }" },
  "a word of the language as a namespace": table(
    "a: string",
    "type Split = string extends null.Rest ? 1 : 2;",
  ),
  "a template": table("a: `v$" + "{number}`"),
  "a tuple": table("a: [string, number]"),
  "a function": table("a: () => void"),
  "an index signature": table("[key: string]: unknown"),
  "only null": table("a: null; b?: undefined"),
  "any among others": table("a: any | null"),
  "an alias of itself": table("a: Tree", "type Tree = string | Tree[];"),
  "an interface called like a library's": table("a: Map", "interface Map { x: number }"),
  "a namespace": table("a: string", "namespace N { export interface X { a: 1 } }"),
  "a global": table("a: string", "declare global { interface Date { x: 1 } }"),
  "an export list": table("a: string", "interface Other { a: 1 } export { Other };"),
  "an enum that is computed": table("a: E", "const x = 1; enum E { A = x, B = 'b'.length }"),
  "a constant that may change": table("a: (typeof list)[number]", "const list = ['a', 'b'];"),
  "a property in two of its bases": {
    "models/book.ts": "interface A { id: number } /** @table */ export interface Book extends A { id: 1 }",
  },
  "a tag that trails its line": table("a: string; /** @unique */\n b: string"),
  "a tag inside a type": table("a: { /** @unique */ x: 1 }"),
  "a mark on no type": {
    "models/book.ts": "/** @table */ export const Book = 1; export interface Other { id: number }",
  },
  "a mark in a text": table("a: '@table'"),
  "a file that does not parse": table("a: string", "export interface {"),
  "another kind of import": table("a: import('./x').X"),
  "paths of a tsconfig that lead to several places": {
    ...table("a: Status", `import type { Status } from "status";`),
    "tsconfig.json": `{ "compilerOptions": { "paths": { "status": ["./nowhere.ts", "./models/status.ts"] } } }`,
    "models/status.ts": "export type Status = 'a'",
  },
  "names below a base of a tsconfig": {
    ...table("a: Status", `import type { Status } from "models/status";`),
    "tsconfig.json": `{ "compilerOptions": { "baseUrl": "." } }`,
    "models/status.ts": "export type Status = 'a'",
  },
  "a package that is linked": {
    ...table("a: Status", `import type { Status } from "me/status";`),
    "package.json": `{ "name": "me" }`,
  },
  "a tsconfig that does not parse": {
    ...table("a: Status", `import type { Status } from "@/status"; import { x } from "pkg";`),
    "tsconfig.json": `{ 'compilerOptions': { 'paths': { '@/*': ['./models/*'], 'pkg': ['./models/status.ts'] } } }`,
    "models/status.ts": "export type Status = 'a'",
  },
  "a package that paths of a tsconfig name": {
    ...table("a: Status", `import type { Status } from "pkg";`),
    "tsconfig.json": `{ "compilerOptions": { "paths": { "pkg": ["./node_modules/pkg/index.ts"] } } }`,
    "node_modules/pkg/index.ts": "export type Status = 'a'",
  },
  "a name that is passed on and is nowhere, before one that is somewhere": {
    ...table("a: Kind", `import { Kind } from "../all";`),
    "all.ts": `export * from "./none"; export * from "./kinds";`,
    "none.ts": `export { Kind } from "./empty";`,
    "empty.ts": "export {};",
    "kinds.ts": "export type Kind = 'a'",
  },
  "a file that only declares": {
    "models/book.d.css.ts": "/** @table */ export interface Book { id: number } interface Other { a: 1 }",
  },
  "a driver that paths of a tsconfig name": {
    ...table("a: Status", `import type { Status } from "better-sqlite3";`),
    "tsconfig.json": `{ "compilerOptions": { "paths": { "*": ["./status.ts"] } } }`,
    "status.ts": "export type Status = 'a'",
  },
  "an import inside of a function, with a comment": table("a: string", "const f = () => import/**/('./x');"),
  "a reference to a file, behind a comment": {
    "models/book.ts": `/* a */ /// <reference path="../x.ts" />\n/** @table */ export interface Book { id: number }`,
    "x.ts": "interface {",
  },
  "a suffix of modules": {
    ...table("a: Status", `import type { Status } from "./status";`),
    "tsconfig.json": `{ "compilerOptions": { "moduleSuffixes": [".web", ""] } }`,
    "models/status.ts": "export type Status = 'a'",
  },
  "a folder that is imported": {
    ...table("a: Status", `import type { Status } from "./status";`),
    "models/status/index.ts": "export type Status = 'a'",
  },
  "a comment that trails a statement": table("a: string", "const one = 1; /** @unique */"),
  "a comment after all statements": {
    "models/book.ts": "/** @table */ export interface Book { id: number }\n/** @unique */",
  },
  "a comment inside a function": table("a: string", "function f() { g(); /** @unique */\n h(); }"),
  "a type inside a function": table("a: string", "function f() { interface Inner { x: 1 } }"),
  "a decorated class": table("a: string", "const one = 1; @marked /** @index */\nexport class Other {}"),
  "a number that only the parser takes": table("a: string", "const one = 010;"),
  "a word of the language as a type": table("a: string", "export type Other = Array<default>;"),
  "two types in one hole of a template": table("a: string", "export type Other = `$" + "{string number}`;"),
  "a value given to an as": table("a: string", "let x; x as any = 1;"),
  "a function without a name": table("a: string", "declare function (): void;"),
  "an import in another phase": table("a: string", `import source x from "pkg";`),
  "a comment of HTML": table("a: string", "<!-- a"),
  "a label before an export": table("a: string", "label:"),
  "an await that has the compiler read a statement twice": table(
    "a: string",
    'export const r = await { right: scoped("a", ) };',
  ),
  "an import of nothing that does not parse": {
    ...table("a: string", `export {} from "../broken";`),
    "broken.ts": "export interface {",
  },
  "an alias of no object that is called a table elsewhere": {
    ...table("a: Kind", `import { Kind } from "../kinds";`),
    "kinds.ts": "/** @table */ export type Kind = 'a' | 'b'",
  },
  "a mark between the words of a type elsewhere": {
    ...table("a: Kind", `import { Kind } from "../kinds";`),
    "kinds.ts": "export /** @table */ interface Kind { x: 1 }",
  },
  "a property in one base that is a method in another": {
    "models/book.ts":
      "interface A { m: string } interface B { m(): void } /** @table */ export interface Book extends B, A { id: 1 }",
  },
  "a value that hides a type that is passed on": {
    ...table("a: Kind", `import { Kind } from "../all";`),
    "all.ts": `export const Kind = [1] as const; export * from "./kinds";`,
    "kinds.ts": "export type Kind = 'a'",
  },
  Kysely: table("a: Generated<number>", `import type { Generated } from "kysely";`),
};
