import { describe, expect, test } from "vitest";
import type { DeclaredColumn } from "../../src/schema/declared.ts";
import { columns, declare } from "./project.ts";

type Facets = Omit<DeclaredColumn, "location" | "name">;

/** What a property `value` of a type declares; `code` is what stands beside the table. */
async function facets(type: string, code = "", mark = ":"): Promise<Facets> {
  const [column, more] = await columns(
    `${code}\n/** @table books */\ninterface Book { value${mark} ${type} }`,
  );
  if (!column || more) throw new Error("not one column");
  const { name: _, ...rest } = column;
  return rest;
}

describe("the type table of the model language", () => {
  const rows: readonly (readonly [string, Facets["accepts"]])[] = [
    ["string", "string"],
    ["number", "number"],
    ["bigint", "bigint"],
    ["boolean", "boolean"],
    ["true | false", "boolean"],
    ["true", "boolean"],
    ["Date", "date"],
    ["Buffer", "bytes"],
    ["Uint8Array", "bytes"],
    ["Uint8Array<ArrayBuffer>", "bytes"],
    ["object", "json"],
    ["{ a: string }", "json"],
    ["string[]", "json"],
    ["readonly number[]", "json"],
    ["[string, number]", "json"],
    ["Array<string>", "json"],
    ["Record<string, unknown>", "json"],
    ["Map<string, number>", "json"],
    ["Set<string>", "json"],
    ["Promise<string>", "json"],
    ["string[] | { a: number }", "json"],
    ["`order-$" + "{number}`", "string"],
    ["Uppercase<string>", "string"],
    ["String", "string"],
  ];
  test.each(rows)("%s is stored as %s", async (type, accepts) => {
    const { json: _, ...rest } = await facets(type);
    expect(rest).toEqual({ accepts, notNull: true });
  });

  test.each([
    ["{ a: string }", "object"],
    ["Record<string, unknown>", "object"],
    ["string[]", "array"],
    ["readonly number[]", "array"],
    ["[string, number]", "array"],
    ["{ a: string[] }[]", "array"],
    ["object", undefined],
    ["Set<string>", undefined],
    ["Map<string, number>", undefined],
    ["string[] | { a: number }", undefined],
  ])("%s has %s at the top of its JSON", async (type, json) => {
    expect((await facets(type)).json).toBe(json);
  });

  test("unknown is JSON text with nullability unspecified", async () => {
    expect(await facets("unknown")).toEqual({ accepts: "json" });
  });

  test("any specifies nothing", async () => {
    expect(await facets("any")).toEqual({});
  });

  test.each([
    "string | number",
    "Date | string",
    "'draft' | 1",
    "boolean | number",
    "string | string[]",
    "bigint | number",
  ])("a mixed union (%s) states nullability only", async (type) => {
    expect(await facets(type)).toEqual({ notNull: true });
    expect(await facets(`${type} | null`)).toEqual({ notNull: false });
  });

  test.each(["string | null", "string | undefined", "null | string", "string | void"])(
    "%s is nullable",
    async (type) => {
      expect(await facets(type)).toEqual({ accepts: "string", notNull: false });
    },
  );

  test("an optional property is nullable", async () => {
    expect(await facets("Date", "", "?:")).toEqual({ accepts: "date", notNull: false });
    expect(await facets("any", "", "?:")).toEqual({ notNull: false });
    expect(await facets("unknown", "", "?:")).toEqual({ accepts: "json", notNull: false });
  });

  test("a property that is only ever null states just that", async () => {
    expect(await facets("null")).toEqual({ notNull: false });
    expect(await facets("undefined")).toEqual({ notNull: false });
  });
});

describe("value sets", () => {
  test.each<readonly [string, string, string, Facets]>([
    [
      "a string union, in the order written",
      "",
      "'sent' | 'draft' | 'paid'",
      { accepts: "string", values: ["sent", "draft", "paid"], notNull: true },
    ],
    ["a number union", "", "3 | 1 | 2", { accepts: "number", values: [3, 1, 2], notNull: true }],
    ["1 | 0 is a set of numbers", "", "1 | 0", { accepts: "number", values: [1, 0], notNull: true }],
    ["negative numbers", "", "-1 | 0 | 1", { accepts: "number", values: [-1, 0, 1], notNull: true }],
    ["one literal", "", "'book'", { accepts: "string", values: ["book"], notNull: true }],
    ["a nullable union", "", "'b' | 'a' | null", { accepts: "string", values: ["b", "a"], notNull: false }],
    [
      "a string enum",
      "enum Role { Writer = 'writer', Admin = 'admin' }",
      "Role",
      { accepts: "string", values: ["writer", "admin"], notNull: true },
    ],
    [
      "a numeric enum",
      "enum Level { Low, High = 5, Top }",
      "Level",
      { accepts: "number", values: [0, 5, 6], notNull: true },
    ],
    [
      "a const enum",
      "declare const enum Level { Low = 1, High = 2 }",
      "Level",
      { accepts: "number", values: [1, 2], notNull: true },
    ],
    [
      "computed enum members that the checker knows",
      "const p = 'x'; enum Bits { Read = 1 << 0, Write = 1 << 1, Both = Read | Write, Size = 'abc'.length }",
      "Bits.Read | Bits.Both",
      { accepts: "number", values: [1, 3], notNull: true },
    ],
    [
      "an enum with a member nobody knows",
      "declare function roll(): number; enum Dice { One = 1, Any = roll() }",
      "Dice",
      { accepts: "number", notNull: true },
    ],
    ["a mixed enum", "enum Odd { A = 'a', B = 1 }", "Odd", { notNull: true }],
    [
      "one member of an enum",
      "enum Role { Writer = 'writer', Admin = 'admin' }",
      "Role.Admin",
      { accepts: "string", values: ["admin"], notNull: true },
    ],
    [
      "an alias",
      "type Status = 'open' | 'closed'; type Copy = Status;",
      "Copy",
      { accepts: "string", values: ["open", "closed"], notNull: true },
    ],
    [
      "unions of aliases",
      "type A = 'z' | 'y'; type B = 'b' | 'a';",
      "B | A",
      { accepts: "string", values: ["b", "a", "z", "y"], notNull: true },
    ],
    [
      "Exclude and Extract",
      "type S = 'c' | 'b' | 'a' | 'd';",
      "Exclude<S, 'b'>",
      { accepts: "string", values: ["c", "a", "d"], notNull: true },
    ],
    [
      "a constant list",
      "const states = ['sent', 'draft', 'paid'] as const;",
      "(typeof states)[number]",
      { accepts: "string", values: ["sent", "draft", "paid"], notNull: true },
    ],
    [
      "a frozen list",
      "const states = Object.freeze(['sent', 'draft'] as const);",
      "(typeof states)[number]",
      { accepts: "string", values: ["sent", "draft"], notNull: true },
    ],
    [
      "the keys of a constant",
      "const labels = { sent: 'Sent', draft: 'Draft' };",
      "keyof typeof labels",
      { accepts: "string", values: ["sent", "draft"], notNull: true },
    ],
    [
      "the values of a constant",
      "const Role = { Writer: 'writer', Admin: 'admin' } as const;",
      "(typeof Role)[keyof typeof Role]",
      { accepts: "string", values: ["writer", "admin"], notNull: true },
    ],
    [
      "the type of another property",
      "interface Post { title: 'x' | 'y'; state: 'y' | 'x' }",
      "Post['state']",
      { accepts: "string", values: ["y", "x"], notNull: true },
    ],
    [
      "a template of literals",
      "",
      "`$" + "{'a' | 'b'}-1`",
      { accepts: "string", values: ["a-1", "b-1"], notNull: true },
    ],
    [
      "NonNullable",
      "type S = 'b' | 'a' | null;",
      "NonNullable<S>",
      { accepts: "string", values: ["b", "a"], notNull: true },
    ],
  ])("%s", async (_, code, type, expected) => {
    expect(await facets(type, code)).toEqual(expected);
  });

  test.each(["'a' | string", "'a' | (string & {})", "1 | number", "'a' | `x$" + "{string}`"])(
    "%s lets everything of its kind in",
    async (type) => {
      expect(await facets(type)).not.toHaveProperty("values");
    },
  );
});

describe("types that only look like something else", () => {
  test.each<readonly [string, string, string, Facets]>([
    [
      "a branded string",
      "type UserId = string & { readonly __brand: 'UserId' };",
      "UserId",
      { accepts: "string", notNull: true },
    ],
    [
      "a branded number",
      "declare const tag: unique symbol; type Cents = number & { [tag]: 'cents' };",
      "Cents",
      { accepts: "number", notNull: true },
    ],
    [
      "a branded union keeps its values",
      "type Status = ('b' | 'a') & { readonly __brand: 'Status' };",
      "Status",
      { accepts: "string", values: ["b", "a"], notNull: true },
    ],
    [
      "a generic brand",
      "type Brand<T, B> = T & { readonly __brand: B }; type Stamp = Brand<Date, 'stamp'>;",
      "Stamp",
      { accepts: "date", notNull: true },
    ],
    [
      "a branded Buffer",
      "type Hash = Buffer & { readonly __brand: 'hash' };",
      "Hash | null",
      { accepts: "bytes", notNull: false },
    ],
    ["a subclass of Date", "class Day extends Date {}", "Day", { accepts: "date", notNull: true }],
    [
      "Buffer by import",
      "import { Buffer as Bytes } from 'node:buffer';",
      "Bytes",
      { accepts: "bytes", notNull: true },
    ],
    [
      "a type of the project's called Date",
      "namespace my { export interface Date { day: number } }",
      "my.Date",
      { accepts: "json", json: "object", notNull: true },
    ],
    [
      "a self-referential type",
      "type Json = string[] | { [key: string]: Json };",
      "Json",
      { accepts: "json", notNull: true },
    ],
    [
      "JSON's own type, which is a mixed union",
      "type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];",
      "Json",
      { notNull: false },
    ],
    [
      "a list of itself",
      "type Tree = Tree[];",
      "Tree | Tree[]",
      { accepts: "json", json: "array", notNull: true },
    ],
    [
      "a conditional type",
      "type Id<T> = T extends 'uuid' ? string : number;",
      "Id<'uuid'>",
      { accepts: "string", notNull: true },
    ],
    [
      "an interface",
      "interface Address { street: string }",
      "Address | null",
      { accepts: "json", json: "object", notNull: false },
    ],
  ])("%s", async (_, code, type, expected) => {
    expect(await facets(type, code)).toEqual(expected);
  });

  test("null checks are on whatever the project's tsconfig says", async () => {
    const declared = await declare({
      "tsconfig.json": JSON.stringify({ compilerOptions: { strict: false, strictNullChecks: false } }),
      "model.ts": "/** @table books */ interface Book { title: string; note: string | null }",
    });
    expect(declared.tables[0]?.columns.map(({ notNull }) => notNull)).toEqual([true, false]);
  });
});
