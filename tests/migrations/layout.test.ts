import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Application, type Project, projectOf, write, writeFor } from "./project.ts";
import { complaints, missing, type ToolName } from "./tools.ts";

/** A shop whose customers lack NOT NULL and an index. */
const shop: Application = {
  actual:
    "CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT); INSERT INTO customers VALUES (1, 'ada@example.org');",
  declared:
    "CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT NOT NULL); CREATE INDEX by_email ON customers (email);",
};

/** The files of the folder of migrations after a repair was written into it, those that were there aside. */
async function namesAfter(
  tool: ToolName,
  application: Partial<Application>,
  there: Readonly<Record<string, string>> = {},
): Promise<{ project: Project; names: string[]; code: number; err: string }> {
  const project = projectOf({ ...shop, ...application });
  write(join(project.folder, "migrations"), { ".keep": "", ...there });
  const { code, err } = await writeFor(tool, project);
  const names = readdirSync(join(project.folder, "migrations"), { recursive: true, encoding: "utf8" });
  return {
    project,
    code,
    err,
    names: names.filter((name) => !(name in there) && name.includes(".") && name !== ".keep").sort(),
  };
}

const textIn = ({ folder }: Project, name = ""): string =>
  readFileSync(join(folder, "migrations", name), "utf8");

describe("the language of a migration", () => {
  test.each<[string, ToolName, Partial<Application>, Record<string, string>, string]>([
    ["is JavaScript with export in a package of modules", "knex", {}, {}, ".js export"],
    ["is CommonJS in any other package", "knex", { manifest: { type: "commonjs" } }, {}, ".js exports"],
    [
      "is TypeScript where there is a tsconfig.json",
      "kysely",
      { files: { "tsconfig.json": "{}" } },
      {},
      ".ts export",
    ],
    [
      "is TypeScript where typescript is a dependency",
      "knex",
      { manifest: { devDependencies: { typescript: "6" } } },
      {},
      ".ts export",
    ],
    [
      "is that of the knexfile",
      "knex",
      { files: { "tsconfig.json": "{}", "knexfile.js": "" } },
      {},
      ".js export",
    ],
    [
      "is that of the last migration",
      "kysely",
      { files: { "tsconfig.json": "{}" } },
      { "001_a.ts": "", "002_b.mjs": "" },
      ".mjs export",
    ],
    [
      "is CommonJS where the last migration is",
      "knex",
      {},
      { "20200101000000_a.js": "exports.up = () => {}" },
      ".js exports",
    ],
    ["is CommonJS in a .cjs", "knex", {}, { "20200101000000_a.cjs": "" }, ".cjs exports"],
    [
      "is not told by declarations of types",
      "knex",
      {},
      { "20200101000000_a.js": "", "20300101000000_b.d.ts": "" },
      ".js export",
    ],
  ])("%s", async (_, tool, application, there, expected) => {
    const { project, names } = await namesAfter(tool, application, there);
    const [name] = names.filter((file) => file !== "README.md");
    const text = textIn(project, name);
    const how = /^exports\.up = /m.test(text)
      ? "exports"
      : /^export async function up/m.test(text)
        ? "export"
        : "?";
    expect(`${name?.slice(name.lastIndexOf("."))} ${how}`).toBe(expected);
  });
});

describe("the name of a migration", () => {
  const digits = (count: number, rest = "_doctor_repair.js"): RegExp =>
    new RegExp(`^\\d{${count}}${rest.replaceAll(".", "\\.")}$`);

  test.each<[string, ToolName, readonly string[], RegExp]>([
    ["of knex begins with the time", "knex", [], digits(14)],
    ["of kysely begins with milliseconds", "kysely", [], digits(13)],
    ["goes on counting", "kysely", ["001_a.js", "009_b.js"], /^010_doctor_repair\.js$/],
    [
      "goes on after the last, not after the newest",
      "kysely",
      ["0002_b.js", "0001_a.js"],
      /^0003_doctor_repair\.js$/,
    ],
    ["keeps the separator", "kysely", ["01-a.js"], /^02-doctor_repair\.js$/],
    ["keeps the form of a date", "kysely", ["2024-01-15_a.js"], /^20\d\d-\d\d-\d\d_doctor_repair\.js$/],
    [
      "keeps the form of a moment",
      "kysely",
      ["2024-01-15T10-30-00_a.js"],
      /^20\d\d-\d\d-\d\dT\d\d-\d\d-\d\d_doctor_repair\.js$/,
    ],
    ["comes after one of the future", "knex", ["20990101000000_a.js"], /^20990101000001_doctor_repair\.js$/],
    ["comes after one that ends a number", "kysely", ["999_a.js"], /^999_a_doctor_repair\.js$/],
    ["comes after one without a number", "kysely", ["initial.js"], /^initial_doctor_repair\.js$/],
    ["comes after another repair", "kysely", ["001_a.js", "002_doctor_repair.js"], /^003_doctor_repair\.js$/],
  ])("%s", async (_, tool, there, expected) => {
    const { names } = await namesAfter(
      tool,
      {},
      Object.fromEntries(there.map((name) => [name, "export const up = 1;"])),
    );
    const [name = ""] = names.filter((file) => file !== "README.md");
    expect(name).toMatch(expected);
    expect([...there, name].sort().at(-1)).toBe(name);
  });
});

describe("a folder of migrations", () => {
  test("keeps everything that is in it, a README too", async () => {
    const there = { "README.md": "Ours.", "20200101000000_a.js": "export const up = 1;" };
    const { project, names } = await namesAfter("knex", {}, there);
    expect(names).toEqual([
      expect.stringMatching(/^\d{14}_doctor_repair\.js$/),
      expect.stringMatching(/^\d{14}_doctor_repair\.js\.README\.md$/),
    ]);
    for (const [name, text] of Object.entries(there)) expect(textIn(project, name)).toBe(text);
  });

  test.each(["knex", "kysely", "drizzle"] as const)("gets a repair of %s once", async (tool) => {
    const { project, names } = await namesAfter(tool, {});
    const again = await writeFor(tool, project);
    expect(again.code).toBe(0);
    expect(again.err).toMatch(
      /migrations\/\S*doctor_repair\.\w+ is this repair already: nothing was written\./,
    );
    const now = readdirSync(join(project.folder, "migrations"), { recursive: true, encoding: "utf8" });
    expect(now.filter((name) => name.includes(".") && name !== ".keep").sort()).toEqual(names);
  });

  test("gets nothing when there is nothing to repair", async () => {
    const project = projectOf({ ...shop, actual: `${shop.declared} INSERT INTO customers VALUES (1, 'a')` });
    const { code, err } = await writeFor("knex", project);
    expect(code).toBe(0);
    expect(err).toContain("There is nothing to repair: no migration was written.");
    expect(existsSync(join(project.folder, "migrations"))).toBe(false);
  });

  test("gets a migration that says it is not proven, with exit code 1, when a row stands in the way", async () => {
    const { code, err, project, names } = await namesAfter("knex", {
      actual: `${shop.actual} INSERT INTO customers VALUES (2, NULL);`,
    });
    expect(code).toBe(1);
    expect(err).toContain("It is NOT proven, and fails as long as something stands in its way.");
    expect(textIn(project, names[0])).toContain("precondition 1 of step-1");
    expect(textIn(project, "README.md")).toContain("**Do not run it as it is:**");
  });
});

describe("drizzle's folder", () => {
  const journalOf = (entries: readonly object[], dialect = "sqlite"): Record<string, string> => ({
    "meta/_journal.json": JSON.stringify({ version: "7", dialect, entries }),
  });
  const entry = (idx: number, tag: string, when = 1): object => ({
    idx,
    version: "6",
    when,
    tag,
    breakpoints: true,
  });

  test("gets two more entries, later than the last, and snapshots that follow it", async () => {
    const there = {
      ...journalOf([entry(0, "0000_a"), entry(1, "0001_b", 4e12)]),
      "meta/0000_snapshot.json": '{"id":"zero","version":"6","tables":{"a":1}}',
      "meta/0001_snapshot.json": '{"id":"one","prevId":"zero","version":"6","tables":{"b":2}}',
    };
    const { project, names } = await namesAfter("drizzle", {}, there);
    expect(names).toEqual([
      "0002_doctor_repair.down.sql",
      "0002_doctor_repair.sql",
      "0003_doctor_repair_foreign_keys.sql",
      "README.md",
      "meta/0002_snapshot.json",
      "meta/0003_snapshot.json",
    ]);
    expect(JSON.parse(textIn(project, "meta/_journal.json"))).toEqual({
      ...{ version: "7", dialect: "sqlite" },
      entries: [
        entry(0, "0000_a"),
        entry(1, "0001_b", 4e12),
        entry(2, "0002_doctor_repair", 4e12 + 1),
        entry(3, "0003_doctor_repair_foreign_keys", 4e12 + 2),
      ],
    });
    const [second, third] = [2, 3].map((n) => JSON.parse(textIn(project, `meta/000${n}_snapshot.json`)));
    expect(second).toMatchObject({ prevId: "one", tables: { b: 2 } });
    expect(third).toMatchObject({ prevId: second.id, tables: { b: 2 } });
  });

  test("goes on with stamps where it has stamps", async () => {
    const { names } = await namesAfter("drizzle", {}, journalOf([entry(0, "20990101000000_a")]));
    expect(names).toContain("20990101000001_doctor_repair.sql");
    expect(names).toContain("20990101000002_doctor_repair_foreign_keys.sql");
  });

  test("gets one plain file for what drops no table and writes no row", async () => {
    const declared =
      "CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT); CREATE INDEX by_email ON customers (email);";
    const { names, project } = await namesAfter("drizzle", { declared });
    expect(names.filter((name) => /^\d.*\.sql$/.test(name))).toEqual([
      "0000_doctor_repair.down.sql",
      "0000_doctor_repair.sql",
    ]);
    expect(textIn(project, "0000_doctor_repair.sql")).not.toMatch(/COMMIT|BEGIN|PRAGMA foreign_keys/);
  });

  test("gets one file that leaves the transaction alone for libSQL, which switches foreign keys off by itself", async () => {
    const { names, project } = await namesAfter("drizzle", {
      manifest: { dependencies: { "@libsql/client": "1" } },
    });
    expect(names.filter((name) => /^\d.*\.sql$/.test(name))).toEqual([
      "0000_doctor_repair.down.sql",
      "0000_doctor_repair.sql",
    ]);
    expect(textIn(project, "0000_doctor_repair.sql")).toContain("foreign keys are off");
    expect(textIn(project, "0000_doctor_repair.sql")).not.toMatch(/^(?:COMMIT|BEGIN)/m);
  });

  test.each<[string, Record<string, string>, Partial<Application>]>([
    ["is for another engine", journalOf([], "postgresql"), {}],
    ["has a journal that is none", { "meta/_journal.json": "[]" }, {}],
    ["has a journal that cannot be read", { "meta/_journal.json": "{" }, {}],
    ["is laid out by drizzle-kit 1.0", { "20250101000000_a/migration.sql": "" }, {}],
    ["is bundled for Expo", { ...journalOf([]), "migrations.js": "" }, {}],
    [
      "has a file of that name that no journal knows",
      { ...journalOf([]), "0000_doctor_repair.sql": "SELECT 1;" },
      {},
    ],
    [
      "would get a statement that drizzle cuts in two",
      {},
      {
        declared:
          "CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT NOT NULL DEFAULT '--> statement-breakpoint')",
      },
    ],
  ])("is left alone when it %s", async (_, there, application) => {
    const { code, names, project } = await namesAfter("drizzle", application, there);
    expect(code).toBe(2);
    expect(names).toEqual([]);
    for (const [name, text] of Object.entries(there)) expect(textIn(project, name)).toBe(text);
  });
});

describe.skipIf(missing !== null)("TypeScript, with the types of the tool itself", () => {
  test.each([
    ["knex", []],
    ["kysely", []],
    ["knex", ["--target", "ES2017", "--lib", "ES2017,DOM"]],
    ["kysely", ["--target", "ES2017", "--lib", "ES2017,DOM"]],
  ] as const)("of %s is accepted by a compiler that is told to be strict %j", async (tool, options) => {
    const { project } = await namesAfter(tool, { files: { "tsconfig.json": "{}" } });
    expect(complaints(project.folder, options)).toBe("");
  });

  test("would not be accepted if it were wrong", async () => {
    const { project, names } = await namesAfter("kysely", { files: { "tsconfig.json": "{}" } });
    const name = names.find((file) => file.endsWith(".ts")) ?? "";
    write(join(project.folder, "migrations"), {
      [name]: textIn(project, name).replace("db: Kysely<unknown>", "db: Kysely"),
    });
    expect(complaints(project.folder)).toContain("TS2314");
  });
});
