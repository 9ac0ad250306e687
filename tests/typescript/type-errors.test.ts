import { cpSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { ts } from "ts-morph";
import { describe, expect, test } from "vitest";
import { type CallSpan, typeErrors } from "../../src/typescript/type-errors.ts";
import { project } from "../sources/project.ts";

const methods = /^(prepare|exec|run|get|all|pragma|transaction|execute)$/;

/** Every call of a method of that name in the TypeScript files of a folder. */
function callsIn(root: string): CallSpan[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => /(?<!\.d)\.[cm]?tsx?$/.test(file) && !file.includes("node_modules"))
    .sort()
    .flatMap((file) => {
      const source = ts.createSourceFile(
        file,
        readFileSync(join(root, file), "utf8"),
        ts.ScriptTarget.ESNext,
      );
      const calls: CallSpan[] = [];
      const visit = (node: ts.Node): void => {
        if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
          if (methods.test(node.expression.name.text))
            calls.push({ file, start: node.getStart(source), end: node.end });
        }
        ts.forEachChild(node, visit);
      };
      visit(source);
      return calls;
    });
}

interface Said {
  readonly faults: string[];
  readonly notAnalysed: string[];
}

function said(root: string): Said {
  const { faults, notAnalysed } = typeErrors(root, callsIn(root));
  const place = ({ file, line }: { file: string; line: number }) => `${file}:${line}`;
  return {
    faults: faults.map(({ location, message }) => `${place(location)} ${message}`),
    notAnalysed: notAnalysed.map(
      ({ what, location, why }) => `${location ? `${place(location)} ` : ""}${what}: ${why}`,
    ),
  };
}

const faultsOf = (files: Readonly<Record<string, string>>): string[] => said(project(files)).faults;

const options = (compilerOptions: object, more: object = {}): string =>
  JSON.stringify({ compilerOptions, ...more });

const strict = options({ strict: true, target: "ES2022", lib: ["ES2023"], types: [] });

const open = 'import Database from "better-sqlite3";\nconst db = new Database("app.db");\n';

describe("of the fixtures", () => {
  const fixture = (name: string) => join(import.meta.dirname, "../../fixtures", name);

  const error =
    "src/commands/project-preview.ts:9 Property 'prepare' does not exist on type 'DatabaseHandle'.";

  test("storyweaver has one error, where a handle is taken for the database", () => {
    expect(said(fixture("storyweaver"))).toEqual({ faults: [error], notAnalysed: [] });
  });

  test("storyweaver has it without its packages, too", () => {
    const root = project({});
    cpSync(fixture("storyweaver"), root, { recursive: true });
    expect(said(root)).toEqual({
      faults: [error],
      notAnalysed: [
        "Compiler errors under tsconfig.json: Not installed: node. What comes from there counts as any.",
      ],
    });
  });

  test.each(["boticelli", "tales", "episodes"])("%s has none", (name) => {
    expect(said(fixture(name)).faults).toEqual([]);
  });
});

describe("an error at a call is reported", () => {
  test("with the place and the compiler's words", () => {
    const app = `${open}export const titles = (shelf: number) =>\n  db.prepare("SELECT title FROM books WHERE shelf = ?").all(shelf.trim());\n`;
    expect(faultsOf({ "tsconfig.json": strict, "src/app.ts": app })).toEqual([
      "src/app.ts:4 Property 'trim' does not exist on type 'number'.",
    ]);
  });

  test("once, though the place lies in several calls", () => {
    const app = `${open}db.transaction(() => db.prepare("SELECT 1").get("a".nope));`;
    expect(faultsOf({ "tsconfig.json": strict, "app.ts": app })).toEqual([
      "app.ts:3 Property 'nope' does not exist on type '\"a\"'.",
    ]);
  });

  test("and one beside the calls is not", () => {
    const app = `${open}const title: number = "Dune";\ndb.prepare("SELECT 1").get();\ntitle.nope();`;
    expect(faultsOf({ "tsconfig.json": strict, "app.ts": app })).toEqual([]);
  });

  test("in files in order of their places", () => {
    const app = `${open}db.prepare("SELECT 1").get("a".two);\n`;
    const files = { "tsconfig.json": strict, "b.ts": app, "a.ts": `${app}db.exec("x".three);` };
    expect(faultsOf(files).map((fault) => fault.split(" ")[0])).toEqual(["a.ts:3", "a.ts:4", "b.ts:3"]);
  });

  test("a misspelt method of a driver that is not installed among them", () => {
    const app = `${open}db.prepare("SELECT 1".trim()).get();\ndb.exec(db.prepar("SELECT 1"));`;
    expect(faultsOf({ "tsconfig.json": strict, "app.ts": app })).toEqual([
      "app.ts:4 Property 'prepar' does not exist on type 'Database'. Did you mean 'prepare'?",
    ]);
  });

  test("not where a comment of the project silences it", () => {
    const app = `${open}db.exec(\n  // @ts-expect-error\n  "a".nope,\n);\ndb.exec(\n  // @ts-expect-error\n  "a",\n);`;
    expect(faultsOf({ "tsconfig.json": strict, "app.ts": app })).toEqual([]);
  });

  test("not in a file that does not parse", () => {
    const app = `${open}db.exec("a".nope;`;
    expect(said(project({ "tsconfig.json": strict, "app.ts": app }))).toEqual({
      faults: [],
      notAnalysed: [],
    });
  });
});

describe("the project's settings decide", () => {
  const nullable = `${open}declare const title: string | null;\ndb.prepare("SELECT 1").get(title.length);`;
  const isNull = ["src/app.ts:4 'title' is possibly 'null'."];

  test("through extends", () => {
    const base = options({ strict: true });
    const own = JSON.stringify({ extends: "./config/base.json" });
    expect(faultsOf({ "config/base.json": base, "tsconfig.json": own, "src/app.ts": nullable })).toEqual(
      isNull,
    );
  });

  test("in the nearest tsconfig.json", () => {
    const files = {
      "tsconfig.json": strict,
      "src/tsconfig.json": options({ strict: false }),
      "src/app.ts": nullable,
    };
    expect(faultsOf(files)).toEqual([]);
  });

  test("in the project that includes the file, where the nearest only refers to projects", () => {
    const files = {
      "tsconfig.json":
        '{ "files": [], "references": [{ "path": "./tsconfig.test.json" }, { "path": "./tsconfig.app.json" }] }',
      "tsconfig.test.json": options({ strict: false }, { include: ["test"] }),
      "tsconfig.app.json": options({ strict: true }, { include: ["src"] }),
      "src/app.ts": nullable,
      "test/app.ts": nullable,
    };
    expect(faultsOf(files)).toEqual(isNull);
  });

  test("and where they say nothing of null, the version of TypeScript does", () => {
    const wanted = (typescript: string) => JSON.stringify({ devDependencies: { typescript } });
    const files = { "tsconfig.json": options({}), "src/app.ts": nullable };
    expect(faultsOf({ ...files, "package.json": wanted("^5.9.2") })).toEqual([]);
    expect(faultsOf({ ...files, "package.json": wanted("~6.0.3") })).toEqual(isNull);
    expect(faultsOf(files)).toEqual([]);
    const installed = { ...files, "node_modules/typescript/package.json": '{ "version": "6.0.3" }' };
    expect(faultsOf({ ...installed, "package.json": wanted("^5.9.2") })).toEqual(isNull);
  });

  test("what the standard library has", () => {
    const app = `${open}db.prepare("SELECT ?").get([1, 2].toSorted().at(-1));`;
    const lib = (name: string) => options({ strict: true, target: "ES2020", lib: [name] });
    const types = {
      "node_modules/@types/better-sqlite3/index.d.ts":
        "declare const D: new (f: string) => { prepare(s: string): { get(...p: unknown[]): unknown } }; export = D;",
    };
    expect(faultsOf({ ...types, "tsconfig.json": lib("ES2023"), "app.ts": app })).toEqual([]);
    expect(faultsOf({ ...types, "tsconfig.json": lib("ES2022"), "app.ts": app })).toEqual([
      "app.ts:3 Property 'toSorted' does not exist on type 'number[]'. Do you need to change your target library? Try changing the 'lib' compiler option to 'es2023' or later.",
    ]);
  });

  test("what paths, baseUrl and specifiers in .js mean", () => {
    const files = {
      "tsconfig.json": options({
        strict: true,
        module: "NodeNext",
        paths: { "@db/*": ["./src/db/*"] },
        types: [],
      }),
      "package.json": '{ "type": "module" }',
      "src/db/handle.ts": "export interface Handle { value: { exec(sql: string): void } }",
      "src/app.ts":
        'import type { Handle } from "@db/handle.js";\nimport type { Handle as Same } from "./db/handle.js";\nexport const clear = (one: Handle, two: Same) => {\n  one.exec("DELETE FROM books");\n  two.exec("DELETE FROM books");\n  two.value.exec("DELETE FROM books");\n};',
    };
    expect(faultsOf(files)).toEqual([
      "src/app.ts:4 Property 'exec' does not exist on type 'Handle'.",
      "src/app.ts:5 Property 'exec' does not exist on type 'Handle'.",
    ]);
  });

  test("an unused name is no error at a call", () => {
    const app = `${open}db.transaction((title: string) => { const unused = 1; return 2; });`;
    const settings = options({ strict: true, noUnusedLocals: true, noUnusedParameters: true, types: [] });
    expect(faultsOf({ "tsconfig.json": settings, "app.ts": app })).toEqual([]);
  });

  test("JavaScript is compiled where they ask for it", () => {
    const root = (checkJs: boolean) =>
      project({
        "tsconfig.json": options({ strict: true, allowJs: true, checkJs, types: [] }),
        "app.js": `${open}db.exec("a".nope);`,
      });
    const call = { file: "app.js", start: 0, end: 200 };
    expect(typeErrors(root(false), [call]).faults).toEqual([]);
    expect(typeErrors(root(true), [call]).faults.map(({ message }) => message)).toEqual([
      "Property 'nope' does not exist on type '\"a\"'.",
    ]);
  });

  test("a file without a tsconfig.json is compiled all the same", () => {
    expect(faultsOf({ "app.ts": `${open}db.exec("a".nope);` })).toEqual([
      "app.ts:3 Property 'nope' does not exist on type '\"a\"'.",
    ]);
  });
});

describe("what is declared elsewhere counts", () => {
  const fastify = {
    "node_modules/fastify/package.json": '{ "types": "index.d.ts" }',
    "node_modules/fastify/index.d.ts":
      "export interface App { get(path: string, handler: () => unknown): void }",
  };
  const route =
    'import type { App } from "fastify";\nexport const books = (app: App) => app.get("/", () => app.db.prepare("SELECT 1").all());';

  test("additions to a package in a file that nobody imports", () => {
    const plugin =
      'import type { Database } from "better-sqlite3";\ndeclare module "fastify" { interface App { db: Database } }\nexport {};';
    expect(
      faultsOf({ ...fastify, "tsconfig.json": strict, "src/route.ts": route, "src/plugin.ts": plugin }),
    ).toEqual([]);
    expect(faultsOf({ ...fastify, "tsconfig.json": strict, "src/route.ts": route })).toEqual([
      "src/route.ts:2 Property 'db' does not exist on type 'App'.",
    ]);
  });

  test("global names of a declaration file", () => {
    const files = {
      "tsconfig.json": strict,
      "src/app.ts": 'library.prepare("SELECT 1").get(shelf.nope);',
      "src/globals.d.ts":
        'declare const library: import("better-sqlite3").Database;\ndeclare const shelf: { id: number };',
    };
    expect(faultsOf(files)).toEqual([
      "src/app.ts:1 Property 'nope' does not exist on type '{ id: number; }'.",
    ]);
  });

  test("the types that are installed, before the doctor's own of a driver", () => {
    const root = project({
      "tsconfig.json": options({ strict: true, types: ["node"], lib: ["ES2023"] }),
      "app.ts": `${open}process.stdout.write("x");\ndb.prepare("SELECT 1", "too many").get(process.env.SHELF);`,
      "node.ts":
        'import { readFileSync } from "node:fs";\nimport Database from "better-sqlite3";\nnew Database("x").exec(readFileSync("x"));',
    });
    symlinkSync(join(import.meta.dirname, "../../node_modules"), join(root, "node_modules"));
    expect(said(root)).toEqual({
      faults: [
        "app.ts:4 Expected 1 arguments, but got 2.",
        "node.ts:3 Argument of type 'NonSharedBuffer' is not assignable to parameter of type 'string'.",
      ],
      notAnalysed: [],
    });
  });
});

describe("what is not installed makes no noise", () => {
  const silent: readonly (readonly [name: string, text: string])[] = [
    [
      "names of the platform",
      'db.exec(process.env.A ?? __dirname);\ndb.exec(String(setTimeout(() => 1, 1)));\ndb.exec(Buffer.from("a").toString());',
    ],
    [
      "parameters of unknown callbacks",
      'import { wrap } from "wrapper";\ndb.transaction(wrap((row) => db.prepare("SELECT 1").get(row.id)));\ndb.transaction((row) => row);',
    ],
    [
      "calls with type arguments",
      'import { connect } from "elsewhere";\nconst other = connect();\nother.prepare<[string]>("SELECT 1").get<number>("a");',
    ],
    [
      "classes that extend an unknown one",
      'import { Base } from "elsewhere";\nclass Store extends Base { all() { return this.connection.prepare("SELECT 1").all(); } }\nnew Store().db.exec("SELECT 1");',
    ],
    [
      "interfaces that extend an unknown one",
      'import type { Base } from "elsewhere";\ninterface Store extends Base { name: string }\ninterface Shop extends Store { id: number }\nexport const f = (store: Shop) => store.db.exec("SELECT 1");',
    ],
    [
      "rows of unknown functions",
      'import { rows } from "elsewhere";\nfor (const row of Array.from(rows())) db.prepare("SELECT ?").get(row.id);\ndb.exec(Array.from(rows())[0]);',
    ],
    ["namespaces of the platform", "db.transaction((error: NodeJS.ErrnoException) => error.code);"],
    [
      "utility types over unknown ones",
      'import type { Row } from "elsewhere";\nexport const f = (row: Omit<{ a: 1 }, Row>) => db.prepare("SELECT ?").get(row.a);',
    ],
    ["members that a newer driver has", 'db.exec(db.prepare("SELECT 1").busyFor());'],
    ["globals that the framework brings", "db.exec(useRuntimeConfig().sql);"],
  ];

  test.each(silent)("%s", (_, text) => {
    expect(faultsOf({ "tsconfig.json": strict, "app.ts": `${open}${text}` })).toEqual([]);
  });

  test("and what the compiler does say there is told with its place", () => {
    const app =
      'import type { Base } from "elsewhere";\ninterface Store extends Base { name: string }\nexport const f = (store: Store) => store.db.exec("SELECT 1");';
    expect(said(project({ "tsconfig.json": strict, "app.ts": app })).notAnalysed).toEqual([
      "Compiler errors under tsconfig.json: Not installed: elsewhere. What comes from there counts as any.",
      "app.ts:3 The compiler's \"Property 'db' does not exist on type 'Store'.\": It may come of packages that are not installed.",
    ]);
  });

  test("additions to a package that is not there do not stand for it", () => {
    const files = {
      "tsconfig.json": strict,
      "src/app.d.ts": 'declare module "fastify" { interface App { db: import("better-sqlite3").Database } }',
      "src/route.ts":
        'import type { App } from "fastify";\nexport const books = (app: App) => app.get("/", () => app.db.prepare("SELECT 1").all());',
    };
    expect(faultsOf(files)).toEqual([]);
  });

  test("yet an error in the project's own types is one", () => {
    const app = `${open}import { wrap } from "wrapper";\ninterface Book { title: string }\ndeclare const book: Book;\ndb.prepare("SELECT ?").get(wrap(book.titel), book.shelf);`;
    expect(faultsOf({ "tsconfig.json": strict, "app.ts": app })).toEqual([
      "app.ts:6 Property 'titel' does not exist on type 'Book'. Did you mean 'title'?",
      "app.ts:6 Property 'shelf' does not exist on type 'Book'.",
    ]);
  });
});

test("what builds on a file that does not parse is not analysed", () => {
  const files = {
    "tsconfig.json": strict,
    "handle.ts": "export interface Handle { value: { exec(sql: string): void ",
    "between.ts": 'export type { Handle } from "./handle.ts";',
    "app.ts":
      'import type { Handle } from "./between.ts";\nexport const f = (handle: Handle) => handle.exec("SELECT 1");',
  };
  const { faults, notAnalysed } = said(project(files));
  expect(faults).toEqual([]);
  expect(notAnalysed).toEqual([
    "app.ts:2 The compiler's \"Property 'exec' does not exist on type 'Handle'.\": handle.ts, which it builds on, does not parse.",
  ]);
});

test("of every driver, the doctor's own types compile and serve", () => {
  const imports = {
    "node:sqlite": 'import { DatabaseSync } from "node:sqlite"; new DatabaseSync("x")',
    sqlite: 'import { open } from "sqlite"; (await open({}))',
    sqlite3: 'import sqlite3 from "sqlite3"; new sqlite3.Database("x")',
    "better-sqlite3": 'import Database from "better-sqlite3"; new Database("x")',
    "bun:sqlite": 'import { Database } from "bun:sqlite"; new Database("x")',
    "bun:sqlite default": 'import Database from "bun:sqlite"; new Database("x")',
  };
  const files = Object.values(imports).map((text, i) => [`a${i}.ts`, `${text}.exec("a".nope);`]);
  for (const module of ["NodeNext", "ESNext"]) {
    const settings = options({ strict: true, module, types: [] });
    const root = project({
      "package.json": '{ "type": "module" }',
      "tsconfig.json": settings,
      ...Object.fromEntries(files),
    });
    expect(said(root).faults).toEqual(
      files.map(([file]) => `${file}:1 Property 'nope' does not exist on type '"a"'.`),
    );
  }
});
