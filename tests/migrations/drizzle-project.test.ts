import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { commandLine } from "../cases/command-line.ts";
import { copyOf } from "../drizzle/projects.ts";
import { missing, workspace } from "./tools.ts";

interface Project {
  readonly folder: string;
  readonly database: string;
}

/** A project of Drizzle as it is, its drizzle.config with something more in it, and an empty database. */
function projectOf(name: "academy" | "store", more = ""): Project {
  const { root } = copyOf(name);
  symlinkSync(join(workspace, "node_modules"), join(root, "node_modules"));
  const config = join(root, "drizzle.config.ts");
  const text = readFileSync(config, "utf8");
  const withMore = text.replace("defineConfig({", `defineConfig({ ${more}`);
  writeFileSync(config, more.startsWith("out") ? withMore.replace(/out: "\.\/drizzle",/, "") : withMore);
  const database = join(root, "app.db");
  exec(
    database,
    "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema; PRAGMA writable_schema = RESET; VACUUM",
  );
  return { folder: root, database };
}

function exec(database: string, sql: string): void {
  const connection = new Database(database);
  connection.unsafeMode(true);
  connection.pragma("foreign_keys = OFF");
  connection.exec(sql);
  connection.close();
}

function all(database: string, sql: string): unknown[] {
  const connection = new Database(database, { readonly: true });
  const rows = connection.prepare(sql).raw().all();
  connection.close();
  return rows;
}

function kit({ folder }: Project, ...line: string[]): string {
  const bin = join(workspace, "node_modules/drizzle-kit/bin.cjs");
  const { stdout, stderr, status } = spawnSync(process.execPath, [bin, ...line], {
    cwd: folder,
    encoding: "utf8",
  });
  expect({ status, stderr, stdout }).toMatchObject({ status: 0 });
  return stdout + stderr;
}

/** What is found in a project, above info, or of the ledger. */
async function found({ folder }: Project): Promise<string[]> {
  const { out } = await commandLine(folder, "analyze", "--format", "json");
  const { issues, notAnalysed } = JSON.parse(out);
  expect(notAnalysed).toEqual([]);
  return issues
    .filter(({ rule, severity }: Record<string, string>) => severity !== "info" || rule?.startsWith("ledger"))
    .map(({ rule }: { rule: string }) => rule);
}

const rows = `
  INSERT INTO uni_departments VALUES ('M', NULL, 'Mathematics'), ('P', 'M', 'Physics');
  INSERT INTO uni_courses VALUES ('M', 1, 17, 1, 6), ('P', 1, NULL, 0, 12);
  INSERT INTO uni_enrolments (id, department_code, course_number, student_name) VALUES (1, 'M', 1, 'Ada'), (2, 'P', 1, 'Bob');
  INSERT INTO uni_remarks VALUES (1, 1, NULL, 'good'), (2, 2, 1, 'no');`;

/** A course loses its check and a default, so that the table at the top of two cascades is rebuilt. */
const drift = `
  CREATE TABLE old AS SELECT * FROM uni_courses; DROP TABLE uni_courses;
  CREATE TABLE uni_courses (department_code text NOT NULL, course_number integer NOT NULL, held_since integer, is_open integer DEFAULT true NOT NULL, credits real,
    PRIMARY KEY (department_code, course_number), FOREIGN KEY (department_code) REFERENCES uni_departments (code) ON DELETE CASCADE);
  INSERT INTO uni_courses SELECT * FROM old; DROP TABLE old; DROP INDEX remarks_by_enrolment;`;
const driftRules = [
  "ledger-ahead-of-schema",
  "mismatched-nullability",
  "mismatched-default",
  "missing-check",
  "missing-index",
  "missing-index",
];

const counts =
  "SELECT (SELECT count(*) FROM uni_courses), (SELECT count(*) FROM uni_enrolments), (SELECT count(*) FROM uni_remarks)";

describe.skipIf(missing !== null)("a project of Drizzle whose database has drifted", () => {
  test.each([
    ["as drizzle-kit lays it out", "", "drizzle", /^000[12]_doctor_repair/],
    ["with its migrations elsewhere", 'out: "./db/migrations",', "db/migrations", /^000[12]_doctor_repair/],
    ["with stamps", 'migrations: { prefix: "timestamp" },', "drizzle", /^\d{14}_doctor_repair/],
    ["with seconds", 'migrations: { prefix: "unix" },', "drizzle", /^\d{10}_doctor_repair/],
    ["with a ledger of its own name", 'migrations: { table: "ran" },', "drizzle", /^000[12]_doctor_repair/],
    ["without breakpoints", "breakpoints: false,", "drizzle", /^000[12]_doctor_repair/],
  ])(
    "%s: the repair is the next migration, and drizzle-kit goes on from it",
    { timeout: 120_000 },
    async (_, more, out, name) => {
      const project = projectOf("academy", more);
      // better-sqlite3 runs one statement at a time, so a first migration without breakpoints is run by hand.
      kit(project, "generate", "--name", "init");
      if (more.startsWith("breakpoints")) exec(project.database, applied(project));
      else kit(project, "migrate");
      exec(project.database, rows + drift);
      expect((await found(project)).sort()).toEqual([...driftRules].sort());

      const { code, err } = await commandLine(project.folder, "repair", "--as", "drizzle");
      expect([code, err]).toEqual([0, expect.stringContaining(`Written for drizzle:\n  ${out}/`)]);
      expect(err).not.toMatch(/Yet to run|in no migration|runs all migrations/);
      const written = readdirSync(join(project.folder, out)).filter((file) => file.includes("doctor_repair"));
      expect(written.filter((file) => !name.test(file))).toEqual([]);
      expect(written).toHaveLength(3);

      // drizzle-kit check wants the folder named.
      if (more.includes("out:")) kit(project, "check");
      kit(project, "migrate");
      expect(all(project.database, counts)).toEqual([[2, 2, 2]]);
      expect(await found(project)).toEqual([]);
      expect(kit(project, "generate")).toContain("No schema changes, nothing to migrate");
      const again = await commandLine(project.folder, "repair", "--as", "drizzle");
      expect([again.code, again.err]).toEqual([0, "There is nothing to repair: no migration was written.\n"]);
    },
  );

  test("drizzle-orm's own migrate() runs it as well", { timeout: 60_000 }, async () => {
    const project = projectOf("academy");
    kit(project, "generate", "--name", "init");
    migrated(project, "drizzle");
    exec(project.database, rows + drift);
    await commandLine(project.folder, "repair", "--as", "drizzle");
    migrated(project, "drizzle");
    expect(all(project.database, counts)).toEqual([[2, 2, 2]]);
    expect(await found(project)).toEqual([]);
  });

  test("that drizzle-kit pushed, without migrations: the repair is the first, and what comes of that is told", {
    timeout: 60_000,
  }, async () => {
    const project = projectOf("academy", 'out: "./later", migrations: { prefix: "timestamp" },');
    kit(project, "push", "--force");
    exec(project.database, rows + drift);
    const { code, err } = await commandLine(project.folder, "repair", "--as", "drizzle");
    expect([code, err]).toEqual([0, expect.stringMatching(/ {2}later\/\d{14}_doctor_repair\.sql\n/)]);
    expect(err).toMatch(/^In the model, and in no migration: uni_departments, uni_courses, /m);
    kit(project, "migrate");
    expect(all(project.database, counts)).toEqual([[2, 2, 2]]);
    expect(await found(project)).toEqual([]);
  });

  test("that drizzle-kit pushed beside its migrations: drizzle would begin with the first", {
    timeout: 60_000,
  }, async () => {
    const project = projectOf("academy");
    kit(project, "generate", "--name", "init");
    kit(project, "push", "--force");
    exec(project.database, rows + drift);
    const { err } = await commandLine(project.folder, "repair", "--as", "drizzle");
    expect(err).toContain(
      "This database has no __drizzle_migrations, so drizzle runs all migrations from 0000_init on",
    );
    const readme = readFileSync(join(project.folder, "drizzle/README.md"), "utf8");
    expect(readme).toContain("so drizzle runs all migrations from");
  });

  test("of which a migration is still to run, or to be generated", { timeout: 60_000 }, async () => {
    const project = projectOf("academy");
    kit(project, "generate", "--name", "init");
    kit(project, "migrate");
    const schema = join(project.folder, "schema.ts");
    const text = readFileSync(schema, "utf8");
    writeFileSync(schema, text.replace("body: text().notNull(),", "body: text().notNull(), mood: text(),"));
    const ahead = await commandLine(project.folder, "repair", "--as", "drizzle", "--out", "elsewhere");
    expect(ahead.err).toContain("In the model, and in no migration: uni_remarks.mood. ");
    kit(project, "generate", "--name", "mood");
    const pending = await commandLine(project.folder, "repair", "--as", "drizzle");
    expect(pending.err).toContain("Yet to run on this database: 0001_mood. ");
    expect(pending.err).not.toContain("in no migration");
  });

  test("the ledger is later than the clock: the repair is later still", { timeout: 60_000 }, async () => {
    const project = projectOf("academy");
    kit(project, "generate", "--name", "init");
    kit(project, "migrate");
    exec(project.database, `UPDATE __drizzle_migrations SET created_at = 4102444800000; ${rows} ${drift}`);
    await commandLine(project.folder, "repair", "--as", "drizzle");
    kit(project, "migrate");
    expect((await found(project)).filter((rule) => !rule.startsWith("ledger"))).toEqual([]);
  });

  test("without a folder that anything names, --out is asked for", async () => {
    const project = projectOf("store");
    for (const tool of ["knex", "sql"])
      expect(await commandLine(project.folder, "repair", "--as", tool)).toMatchObject({
        code: 2,
        err: expect.stringContaining(`--as ${tool} needs the folder that it writes into`),
      });
  });
});

function migrated({ folder, database }: Project, out: string): void {
  const line = [join(workspace, "run.js"), "drizzle", database, join(folder, out), "up"];
  const { stdout, stderr } = spawnSync(process.execPath, line, { encoding: "utf8", cwd: folder });
  expect([stderr, JSON.parse(stdout).error]).toEqual(["", null]);
}

/** The first migration and its entry in the ledger, as SQL. */
function applied({ folder }: Project): string {
  const text = readFileSync(join(folder, "drizzle/0000_init.sql"), "utf8");
  const [entry] = JSON.parse(readFileSync(join(folder, "drizzle/meta/_journal.json"), "utf8")).entries;
  const hash = createHash("sha256").update(text).digest("hex");
  return `${text}; CREATE TABLE __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric);
    INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('${hash}', ${entry.when})`;
}
