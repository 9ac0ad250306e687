import { type ChildProcess, spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it, onTestFinished } from "vitest";
import { useProgram } from "./built.ts";
import { shopFolder } from "./shop.ts";

const program = useProgram();

const declared = "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT)";

/** A watched shop; what the watch says is waited for, and everything it said is kept. */
function watched() {
  const folder = shopFolder({
    actual: `${declared}; INSERT INTO books VALUES (1, 'Emma')`,
    declared,
  });
  const child: ChildProcess = spawn(process.execPath, [program, "watch"], { cwd: folder });
  let text = "";
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (data) => {
      text += data;
      for (const listener of listeners) listener();
    });
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  let heard = 0;
  const hears = (pattern: RegExp): Promise<string> =>
    new Promise((resolve) => {
      const listen = (): void => {
        const match = pattern.exec(text.slice(heard));
        if (match === null) return;
        listeners.delete(listen);
        heard += match.index + match[0].length;
        resolve(match[0]);
      };
      listeners.add(listen);
      listen();
    });
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });
  const write = (name: string, content: string): void => writeFileSync(join(folder, name), content);
  const execute = (sql: string): void => {
    const connection = new Database(join(folder, "shop.db"));
    connection.exec(sql);
    connection.close();
  };
  return { folder, child, ended, hears, write, execute, unheard: () => text.slice(heard) };
}

describe("doctor watch", () => {
  it("tells what comes and goes as model and database change, and what stands in its way", async () => {
    const { hears, write, execute } = watched();
    await hears(/no issues: shop\.db, 1 declared table\n/);
    write("schema.sql", declared.replace("title TEXT", "title TEXT, year INTEGER"));
    await hears(/1 high\n\+ HIGH-001 [^+-]*year[\s\S]*?\n/);
    execute("ALTER TABLE books ADD COLUMN year INTEGER");
    await hears(/no issues\n- HIGH-001 [^+-]*year[\s\S]*?\n/);
    write("schema.sql", "CREATE TABLE books (");
    await hears(/This cannot be analysed\.\n/);
    write("schema.sql", declared.replace("title TEXT", "title TEXT, year INTEGER"));
    await hears(/no issues\n/);
  });

  it("says nothing when a file is saved as it was, and when rows change that nothing is wrong with", async () => {
    const { folder, hears, write, execute, unheard } = watched();
    await hears(/1 declared table\n/);
    write("schema.sql", declared);
    utimesSync(join(folder, "shop.db"), new Date(), new Date());
    execute("INSERT INTO books VALUES (2, 'Ulysses')");
    // What comes after shows that it had looked.
    write("schema.sql", declared.replace("title TEXT", "title TEXT NOT NULL"));
    expect(await hears(/^[\s\S]*?\+ HIGH-001 .*\n/)).toMatch(/^\d\d:\d\d:\d\d {2}1 high\n\+ HIGH-001 .*\n$/);
    expect(unheard()).not.toMatch(/\d\d:\d\d:\d\d/);
  });

  it("sees a new file that a glob of the config matches, and another config", async () => {
    const { folder, hears, write } = watched();
    await hears(/1 declared table\n/);
    const config = readFileSync(join(folder, "doctor.config.json"), "utf8");
    write("doctor.config.json", config.replace('"schema.sql"', '"*.sql"'));
    write("visits.sql", "CREATE TABLE visits (id INTEGER PRIMARY KEY)");
    await hears(/\+ HIGH-\d+ [\s\S]*?visits/);
    rmSync(join(folder, "visits.sql"));
    await hears(/- HIGH-\d+ [\s\S]*?visits/);
  });

  it("waits for a database that is not there yet, and leaves it as it is", async () => {
    const { folder, hears, execute } = watched();
    await hears(/1 declared table\n/);
    rmSync(join(folder, "shop.db"));
    await hears(/This cannot be analysed\.\n/);
    execute("CREATE TABLE books (id INTEGER PRIMARY KEY)");
    const { mtimeMs } = statSync(join(folder, "shop.db"));
    await hears(/\+ HIGH-001 [\s\S]*?title/);
    expect(statSync(join(folder, "shop.db")).mtimeMs).toBe(mtimeMs);
  });

  it("goes on where the database is deleted, replaced, or no file that can be read, and tells each", async () => {
    const { folder, hears, execute } = watched();
    const path = join(folder, "shop.db");
    const troubles: readonly (readonly [make: () => void, says: RegExp])[] = [
      [() => undefined, /shop\.db\s+does\s+not\s+exist\./],
      [() => mkdirSync(path), /is\s+a\s+folder,\s+not\s+a\s+database\./],
      [() => writeFileSync(path, ""), /is\s+empty\s+\(0\s+bytes\)\./],
      [() => writeFileSync(path, "Dear Ada"), /is\s+not\s+an\s+SQLite\s+database/],
      [() => symlinkSync("shop.db", path), /too\s+many\s+symbolic\s+links/],
    ];
    await hears(/1 declared table\n/);
    for (const [make, says] of troubles) {
      rmSync(path, { recursive: true, force: true });
      make();
      await hears(says);
    }
    rmSync(path, { force: true });
    execute(declared);
    await hears(/no issues\n/);
    const other = new Database(join(folder, "other.db"));
    other.exec("CREATE TABLE books (id INTEGER PRIMARY KEY)");
    other.close();
    renameSync(join(folder, "other.db"), path);
    await hears(/\+ HIGH-001 [\s\S]*?title/);
  }, 60_000);

  it("waits for a model that is gone, or behind links that lead in a circle, and for a config", async () => {
    const { folder, hears, write } = watched();
    const model = join(folder, "schema.sql");
    const config = readFileSync(join(folder, "doctor.config.json"), "utf8");
    await hears(/1 declared table\n/);
    rmSync(model);
    await hears(/The model schema\.sql names no file/);
    symlinkSync("schema.sql", model);
    write("doctor.config.json", "{");
    await hears(/this is not JSON/);
    write("doctor.config.json", config);
    await hears(/The model schema\.sql names no file/);
    rmSync(model);
    write("schema.sql", declared);
    await hears(/no issues\n/);
  }, 60_000);

  it("tells that another process holds the database, and what it holds when it is free", async () => {
    const { folder, hears } = watched();
    await hears(/1 declared table\n/);
    const holder = new Database(join(folder, "shop.db"));
    holder.exec("BEGIN EXCLUSIVE; INSERT INTO books VALUES (9, 'Persuasion')");
    await hears(/is\s+locked\s+by\s+another\s+process[\s\S]*Wait\s+until\s+it\s+ends/);
    holder.exec("ROLLBACK");
    holder.close();
    await hears(/no issues\n/);
  }, 60_000);

  it("records no run, and ends at the first signal with 0", async () => {
    const { folder, child, hears, ended } = watched();
    await hears(/1 declared table\n/);
    child.kill("SIGINT");
    expect(await ended).toBe(0);
    expect(existsSync(join(folder, ".doctor"))).toBe(false);
  });
});
