import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { kysely } from "../../src/sources/kysely.ts";
import { readModel } from "../../src/sources/read-model.ts";
import { types } from "../../src/sources/types.ts";
import { declare, project } from "./project.ts";

describe("odd files", () => {
  test("the application's code is never run", async () => {
    const root = project({
      "effect.ts":
        "import { writeFileSync } from 'node:fs'; writeFileSync(new URL('ran', import.meta.url), ''); export const kinds = ['a', 'b'] as const;",
      "model.ts":
        "import { kinds } from './effect.ts'; import { writeFileSync } from 'node:fs'; writeFileSync(new URL('ran2', import.meta.url), ''); throw new Error('ran'); /** @table */ export interface User { kind: (typeof kinds)[number] }",
      "tsconfig.json": "{}",
    });
    const request = {
      root,
      patterns: ["*.ts"],
      databaseType: null,
      naming: { tables: "snake_plural", columns: "snake" },
    } as const;
    const declared = await readModel(request, [types, kysely]);
    expect(declared.tables[0]?.columns).toMatchObject([{ values: ["a", "b"] }]);
    expect(readdirSync(root).sort()).toEqual(["effect.ts", "model.ts", "tsconfig.json"]);
    expect(existsSync(join(root, "ran"))).toBe(false);
  });

  test("a byte order mark and Windows line ends shift no place", async () => {
    const declared = await declare(
      "\uFEFF/** A user.\r\n * @table users\r\n * @check big id > 1\r\n */\r\nexport interface User {\r\n  id: number;\r\n  gone: Missing;\r\n}\r\n",
    );
    expect(declared.tables[0]).toMatchObject({
      location: { line: 5, column: 18 },
      checks: [{ name: "big", expression: "id > 1", location: { line: 3, column: 4 } }],
    });
    expect(declared.notAnalysed).toMatchObject([{ location: { line: 7, column: 3 } }]);
  });

  test.each(["model.mts", "model.cts", "model.d.ts", "model.tsx"])("%s", async (name) => {
    const declared = await declare(
      { [name]: "/** @table */ export interface User { id: number }" },
      { patterns: [name] },
    );
    expect(declared.tables).toHaveLength(1);
  });

  test("a file with a syntax error is unparsable, what is readable goes on, and its tables are open", async () => {
    const declared = await declare({
      "broken.ts":
        "/** @table */ export interface User { id: number; name: string }\nexport function save(user: User,, x) {\n",
      "whole.ts": "/** @table */ export interface Order { id: number }",
    });
    expect(declared.unparsable).toEqual([
      { location: { file: "broken.ts", line: 2, column: 33 }, message: expect.stringContaining("expected") },
    ]);
    expect(declared.tables).toMatchObject([
      { name: "users", open: true, columns: [{ name: "id" }, { name: "name" }] },
      { name: "orders", open: false },
    ]);
  });

  test("an imported file with a syntax error is notAnalysed", async () => {
    const declared = await declare(
      {
        "model.ts":
          "import type { Kind } from './kind.ts'; /** @table */ export interface User { kind: Kind }",
        "kind.ts": "export type Kind = 'a' | 'b';\nconst = 1;",
      },
      { patterns: ["model.ts"] },
    );
    expect(declared.unparsable).toEqual([]);
    expect(declared.tables[0]?.columns).toMatchObject([{ values: ["a", "b"] }]);
    expect(declared.notAnalysed).toMatchObject([
      {
        what: "kind.ts",
        location: { file: "kind.ts", line: 2 },
        why: expect.stringContaining("does not parse"),
      },
    ]);
  });

  test("an empty file, one of comments only, one of nonsense", async () => {
    const declared = await declare({ "a.ts": "", "b.ts": "// nothing", "c.ts": "\u0000\u0001 ]]} @@ `" });
    expect(declared.tables).toEqual([]);
    expect(declared.unparsable).toHaveLength(1);
  });

  test("types of a project that are called like the library's", async () => {
    const declared = await declare(`export {};
      interface Map { x: number } interface Error { y: string }
      /** @table */ export interface Symbol { id: number; map: Map; error: Error; at: Date }
      /** @table */ export interface Array { id: number }`);
    expect(declared.tables.map(({ name, columns }) => [name, columns.map(({ accepts }) => accepts)])).toEqual(
      [
        ["symbols", ["number", "json", "json", "date"]],
        ["arrays", ["number"]],
      ],
    );
  });

  test("names that are special to JavaScript", async () => {
    const declared = await declare(
      "/** @table */ export interface Thing { constructor: string; __proto__: string; toString: string; hasOwnProperty: number; length: number; prototype: string }",
      { naming: { columns: "as-is" } },
    );
    expect(declared.tables[0]?.columns.map(({ name }) => name)).toEqual([
      "constructor",
      "__proto__",
      "toString",
      "hasOwnProperty",
      "length",
      "prototype",
    ]);
  });

  test("a very large union and a very deep type", async () => {
    const many = Array.from({ length: 3000 }, (_, index) => `'v${(index * 7919) % 3000}'`);
    const deep = `${"{ a: ".repeat(200)}string${" }".repeat(200)}`;
    const declared = await declare(
      `/** @table */ export interface User { kind: ${many.join(" | ")}; deep: ${deep} }`,
    );
    expect(declared.tables[0]?.columns[0]?.values).toEqual(many.map((each) => each.slice(1, -1)));
    expect(declared.tables[0]?.columns[1]?.accepts).toBe("json");
  });

  test("the same input gives the same output", async () => {
    const source =
      "import { Kysely } from 'kysely'; /** @table @index (b, a) */ export interface User { b: 'z' | 'y'; a: Missing } interface DB { x: { y: 2 | 1 } } declare const k: Kysely<DB>;";
    expect(JSON.stringify(await declare(source))).toBe(JSON.stringify(await declare(source)));
  });

  test("a model file that is a folder or gone is an error, no crash", async () => {
    await expect(declare({ "a.ts/b.txt": "x" }, { patterns: ["a.ts"] })).rejects.toMatchObject({
      name: "DoctorError",
      message: expect.stringContaining('"a.ts"'),
    });
  });
});

test("behind a syntax error no tag is an error: the file is unparsable anyway", async () => {
  const declared = await declare({
    "broken.ts":
      "/** @table */ export interface User { id: number; /** @unique */\n/** @tabel */ export interface Order { /** @uniqe */ id: number }\n/** @table",
    "whole.ts": "/** @table */ export interface Book { id: number }",
  });
  expect(declared.unparsable).toHaveLength(1);
  expect(declared.tables.map(({ name }) => name)).toContain("books");
});

test("a long sum is no reason to stop", async () => {
  const declared = await declare(
    `import { Kysely } from "kysely"; const sum = ${Array(20_000).fill("'a'").join(" + ")}; /** @table */ export interface User { id: number }; declare const db: Kysely<{ b: { id: 1 } }>;`,
  );
  expect(declared.tables).toHaveLength(2);
});
