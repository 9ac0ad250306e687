import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

/** The modules that loading a file loads: what it imports as values, and what those import. */
function loaded(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  if (!existsSync(file)) return seen;
  for (const [, specifier] of readFileSync(file, "utf8").matchAll(
    /^(?:import|export) (?!type\b)[^;]*?from "([^"]+)"/gm,
  )) {
    if (specifier === undefined) continue;
    loaded(specifier.startsWith(".") ? join(dirname(file), specifier) : specifier, seen);
  }
  return seen;
}

const source = (path: string) => fileURLToPath(new URL(`../../src/sources/${path}`, import.meta.url));

test("the compiler is loaded only when a TypeScript model is read", () => {
  const compiler = source("../typescript/compiler.ts");
  expect([...loaded(source("index.ts"))]).not.toContain(compiler);
  expect([...loaded(source("read-model.ts"))]).not.toContain(compiler);
  expect([...loaded(source("typescript-tables.ts"))]).not.toContain(compiler);
  expect([...loaded(source("../typescript/model.ts"))]).toContain(compiler);
});

test("a model that is read by its syntax loads the parser, and no compiler", () => {
  const plain = loaded(source("../typescript/syntax/model.ts"));
  expect([...plain]).toContain("oxc-parser");
  expect([...plain]).not.toContain(source("../typescript/compiler.ts"));
  expect([...loaded(source("typescript-tables.ts"))]).not.toContain("oxc-parser");
});

test("a schema of Drizzle that is read by its syntax loads the parser, and no compiler", () => {
  const plain = loaded(source("../typescript/drizzle-syntax/model.ts"));
  expect([...plain]).toContain("oxc-parser");
  expect([...plain]).not.toContain(source("../typescript/compiler.ts"));
});

test("nothing else loads the compiler, and nobody imports it as a module", () => {
  const imports = (file: string) => loaded(source(file));
  expect([...imports("typescript-tables.ts")]).not.toContain("ts-morph");
});
