import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { analyze, repair, reporters } from "../../src/internal.ts";
import { startProcess } from "../database/other-process.ts";

const rows = Array.from({ length: 500 }, (_, i) => `(${i + 1}, 'author ${i}', NULL)`).join(", ");
const actual = `CREATE TABLE authors (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, city TEXT); INSERT INTO authors VALUES ${rows};`;
const declared = `CREATE TABLE authors (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, email TEXT);
CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors (id));`;

let folder: string;
const database = (): string => join(folder, "app.db");

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "doctor-hands-off-"));
  writeFileSync(join(folder, "model.sql"), declared);
});
afterEach(() => rmSync(folder, { recursive: true }));

function build(mode: string): void {
  const connection = new Database(database());
  connection.pragma(`journal_mode = ${mode}`);
  connection.exec(actual);
  connection.close();
}

/**
 * Every file of the folder with its bytes and the time it was written, without what the doctor remembers in its own
 * folder; `-shm` is the other process's own.
 */
function seen(): unknown {
  return readdirSync(folder)
    .filter((name) => name !== ".doctor")
    .toSorted()
    .map((name) => {
      const path = join(folder, name);
      if (name.endsWith("-shm")) return [name];
      return [name, statSync(path).mtimeMs, readFileSync(path).toString("base64")];
    });
}

/** Analyses, reports in every format and tries the repair, with and without leave to lose data. */
async function examine(): Promise<void> {
  const options = { folder, database: "app.db", model: ["model.sql"] };
  const report = await analyze(options);
  expect(report.issues.length).toBeGreaterThan(2);
  for (const { render } of reporters) await render(report, { color: false });
  for (const allowDestructive of [false, true]) {
    const { report: tried } = await repair({ ...options, only: [], allowDestructive });
    expect(tried.proof.level).toBe("rows");
  }
}

/** What the doctor keeps beside what it can read again. */
const own = (): string[] =>
  readdirSync(join(folder, ".doctor"))
    .filter((name) => name !== "cache")
    .toSorted();

describe("analysis and dry run leave no trace", () => {
  it.each(["DELETE", "TRUNCATE", "PERSIST", "MEMORY", "OFF", "WAL"])("in journal mode %s", async (mode) => {
    build(mode);
    const before = seen();
    await examine();
    expect(seen()).toEqual(before);
    expect(own()).toEqual([".gitignore", "history.db"]);
  });

  it("nor of their own where the config wants no history", async () => {
    build("WAL");
    writeFileSync(join(folder, "doctor.config.json"), '{ "history": false }');
    const before = readdirSync(folder);
    await examine();
    expect(readdirSync(folder)).toEqual(before);
  });

  it.each(["DELETE", "PERSIST", "WAL"])("in journal mode %s with the application running", async (mode) => {
    build(mode);
    const other = await startProcess(
      database(),
      `db.pragma("journal_mode = ${mode}"); db.exec("INSERT INTO authors (name) VALUES ('new')");`,
    );
    const before = seen();
    await examine();
    expect(seen()).toEqual(before);
    await other.end();
  });

  it("while the application is in the middle of a transaction of a WAL database", async () => {
    build("WAL");
    const other = await startProcess(
      database(),
      `db.pragma("journal_mode = WAL"); db.exec("BEGIN IMMEDIATE; INSERT INTO authors (name) VALUES ('unfinished')");`,
    );
    const before = seen();
    await examine();
    expect(seen()).toEqual(before);
    await other.end();
  });

  it("after a crash that left a -wal behind", async () => {
    build("WAL");
    const other = await startProcess(database(), `db.exec("INSERT INTO authors (name) VALUES ('late')");`);
    await other.crash();
    rmSync(`${database()}-shm`, { force: true });
    const before = seen();
    expect(readdirSync(folder)).toContain("app.db-wal");
    await examine();
    expect(seen()).toEqual(before);
  });

  it("and never keeps the application from writing", async () => {
    build("WAL");
    const other = await startProcess(
      database(),
      `let failed = 0, tried = 0;
       setInterval(() => {
         try { db.exec("INSERT INTO authors (name) VALUES ('busy')"); } catch { failed++; }
         if (++tried === 20) console.log("many");
       }, 2);
       process.stdin.removeAllListeners("data");
       process.stdin.on("data", () => { console.log("failed " + failed); db.close(); process.exit(0); });`,
    );
    // One analysis may be over before the other process has written twice; what it says is heard between two.
    do {
      await examine();
      await setImmediate();
    } while (!other.output().includes("many"));
    await other.end();
    expect(other.output()).toMatch(/many\nfailed 0\n$/);
  });
});
