import { describe, expect, test } from "vitest";
import { said } from "./outside.ts";

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

describe("values", () => {
  tell([
    [
      "every primitive has its kind",
      book(
        "a: string; b: number; c: bigint; d: boolean; e: Date; f: Buffer; g: Uint8Array; h: unknown; i: any; j: object; k: {};",
      ),
      "books: a string, b number, c bigint, d boolean, e date, f bytes, g bytes, h json~, i any~, j json, k json",
    ],
    [
      "typed arrays and buffers are bytes, Map, Set and URL are JSON",
      book(
        "a: ArrayBuffer; b: Uint8Array<ArrayBuffer>; c: Map<string, number>; d: Set<string>; e: DataView; f: URL; g: Buffer | Uint8Array; h: ArrayBufferLike",
      ),
      "books: a bytes, b bytes, c json, d json, e bytes, f json, g bytes, h bytes",
    ],
    [
      "null, undefined and optional make a column nullable, in any order and mixture",
      book(
        "a?: string; b: string | null; c: undefined | number; d?: Date | null; e: null; f: undefined; g: void; h?: unknown; i?: any; j: unknown | null",
      ),
      "books: a string?, b string?, c number?, d date?, e any?, f any?, g any?, h json?, i any?, j json~",
    ],
    [
      "a mixed union states nullability only",
      book(
        "a: string | number; b: string | number | null; c: Date | string; d: boolean | 'maybe'; e: Uint8Array | string; f: 'a' | 1; g: number | bigint; h: Date | null | string",
      ),
      "books: a any, b any?, c any, d any, e any, f any, g any, h any?",
    ],
    [
      "a union of a literal with its own primitive is the primitive",
      book(
        "a: 'x' | string; b: 'x' | (string & {}); c: 1 | number; d: true; e: true | null; f: 'only'; g: 42; h: false | true",
      ),
      'books: a string, b string, c number, d boolean, e boolean?, f "only", g 42, h boolean',
    ],
    [
      "template literals are text, those of finitely many members a value set",
      book(
        `a: \`user_\${string}\`; b: \`\${'a' | 'b'}-\${1 | 2}\`; c: \`v\${number}\`; d: Uppercase<'on' | 'off'>; e: Capitalize<string>`,
      ),
      'books: a string, b "a-1"|"a-2"|"b-1"|"b-2", c string, d "ON"|"OFF", e string',
    ],
    [
      "negative, fractional and hexadecimal number literals are members",
      book("a: -1 | 0 | 1; b: 0.5 | 1.5; c: 0x10 | 0b11 | 1e3; d: -1.5e2 | null"),
      "books: a -1|0|1, b 0.5|1.5, c 16|3|1000, d -150?",
    ],
    ["a bigint literal is a bigint", book("a: 1n | 2n; b: -9007199254740993n"), "books: a bigint, b bigint"],
    [
      "a brand adds nothing to its primitive, however it is made",
      book(
        "a: UserId; b: Email | null; c: Branded<number, 'Cents'>; d: Tagged; e: Branded<'x' | 'y', 'Z'>; f: Branded<Date, 'Utc'>; g: Branded<bigint, 'Big'>; h: Branded<boolean, 'Flag'>",
        "declare const brand: unique symbol; type UserId = string & { readonly __brand: 'UserId' }; type Email = string & { [brand]: true }; type Branded<T, B> = T & { readonly [brand]: B }; type Tagged = string & { __a: 1 } & { __b: 2 };",
      ),
      'books: a string, b string?, c number, d string, e "x"|"y", f date, g bigint, h boolean',
    ],
    [
      "recursive JSON types are JSON",
      book(
        "a: Json; b: JsonObject; c: JsonValue[] | null; d: Json | null; e: { [key: string]: Json }",
        "type Json = string | number | boolean | null | { [key: string]: Json } | Json[]; type JsonObject = { [key: string]: JsonValue | undefined }; type JsonValue = string | number | boolean | JsonObject | JsonValue[] | null;",
      ),
      "books: a any?, b json, c json?, d any?, e json",
    ],
    [
      "objects, arrays, tuples and records are JSON",
      book(
        "a: { x: number }; b: string[]; c: readonly number[]; d: [number, string]; e: Record<string, unknown>; f: Array<{ id: number }>; g: Partial<Record<'a' | 'b', number>>; h: ReadonlyArray<Date>; i: { x: 1 } | { y: 2 }; j: string[] | Record<string, string>",
      ),
      "books: a json, b json, c json, d json, e json, f json, g json, h json, i json, j json",
    ],
    [
      "never and symbol are no columns",
      book("id: number; a: never; b: symbol; c?: never; d: unique symbol"),
      "books: id number",
      "! books.a: the type never has a value",
      "! books.b: a symbol cannot be stored",
      "! books.c: the type never has a value",
      "! books.d: a symbol cannot be stored",
    ],
    [
      "wrapper objects count as their primitives",
      book(
        "a: String; b: Number; c: Boolean; d: BigInt; e: Function; f: () => void; g: new () => Date; h: ((x: number) => string) | null",
      ),
      "books: a string, b number, c boolean, d bigint",
    ],
  ]);
});

describe("enums", () => {
  tell([
    [
      "string, numeric, computed and const enums have members in the order of the source",
      book(
        "a: Color; b: Level; c: Flag | null; d: Mixed; e: Late; f: Negative; g: Color.Red; h: Color.Red | Color.Green",
        "enum Color { Red = 'red', Green = 'green', Blue = 'blue' } const enum Level { Low, Mid = 5, High } enum Flag { A = 1 << 0, B = 1 << 1, C = A | B } enum Mixed { No = 0, Yes = 'yes' } declare enum Late { X = 'x'.length } enum Negative { Minus = -1, Zero }",
      ),
      'books: a "red"|"green"|"blue", b 0|5|6, c 1|2|3?, d any, e number, f -1|0, g "red", h "red"|"green"',
    ],
    [
      "merged enums and enums with members from others are complete",
      book(
        `a: Shape; b: Derived; c: \`\${Shape}\`; d: keyof typeof Shape; e: Exclude<Shape, Shape.Line>`,
        "enum Shape { Dot = 'dot' } enum Shape { Line = 'line' } const base = 10; enum Derived { A = base, B = A + 1 }",
      ),
      'books: a "dot"|"line", b 10|11, c "dot"|"line", d "Dot"|"Line", e "dot"',
    ],
    [
      "two members of one value are one member",
      book("a: Alias", "enum Alias { Start = 1, First = 1, Second = 2 }"),
      "books: a 1|2",
    ],
    [
      "an enum in a namespace and a declared const enum count",
      book(
        "a: Library.State; b: Ambient",
        "namespace Library { export enum State { In = 'in', Out = 'out' } } declare const enum Ambient { One = 1, Two = 2 }",
      ),
      'books: a "in"|"out", b 1|2',
    ],
  ]);
});

describe("value sets out of values", () => {
  tell([
    [
      "typeof tables, arrays as const and satisfies give their members in the order written",
      book(
        "a: Status; b: Key; c: Value; d: Code; e: Size; f: keyof typeof labels",
        `const statuses = ["draft", "out", "gone"] as const; type Status = (typeof statuses)[number];
         const roles = { Admin: "admin", Guest: "guest" } as const; type Key = keyof typeof roles; type Value = (typeof roles)[keyof typeof roles];
         const codes = { ok: 200, lost: 404 } as const satisfies Record<string, number>; type Code = typeof codes[keyof typeof codes];
         const sizes = ["s", "m"] as const satisfies readonly string[]; type Size = typeof sizes[number];
         const labels = { z: "Z", a: "A" } satisfies Record<string, string>;`,
      ),
      'books: a "draft"|"out"|"gone", b "Admin"|"Guest", c "admin"|"guest", d 200|404, e "s"|"m", f "z"|"a"',
    ],
    [
      "Object.freeze, Object.values and mapped arrays are followed as far as the checker can",
      book(
        "a: Frozen; b: Plain; c: Field",
        `const frozen = Object.freeze(["x", "y"] as const); type Frozen = (typeof frozen)[number];
         const plain = ["p", "q"]; type Plain = (typeof plain)[number];
         const fields = [{ name: "title" }, { name: "year" }] as const; type Field = (typeof fields)[number]["name"];`,
      ),
      'books: a "x"|"y", b string, c "title"|"year"',
    ],
    [
      "Exclude, Extract and NonNullable narrow a value set",
      book(
        "a: Exclude<All, 'c'>; b: Extract<All, 'a' | 'z'>; c: NonNullable<All | null>; d: Book2['kind']; e: All & ('a' | 'b')",
        "type All = 'a' | 'b' | 'c'; interface Book2 { kind: 'k' | 'l' }",
      ),
      'books: a "a"|"b", b "a", c "a"|"b"|"c", d "k"|"l", e "a"|"b"',
    ],
    [
      "members with quotes, emoji, blanks and the empty string stay as they are",
      book(`a: 'it\\'s' | "say \\"hi\\"" | '' | ' ' | '📚' | 'a\\nb' | '\\u0041'`),
      `books: a ${["it's", 'say "hi"', "", " ", "📚", "a\nb", "A"].map((each) => JSON.stringify(each)).join("|")}`,
    ],
  ]);
});
