import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { kysely } from "../../src/sources/kysely.ts";
import { readModel } from "../../src/sources/read-model.ts";
import { types } from "../../src/sources/types.ts";
import { tablesSaid } from "./outside.ts";
import { project } from "./project.ts";

const book = 'books: id number, status "in"|"out"';

/** The ways a model reaches a type in another file. */
const ways: readonly [sentence: string, files: Record<string, string>][] = [
  [
    "a .js specifier",
    {
      "model.ts": `import type { Status } from "./status.js"; /** @table */ export interface Book { id: number; status: Status }`,
    },
  ],
  [
    "a .ts specifier",
    {
      "model.ts": `import type { Status } from "./status.ts"; /** @table */ export interface Book { id: number; status: Status }`,
    },
  ],
  [
    "no extension",
    {
      "model.ts": `import { type Status } from "./status"; /** @table */ export interface Book { id: number; status: Status }`,
    },
  ],
  [
    "an import type",
    {
      "model.ts": `/** @table */ export interface Book { id: number; status: import("./status.js").Status }`,
    },
  ],
  [
    "a namespace import",
    {
      "model.ts": `import type * as S from "./status.js"; /** @table */ export interface Book { id: number; status: S.Status }`,
    },
  ],
  [
    "a barrel",
    {
      "model.ts": `import { Status } from "."; /** @table */ export interface Book { id: number; status: Status }`,
      "index.ts": `export * from "./status.js";`,
    },
  ],
  [
    "export * as",
    {
      "model.ts": `import { all } from "./index.js"; /** @table */ export interface Book { id: number; status: all.Status }`,
      "index.ts": `export * as all from "./status.js";`,
    },
  ],
  [
    "a renaming re-export",
    {
      "model.ts": `import { State as S } from "./index.js"; /** @table */ export interface Book { id: number; status: S }`,
      "index.ts": `export { type Status as State } from "./status.js";`,
    },
  ],
  [
    "a default export",
    {
      "model.ts": `import S from "./other.js"; /** @table */ export interface Book { id: number; status: S["status"] }`,
      "other.ts": `import { Status } from "./status"; export default interface Row { status: Status }`,
    },
  ],
  [
    "a default re-exported by name",
    {
      "model.ts": `import { S } from "./index"; /** @table */ export interface Book { id: number; status: S }`,
      "index.ts": `export { default as S } from "./other"`,
      "other.ts": `import { Status } from "./status"; type S = Status; export default S;`,
    },
  ],
  [
    "a chain of barrels in a circle",
    {
      "model.ts": `import { Status } from "./a.js"; /** @table */ export interface Book { id: number; status: Status }`,
      "a.ts": `export * from "./b.js";`,
      "b.ts": `export * from "./a.js"; export * from "./status.js"`,
    },
  ],
  [
    "paths of a tsconfig that extends another",
    {
      "model.ts": `import type { Status } from "@types/status"; /** @table */ export interface Book { id: number; status: Status }`,
      "tsconfig.json": `{ "extends": "./config/base.json" }`,
      "config/base.json": `// the base\n{ "compilerOptions": { "paths": { "@types/*": ["../*"], }, }, }`,
    },
  ],
  [
    "paths with a baseUrl",
    {
      "model.ts": `import type { Status } from "@/status"; /** @table */ export interface Book { id: number; status: Status }`,
      "tsconfig.json": `{ "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["./*"] } } }`,
    },
  ],
  [
    "a bare import under baseUrl",
    {
      "model.ts": `import type { Status } from "lib/status"; /** @table */ export interface Book { id: number; status: Status }`,
      "lib/status.ts": `export type Status = "in" | "out";`,
      "tsconfig.json": `{ "compilerOptions": { "baseUrl": "." } }`,
    },
  ],
  [
    "extends as a list",
    {
      "model.ts": `import type { Status } from "#s"; /** @table */ export interface Book { id: number; status: Status }`,
      "tsconfig.json": `{ "extends": ["./one.json", "./two.json"] }`,
      "one.json": "{}",
      "two.json": `{ "compilerOptions": { "paths": { "#s": ["./status.ts"] } } }`,
    },
  ],
  [
    "#imports of package.json",
    {
      "model.ts": `import type { Status } from "#lib/status.js"; /** @table */ export interface Book { id: number; status: Status }`,
      "package.json": `{ "name": "app", "type": "module", "imports": { "#lib/*.js": "./*.ts" } }`,
    },
  ],
  [
    "#imports that name built files",
    {
      "model.ts": `import type { Status } from "#lib/status"; /** @table */ export interface Book { id: number; status: Status }`,
      "package.json": `{ "name": "app", "imports": { "#lib/*": { "types": "./*.ts", "default": "./dist/*.js" } } }`,
    },
  ],
  [
    "the package's own name",
    {
      "model.ts": `import type { Status } from "app/status"; /** @table */ export interface Book { id: number; status: Status }`,
      "package.json": `{ "name": "app", "exports": { "./status": "./status.ts" } }`,
    },
  ],
  [
    "a folder's index",
    {
      "model.ts": `import type { Status } from "./deep"; /** @table */ export interface Book { id: number; status: Status }`,
      "deep/index.ts": `export type { Status } from "../status";`,
    },
  ],
  [
    ".mts and .cts files",
    {
      "model.mts": `import type { Status } from "./more.cjs"; /** @table */ export interface Book { id: number; status: Status }`,
      "more.cts": `export type Status = "in" | "out";`,
      "model.ts": "export {};",
    },
  ],
  [
    "a .d.ts file",
    {
      "model.ts": `import type { Status } from "./known"; /** @table */ export interface Book { id: number; status: Status }`,
      "known.d.ts": `export type Status = "in" | "out";`,
    },
  ],
  [
    "a global declaration in another model file",
    {
      "model.ts": `/** @table */ export interface Book { id: number; status: GlobalStatus }`,
      "globals.d.ts": `type GlobalStatus = "in" | "out";`,
    },
  ],
  [
    "import = and export =",
    {
      "model.ts": `import S = require("./old"); /** @table */ export interface Book { id: number; status: S.Status }`,
      "old.ts": `namespace Old { export type Status = "in" | "out" } export = Old;`,
    },
  ],
  [
    "an enum over two files",
    {
      "model.ts": `import { Status } from "./status.js"; /** @table */ export interface Book { id: number; status: (typeof list)[number] } const list = ["in", "out"] as const satisfies Status[];`,
    },
  ],
  [
    "a json file",
    {
      "model.ts": `import codes from "./codes.json"; /** @table */ export interface Book { id: number; status: "in" | "out"; }`,
      "codes.json": "{}",
    },
  ],
];

describe("a type in another file is reached through", () => {
  test.each(ways)("%s", async (_, files) => {
    const status = { "status.ts": `export type Status = "in" | "out";` };
    expect(
      await tablesSaid(
        { ...status, ...files },
        { patterns: ["model.*", "globals.d.ts"].filter((each) => each in files || each === "model.*") },
      ),
    ).toEqual([book]);
  });

  test("a package of the same workspace, linked into node_modules", async () => {
    const root = project({
      "app/model.ts": `import type { Status } from "@acme/shared"; /** @table */ export interface Book { id: number; status: Status }`,
      "app/node_modules/@acme/keep.txt": "",
      "shared/package.json": `{ "name": "@acme/shared", "types": "./src/index.ts" }`,
      "shared/src/index.ts": `export type Status = "in" | "out";`,
    });
    symlinkSync(join(root, "shared"), join(root, "app/node_modules/@acme/shared"));
    const declared = await readModel(
      {
        root: join(root, "app"),
        patterns: ["model.ts"],
        databaseType: null,
        naming: { tables: "snake_plural", columns: "snake" },
      },
      [types, kysely],
    );
    expect(declared.notAnalysed).toEqual([]);
    expect(declared.tables[0]?.columns[1]?.values).toEqual(["in", "out"]);
  });
});
