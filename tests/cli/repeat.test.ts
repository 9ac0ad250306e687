import { readdirSync, readFileSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { standingProject } from "./standing-project.ts";

// The source itself keeps nothing, since no version says what it is.
vi.mock("../../src/files/build.ts", () => ({ build: "of this test" }));

const model = "CREATE TABLE readers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT);";
const actual = "CREATE TABLE readers (id INTEGER PRIMARY KEY, name TEXT NOT NULL);";
const line = ["analyze", "--db", "library.db", "--model", "model.sql"];

let project: ReturnType<typeof standingProject>;

beforeEach(async () => {
  project = standingProject();
  project.write("model.sql", model);
  project.sql("library.db", `${actual} INSERT INTO readers VALUES (1, 'Ada');`);
  await project.settled();
});

afterEach(() => project.remove());

/** Asks, changes something, and asks again. */
async function isRepeatedAfter(change: () => unknown, argv: readonly string[] = line): Promise<boolean> {
  expect((await project.ask(argv)).isRepeated).toBe(false);
  await change();
  const again = await project.ask(argv);
  const anew = await project.ask([...argv, "--no-cache"]);
  expect({ ...again, isRepeated: false }).toEqual(anew);
  return again.isRepeated;
}

describe("an analysis of which nothing has changed", () => {
  it("is told again, word for word, with the same exit code", async () => {
    const first = await project.ask(line);
    const second = await project.ask(line);
    expect(first.out).toContain("Table readers lacks 1 declared column: email");
    expect(second).toEqual({ ...first, isRepeated: true });
  });

  it("is a run of its own in the history, with its own report", async () => {
    await project.ask(line);
    await project.ask(line);
    const { out } = await project.ask(["runs", "list", "--format", "json"]);
    const runs: { id: string; status: string; exitCode: number; issues: unknown }[] = JSON.parse(out).runs;
    expect(runs.map(({ status, exitCode }) => ({ status, exitCode }))).toEqual([
      { status: "success", exitCode: 1 },
      { status: "success", exitCode: 1 },
    ]);
    expect(runs[0]?.issues).toEqual(runs[1]?.issues);
    expect(new Set(runs.map(({ id }) => id)).size).toBe(2);
    for (const { id } of runs) {
      const told = await project.ask(["report", id, "--format", "json"]);
      expect(JSON.parse(told.out).run.id).toBe(id);
    }
  });

  it("has the id and the time of its own run in JSON", async () => {
    const json = [...line, "--format", "json"];
    const first = JSON.parse((await project.ask(json)).out);
    const { out, isRepeated } = await project.ask(json);
    const second = JSON.parse(out);
    expect(isRepeated).toBe(true);
    expect(second.run.id).not.toBe(first.run.id);
    expect(second.run.startedAt >= first.run.startedAt).toBe(true);
    expect({ ...second, run: null }).toEqual({ ...first, run: null });
  });

  it("is written to the file that is asked for", async () => {
    const toFile = [...line, "--out", "report.txt"];
    await project.ask(toFile);
    const written = readFileSync(project.at("report.txt"), "utf8");
    unlinkSync(project.at("report.txt"));
    expect(await project.ask(toFile)).toMatchObject({
      isRepeated: true,
      err: "The report is in report.txt.\n",
    });
    expect(readFileSync(project.at("report.txt"), "utf8")).toBe(written);
  });

  it("is carried out again where its file cannot be written, and says so", async () => {
    const toFile = [...line, "--out", "reports/report.txt"];
    project.write("reports/here.txt", "");
    expect((await project.ask(toFile)).code).toBe(1);
    rmSync(project.at("reports"), { recursive: true });
    await expect(project.ask(toFile)).rejects.toThrow(/reports/);
    const { out } = await project.ask(["runs", "list", "--format", "json"]);
    expect(JSON.parse(out).runs).toHaveLength(1);
  });
});

describe("an analysis is made anew", () => {
  it.each<[what: string, change: () => void]>([
    ["a row", () => project.sql("library.db", "INSERT INTO readers VALUES (2, 'Eve')")],
    ["a value of the same length", () => project.sql("library.db", "UPDATE readers SET name = 'Eve'")],
    ["the schema", () => project.sql("library.db", "ALTER TABLE readers ADD COLUMN email TEXT")],
    ["the model", () => project.write("model.sql", model.replace("email", "phone"))],
    ["a config that was not there", () => project.write("doctor.config.json", '{ "failOn": "never" }')],
    [
      "a package.json with settings",
      () => project.write("package.json", '{ "doctor": { "failOn": "never" } }'),
    ],
    [
      "a baseline that was not there",
      () => project.write("doctor-baseline.json", '{ "formatVersion": 1, "accepted": [] }'),
    ],
  ])("after a change of %s", async (_what, change) => {
    expect(await isRepeatedAfter(change)).toBe(false);
  });

  it("for a row in the write-ahead log", async () => {
    project.sql("library.db", "PRAGMA journal_mode = WAL");
    await project.settled();
    const writer = new Database(project.at("library.db"));
    writer.prepare("SELECT count(*) FROM readers").get();
    await project.settled();
    try {
      const change = () => writer.exec("INSERT INTO readers VALUES (2, 'Eve')");
      expect(await isRepeatedAfter(change)).toBe(false);
    } finally {
      writer.close();
    }
  });

  it("for another path of the database in the environment", async () => {
    project.sql("other.db", model);
    await project.settled();
    const asked = ["analyze", "--model", "model.sql"];
    const first = await project.ask(asked, { environment: { DATABASE_URL: "library.db" } });
    const other = await project.ask(asked, { environment: { DATABASE_URL: "other.db" } });
    const back = await project.ask(asked, { environment: { DATABASE_URL: "other.db" } });
    expect([first.code, other.code, back.code]).toEqual([1, 0, 0]);
    expect([other.isRepeated, back.isRepeated]).toEqual([false, true]);
  });

  it("for a terminal with colours", async () => {
    await project.ask(line);
    const coloured = await project.ask(line, { outIsTerminal: true });
    expect(coloured.isRepeated).toBe(false);
    expect(coloured.out).toContain("\u001b[");
  });

  it("with --no-cache, and where nothing is recorded", async () => {
    await project.ask(line);
    for (const option of ["--no-cache", "--no-cache=true", "--noCache"]) {
      await project.ask([...line, option]);
      expect((await project.ask([...line, option])).isRepeated).toBe(false);
    }
    project.write("doctor.config.json", '{ "history": false }');
    await project.ask(line);
    expect((await project.ask(line)).isRepeated).toBe(false);
  });

  it.each([
    ["itself", "SELECT id FROM readers WHERE name > datetime('now')"],
    ["through a view", "SELECT id FROM future_readers"],
  ])("where a check of the project's own asks %s what time it is", async (_how, sql) => {
    project.sql(
      "library.db",
      "CREATE VIEW future_readers AS SELECT id FROM readers WHERE name > unixepoch()",
    );
    project.write("doctor.config.json", JSON.stringify({ checks: [{ name: "no-future", sql }] }));
    await project.settled();
    await project.ask(line);
    expect((await project.ask(line)).isRepeated).toBe(false);
  });

  it("in a copy of the project, which has a copy of what was kept", async () => {
    await project.ask(line);
    const copy = standingProject(project.folder);
    try {
      copy.write("model.sql", model.replace("email", "phone"));
      const { out, isRepeated } = await copy.ask(line);
      expect(isRepeated).toBe(false);
      expect(out).toContain("phone");
    } finally {
      copy.remove();
    }
  });

  it("for a commit to a linked database while its report was written", async () => {
    project.sql("library.db", "PRAGMA journal_mode = WAL");
    symlinkSync(project.at("library.db"), project.at("link.db"));
    const writer = new Database(project.at("library.db"));
    writer.prepare("SELECT count(*) FROM readers").get();
    await project.settled();
    try {
      const linked = ["analyze", "--db", "link.db", "--model", "model.sql"];
      const before = await project.ask(linked, {
        out: (text) => {
          if (text !== "") writer.exec("ALTER TABLE readers ADD COLUMN email TEXT");
        },
      });
      expect(before.code).toBe(1);
      expect(await project.ask(linked)).toMatchObject({ code: 0, isRepeated: false });
    } finally {
      writer.close();
    }
  });

  it("where what was kept is damaged", async () => {
    const first = await project.ask(line);
    for (const name of readdirSync(project.at(".doctor/cache"))) {
      const bytes = readFileSync(project.at(`.doctor/cache/${name}`));
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      writeFileSync(project.at(`.doctor/cache/${name}`), bytes);
    }
    expect(await project.ask(line)).toEqual(first);
  });

  it("where the database is gone, which is told", async () => {
    await project.ask(line);
    unlinkSync(project.at("library.db"));
    const { code, err, isRepeated } = await project.ask(line);
    expect({ code, isRepeated }).toEqual({ code: 2, isRepeated: false });
    expect(err).toContain("does not exist");
  });
});
