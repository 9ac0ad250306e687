import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { commandLine } from "../cases/command-line.ts";
import { shopFolder } from "./shop.ts";

const declared = `CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, year INTEGER);
  CREATE TABLE authors (id INTEGER PRIMARY KEY);`;
const shop = (config: Readonly<Record<string, unknown>> = {}): string =>
  shopFolder({
    actual: "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT); INSERT INTO books VALUES (1, 'Emma')",
    declared,
    config,
  });

/** Changes the shop's database, or its history. */
function change(folder: string, sql: string, file = "shop.db"): void {
  const connection = new Database(join(folder, file));
  connection.exec(sql);
  connection.close();
}

const history = join(".doctor", "history.db");
const ids = async (folder: string, ...line: string[]): Promise<string[]> =>
  (await commandLine(folder, "runs", "list", "--format", "id-only", ...line)).out.split("\n").slice(0, -1);

describe("an empty history", () => {
  it("is a clear message for the list, an error for the last run, and makes nothing", async () => {
    const folder = shop();
    expect(await commandLine(folder, "runs", "list")).toEqual({
      ...{ code: 0, err: "" },
      out: 'No run is recorded here yet. `doctor analyze` records one, unless the config says "history": false.\n',
    });
    expect(JSON.parse((await commandLine(folder, "runs", "list", "--format", "json")).out)).toEqual({
      ...{ formatVersion: 1, total: 0, runs: [] },
    });
    expect((await commandLine(folder, "runs", "list", "--format", "id-only")).out).toBe("");
    for (const line of ["runs last", "runs info last", "runs diff previous last", "report"]) {
      const { code, out, err } = await commandLine(folder, ...line.split(" "));
      expect([line, code, out]).toEqual([line, 2, ""]);
      expect(err).toContain("No run is recorded here yet.");
    }
    expect((await commandLine(folder, "runs", "clean", "--older-than-days", "0", "--yes")).code).toBe(0);
    expect(existsSync(join(folder, ".doctor"))).toBe(false);
  });

  it("stays empty where the config wants no history", async () => {
    const folder = shop({ history: false });
    expect((await commandLine(folder, "analyze")).err).toBe("");
    expect((await commandLine(folder, "repair")).err).toBe("");
    expect(existsSync(join(folder, ".doctor"))).toBe(false);
  });
});

describe("doctor runs list", () => {
  it("tells of every command, the last first, with what came of it", async () => {
    const folder = shop();
    const lines = ["analyze --fail-on never", "repair", "repair --apply", "rollback", "rollback --apply"];
    for (const line of lines) await commandLine(folder, ...line.split(" "));
    await commandLine(folder, "analyze", "--db", "nowhere.db");
    const { runs, total } = JSON.parse((await commandLine(folder, "runs", "list", "--format", "json")).out);
    expect(total).toBe(6);
    const counts = { critical: 0, high: 3, medium: 0, info: 0 };
    expect(runs.reverse()).toMatchObject([
      { command: "analyze", status: "success", counts, exitCode: 0, database: "shop.db", hasReport: true },
      { command: "repair", status: "success", counts, exitCode: 0, config: "doctor.config.json" },
      { command: "repair --apply", status: "success", counts, exitCode: 0, scope: "all" },
      { command: "rollback", status: "success", counts: null, exitCode: 0 },
      { command: "rollback --apply", status: "success", counts: null, exitCode: 0 },
      {
        ...{ command: "analyze", status: "failed", counts: null, exitCode: 2, database: "nowhere.db" },
        ...{ error: expect.stringMatching(/nowhere\.db does not exist/), hasReport: false },
      },
    ]);
    for (const run of runs) {
      expect(Date.parse(run.completedAt) - Date.parse(run.startedAt)).toBe(run.durationMs);
      expect(run.by).toMatchObject({ pid: process.pid, user: expect.stringMatching(/./) });
    }
    const { out } = await commandLine(folder, "runs", "list");
    expect(out.split("\n").map((line) => line.trimEnd().split(/ {2,}/).slice(1, 3).join(" "))).toEqual([
      ...["COMMAND STATUS", "analyze failed", "rollback --apply success", "rollback success"],
      ...["repair --apply success", "repair success", "analyze success", ""],
    ]);
  });

  it("keeps to a status and to a number, and says that there are more", async () => {
    const folder = shop();
    for (const db of ["shop.db", "nowhere.db", "shop.db"]) await commandLine(folder, "analyze", "--db", db);
    const all = await ids(folder);
    expect(await ids(folder, "--status", "failed")).toEqual([all[1]]);
    expect(await ids(folder, "--limit", "2")).toEqual(all.slice(0, 2));
    expect(await ids(folder, "--status", "success", "--limit", "1")).toEqual([all[0]]);
    expect((await commandLine(folder, "runs", "list", "--limit", "2")).out).toMatch(/The last 2 of 3/);
    expect((await commandLine(folder, "runs", "list", "--status", "stalled")).out).toBe(
      "No recorded run is stalled.\n",
    );
  });

  it.each([
    ["runs", /Say what to do: list, last, info, diff or clean/],
    ["runs lst", /Did you mean list|no command/],
    ["runs list --limit 0", /--limit takes a whole number of at least 1/],
    ["runs list --limit two", /--limit takes a whole number/],
    ["runs list --status done", /allowed are/i],
    ["runs clean", /older-than-days/],
    ["runs clean --older-than-days -1", /whole number of at least 0/],
    ["runs clean --older-than-days 1.5", /whole number of at least 0/],
    ["runs info", /needs a word more/],
    ["runs diff last", /needs a word more/],
  ])("refuses what it cannot understand: %s", async (line, words) => {
    const { code, err } = await commandLine(shop(), ...line.split(" "));
    expect([code, err]).toEqual([2, expect.stringMatching(words)]);
  });

  it("does not let names steer the terminal or break the table", async () => {
    const folder = shop();
    await commandLine(folder, "analyze");
    change(
      folder,
      "UPDATE runs SET status = 'failed', error = 'one' || char(27) || '[2J' || char(10) || 'two'",
      history,
    );
    const { out } = await commandLine(folder, "runs", "list");
    expect(out).not.toContain("\u001b");
    expect(out.split("\n")).toHaveLength(3);
  });
});

describe("doctor runs info", () => {
  it("takes an id, its beginning, the letters after its dash, last and previous", async () => {
    const folder = shop();
    await commandLine(folder, "analyze");
    await commandLine(folder, "repair");
    const [last = "", first = ""] = await ids(folder);
    const commandOf = async (word: string) =>
      JSON.parse((await commandLine(folder, "runs", "info", word, "--format", "json")).out).run.id;
    for (const word of [
      first,
      first.toLowerCase(),
      first.slice(0, -3),
      first.split("-")[1] ?? "",
      "previous",
    ])
      expect([word, await commandOf(word)]).toEqual([word, first]);
    for (const word of [last, "last", "LAST"]) expect(await commandOf(word)).toBe(last);
    expect((await commandLine(folder, "runs", "last")).out).toContain(`Run ${last}`);
    const many = await commandLine(folder, "runs", "info", first.slice(0, 2));
    expect([many.code, many.err]).toEqual([2, expect.stringMatching(/beginning of 2 runs/)]);
    const none = await commandLine(folder, "runs", "info", "nobody");
    expect([none.code, none.err]).toEqual([2, expect.stringMatching(/No recorded run is called "nobody"/)]);
    const empty = await commandLine(folder, "runs", "info", "");
    expect(empty.code).toBe(2);
  });

  it("tells the whole history of a repair that was tried again", async () => {
    const folder = shop();
    const lock = new Database(join(folder, "shop.db"));
    await commandLine(folder, "repair", "--apply");
    await commandLine(folder, "rollback", "--apply");
    await commandLine(folder, "repair", "--apply");
    lock.close();
    const { run, attempts } = JSON.parse((await commandLine(folder, "runs", "last", "--format", "json")).out);
    expect(attempts).toMatchObject([
      { number: 1, action: "apply", status: "rolled-back" },
      { number: 2, action: "rollback", status: "success" },
      { number: 3, action: "apply", status: "success", run: run.id },
    ]);
    const { out } = await commandLine(folder, "runs", "info", "last");
    expect(out).toContain("ATTEMPTS (3)");
    expect(out).toMatch(/3 {2}apply .* success, by this run/);
  });

  it("tells of an attempt that was cut off with its run", async () => {
    const folder = shop();
    await commandLine(folder, "repair", "--apply");
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    change(
      folder,
      `UPDATE runs SET status = 'running', pid = ${pid}, completed_at = NULL, critical = NULL; DELETE FROM reports;
       UPDATE attempts SET status = 'pending', completed_at = NULL, pid = ${pid}`,
      history,
    );
    const { out } = await commandLine(folder, "runs", "last");
    expect(out).toMatch(/^Run \S+ {2}stalled/);
    expect(out).toMatch(/1 {2}apply .* pending, by this run/);
    expect(out).toMatch(/cut off is settled by the next repair/);
    expect((await commandLine(folder, "validate")).code).toBe(0);
    expect((await commandLine(folder, "runs", "last")).out).toMatch(/1 {2}apply .* success, by this run/);
  });

  it("tells a run of another machine stalled after a day only", async () => {
    const folder = shop();
    await commandLine(folder, "analyze");
    const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
    const status = async () =>
      JSON.parse((await commandLine(folder, "runs", "last", "--format", "json")).out).run.status;
    const asIf = (started: string) =>
      change(
        folder,
        `UPDATE runs SET status = 'running', host = 'elsewhere', started_at = '${started}'; DELETE FROM reports`,
        history,
      );
    asIf(minutesAgo(23 * 60));
    expect(await status()).toBe("running");
    asIf(minutesAgo(25 * 60));
    expect(await status()).toBe("stalled");
    expect((await commandLine(folder, "runs", "last")).out).toMatch(/never ended/);
  });
});

describe("doctor runs clean", () => {
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

  it("forgets what is old when told so, and else only says what it would forget", async () => {
    const folder = shop();
    for (let i = 0; i < 3; i++) await commandLine(folder, "analyze");
    const [newest = "", middle = "", oldest = ""] = await ids(folder);
    change(folder, `UPDATE runs SET started_at = '${daysAgo(40)}' WHERE id = '${oldest}'`, history);
    change(folder, `UPDATE runs SET started_at = '${daysAgo(10)}' WHERE id = '${middle}'`, history);
    const clean = (days: number, ...more: string[]) =>
      commandLine(folder, "runs", "clean", "--older-than-days", String(days), ...more);

    const asked = await clean(30);
    expect([asked.code, asked.out]).toEqual([1, expect.stringContaining(oldest)]);
    expect(asked.out).toContain("--yes forgets 1 run with its report. Nothing was changed.");
    expect(await ids(folder)).toHaveLength(3);
    expect(JSON.parse((await clean(30, "--format", "json")).out)).toEqual({
      ...{ formatVersion: 1, removed: false, runs: [oldest] },
    });

    const done = await clean(30, "--yes");
    expect([done.code, done.out]).toEqual([0, expect.stringMatching(/^Forgotten: 1 run/)]);
    expect(await ids(folder)).toEqual([newest, middle]);
    expect((await clean(30, "--yes")).out).toMatch(/nothing to forget/);
    expect((await clean(0, "--yes")).code).toBe(0);
    expect(await ids(folder)).toEqual([]);
  });

  it("leaves runs under way and the repairs alone", async () => {
    const folder = shop();
    await commandLine(folder, "repair", "--apply");
    await commandLine(folder, "analyze");
    change(
      folder,
      "UPDATE runs SET status = 'running', completed_at = NULL WHERE command = 'analyze'",
      history,
    );
    await commandLine(folder, "runs", "clean", "--older-than-days", "0", "--yes");
    expect(await ids(folder, "--status", "running")).toHaveLength(1);
    expect(await ids(folder)).toHaveLength(1);
    expect((await commandLine(folder, "rollback", "--apply")).code).toBe(0);
  });
});

describe("doctor runs diff", () => {
  const diff = async (folder: string, ...line: string[]) =>
    JSON.parse((await commandLine(folder, "runs", "diff", ...line, "--format", "json")).out);
  const messages = (findings: readonly { message: string }[]) => findings.map(({ message }) => message);

  it("tells finding by finding what is new, gone and unchanged", async () => {
    const folder = shop();
    await commandLine(folder, "analyze");
    // The column comes, the table goes on missing, and a NULL makes what was high critical.
    change(folder, "ALTER TABLE books ADD COLUMN year INTEGER; INSERT INTO books VALUES (2, NULL, NULL)");
    change(folder, "CREATE TABLE authors (id TEXT PRIMARY KEY)");
    await commandLine(folder, "analyze");
    const { new: added, gone, unchanged, from, to } = await diff(folder, "previous", "last");
    expect([from.id, to.id]).toEqual((await ids(folder)).reverse());
    expect(messages(gone)).toEqual([
      expect.stringMatching(/books\.year is declared/),
      expect.stringMatching(/Table authors is declared/),
    ]);
    expect(added.length).toBeGreaterThan(0);
    for (const { table } of added) expect(table).toBe("authors");
    expect(messages(unchanged)).toEqual([expect.stringMatching(/books\.title allows NULL/)]);

    const { code, out } = await commandLine(folder, "runs", "diff", "previous", "last");
    expect(code).toBe(0);
    expect(out).toMatch(/NEW \(\d\).*GONE \(2\)/s);
    expect(out).toMatch(/findings? new, 2 gone, 1 unchanged\.\n$/);
    const back = await diff(folder, "last", "previous");
    expect([back.new, back.gone.length]).toEqual([gone, added.length]);
  });

  it("of a run and itself is unchanged", async () => {
    const folder = shop();
    await commandLine(folder, "analyze");
    const { new: added, gone, unchanged } = await diff(folder, "last", "last");
    expect([added, gone, unchanged.length]).toEqual([[], [], 3]);
  });

  it("passes over what looked for some issues only, failed, or was a rollback; but takes them by name", async () => {
    const folder = shop();
    await commandLine(folder, "analyze");
    await commandLine(folder, "repair", "--only", "missing-table");
    const [part = "", whole = ""] = await ids(folder);
    await commandLine(folder, "analyze");
    await commandLine(folder, "analyze", "--db", "nowhere.db");
    const { from } = await diff(folder, "previous", "last");
    expect(from.id).toBe(whole);
    expect((await diff(folder, whole, part)).gone).toHaveLength(2);
    expect((await commandLine(folder, "runs", "diff", whole, part)).out).toContain(`--only): ${part}`);
    const [failed = ""] = await ids(folder);
    const { code, err } = await commandLine(folder, "runs", "diff", whole, failed);
    expect([code, err]).toEqual([2, expect.stringMatching(/has no report: it failed/)]);
  });
});

describe("a history that cannot be used", () => {
  it("does not keep an analysis from its report", async () => {
    const folder = shop();
    mkdirSync(join(folder, ".doctor"));
    writeFileSync(join(folder, history), "no database at all, but long enough ".repeat(40));
    const { code, out, err } = await commandLine(folder, "analyze");
    expect([code, out.includes("HIGH-001")]).toEqual([1, true]);
    expect(err).toMatch(/^This run is not recorded: .*not a database\.\n$/);
    expect((await commandLine(folder, "repair", "--only", "HIGH-001")).code).toBe(0);
    const list = await commandLine(folder, "runs", "list");
    expect([list.code, list.err]).toEqual([2, expect.stringMatching(/cannot be used: .*not a database/)]);
  });

  it("nor does one of a newer doctor, nor a file in place of the folder", async () => {
    const folder = shop();
    await commandLine(folder, "analyze");
    change(folder, "PRAGMA user_version = 99", history);
    const newer = await commandLine(folder, "analyze");
    expect([newer.code, newer.err]).toEqual([
      1,
      expect.stringMatching(/^This run is not recorded: .*newer.*\n$/),
    ]);
    expect((await commandLine(folder, "runs", "list")).code).toBe(2);

    const other = shop();
    writeFileSync(join(other, ".doctor"), "");
    const file = await commandLine(other, "analyze");
    expect([file.code, file.err]).toEqual([1, expect.stringMatching(/^This run is not recorded: .*\n$/)]);
    expect(readdirSync(other)).toContain(".doctor");
  });
});

describe("a run without a project", () => {
  it("leaves nothing behind", async () => {
    const folder = shop();
    const empty = join(folder, "empty");
    mkdirSync(empty);
    expect((await commandLine(empty, "analyze")).code).toBe(2);
    expect((await commandLine(empty, "analyze", "--config", "nowhere.json")).code).toBe(2);
    expect(readdirSync(empty)).toEqual([]);
  });

  it("that names a database in memory is a failed one", async () => {
    const folder = shop();
    expect((await commandLine(folder, "analyze", "--db", ":memory:")).code).toBe(2);
    const { run } = JSON.parse((await commandLine(folder, "runs", "last", "--format", "json")).out);
    expect(run).toMatchObject({
      status: "failed",
      database: null,
      error: expect.stringMatching(/in memory/),
    });
  });
});
