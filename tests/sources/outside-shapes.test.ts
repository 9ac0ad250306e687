import { describe, expect, test } from "vitest";
import { said } from "./outside.ts";

/** A sentence, the types, and what the model says. */
type Case = readonly [sentence: string, source: string, ...lines: string[]];

function tell(cases: readonly Case[]): void {
  test.each(cases)("%s", async (_, source, ...lines) => {
    expect(await said(source)).toEqual(lines);
  });
}

describe("type operators", () => {
  tell([
    [
      "Pick, Omit, Partial, Required and Readonly nest",
      `interface Full { id: number; a?: string; b: number | null; c: Date }
       /** @table */ export type Book = Readonly<Required<Omit<Full, "c">> & Partial<Pick<Full, "c">>>;`,
      "books: id number, a string, b number?, c date?",
    ],
    [
      "a mapped type with as renames keys and a conditional filters them",
      `interface Full { id: number; title: string; _secret: string }
       type Public<T> = { [K in keyof T as K extends \`_\${string}\` ? never : K]: T[K] };
       type Prefixed<T> = { [K in keyof T as \`book\${Capitalize<K & string>}\`]: T[K] };
       /** @table */ export type Book = Prefixed<Public<Full>>;`,
      "books: book_id number, book_title string",
    ],
    [
      "a conditional type chooses values",
      `type Stored<T> = { [K in keyof T]: T[K] extends Date ? string : T[K] extends boolean ? 0 | 1 : T[K] };
       interface Domain { id: number; at: Date; done: boolean; note: string | null }
       /** @table */ export type Book = Stored<Domain>;`,
      "books: id number, at string, done 0|1, note string?",
    ],
    [
      "generics with defaults and constraints are filled",
      `interface Base<Id extends string | number = number, Extra = { note?: string }> { id: Id; extra: Extra }
       /** @table */ export interface Book extends Base { title: string }
       /** @table */ export interface Film extends Base<string, null> { title: string }
       /** @table */ export type Song = Base<string> & { len: number };`,
      "books: id number, extra json, title string",
      "films: id string, extra any?, title string",
      "songs: id string, extra json, len number",
    ],
    [
      "a record over a union of keys is a table with those columns",
      `/** @table */ export type Setting = Record<"key" | "value", string> & { id: number };`,
      "settings: key string, value string, id number",
    ],
    [
      "Pick with an addition and an override by Omit",
      `interface Full { id: number; a: string; b: string }
       /** @table */ export type Book = Pick<Full, "id" | "a"> & { b: number | null };
       /** @table */ export interface Film extends Omit<Full, "b"> { b?: Date }`,
      "books: id number, a string, b number?",
      "films: id number, a string, b date?",
    ],
    [
      "members of an intersection that overlap are both at once",
      `/** @table */ export type Book = { id: number; a: string | null; b: "x" | "y" | "z"; c?: number } & { a: string; b: "y" | "z"; c: number };`,
      'books: id number, a string, b "y"|"z", c number',
    ],
    [
      "infer, recursive and indexed access types resolve",
      `type Unwrap<T> = T extends Promise<infer U> ? U : T extends Array<infer V> ? V : T;
       interface Deep { inner: { leaf: { id: number; name: string } } }
       /** @table */ export type Book = Unwrap<Promise<Deep["inner"]["leaf"]>>;
       /** @table */ export type Film = Unwrap<{ id: number; at: Awaited<Promise<Date>> }[]>;`,
      "books: id number, name string",
      "films: id number, at date",
    ],
    [
      "ReturnType and InstanceType of what is in the files resolve",
      `class Row { id = 0; name = "x"; at = new Date(); tags: string[] = []; maybe: string | undefined }
       function make() { return { id: 1, label: "a" as string | null }; }
       /** @table */ export type Book = InstanceType<typeof Row>;
       /** @table */ export type Film = ReturnType<typeof make>;`,
      "books: id number, name string, at date, tags json, maybe string?",
      "films: id number, label string?",
    ],
    [
      "-readonly and -? take modifiers off",
      `interface Full { readonly id?: number; readonly a?: string | null }
       /** @table */ export type Book = { -readonly [K in keyof Full]-?: Full[K] };`,
      "books: id number, a string?",
    ],
    [
      "a union of object types has all members' properties, those not in every member nullable",
      `/** @table */ export type Event = Base & (Click | Key | { kind: "none" });
       interface Base { id: number; at: Date }
       interface Click { kind: "click"; x: number; y: number; target?: string }
       interface Key { kind: "key"; code: string; x: string }`,
      'events: id number, at date, kind "click"|"key"|"none", x any?, y number?, target string?, code string?',
    ],
    [
      "a property named like an Object member is a column",
      `/** @table */ export interface Book { constructor: string; toString: string; hasOwnProperty: number; __proto__: string; valueOf: number; length: number }`,
      "books: constructor string, to_string string, has_own_property number, __proto__ string, value_of number, length number",
    ],
    [
      "quoted, numeric, computed and unicode names are columns",
      `const key = "computed"; /** @table */ export interface Book { "first name": string; 'kebab-case': number; 42: string; [key]: Date; ["literal"]: string; größe: number; Über: string; 名前: string; $cash: number; __dunder: string; aBC: string; HTMLParser: string; sha256Hash: string; address2: string; userID: number }`,
      "books: first name string, kebab-case number, 42 string, literal string, größe number, über string, 名前 string, $cash number, __dunder string, a_bc string, html_parser string, sha256_hash string, address2 string, user_id number, computed date",
    ],
    [
      "methods, optional methods, call signatures of properties and symbols are no columns",
      `/** @table */ export interface Book { id: number; save(): void; load?(): Promise<void>; compare: (other: Book) => number; handler?: (() => void) | null; [Symbol.iterator](): Iterator<number>; readonly [Symbol.toStringTag]: string; get size(): number; set size(value: number) }`,
      "books: id number",
    ],
    [
      "an index signature leaves the table open",
      `/** @table */ export interface Book { id: number; [extra: string]: unknown }`,
      "books: id number, …",
    ],
    [
      "a readonly property is a column like any other",
      `/** @table */ export interface Book { readonly id: number; readonly tags: readonly string[] }`,
      "books: id number, tags json",
    ],
  ]);
});

describe("classes", () => {
  tell([
    [
      "fields of every visibility, accessors and parameter properties are columns; the rest is not",
      `function col(): any { return () => undefined }
       /** @table */
       export class Book {
         @col() public id!: number;
         protected title: string = "";
         private secret?: string;
         readonly isbn: string | null = null;
         accessor pages = 0;
         declare note: string;
         static count = 0;
         static accessor total = 0;
         #hidden = 1;
         get label(): string { return this.title }
         set label(value: string) {}
         save(): void {}
         private compute = () => 1;
         inferred = new Date();
         constructor(public author: string, private readonly year?: number, plain = 1, protected lang: "de" | "en" = "de") {}
       }`,
      'books: id number, title string, secret string?, isbn string?, pages number, note string, inferred date, author string, year number?, lang "de"|"en"',
    ],
    [
      "abstract classes and their properties are columns of those that extend them",
      `abstract class Entity<T> { abstract id: T; createdAt!: Date; abstract save(): void }
       /** @table */ export abstract class Book extends Entity<number> { abstract title: string; id!: number }`,
      "books: id number, created_at date, title string",
    ],
    [
      "what a class implements adds nothing, what it extends does",
      `interface Stamped { createdAt: Date } class Base { id = 1 }
       /** @table */ export class Book extends Base implements Stamped { createdAt = new Date(); }`,
      "books: id number, created_at date",
    ],
    [
      "a mixin call as a base is followed",
      `type Constructor<T = {}> = new (...args: any[]) => T;
       function Timestamped<B extends Constructor>(Base: B) { return class extends Base { createdAt = new Date(); }; }
       class Entity { id = 0 }
       /** @table */ export class Book extends Timestamped(Entity) { title = "" }`,
      "books: created_at date, id number, title string",
    ],
    [
      "a class merges with its interface",
      `/** @table */ export class Book { id!: number } export interface Book { title: string }`,
      "books: id number, title string",
    ],
    [
      "definite, optional and literal initialisers are read as the checker does",
      `/** @table */ export class Book { a = 1; b = "x"; c = true; d = null as string | null; e = [] as string[]; f = { x: 1 }; g = 10n; h = new Uint8Array(1); i: "on" | "off" = "on"; j = Buffer.from("x"); k = Date.now(); l = "x" as const }`,
      'books: a number, b string, c boolean, d string?, e json, f json, g bigint, h bytes, i "on"|"off", j bytes, k number, l "x"',
    ],
  ]);
});

describe("merging and scopes", () => {
  tell([
    [
      "interfaces merge, each part with its tags",
      `/** @table */ export interface Book { id: number } export interface Book { /** @unique */ isbn: string }`,
      "books: id number, isbn string; unique (isbn)",
    ],
    [
      "types in namespaces and functions are tables when marked",
      `export namespace Shop { /** @table */ export interface Order { id: number } }
       function inner() { /** @table inner_rows */ interface Row { id: number } return null as unknown as Row; }`,
      "orders: id number",
      "inner_rows: id number",
    ],
    [
      "a declared global and a module augmentation are found",
      `declare global { /** @table */ interface Session { id: string } } export {};`,
      "sessions: id string",
    ],
    [
      "a relation is no column, in every form it has",
      `/** @table */ export interface Author { id: number; books: Book[]; first?: Book | null; best: Readonly<Book>; lazy: Promise<Book[]>; all: Set<string>; ro: readonly Book[] }
       /** @table */ export class Book { id!: number; author!: Author; authorId!: number; parent: Book | null = null; list!: Array<Author> }`,
      "authors: id number, all json",
      "books: id number, author_id number",
    ],
  ]);
});
