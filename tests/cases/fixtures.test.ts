import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { analyze, reporters } from "../../src/internal.ts";
import type { Report } from "../../src/reporting/report.ts";
import { buildFixture, compile, expectedOf, fixtureNames } from "./fixture.ts";
import { rolledBackCopy } from "./repaired.ts";

it("finds the fixtures", () => {
  expect(fixtureNames()).toEqual(
    expect.arrayContaining(["boticelli", "episodes", "storyweaver", "tales", "trulience"]),
  );
});

describe.each(fixtureNames())("fixture %s", (name) => {
  const expected = expectedOf(name);
  let fixture: ReturnType<typeof buildFixture>;
  let before: Buffer;
  let report: Report;

  beforeAll(async () => {
    fixture = buildFixture(name);
    before = readFileSync(fixture.database);
    report = await analyze({ folder: fixture.folder });
  });
  afterAll(() => fixture.remove());

  it("has a database that is healthy by itself", () => {
    const database = new Database(fixture.database, { readonly: true });
    expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
    expect(database.pragma("foreign_key_check")).toEqual([]);
    database.close();
  });

  it("has rows in every table", () => {
    const database = new Database(fixture.database, { readonly: true });
    const tables = database
      .prepare<[], string>("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
      .pluck()
      .all()
      .filter((table) => !table.startsWith("sqlite_"));
    const counts = tables.map((table) => [
      table,
      database.prepare(`SELECT count(*) > 0 FROM "${table}"`).pluck().get(),
    ]);
    database.close();
    expect(counts).toEqual(tables.map((table) => [table, 1]));
  });

  it("has code that compiles but for the errors it is there for", () => {
    expect(compile(name)).toEqual(
      expected.compiler.map(({ file, line, message }) => ({ file, line, message })),
    );
  });

  it("shows exactly the issues its case lists", () => {
    expect(drawn(report).filter(({ severity }) => severity !== "info")).toEqual(ordered(expected.issues));
  });

  it("shows as info what its authors foresaw", () => {
    const info = expected.info.map((issue) => ({ ...issue, severity: "info" }));
    expect(drawn(report).filter(({ severity }) => severity === "info")).toEqual(ordered(info));
  });

  it("points at the places its authors listed", () => {
    const listed = expected.issues.filter(({ places }) => places !== undefined);
    const rules = new Set(listed.map(({ rule }) => rule));
    const found = report.issues
      .filter(({ rule }) => rules.has(rule))
      .flatMap(({ rule, findings }) =>
        findings.map(({ location }) => `${rule} ${location?.file}:${location?.line}`),
      );
    expect(found.sort()).toEqual(
      listed.flatMap(({ rule, places = [] }) => places.map((place) => `${rule} ${place}`)).sort(),
    );
  });

  it("says after which issue a hidden one is seen", () => {
    const found = report.issues.flatMap(({ after, rule, table }) => {
      const hiding = report.issues.find(({ id }) => id === after);
      return hiding ? [`${rule} ${table} after ${hiding.rule} ${hiding.table}`] : [];
    });
    expect(found).toEqual(
      expected.issues.flatMap(({ rule, table, after }) => (after ? [`${rule} ${table} after ${after}`] : [])),
    );
  });

  it("counts them in its summary", () => {
    const count = (severity: string) => expected.issues.filter((issue) => issue.severity === severity).length;
    expect(report.summary).toMatchObject({
      critical: count("critical"),
      high: count("high"),
      medium: count("medium"),
      info: expected.info.length,
      total: expected.issues.length,
    });
  });

  it("has a repair that is proven on its rows", () => {
    expect(report.proof.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(report.proof).toMatchObject({ level: "rows", ok: true });
  });

  it("has a way back to every row, counter and definition", () => {
    const database = rolledBackCopy(fixture.database, report);
    const rows = (sql: string) => database.prepare(sql).raw().all();
    expect(database.pragma("main.integrity_check", { simple: true })).toBe("ok");
    // Renaming a column there and back leaves its name in quotes, which is spelling.
    const definitions = (schema: string) =>
      rows(
        `SELECT type, name, tbl_name, replace(sql, '"', '') FROM ${schema}.sqlite_schema ORDER BY type, name`,
      );
    expect(definitions("main")).toEqual(definitions("old"));
    const tables = rows("SELECT name FROM old.sqlite_schema WHERE type = 'table' ORDER BY name").flat();
    for (const table of tables) {
      const content = (schema: string) => rows(`SELECT * FROM ${schema}."${table}" ORDER BY 1, 2`);
      expect(content("main"), String(table)).toEqual(content("old"));
    }
    database.close();
  });

  it("reads as expected/report.md: written by the doctor, read by its authors, held against issues.json above", async () => {
    const settled = {
      ...report,
      run: { id: "a-run", startedAt: "2026-01-01T00:00:00.000Z", durationMs: 0 },
      database: { ...report.database, sqliteVersion: "3" },
    };
    const markdown = reporters.find(({ format }) => format === "markdown");
    const path = fileURLToPath(new URL(`../../fixtures/${name}/expected/report.md`, import.meta.url));
    await expect(await markdown?.render(settled, { color: false })).toMatchFileSnapshot(path);
  });

  it("leaves nothing unexamined but what its config asks of a later version and what is not installed", () => {
    const settings = ({ what }: { what: string }): boolean => what.endsWith("in doctor.config.json");
    // A fixture's packages are not installed, and the compiler's part says so.
    const missing = ({ why }: { why: string }): boolean => why.startsWith("Not installed: node");
    expect(report.notAnalysed.filter((entry) => !settings(entry) && !missing(entry))).toEqual([]);
  });

  it("is untouched", () => {
    expect(readFileSync(fixture.database).equals(before)).toBe(true);
  });
});

type Drawn = { rule: string; severity: string; table: string | null; columns: readonly string[] };

function drawn(report: Report): Drawn[] {
  return ordered(
    report.issues.map(({ rule, severity, table, findings }) => ({
      rule,
      severity,
      table: table ?? "",
      columns: findings.flatMap(({ column }) => column ?? []),
    })),
  );
}

/** By rule and table, columns sorted: their order is the report's affair. */
function ordered(issues: readonly Drawn[]): Drawn[] {
  return issues
    .map(({ rule, severity, table, columns }) => ({
      rule,
      severity,
      table: table ?? "",
      columns: [...columns].sort(),
    }))
    .sort((a, b) => (`${a.rule} ${a.table}` < `${b.rule} ${b.table}` ? -1 : 1));
}
