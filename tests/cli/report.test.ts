import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { reporters } from "../../src/internal.ts";
import { commandLine } from "../cases/command-line.ts";
import { shopFolder } from "./shop.ts";

const shop = (): string =>
  shopFolder({
    actual: `CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT, legacy TEXT); -- "quoted" ✓
      INSERT INTO books VALUES (1, 'Emma', 'kept'), (2, NULL, NULL)`,
    declared: `CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, year INTEGER);
      CREATE TABLE authors (id INTEGER PRIMARY KEY)`,
    config: { backfills: { books: { title: "'untitled ' || id" } } },
  });
const formats = reporters.map(({ format }) => format);

/** Takes model and database away: nothing can be analysed any more. */
function strip(folder: string): void {
  rmSync(join(folder, "schema.sql"));
  rmSync(join(folder, "shop.db"));
}

describe("doctor report", () => {
  it.each(formats)("shows to the letter what analyze printed, without analysing: %s", async (format) => {
    const folder = shop();
    const printed = await commandLine(folder, "analyze", "--format", format);
    strip(folder);
    expect(printed.out).not.toBe("");
    expect(await commandLine(folder, "report", "--format", format)).toEqual({ ...printed, code: 0 });
    await commandLine(folder, "report", "--format", format, "--out", "report.out");
    expect(readFileSync(join(folder, "report.out"), "utf8")).toBe(printed.out);
  });

  it.each([
    "repair",
    "repair --allow-destructive",
    "repair --only missing-table",
    "repair --apply",
    "rollback",
    "rollback --apply",
  ])("shows to the letter what %s printed, as text and as JSON", async (line) => {
    for (const format of ["text", "json"]) {
      const folder = shop();
      if (line.startsWith("rollback")) await commandLine(folder, "repair", "--apply");
      const printed = await commandLine(folder, ...line.split(" "), "--format", format);
      expect([printed.code, printed.out === ""]).toEqual([expect.any(Number), false]);
      strip(folder);
      const { code, out, err } = await commandLine(folder, "report", "last", "--format", format);
      expect([code, err]).toEqual([0, ""]);
      expect(out).toBe(printed.out);
    }
  });

  it("shows a repair in every other format, too, but not a rollback", async () => {
    const folder = shop();
    await commandLine(folder, "repair", "--apply");
    for (const format of formats) {
      const { code, out } = await commandLine(folder, "report", "--format", format);
      expect([format, code, out === ""]).toEqual([format, 0, false]);
    }
    await commandLine(folder, "rollback", "--apply");
    const { code, err } = await commandLine(folder, "report", "--format", "markdown");
    expect([code, err]).toEqual([2, expect.stringMatching(/comes as text and json, not as markdown/)]);
  });

  it("shows the run that is named, and else the last that ended", async () => {
    const folder = shop();
    const first = await commandLine(folder, "analyze", "--format", "json");
    const connection = new Database(join(folder, "shop.db"));
    connection.exec("CREATE TABLE authors (id INTEGER PRIMARY KEY)");
    connection.close();
    const second = await commandLine(folder, "analyze", "--format", "json");
    const { id } = JSON.parse(first.out).run;
    for (const word of [id, id.slice(-8), "previous"])
      expect((await commandLine(folder, "report", word, "--format", "json")).out).toBe(first.out);
    const own = new Database(join(folder, ".doctor", "history.db"));
    own.exec(`INSERT INTO runs (id, command, status, scope, started_at, user, host, pid, version)
      VALUES ('now', 'analyze', 'running', 'all', '2999-01-01T00:00:00.000Z', 'ada', 'elsewhere', 1, '0')`);
    own.close();
    expect((await commandLine(folder, "report", "--format", "json")).out).toBe(second.out);
    const { code, err } = await commandLine(folder, "report", "last");
    expect([code, err]).toEqual([2, expect.stringMatching(/has no report: it is still under way/)]);
  });

  it("says that a run failed, or that its report is no longer kept", async () => {
    const folder = shop();
    await commandLine(folder, "analyze");
    await commandLine(folder, "analyze", "--db", "nowhere.db");
    expect((await commandLine(folder, "report")).err).toMatch(/has no report: it failed: .*does not exist/);
    const own = new Database(join(folder, ".doctor", "history.db"));
    own.exec("DELETE FROM reports");
    own.close();
    expect((await commandLine(folder, "report", "previous")).err).toMatch(
      /last 200 runs of a database are kept/,
    );
    expect((await commandLine(folder, "runs", "info", "previous")).out).toMatch(/Report +no longer kept/);
  });

  it("tells no stored value that its run did not tell, and those that it did", async () => {
    const folder = shop();
    const connection = new Database(join(folder, "shop.db"));
    connection.exec("INSERT INTO books VALUES (9, x'5a77696562656c', NULL)");
    connection.close();
    for (const format of formats) {
      await commandLine(folder, "analyze");
      expect((await commandLine(folder, "report", "--format", format)).out).not.toMatch(/5a77696562656c/i);
    }
    const told = await commandLine(folder, "analyze", "--show-values");
    expect(told.out).toMatch(/5a77696562656c/i);
    expect((await commandLine(folder, "report")).out).toBe(told.out);
  });
});

describe("an id of an issue", () => {
  const rebuilt = "CREATE TABLE authors (id INTEGER PRIMARY KEY)";
  const change = (folder: string, sql: string): void => {
    const connection = new Database(join(folder, "shop.db"));
    connection.exec(sql);
    connection.close();
  };
  const idOf = (json: string, title: RegExp): string =>
    JSON.parse(json).issues.find((issue: { title: string }) => title.test(issue.title)).id;
  const titles = (json: string): string[] =>
    JSON.parse(json).issues.map((issue: { title: string }) => issue.title);

  it("means the issue it meant in the last run, whatever its number is today", async () => {
    const folder = shop();
    const before = (await commandLine(folder, "analyze", "--format", "json")).out;
    const table = idOf(before, /authors/);
    // What stood before it is mended by hand, so that it moves up.
    change(folder, "ALTER TABLE books ADD COLUMN year INTEGER");
    const { code, out, err } = await commandLine(folder, "repair", "--only", table, "--format", "json");
    expect(code).toBe(0);
    expect(titles(out)).toEqual([expect.stringMatching(/authors/)]);
    expect(JSON.parse(out).issues[0].id).not.toBe(table);
    expect(err).toMatch(new RegExp(`^${table} of run .* is ${JSON.parse(out).issues[0].id} now\\.\n$`));
  });

  it("means what the last repair of some issues called so, and else what the last whole run did", async () => {
    const folder = shop();
    const whole = (await commandLine(folder, "analyze", "--format", "json")).out;
    const table = idOf(whole, /authors/);
    const columns = idOf(whole, /lacks 1 declared column/);
    await commandLine(folder, "repair", "--only", columns);
    const { out } = await commandLine(folder, "repair", "--only", table, "--format", "json");
    expect(titles(out)).toEqual([expect.stringMatching(/authors/)]);
  });

  it("is nothing to do when its issue is gone", async () => {
    const folder = shop();
    const table = idOf((await commandLine(folder, "analyze", "--format", "json")).out, /authors/);
    change(folder, rebuilt);
    const before = readFileSync(join(folder, "shop.db"));
    for (const flag of ["--dry-run", "--apply"]) {
      const { code, err } = await commandLine(folder, "repair", flag, "--only", table);
      expect([flag, code, err]).toEqual([
        flag,
        0,
        expect.stringMatching(/is not there any more: nothing to do/),
      ]);
    }
    expect(readFileSync(join(folder, "shop.db")).equals(before)).toBe(true);
  });

  it("refers to another run when one is named", async () => {
    const folder = shop();
    const first = (await commandLine(folder, "analyze", "--format", "json")).out;
    const table = idOf(first, /authors/);
    change(folder, "DROP TABLE books");
    await commandLine(folder, "analyze");
    const { id } = JSON.parse(first).run;
    const { out } = await commandLine(folder, "repair", "--only", table, "--run", id, "--format", "json");
    expect(titles(out)).toEqual([expect.stringMatching(/authors/)]);
    const unknown = await commandLine(folder, "repair", "--only", table, "--run", "nobody");
    expect([unknown.code, unknown.err]).toEqual([
      2,
      expect.stringMatching(/No recorded run is called "nobody"/),
    ]);
  });

  it.each([
    [["repair", "--only", "CRIT-099"], /has no issue CRIT-099/],
    [["repair", "--apply", "--only", "CRIT-099"], /has no issue CRIT-099/],
    [["repair", "--run", "last"], /names no id/],
    [["repair", "--only", "missing-table", "--run", "last"], /names no id/],
    [["explain", "CRIT-099"], /has no issue CRIT-099/],
  ])("is refused where the run has none: %s", async (line, words) => {
    const folder = shop();
    await commandLine(folder, "analyze");
    const { code, err } = await commandLine(folder, ...line);
    expect([code, err]).toEqual([2, expect.stringMatching(words)]);
  });

  it("is that of today's analysis where nothing is recorded, or of another database", async () => {
    const folder = shop();
    const { out } = await commandLine(folder, "repair", "--only", "HIGH-001", "--format", "json");
    expect(titles(out)).toHaveLength(1);
    const other = new Database(join(folder, "other.db"));
    other.exec(rebuilt);
    other.close();
    const there = await commandLine(
      folder,
      "repair",
      "--db",
      "other.db",
      "--only",
      "HIGH-001",
      "--format",
      "json",
    );
    expect(titles(there.out)).toEqual([expect.stringMatching(/books/)]);
  });

  it("is explained from the last run, without analysing", async () => {
    const folder = shop();
    const { out } = await commandLine(folder, "analyze", "--format", "json");
    const table = idOf(out, /authors/);
    const fresh = await commandLine(folder, "explain", table);
    strip(folder);
    writeFileSync(join(folder, "shop.db"), "");
    const { code, out: told, err } = await commandLine(folder, "explain", table);
    expect([code, told]).toEqual([0, fresh.out]);
    expect(told).toContain("authors");
    expect(err).toMatch(/^As run \S+ of \S+ found it\.\n$/);
  });
});
