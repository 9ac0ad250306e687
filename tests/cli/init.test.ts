import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { settingsOf } from "../../src/commands/project.ts";
import { analyze, repair } from "../../src/internal.ts";
import type { Report } from "../../src/reporting/report.ts";
import { freshFolder } from "../database/sample.ts";
import { type Outcome, type Setting, doctor as stubbed } from "./harness.ts";

const doctor = (line: string, setting: Setting): Promise<Outcome> =>
  stubbed(line.split(" "), { ...setting, doctor: { analyze, repair } });

/** A project: texts by path; what ends in .db or .data is a database of that SQL. */
function project(files: Readonly<Record<string, string>>): string {
  const folder = freshFolder();
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    if (!/\.(?:db|data|dat)$/.test(name)) writeFileSync(path, text);
    else {
      const database = new Database(path);
      database.exec(text);
      database.close();
    }
  }
  return folder;
}

const users = "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);";
const manifest = '{ "dependencies": { "better-sqlite3": "^12.0.0" } }';
const model = `/** @table */\nexport interface User { id: number; email: string; }\n`;
const code = `import Database from "better-sqlite3";
const db = new Database("data/app.db");
export const one = (id: number) => db.prepare("SELECT email FROM users WHERE id = ?").get(id);\n`;

interface Initialised {
  readonly outcome: Outcome;
  readonly config: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly report: Report;
}

/** Runs `doctor init` and then the analysis that it makes possible. */
async function initialised(folder: string, environment: Setting["environment"] = {}): Promise<Initialised> {
  const outcome = await doctor("init", { folder, environment });
  expect(outcome.err).toBe("");
  expect(outcome.code).toBe(0);
  const text = readFileSync(join(folder, "doctor.config.json"), "utf8");
  const analysis = await doctor("analyze --format json", { folder, environment });
  expect(analysis.err).toBe("");
  const { database, model, queries, databaseType, naming, snapshot } = settingsOf({ folder });
  return {
    ...{ outcome, text, report: JSON.parse(analysis.out) },
    config: { database, model, queries, databaseType, naming, snapshot },
  };
}

describe("doctor init, and the analysis right after", () => {
  it("types with @table, a database by its name in the code", async () => {
    const folder = project({
      "package.json": manifest,
      "tsconfig.json": "{}",
      "src/models/user.ts": model,
      "src/db.ts": code,
      "src/db.test.ts": code,
      "data/app.db": users,
      "aaa.db": "CREATE TABLE other (a);",
      ".gitignore": "node_modules\n",
    });
    const { outcome, config, report, text } = await initialised(folder);
    expect(config).toMatchObject({
      database: "data/app.db",
      model: ["src/models/user.ts"],
      queries: ["src/**/*.ts", "!**/*.{test,spec}.*"],
    });
    expect(report.database.path).toBe("data/app.db");
    expect(report.model.tables).toBe(1);
    expect(report.code).toMatchObject({ files: 2, statements: 1 });
    expect(report.summary).toMatchObject({ critical: 0, high: 0 });
    expect(text).toContain('// Other databases:\n  //   "aaa.db"\n');
    expect(outcome.out).toContain("Written: doctor.config.json");
    expect(outcome.out).toContain("database: data/app.db, with 1 of the model's 1 table; 1 more found");
    expect(outcome.out).toContain(".gitignore does not have .doctor/");
    expect(outcome.out).toContain("Next: doctor analyze\n");
  });

  it("Kysely's interface, wherever it is declared, and DATABASE_URL of .env", async () => {
    const folder = project({
      "package.json": '{ "dependencies": { "kysely": "^0.28.0", "schema-drift-doctor": "*" } }',
      ".env": "DATABASE_URL=file:./dev.db?mode=rwc\n",
      "dev.db": users,
      "src/schema.ts": `import type { Generated } from "kysely";
export interface Tables { users: { id: Generated<number>; email: string } }\n`,
      "src/db.ts": `import { Kysely } from "kysely";\nimport type { Tables } from "./schema.ts";
export const open = (dialect: never) => new Kysely<Tables>({ dialect });\n`,
    });
    const { config, report, text, outcome } = await initialised(folder);
    expect(config).toMatchObject({ database: null, databaseType: "Tables", model: ["src/schema.ts"] });
    expect(text).toContain('// The SQLite file is the one that DATABASE_URL names, now "dev.db".');
    expect(report.database.path).toBe("dev.db");
    expect(report.model).toMatchObject({ tables: 1, sources: [{ kind: "kysely" }] });
    expect(outcome.out).not.toContain("npm install");
  });

  it("Drizzle's tables", async () => {
    const folder = project({
      "package.json": '{ "dependencies": { "drizzle-orm": "^0.44.0" } }',
      "db/local.data": users,
      "src/db/schema.ts": `import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
export const users = sqliteTable("users", { id: integer().primaryKey(), email: text().notNull() });\n`,
    });
    const { config, report } = await initialised(folder);
    expect(config).toMatchObject({ database: "db/local.data", model: ["src/db/schema.ts"] });
    expect(report.model).toMatchObject({ tables: 1 });
    expect(report.summary).toMatchObject({ critical: 0, high: 0 });
  });

  it("Prisma's schema, with the database beside it; its migrations are listed", async () => {
    const folder = project({
      ".env": 'DATABASE_URL="file:./dev.db"\n',
      "prisma/dev.db": users,
      "prisma/migrations/20260101000000_users/migration.sql": users,
      "prisma/schema.prisma":
        'datasource db {\n  provider = "sqlite"\n  url = env("DATABASE_URL")\n}\nmodel User {\n  id Int @id\n  email String\n  @@map("users")\n}\n',
    });
    const { config, report, text } = await initialised(folder);
    expect(config).toMatchObject({ model: ["prisma/schema.prisma"] });
    expect(text).toContain('//   ["prisma/migrations/*/migration.sql"] (migrations in SQL, 1 file)');
    expect(report.model).toMatchObject({ tables: 1 });
    expect(report.summary).toMatchObject({ critical: 0, high: 0 });
  });

  it("an SQL schema; migrations besides are listed, seeds are none", async () => {
    const folder = project({
      "db/schema.sql": users,
      "migrations/0001_users.sql": "CREATE TABLE users (id INTEGER PRIMARY KEY);",
      "db/seed.sql": "CREATE TABLE IF NOT EXISTS users (id); INSERT INTO users VALUES (1);",
      "app.db": users,
    });
    const { config, report, text } = await initialised(folder);
    expect(config).toMatchObject({ database: "app.db", model: ["db/schema.sql"], queries: [] });
    expect(text).toContain('//   ["migrations"] (migrations in SQL, 1 file)');
    expect(text).not.toContain("seed");
    expect(report.summary.total).toBe(0);
  });

  it.each([
    [
      "a folder of migrations",
      {
        "migrations/1_users.sql": users,
        "migrations/10_more.sql": "ALTER TABLE users ADD COLUMN name TEXT;",
        "migrations/1_users.down.sql": "DROP TABLE users;",
      },
      ["migrations"],
    ],
    [
      "Prisma's migrations",
      {
        "prisma/migrations/20240101_a/migration.sql": users,
        "prisma/migrations/20240202_b/migration.sql": "ALTER TABLE users ADD COLUMN name TEXT;",
      },
      ["prisma/migrations/*/migration.sql"],
    ],
  ])("%s", async (_name, files, patterns) => {
    const folder = project({ ...files, "app.db": users });
    const { config, report } = await initialised(folder);
    expect(config.model).toEqual(patterns);
    expect(report.issues.map(({ rule, table }) => [rule, table])).toEqual([["missing-column", "users"]]);
  });

  it("code without a model", async () => {
    const folder = project({ "package.json": manifest, "index.ts": code, "data/app.db": users });
    const { config, text, report } = await initialised(folder);
    expect(config).toMatchObject({ database: "data/app.db", model: [], queries: ["index.ts"] });
    expect(text).toContain("// No model was found.");
    expect(report.code).toMatchObject({ files: 1, statements: 1 });
  });

  it("a snapshot where there is no database, which is no model", async () => {
    const elsewhere = project({ "app.db": users, "schema.sql": users });
    await doctor("snapshot --db app.db", { folder: elsewhere });
    const folder = project({
      "doctor-snapshot.sql": readFileSync(join(elsewhere, "doctor-snapshot.sql"), "utf8"),
      "schema.sql": users,
    });
    const { config, report } = await initialised(folder);
    expect(config).toMatchObject({ database: null, model: ["schema.sql"], snapshot: "doctor-snapshot.sql" });
    expect(report.database.path).toBe("doctor-snapshot.sql");
  });

  it("names that the database writes otherwise than is usual", async () => {
    const folder = project({
      "src/models.ts": `/** @table */
export interface BookOrder { id: number; orderedAt: string; totalPrice: number }
/** @table */
export interface Customer { id: number; firstName: string }\n`,
      "app.db":
        "CREATE TABLE bookOrder (id INTEGER PRIMARY KEY, orderedAt TEXT NOT NULL, totalPrice REAL NOT NULL); CREATE TABLE customer (id INTEGER PRIMARY KEY, firstName TEXT NOT NULL);",
    });
    const { config, report } = await initialised(folder);
    expect(config.naming).toEqual({ tables: "camel", columns: "camel" });
    expect(report.summary).toMatchObject({ critical: 0, high: 0 });
  });
});

describe("what init chooses", () => {
  it("the database that has the model's tables, whatever it is called, by what it is and not by its name", async () => {
    const folder = project({
      "schema.sql": users,
      "a.db": "CREATE TABLE logs (a);",
      "deep/er/store.dat": users,
      "node_modules/pkg/app.db": users,
      ".cache/app.db": users,
    });
    writeFileSync(join(folder, "app.db"), "no database".padEnd(1024));
    symlinkSync(join(folder, "deep"), join(folder, "link"));
    const { config, text } = await initialised(folder);
    expect(config.database).toBe("deep/er/store.dat");
    expect(text).toContain('//   "a.db"');
    for (const passed of ["node_modules/pkg", ".cache", "link/", '"app.db"'])
      expect(text).not.toContain(passed);
  });

  it("no model that cannot be read: it says why, and takes the next", async () => {
    const folder = project({
      "schema.sql": "CREATE TABLE users (id SERIAL PRIMARY KEY, born TIMESTAMP DEFAULT now());",
      "migrations/1.sql": users,
      "app.db": users,
    });
    const { config, text } = await initialised(folder);
    expect(config.model).toEqual(["migrations"]);
    expect(text).toMatch(/\/\/ {3}\["schema\.sql"\] \(an SQL schema\): schema\.sql:1:1: SQLite refuses/);
  });

  it("a damaged database last, with the reason", async () => {
    const folder = project({ "schema.sql": users, "b.db": "CREATE TABLE logs (a);" });
    const damaged = Buffer.alloc(8192, 7);
    damaged.write("SQLite format 3\0", "latin1");
    writeFileSync(join(folder, "a.db"), damaged);
    const { config, text } = await initialised(folder);
    expect(config.database).toBe("b.db");
    expect(text).toMatch(/\/\/ {3}"a\.db": \S/);
  });

  it("says of another engine's URL that it names none, and never what it holds", async () => {
    const folder = project({ "schema.sql": users, ".env": "DATABASE_URL=postgres://me:hunter2@host/app\n" });
    const { code, out } = await doctor("init", { folder });
    const text = readFileSync(join(folder, "doctor.config.json"), "utf8");
    expect(code).toBe(0);
    expect(out).toContain("no SQLite file (DATABASE_URL of .env names none that is there)");
    expect(out + text).not.toContain("hunter2");
  });
});

describe("an empty folder", () => {
  it("gets a config whose lines stand in comments, ready to be filled in", async () => {
    const folder = freshFolder();
    const { code, out } = await doctor("init", { folder });
    expect(code).toBe(0);
    expect(out).toContain("Not found\n  no SQLite file\n  no model\n  no SQL in TypeScript files\n");
    expect(out).toContain("Next: fill in what is in comments in doctor.config.json, then doctor analyze\n");
    const path = join(folder, "doctor.config.json");
    const filled = readFileSync(path, "utf8")
      .replace('// "database"', '"database"')
      .replace('// "model"', '"model"');
    writeFileSync(path, filled);
    expect(settingsOf({ folder })).toMatchObject({
      database: "app.db",
      model: ["src/models/*.ts"],
      failOn: "high",
    });
    for (const line of readFileSync(path, "utf8")
      .split("\n")
      .filter((line) => /^ {2}\/\/ "/.test(line)))
      writeFileSync(path, readFileSync(path, "utf8").replace(line, line.replace("// ", "")));
    expect(settingsOf({ folder })).toMatchObject({
      ignore: ["legacy_*"],
      snapshot: "doctor-snapshot.sql",
    });
  });
});

describe("a config that is there", () => {
  it.each(["doctor.config.json", "package.json"])("in %s is left alone without --force", async (file) => {
    const text = file === "package.json" ? '{ "doctor": { "failOn": "never" } }' : '{ "failOn": "never" }';
    const folder = project({ [file]: text, "schema.sql": users, "app.db": users });
    const refused = await doctor("init", { folder });
    expect(refused).toMatchObject({ code: 2, out: "" });
    expect(refused.err).toContain("--force");
    expect(readFileSync(join(folder, file), "utf8")).toBe(text);
    expect(existsSync(join(folder, "doctor.config.json"))).toBe(file === "doctor.config.json");
    expect((await doctor("init --force", { folder })).code).toBe(0);
    expect(settingsOf({ folder })).toMatchObject({ failOn: "high", database: "app.db" });
  });

  it("is another one for a project further down", async () => {
    const folder = project({
      "packages/api/schema.sql": users,
      "packages/api/app.db": users,
      "other.db": users,
    });
    const { out } = await doctor("init --out packages/api/doctor.config.json", { folder });
    expect(out).toContain("Next: doctor analyze --config packages/api/doctor.config.json\n");
    const analysis = await doctor("analyze --config packages/api/doctor.config.json", { folder });
    expect(analysis).toMatchObject({ code: 0, err: "" });
  });
});

it("names that are written to harm stay names", async () => {
  const folder = project({
    'x"],\n"failOn": "never", "model": ["/schema.sql': users,
    "a\u2028b.db": users,
  });
  const { report } = await initialised(folder);
  expect(report.database.path).toBe("a\u2028b.db");
  expect(settingsOf({ folder }).failOn).toBe("high");
});

it("nothing of the project is run", async () => {
  const folder = project({
    "package.json": manifest,
    "drizzle.config.ts":
      'import { writeFileSync } from "node:fs";\nwriteFileSync("ran", "");\nexport default {};\n',
    "src/models.ts": `import { writeFileSync } from "node:fs";\nwriteFileSync("ran", "");\n${model}`,
    "app.db": users,
  });
  await initialised(folder);
  expect(existsSync(join(folder, "ran"))).toBe(false);
  expect(existsSync("ran")).toBe(false);
});
