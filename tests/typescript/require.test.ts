import { createRequire } from "node:module";
import { basename } from "node:path";
import { expect, it } from "vitest";
import { requireCompiler, requireTsMorph } from "../../src/typescript/require.ts";

it("loads the compiler that ts-morph brings along, without ts-morph", () => {
  const compiler = requireCompiler();
  const loaded = Object.keys(createRequire(import.meta.url).cache).map((file) => basename(file));
  expect(loaded).toContain("typescript.js");
  expect(loaded).not.toContain("ts-morph.js");
  expect(requireTsMorph().ts.createProgram).toBe(compiler.createProgram);
});
