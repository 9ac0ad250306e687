import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { kysely } from "../../src/sources/kysely.ts";
import { readModel } from "../../src/sources/read-model.ts";
import { types } from "../../src/sources/types.ts";
import { declare, failure, project } from "./project.ts";

const naming = { tables: "snake_plural", columns: "snake" } as const;
const base = "export interface Base { id: number; status: Status } export type Status = 'b' | 'a';";

/** Expects that `models/user.ts`, which imports Base from `specifier`, is read whole. */
async function expectResolved(specifier: string, files: Record<string, string>): Promise<void> {
  const declared = await declare(
    {
      ...files,
      "models/user.ts": `import type { Base } from "${specifier}"; /** @table */ export interface User extends Base { name: string }`,
    },
    { patterns: ["models/user.ts"] },
  );
  expect(declared.notAnalysed).toEqual([]);
  expect(declared.tables[0]).toMatchObject({
    open: false,
    columns: [{ name: "id" }, { name: "status", values: ["b", "a"] }, { name: "name" }],
  });
}

const tsconfig = (compilerOptions: object, rest: object = {}) => JSON.stringify({ compilerOptions, ...rest });

describe("imports across files resolve:", () => {
  test.each<readonly [string, string, Record<string, string>]>([
    ["a .ts specifier", "./base.ts", { "models/base.ts": base }],
    ["a .js specifier that means .ts", "./base.js", { "models/base.ts": base }],
    ["a .mjs specifier that means .mts", "./base.mjs", { "models/base.mts": base }],
    ["a .cjs specifier that means .cts", "./base.cjs", { "models/base.cts": base }],
    ["no ending", "./base", { "models/base.ts": base }],
    ["a .d.ts file", "./base", { "models/base.d.ts": base }],
    ["a .tsx file", "./base", { "models/base.tsx": base }],
    ["a folder's index", "./shared", { "models/shared/index.ts": base }],
    [
      "a barrel",
      "../lib",
      {
        "lib/index.ts": "export * from './deep/index.js';",
        "lib/deep/index.ts": "export { Row as Base } from './row.js';",
        "lib/deep/row.ts": base.replaceAll("Base", "Row"),
      },
    ],
    [
      "a type-only barrel",
      "../lib",
      { "lib/index.ts": "import type { Base } from './base.ts'; export type { Base };", "lib/base.ts": base },
    ],
    [
      "paths",
      "@lib/base",
      { "tsconfig.json": tsconfig({ paths: { "@lib/*": ["./lib/*"] } }), "lib/base.ts": base },
    ],
    [
      "paths with baseUrl",
      "~base",
      { "tsconfig.json": tsconfig({ baseUrl: "./lib", paths: { "~*": ["*"] } }), "lib/base.ts": base },
    ],
    ["baseUrl", "lib/base", { "tsconfig.json": tsconfig({ baseUrl: "." }), "lib/base.ts": base }],
    [
      "paths of an extended tsconfig",
      "@lib/base",
      {
        "tsconfig.json": tsconfig({}, { extends: "./config/base.json" }),
        "config/base.json": tsconfig({ paths: { "@lib/*": ["../lib/*"] } }),
        "lib/base.ts": base,
      },
    ],
    [
      "paths of the nearest tsconfig",
      "@lib/base",
      {
        "tsconfig.json": tsconfig({ paths: { "@lib/*": ["./wrong/*"] } }),
        "models/tsconfig.json": tsconfig({ paths: { "@lib/*": ["../lib/*"] } }),
        "lib/base.ts": base,
      },
    ],
    [
      "paths in a tsconfig with comments",
      "@lib/base",
      {
        "tsconfig.json": '// here\n{ "compilerOptions": { "paths": { "@lib/*": ["./lib/*"], }, }, }',
        "lib/base.ts": base,
      },
    ],
    [
      "rootDirs",
      "./base",
      { "tsconfig.json": tsconfig({ rootDirs: ["./models", "./generated"] }), "generated/base.ts": base },
    ],
    [
      "imports of package.json",
      "#lib/base",
      {
        "package.json": JSON.stringify({ name: "shop", type: "module", imports: { "#lib/*": "./lib/*.ts" } }),
        "lib/base.ts": base,
      },
    ],
    [
      "the package's own name",
      "shop/base",
      {
        "package.json": JSON.stringify({ name: "shop", type: "module", exports: { "./*": "./lib/*.ts" } }),
        "lib/base.ts": base,
      },
    ],
  ])("%s", async (_, specifier, files) => {
    await expectResolved(specifier, files);
  });

  test("paths of a project that the tsconfig refers to", async () => {
    await expectResolved("@lib/base", {
      "tsconfig.json": JSON.stringify({
        files: [],
        references: [{ path: "./tsconfig.node.json" }, { path: "./config" }],
      }),
      "tsconfig.node.json": tsconfig({}),
      "config/tsconfig.json": tsconfig({ paths: { "@lib/*": ["../lib/*"] } }),
      "lib/base.ts": base,
    });
  });

  test("neighbours of a model that lies in node_modules", async () => {
    const declared = await declare(
      {
        "node_modules/shop/model.ts":
          'import type { Base } from "./base.js"; /** @table */ export interface User extends Base {}',
        "node_modules/shop/base.ts": base,
      },
      { patterns: ["node_modules/shop/model.ts"] },
    );
    expect(declared.tables[0]).toMatchObject({ open: false, columns: [{}, {}] });
  });

  test("a package of the same workspace", async () => {
    const root = project({
      "app/model.ts":
        'import type { Base } from "@shop/models"; /** @table */ export interface User extends Base { name: string }',
      "packages/models/package.json": JSON.stringify({
        name: "@shop/models",
        exports: { ".": { types: "./src/index.ts" } },
      }),
      "packages/models/src/index.ts": base,
    });
    mkdirSync(join(root, "node_modules/@shop"), { recursive: true });
    symlinkSync(join(root, "packages/models"), join(root, "node_modules/@shop/models"), "dir");
    const declared = await readModel(
      { root: join(root, "app"), patterns: ["model.ts"], databaseType: null, naming },
      [types, kysely],
    );
    expect(declared.tables[0]).toMatchObject({ open: false, columns: [{ name: "id" }, {}, {}] });
  });

  test("but not a package that is installed: that is notAnalysed", async () => {
    const root = project({
      "model.ts":
        'import type { Base } from "lib"; /** @table */ export interface User extends Base { name: string }',
    });
    mkdirSync(join(root, "node_modules/lib"), { recursive: true });
    writeFileSync(
      join(root, "node_modules/lib/package.json"),
      JSON.stringify({ name: "lib", types: "index.d.ts" }),
    );
    writeFileSync(join(root, "node_modules/lib/index.d.ts"), base);
    const declared = await readModel({ root, patterns: ["model.ts"], databaseType: null, naming }, [
      types,
      kysely,
    ]);
    expect(declared.tables[0]?.open).toBe(true);
    expect(declared.notAnalysed).toMatchObject([
      { what: "base Base", why: 'Base comes from "lib", which is no file of the project' },
    ]);
  });

  test("imports of types, in types and in circles", async () => {
    const declared = await declare({
      "a.ts":
        "import { type B } from './b.js'; /** @table */ export interface A { id: number; kind: import('./b.js').Kind; b: B; other: typeof import('./b.js').start }",
      "b.ts":
        "import type { A } from './a.js'; export type Kind = 'x' | 'y'; export interface B { a: A } export const start = 1 as const;",
    });
    expect(declared.notAnalysed).toEqual([]);
    expect(declared.tables[0]?.columns).toMatchObject([
      { name: "id" },
      { values: ["x", "y"] },
      { accepts: "json" },
      { accepts: "number", values: [1] },
    ]);
  });

  test("declaration merging across files", async () => {
    const declared = await declare({
      "user.ts": "/** @table */ export interface User { id: number }",
      "more.ts": "import './user.ts'; declare module './user.ts' { interface User { nick: string } }",
      "global.ts": "/** @table orders */ interface Order { id: number }",
      "more-global.ts": "interface Order { total: number }",
      "a-global.ts": "interface Order { paid: boolean } /** @table */ interface Bill { id: number }",
    });
    expect(declared.tables.map(({ name, columns }) => [name, columns.map((each) => each.name)])).toEqual([
      ["bills", ["id"]],
      ["orders", ["paid", "id", "total"]],
      ["users", ["id", "nick"]],
    ]);
  });
});

describe("model globs", () => {
  const table = (name: string) => `/** @table ${name} */ export interface X { id: number }`;
  const files = {
    "src/a.ts": table("a"),
    "src/deep/b.mts": table("b"),
    "src/deep/c.cts": table("c"),
    "src/d.d.ts": table("d"),
    "src/e.test.ts": table("e"),
    "src/app/[id]/f.ts": table("f"),
    "src/notes.md": "# notes",
    "node_modules/pkg/g.ts": table("g"),
    ".cache/h.ts": table("h"),
    "src/.hidden/i.ts": table("i"),
  };
  const names = async (...patterns: string[]) =>
    (await declare(files, { patterns })).tables.map(({ name }) => name).sort();

  test("never enter node_modules or dot folders", async () => {
    expect(await names("**/*.{ts,mts,cts}")).toEqual(["a", "b", "c", "d", "e", "f"]);
    expect(await names("**/*")).toEqual(["a", "b", "c", "d", "e", "f"]);
  });

  test("unless they name them", async () => {
    expect(await names("node_modules/pkg/*.ts")).toEqual(["g"]);
    expect(await names(".cache/*.ts")).toEqual(["h"]);
    expect(await names("src/.hidden/*.ts")).toEqual(["i"]);
  });

  test("may be paths, also such that look like globs, and be excluded", async () => {
    expect(await names("src/a.ts", "./src/deep/b.mts")).toEqual(["a", "b"]);
    expect(await names("src/app/[id]/f.ts")).toEqual(["f"]);
    expect(await names("src/*.ts", "!**/*.test.ts")).toEqual(["a", "d"]);
  });

  test("name a file once, however many match it", async () => {
    expect(await names("src/a.ts", "src/*.ts", "exported:src/a.ts")).toEqual(["a", "d", "e"]);
  });

  test("that match nothing are an error that names them", async () => {
    expect(await failure(files, { patterns: ["src/a.ts", "src/models/*.ts"] })).toContain(
      '"src/models/*.ts" matches no TypeScript file',
    );
    expect(await failure(files, { patterns: ["exported:lib/**"] })).toContain(
      '"exported:lib/**" matches no TypeScript file',
    );
    expect(await failure(files, { patterns: ["src/*.md"] })).toContain('"src/*.md"');
  });
});
