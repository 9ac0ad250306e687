import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPlainDrizzle } from "../../../src/typescript/drizzle-syntax/open.ts";
import { openSyntax } from "../../../src/typescript/syntax/program.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "doctor-closure-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function opened(name: string, text: string, open: (root: string, paths: string[]) => unknown): boolean {
  writeFileSync(join(folder, name), text);
  return open(folder, [join(folder, name)]) !== null;
}

const readers = [
  ["types", openSyntax, "export interface A { id: number }"],
  ["Drizzle", openPlainDrizzle, 'import { sql } from "drizzle-orm"; export const a = sql`1`;'],
] as const;

describe.each(readers)("a file of %s", (_, open, text) => {
  test("is read by its syntax", () => {
    expect(opened("plain.ts", text, open)).toBe(true);
  });

  test.each([
    '/* first */ /// <reference path="./b.ts" />',
    'type B = import/**/("./b").B;',
    'const b = import.defer("./b");',
    'import b = require("./b");',
    "declare global { interface C { d: 1 } }",
  ])("is left to the compiler with %s", (other) => {
    expect(opened("other.ts", `${other}\n${text}`, open)).toBe(false);
  });

  test("is left to the compiler where its name says that it only declares", () => {
    expect(opened("a.d.ts", text, open)).toBe(false);
    expect(opened("a.d.css.ts", text, open)).toBe(false);
  });
});
