import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { glanceAt } from "../../src/files/glance.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "glance-"));
  writeFileSync(join(root, "users.ts"), "export interface User { id: number }");
  symlinkSync("loop.ts", join(root, "loop.ts"));
});
afterEach(() => rmSync(root, { recursive: true }));

const at = (path: string): string => join(root, path);

describe("a glance", () => {
  it.each([
    ["where nothing is", "orders.ts"],
    ["below a file", "users.ts/orders.ts"],
    ["behind links that lead in a circle", "loop.ts"],
    ["where a name is longer than a name can be", "o".repeat(300)],
  ])("does not throw %s, and tells that from a file", (_, path) => {
    const before = glanceAt([at(path)]);
    expect(glanceAt([at(path)])).toBe(before);
    expect(glanceAt([at("users.ts")])).not.toBe(before);
  });

  it("tells a file from the one that takes its place with the same size", () => {
    const before = glanceAt([at("users.ts")]);
    rmSync(at("users.ts"));
    writeFileSync(at("users.ts"), "export interface User { no: number }");
    expect(glanceAt([at("users.ts")])).not.toBe(before);
  });
});
