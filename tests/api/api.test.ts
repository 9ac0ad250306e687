import { readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type AnalyzeOptions,
  analyze,
  apply,
  DoctorError,
  exitCode,
  forget,
  formats,
  type Progress,
  plan,
  rehearse,
  render,
  rollback,
  rules,
  validate,
  version,
} from "../../src/index.ts";
import { commandLine } from "../cases/command-line.ts";
import { shopFolder } from "../cli/shop.ts";

const actual = `
  CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, nickname TEXT); -- people
  CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL);
  INSERT INTO users VALUES (1, 'ada@example.org', 'ada'), (2, 'bob@example.org', 'bob');
  INSERT INTO orders VALUES (1, 1), (2, 2);`;
const declared = `
  CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL, nickname TEXT);
  CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL, note TEXT);`;

let folder: string;
let file: string;

beforeEach(() => {
  folder = shopFolder({ actual, declared });
  file = join(folder, "shop.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

const printed = async (...argv: string[]) => (await commandLine(folder, ...argv)).out;

const errorOf = async (promise: Promise<unknown>): Promise<unknown> => promise.catch((error) => error);

function columns(table: string): unknown[] {
  const database = new Database(file, { readonly: true });
  try {
    return database.prepare("SELECT name FROM pragma_table_info(?)").pluck().all(table);
  } finally {
    database.close();
  }
}

describe("analyze", () => {
  it("returns the report that the command prints", async () => {
    const report = await analyze({ folder });
    expect(report.issues.map(({ rule }) => rule)).toEqual(["mismatched-nullability", "missing-column"]);
    expect(await render(report)).toBe(await printed("analyze"));
    const { run: _run, ...same } = JSON.parse(await printed("analyze", "--format", "json"));
    expect(JSON.parse(JSON.stringify(report))).toMatchObject(same);
  });

  it("is about the current folder and this process's environment where nothing else is said", async () => {
    const [before, url] = [process.cwd(), process.env.DATABASE_URL];
    rmSync(join(folder, "doctor.config.json"));
    process.chdir(folder);
    process.env.DATABASE_URL = "file:shop.db";
    try {
      expect((await analyze({ model: "schema.sql" })).summary.total).toBe(2);
    } finally {
      process.chdir(before);
      if (url === undefined) delete process.env.DATABASE_URL;
      else process.env.DATABASE_URL = url;
    }
  });

  it("takes paths relative to the folder, and a folder relative to the current one", async () => {
    const report = await analyze({ folder: relative(process.cwd(), folder), database: "shop.db" });
    expect(report.database.path).toBe("shop.db");
  });

  it("says what happens while it happens", async () => {
    const seen: Progress[] = [];
    await analyze({ folder, onProgress: (progress) => seen.push(progress) });
    const phases = seen.flatMap((one) => (one.kind === "phase" ? [one.phase] : []));
    expect(phases.slice(0, 2)).toEqual(["model", "code"]);
    expect(phases.at(-1)).toBe("report");
    expect(new Set(phases).size).toBe(phases.length);
  });

  it("throws DoctorError, with a code and what to do, when it cannot run", async () => {
    const error = await errorOf(analyze({ folder, database: "shop.bd" }));
    expect(error).toBeInstanceOf(DoctorError);
    expect(error).toMatchObject({ code: "database-missing", help: expect.stringMatching(/./) });
  });

  it("looks at a snapshot instead of a database", async () => {
    await printed("snapshot");
    rmSync(file);
    const report = await analyze({ folder, snapshot: "doctor-snapshot.sql" });
    expect(report.summary.total).toBe(2);
    expect(report.proof.level).toBe("schema");
  });

  it("holds what it finds against the baseline, unless told not to", async () => {
    await printed("baseline", "--reason", "for the next release");
    expect(exitCode(await analyze({ folder }), "high")).toBe(0);
    expect(exitCode(await analyze({ folder, baseline: false }), "high")).toBe(1);
  });

  it("refuses an option that there is not, with the one that was meant", async () => {
    const misspelt: AnalyzeOptions = JSON.parse(JSON.stringify({ folder, databse: "shop.db" }));
    const error = await errorOf(analyze(misspelt));
    expect(error).toMatchObject({
      code: "unknown-option",
      message: 'There is no option "databse". Did you mean "database"?',
    });
  });

  it("refuses a threshold that would never fail", async () => {
    const failOn: AnalyzeOptions = JSON.parse(JSON.stringify({ folder, failOn: "hgh" }));
    expect(await errorOf(analyze(failOn))).toMatchObject({ code: "no-such-threshold" });
    const report = await analyze({ folder });
    expect(() => exitCode(report, JSON.parse('"hgh"'))).toThrow("hgh");
    expect([exitCode(report, "high"), exitCode(report, "critical")]).toEqual([1, 0]);
  });
});

describe("a repair", () => {
  it("is planned without rows and rehearsed with them, with the same steps", async () => {
    const planned = await plan({ folder });
    const rehearsed = await rehearse({ folder });
    expect(planned.report.proof.level).toBe("schema");
    expect(rehearsed.report.proof).toMatchObject({ level: "rows", ok: true });
    expect(planned.report.plan).toEqual(rehearsed.report.plan);
    expect(Object.keys(rehearsed.files)).toContain("repair.sql");
    expect(rehearsed.exitCode).toBe(0);
    expect(columns("orders")).toEqual(["id", "user_id"]);
  });

  it("is rendered as its command prints it, also after it was written as JSON and read again", async () => {
    const rehearsed = await rehearse({ folder });
    const text = await printed("repair");
    expect(await render(rehearsed)).toBe(text);
    expect(await render(JSON.parse(JSON.stringify(rehearsed)))).toBe(text);
    const { run: _run, ...same } = JSON.parse(await printed("repair", "--format", "json"));
    expect(JSON.parse(await render(rehearsed, "json"))).toMatchObject(same);
  });

  it("takes in what `only` names", async () => {
    const { report } = await rehearse({ folder, only: "missing-column" });
    expect(report.plan.steps.flatMap(({ issues }) => issues)).toEqual(["HIGH-002"]);
    expect(await errorOf(plan({ folder, only: ["CRIT-777"] }))).toBeInstanceOf(DoctorError);
  });

  it("understands ids as the last run gave them", async () => {
    await analyze({ folder });
    const { id } = await rehearse({ folder, only: "HIGH-001", run: "last" });
    expect(await apply({ folder, only: "HIGH-001", repair: id ?? "" })).toMatchObject({ status: "applied" });
    expect(await plan({ folder, only: "HIGH-001", run: "previous" })).toMatchObject({ preconditions: [] });
  });

  it("counts the rows that stand in the way", async () => {
    const database = new Database(file);
    database.exec("INSERT INTO users (id) VALUES (3), (4)");
    database.close();
    const { preconditions, exitCode: code, id } = await rehearse({ folder });
    expect(preconditions).toEqual([{ query: expect.stringContaining("IS NULL"), rows: 2 }]);
    expect({ code, id }).toEqual({ code: 1, id: null });
    expect(await apply({ folder })).toMatchObject({ kind: "apply", status: "refused", exitCode: 1 });
  });

  it("is applied, validated and taken back; what was written since stays", async () => {
    const { id } = await rehearse({ folder });
    const applied = await apply({ folder, repair: id ?? "" });
    expect(applied).toMatchObject({ id, status: "applied", exitCode: 0, attempt: { status: "success" } });
    expect(columns("orders")).toEqual(["id", "user_id", "note"]);
    expect(await validate({ folder })).toMatchObject({ repair: id, exitCode: 0 });

    const database = new Database(file);
    database.exec("INSERT INTO orders (id, user_id) VALUES (3, 1)");
    database.close();
    expect(await rollback({ folder })).toMatchObject({ status: "rehearsed", repair: id, obstacles: [] });
    expect(columns("orders")).toHaveLength(3);
    const back = await rollback({ folder, apply: true });
    expect(back).toMatchObject({ status: "taken-back", repair: id, exitCode: 0 });
    expect(columns("orders")).toEqual(["id", "user_id"]);
    const after = new Database(file, { readonly: true });
    expect(after.prepare("SELECT count(*) FROM orders").pluck().get()).toBe(3);
    after.close();
  });

  it("is not applied when it is another than the one that was looked at", async () => {
    const { id } = await rehearse({ folder, only: "missing-column" });
    const before = readFileSync(file);
    const error = await errorOf(apply({ folder, repair: id ?? "" }));
    expect(error).toMatchObject({ code: "another-repair", message: expect.stringContaining(id ?? "none") });
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(await apply({ folder, repair: id ?? "", only: "missing-column" })).toMatchObject({
      status: "applied",
    });
    expect(await apply({ folder, only: "missing-column" })).toMatchObject({ status: "nothing", id: null });
  });

  it("is stopped by a signal, and everything is as it was", async () => {
    const before = readFileSync(file);
    const signal = AbortSignal.abort();
    expect(await errorOf(apply({ folder, signal }))).toMatchObject({ code: "interrupted" });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it("renders what became of it as its command does", async () => {
    const applied = await apply({ folder });
    const again = JSON.parse(JSON.stringify(applied));
    expect(await render(again)).toContain(`doctor rollback ${applied.id}`);
    expect(JSON.parse(await render(again, "json")).repair).toMatchObject({ status: "applied" });
    expect(await render(await validate({ folder }))).toBe(await printed("validate"));
    expect(await render(await validate({ folder }), "json")).toBe(
      await printed("validate", "--format", "json"),
    );
    const back = JSON.parse(JSON.stringify(await rollback({ folder })));
    expect(await render(back)).toBe(await printed("rollback"));
    expect(await render(back, "json")).toBe(await printed("rollback", "--format", "json"));
    expect(await render(await forget({ folder }))).toContain(String(applied.id));
  });
});

describe("render", () => {
  it("knows the formats that it names", async () => {
    const report = await analyze({ folder });
    for (const { format } of formats) expect(await render(report, format)).not.toBe("");
    expect(await errorOf(render(report, "jsno"))).toMatchObject({
      code: "no-such-format",
      message: expect.stringContaining('Did you mean "json"?'),
    });
    expect(await errorOf(render(await plan({ folder }), "markdown"))).toMatchObject({
      help: "It comes as text, json.",
    });
  });

  it("is brief in markdown when asked to", async () => {
    const report = await analyze({ folder });
    const brief = await render(report, "markdown", { brief: true });
    expect(brief.length).toBeLessThan((await render(report, "markdown")).length);
    expect(brief).toBe(await printed("analyze", "--format", "markdown", "--brief"));
  });

  it("colours for a terminal when asked to", async () => {
    const report = await analyze({ folder });
    expect(await render(report, "text", { color: true })).toContain("\u001b[");
    expect(await render(report, "text")).not.toContain("\u001b[");
  });
});

describe("the catalogue", () => {
  it("is plain data", () => {
    expect(rules.find(({ id }) => id === "missing-column")).toMatchObject({ severity: "high" });
    expect(JSON.parse(JSON.stringify(rules))).toEqual(rules);
    expect(version).toMatch(/^\d+\.\d+\.\d+/);
  });
});
