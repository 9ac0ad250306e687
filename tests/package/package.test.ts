import { execFileSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join, normalize } from "node:path";
import { deserialize } from "node:v8";
import Database from "better-sqlite3";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { install, npm, pack, root } from "./packed.ts";

/** The code blocks of one language on a page. */
function blocks(page: string, language: string): string[] {
  const text = readFileSync(join(root, page), "utf8");
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].flatMap(([, found, code]) =>
    found === language && code !== undefined ? [code] : [],
  );
}

const examples = blocks("docs/api.md", "ts");
const [model = ""] = blocks("README.md", "ts");
const [config = ""] = blocks("README.md", "jsonc");

let packed: ReturnType<typeof pack>;
let project: string;

/** A project with the shop of the README and the package among its modules. */
beforeAll(() => {
  packed = pack();
  project = mkdtempSync(join(tmpdir(), "packed-shop-"));
  install(packed.folder, project);
  mkdirSync(join(project, "src"));
  write("package.json", '{ "name": "shop", "private": true, "type": "module" }');
  write("src/models.ts", model);
  write("doctor.config.json", config);
  for (const [place, text] of examples.entries()) write(`example-${place}.ts`, text);
  write("wrong.ts", [`import { analyze } from "schema-drift-doctor";`, ...wrong].join("\n"));
}, 300_000);
afterAll(() => {
  packed.remove();
  rmSync(project, { recursive: true });
});
beforeEach(() => {
  rmSync(join(project, "shop.db"), { force: true });
  rmSync(join(project, ".doctor"), { recursive: true, force: true });
  const database = new Database(join(project, "shop.db"));
  database.exec(blocks("README.md", "sql").join("\n"));
  database.close();
});

function write(path: string, text: string): void {
  writeFileSync(join(project, path), text);
}

/** The bytes that are kept of each part. */
function compiledIn(cache: string): [file: string, bytes: number][] {
  const contents = readdirSync(cache).map((file) => readFileSync(join(cache, file)).subarray(4));
  return contents.flatMap((content) =>
    [...(deserialize(content) as { compiled: Map<string, { data: Uint8Array }> }).compiled].map(
      ([file, { data }]): [string, number] => [basename(file), data.length],
    ),
  );
}

/** Runs a program of the project; returns its exit code and what it prints. */
function node(...words: string[]): { code: number; out: string } {
  try {
    return {
      code: 0,
      out: execFileSync(process.execPath, words, { cwd: project, encoding: "utf8", stdio: "pipe" }),
    };
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
    return { code: status, out: stdout + stderr };
  }
}

/** What the compiler says of files of the project. */
function complaints(files: readonly string[], options: Readonly<Record<string, unknown>>): string {
  const strict = { strict: true, exactOptionalPropertyTypes: true, skipLibCheck: true, noEmit: true };
  const compilerOptions = { target: "ES2023", types: ["node"], ...strict, ...options };
  write("tsconfig.json", JSON.stringify({ compilerOptions, files }));
  const { out } = node(join(root, "node_modules", "typescript", "bin", "tsc"), "-p", ".");
  return out;
}

describe("the package", () => {
  it("holds the program, its types, templates, schemas, docs and licence, and nothing else", () => {
    const programs = String.raw`dist\/(cli|index|parts\/[\w.-]+)\.js|dist\/parts\/templates\/.*\.(hbs|css|html|js)`;
    const types = String.raw`dist\/(src|rules|reports)\/.*\.d\.ts`;
    const allowed = new RegExp(String.raw`^(${programs}|${types}|docs\/.*\.(md|png|svg)|[^/]+\.md)$`);
    const others = packed.files.filter((file) => !allowed.test(file));
    expect(others.sort()).toEqual([
      "LICENSE",
      "dist/NOTICES.txt",
      "dist/package.json",
      "package.json",
      "reports/fleet.schema.json",
      "reports/report.schema.json",
      "src/config/config.schema.json",
    ]);
    expect(packed.files.filter((file) => /(^|\/)(tests?|fixtures|bench)\//.test(file))).toEqual([]);
    expect(packed.files).toContain("dist/parts/templates/audit.hbs");
    expect(packed.bytes).toBeLessThan(2_000_000);
  });

  it("holds the licence of every package that is bundled, in full", () => {
    const notices = readFileSync(join(packed.folder, "dist", "NOTICES.txt"), "utf8");
    const [, ...parts] = notices.split(/^(\S+ \d+\.\d+\.\d+\S*) \(.+\)$/m);
    const packages = parts.filter((_, place) => place % 2 === 0);
    const unlicensed = packages.filter((_, place) => !/copyright/i.test(parts[2 * place + 1] ?? ""));
    expect(unlicensed).toEqual([]);
    expect(packages).toContainEqual(expect.stringMatching(/^yargs /));
  });

  it("names no source map, and no path of the machine that packed it", () => {
    for (const file of packed.files.filter((path) => /\.(js|d\.ts)$/.test(path))) {
      const text = readFileSync(join(packed.folder, file), "utf8");
      expect([file, text.includes("sourceMappingURL"), text.includes(root)]).toEqual([file, false, false]);
    }
  });

  it("has every file that its pages link to", () => {
    const broken = packed.files
      .filter((file) => file.endsWith(".md"))
      .flatMap((file) => {
        const text = readFileSync(join(packed.folder, file), "utf8");
        const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link = ""]) => link);
        return links
          .map((link) => normalize(join(dirname(file), link)).replace(/\/$/, ""))
          .filter(
            (target) => !packed.files.some((known) => known === target || known.startsWith(`${target}/`)),
          )
          .map((target) => `${file} -> ${target}`);
      });
    expect(broken).toEqual([]);
  });

  it("has no stale file: every type has its source, and every part is used", () => {
    const types = packed.files.filter((file) => /^dist\/.*\.d\.ts$/.test(file));
    const sourceless = types.filter((file) => {
      const source = join(root, file.replace(/^dist\//, "").replace(/\.d\.ts$/, ".ts"));
      return statSync(source, { throwIfNoEntry: false }) === undefined;
    });
    const programs = packed.files.filter((file) => /^dist\/.*\.js$/.test(file));
    const texts = programs.map((file) => readFileSync(join(packed.folder, file), "utf8"));
    const unused = programs
      .filter((file) => /^dist\/parts\/[^/]+$/.test(file))
      // The thread of a fleet is named without its ending.
      .filter((file) => !texts.some((text) => text.includes(`/${basename(file, ".js")}`)));
    expect({ sourceless, unused }).toEqual({ sourceless: [], unused: [] });
    expect(types.length).toBeGreaterThan(100);
  });

  it("names every package that is bundled, with its licence, and needs no other", () => {
    const notices = readFileSync(join(packed.folder, "dist/NOTICES.txt"), "utf8");
    for (const name of ["yargs", "valibot", "handlebars", "@dagrejs/dagre"]) {
      expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\((MIT|ISC)\\)\n\n[^]{200}`, "m"));
    }
    const imported = packed.files
      .filter((file) => /^dist\/.*\.js$/.test(file))
      .flatMap((file) => [
        ...readFileSync(join(packed.folder, file), "utf8").matchAll(
          /^(?:let \S+ = )?require\("([^"]+)"\);$/gm,
        ),
      ])
      .flatMap(([, name = ""]) => (/^(node:|\.)/.test(name) || isBuiltin(name) ? [] : [name]));
    expect([...new Set(imported)].sort()).toEqual(["better-sqlite3"]);
  });
});

describe("the package in a project", () => {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

  it("is run by npx", () => {
    chmodSync(join(project, "node_modules/schema-drift-doctor/dist/cli.js"), 0o755);
    expect(npm(["exec", "--no", "--", "doctor", "--version"], project).trim()).toBe(version);
    const report = npm(["exec", "--no", "--", "doctor", "analyze", "--fail-on", "never"], project);
    expect(report).toContain("CRIT-001");
  });

  it("keeps as much of itself compiled after a first run on a large model as after one on a small", () => {
    const kept = (tables: number): number => {
      const cache = join(project, "node_modules/.cache/schema-drift-doctor");
      const names = Array.from({ length: tables }, (_, i) => `t${i}`);
      rmSync(cache, { recursive: true, force: true });
      rmSync(join(project, "many.db"), { force: true });
      const database = new Database(join(project, "many.db"));
      const columns = Array.from({ length: 12 }, (_, i) => `c${i}`);
      for (const name of names)
        database.exec(`CREATE TABLE ${name} (${columns.map((column) => `${column} text`).join(", ")})`);
      database.close();
      const fields = columns.map((column) => `${column}: text()`).join(", ");
      const declared = names.map((name) => `export const ${name} = sqliteTable("${name}", { ${fields} });`);
      const drizzle = 'import { sqliteTable, text } from "drizzle-orm/sqlite-core";';
      write("many.ts", [drizzle, ...declared].join("\n"));
      write("many.config.json", '{ "database": "many.db", "model": ["many.ts"] }');
      const doctor = "node_modules/schema-drift-doctor/dist/cli.js";
      const { out } = node(doctor, "analyze", "--config", "many.config.json", "--no-cache");
      expect(out).toContain("Model and database agree.");
      // What is called at the beginning of a run only.
      return compiledIn(cache).find(([file]) => file.startsWith("run-"))?.[1] ?? 0;
    };
    const [few, many] = [kept(2), kept(2500)];
    expect(few).toBeGreaterThan(50_000);
    expect(many / few).toBeCloseTo(1, 1);
  }, 60_000);

  it("finds the native part of the driver without the packages that would look for it", () => {
    write(
      "loaded.cjs",
      'process.on("exit", () => require("fs").writeFileSync("loaded.txt", Object.keys(require.cache).join("\\n")));',
    );
    const doctor = "node_modules/schema-drift-doctor/dist/cli.js";
    expect(node("--require", "./loaded.cjs", doctor, "analyze", "--no-cache").code).toBe(1);
    const loaded = readFileSync(join(project, "loaded.txt"), "utf8");
    expect(loaded).toMatch(/better_sqlite3\.node$/m);
    expect(loaded).not.toMatch(/node_modules\/bindings\//);
  });

  it("is imported by a module in JavaScript", () => {
    write(
      "main.js",
      'import { analyze, version } from "schema-drift-doctor";\nconst { summary } = await analyze();\nconsole.log(version, summary.total);',
    );
    expect(node("main.js")).toEqual({ code: 0, out: `${version} 3\n` });
  });

  it("is required by a script, as Node 20.19 and newer can", () => {
    write(
      "main.cjs",
      'const { analyze } = require("schema-drift-doctor");\nanalyze().then(({ summary }) => console.log(summary.total));',
    );
    const { code, out } = node("--no-warnings", "main.cjs");
    expect({ code, out }).toEqual({ code: 0, out: "3\n" });
  });

  it.each([
    ["a plain model of types", model],
    ["a model that takes the compiler", "/** @table */ export class Customer { id!: number }"],
    [
      "a schema of Drizzle",
      'import { integer, sqliteTable } from "drizzle-orm/sqlite-core";\nexport const customers = sqliteTable("customers", { id: integer("id").primaryKey() });',
    ],
  ])("reads %s alike where npm left out the parser's build for the machine", (_, text) => {
    write("src/other.ts", text);
    write("other.json", '{ "database": "shop.db", "model": ["src/other.ts"] }');
    write(
      "absent.cjs",
      `const Module = require("node:module");
       const resolve = Module._resolveFilename;
       Module._resolveFilename = function (name, ...more) {
         if (/^@oxc-parser|wasi/.test(name)) throw Object.assign(new Error("Cannot find module " + name), { code: "MODULE_NOT_FOUND" });
         return resolve.call(this, name, ...more);
       };
       process.on("exit", () => {
         const files = Object.keys(Module._cache);
         const loaded = ["@oxc-parser", "@ts-morph"].filter((name) => files.some((file) => file.includes(name)));
         require("node:fs").writeFileSync("loaded.json", JSON.stringify(loaded));
       });`,
    );
    const command = [
      "node_modules/schema-drift-doctor/dist/cli.js",
      "analyze",
      "--config",
      "other.json",
      "--format",
      "json",
    ];
    const present = node(...command, "--no-cache");
    const absent = node("--require", "./absent.cjs", ...command, "--no-cache");
    rmSync(join(project, "src/other.ts"));
    expect(JSON.parse(readFileSync(join(project, "loaded.json"), "utf8"))).toEqual(["@ts-morph"]);
    expect(JSON.parse(present.out).model.tables).toBeGreaterThan(0);
    expect(JSON.parse(absent.out).issues).toEqual(JSON.parse(present.out).issues);
  });

  it("gives its schemas to who asks for them", () => {
    const schemas = ["report", "config"].map((name) => `require("schema-drift-doctor/${name}.schema.json")`);
    write("schemas.cjs", `for (const { type } of [${schemas}]) console.log(type);`);
    expect(node("schemas.cjs")).toEqual({ code: 0, out: "object\nobject\n" });
  });

  it("declares itself in its own words: whoever uses its types needs no types of its dependencies", () => {
    const reached = new Set(["dist/src/index.d.ts"]);
    const packages = new Set<string>();
    for (const file of reached) {
      const text = readFileSync(join(packed.folder, file), "utf8");
      for (const [, name = ""] of text.matchAll(/(?:from|import\() ?"([^"]+)"/g)) {
        if (!name.startsWith(".")) packages.add(`${file} -> ${name}`);
        else reached.add(join(dirname(file), name.replace(/\.ts$|\.js$/, ".d.ts")));
      }
      expect([file, text.match(/NodeJS\.|Buffer|reference types/)]).toEqual([file, null]);
    }
    expect([...packages]).toEqual([]);
    expect(reached.size).toBeGreaterThan(5);
  });

  it.each([
    { module: "node16", moduleResolution: "node16" },
    { module: "esnext", moduleResolution: "bundler" },
    // The last one leaves the examples as JavaScript, and looks into the declarations themselves, too.
    { module: "nodenext", moduleResolution: "nodenext", skipLibCheck: false, noEmit: false, outDir: "built" },
  ])(
    "is understood by TypeScript with $moduleResolution",
    (options) => {
      const files = examples.map((_text, place) => `example-${place}.ts`);
      expect(complaints([...files, "wrong.ts"], options)).toBe("");
    },
    180_000,
  );

  it.each(examples.map((text, place) => [place, text] as const))(
    "runs example %i of docs/api.md",
    (place, text) => {
      const isTest = text.includes("node:test");
      const { code, out } = node(...(isTest ? ["--test"] : []), join("built", `example-${place}.js`));
      expect(out).not.toMatch(/\bat .*\(/);
      expect(code, out).toBe(text.includes("process.exitCode = exitCode") ? 1 : 0);
      for (const said of expected[place] ?? []) expect(out).toContain(said);
    },
  );
});

/** Mistakes that the compiler must see. */
const wrong = [
  "// @ts-expect-error: there is no such option",
  'await analyze({ databse: "shop.db" });',
  "const report = await analyze();",
  "// @ts-expect-error: a report is read-only",
  "report.issues.pop();",
];

/** What each example says of the shop, by its place on the page. */
const expected: readonly (readonly string[])[] = [
  ["3 issues, 1 of them critical", "CRIT-001 mismatched-nullability", "# "],
  ["applied in case of need: /", "true\n", "taken-back"],
  [""],
  ["CRIT-001", "database-missing: "],
  ["# pass 1"],
];
