import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { layers, pureFolders } from "../../.dependency-cruiser.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Files of a small tree, with the rules that each must break. A cycle is reported once. */
const files: readonly (readonly [file: string, text: string, broken: readonly string[]])[] = [
  ["src/schema/column.ts", "export type Column = { name: string };", []],
  ["src/schema/read.ts", 'export { readFileSync } from "node:fs";', ["imports-of-src/schema"]],
  ["src/diff/diff.ts", 'export type { Column } from "../schema/column.ts";', []],
  ["src/schema/upwards.ts", 'import type {} from "../diff/diff.ts";', ["imports-of-src/schema"]],
  ["src/plan/open.ts", 'import type { Database } from "better-sqlite3";', ["imports-of-src/plan"]],
  ["src/database/open.ts", 'import Database from "better-sqlite3"; export { Database };', []],
  ["src/database/later.ts", 'export const later = () => import("ts-morph");', ["imports-of-src/database"]],
  ["src/database/named.ts", 'export type Named = import("ts-morph").Node;', ["imports-of-src/database"]],
  ["src/cli/main.ts", 'export * from "../internal.ts";', []],
  ["src/cli/guest.ts", 'export * from "../index.ts";', ["imports-of-src/cli"]],
  ["src/internal.ts", 'export * from "./schema/column.ts";', []],
  ["src/cli/short-cut.ts", 'export * from "../schema/column.ts";', ["imports-of-src/cli"]],
  ["src/api/analyze.ts", 'export * from "../reporting/report.ts";', []],
  ["src/reporting/report.ts", "export type Report = { id: string };", []],
  ["src/index.ts", 'export * from "./api/analyze.ts";', []],
  ["rules/chatty.ts", 'export * from "../src/cli/main.ts";', ["imports-of-rules"]],
  ["rules/wall-clock.ts", 'import "node:process";', ["imports-of-rules"]],
  ["src/helpers/busy.ts", 'export * from "../schema/column.ts";', ["folder-in-the-table"]],
  ["src/helpers/idle.ts", "export const idle = true;", ["lonely-folder-in-the-table"]],
  ["src/engine/hen.ts", 'export * from "./egg.ts";', []],
  ["src/engine/egg.ts", 'import type {} from "./hen.ts";', ["no-cycles"]],
  ["src/engine/lost.ts", 'export * from "./nowhere.ts";', ["imports-of-src/engine", "resolvable"]],
];

describe("the import table", () => {
  let tree: string;
  let broken: ReadonlyMap<string, readonly string[]>;

  beforeAll(() => {
    tree = mkdtempSync(join(tmpdir(), "layers-"));
    const write = (file: string, text: string) => {
      mkdirSync(dirname(join(tree, file)), { recursive: true });
      writeFileSync(join(tree, file), text);
    };
    for (const [file, text] of files) write(file, text);
    for (const name of ["better-sqlite3", "ts-morph"]) {
      write(`node_modules/${name}/package.json`, `{ "name": "${name}", "main": "index.js" }`);
      write(`node_modules/${name}/index.js`, "module.exports = {};");
    }
    write("tsconfig.json", '{ "compilerOptions": { "module": "NodeNext" } }');
    write("package.json", '{ "type": "module" }');
    broken = brokenRules(tree);
  });
  afterAll(() => rmSync(tree, { recursive: true }));

  it.each(files)("judges %s: %s", (file, _text, rules) => {
    const found = broken.get(file) ?? [];
    expect(found.filter((rule) => rule !== "in-use")).toEqual(rules);
  });

  it("knows a file that nothing reaches from the command line or the public API", () => {
    const unused = files.map(([file]) => file).filter((file) => broken.get(file)?.includes("in-use"));
    expect(unused).toContain("src/helpers/idle.ts");
    expect(unused).toContain("src/diff/diff.ts");
    expect(unused).not.toContain("src/internal.ts");
    expect(unused).not.toContain("src/schema/column.ts");
    expect(unused).not.toContain("src/api/analyze.ts");
  });

  it("lets a line import only lines above it, so that folders form no cycle", () => {
    for (const [place, { imports }] of layers.entries()) {
      const above = layers.slice(0, place).map(({ folder }) => folder);
      expect(above).toEqual(expect.arrayContaining(imports));
    }
  });

  it("gives a pure folder no node: module, and no package but one of words", () => {
    expect(pureFolders).toHaveLength(8);
    // English plurals: functions of a text, which depend on nothing.
    const pure = ["pluralize"];
    for (const { folder, node, packages } of layers.filter(({ folder }) => pureFolders.includes(folder))) {
      const others = packages.filter((name) => !pure.includes(name));
      expect({ folder, node, others }).toEqual({ folder, node: [], others: [] });
    }
  });

  it("has no line for a folder that is gone", () => {
    expect(layers.map(({ folder }) => folder).filter((folder) => !existsSync(join(root, folder)))).toEqual(
      [],
    );
  });
});

/** The rules that each file of a tree breaks, as the build checks them. */
function brokenRules(tree: string): ReadonlyMap<string, readonly string[]> {
  const command = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const config = join(root, ".dependency-cruiser.mjs");
  const output = execFileSync(
    process.execPath,
    [command, "--config", config, "--output-type", "json", "src", "rules"],
    { cwd: tree, encoding: "utf8" },
  );
  const found = new Map<string, string[]>();
  for (const { from, rule } of JSON.parse(output).summary.violations) {
    found.set(from, [...new Set([...(found.get(from) ?? []), String(rule.name)])]);
  }
  return found;
}
