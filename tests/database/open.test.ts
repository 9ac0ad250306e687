import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, symlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { type OpenOptions, openDatabase } from "../../src/database/open.ts";
import { startProcess } from "./other-process.ts";
import { buildDatabase, freshFolder } from "./sample.ts";

const orders =
  "CREATE TABLE orders (id INTEGER PRIMARY KEY, total); INSERT INTO orders VALUES (1, 10), (2, 20);";

/** Every file beside a database with its bytes; -shm may change while another process works. */
function beside(path: string): Record<string, string> {
  const files = readdirSync(dirname(path)).filter((name) => !name.endsWith("-shm"));
  return Object.fromEntries(
    files.map((name) => [name, readFileSync(join(dirname(path), name)).toString("base64")]),
  );
}

/** Opens, reads the rows of orders, closes; fails unless nothing changed beside the database. */
function totals(path: string, options?: OpenOptions): unknown[] {
  const before = beside(path);
  const names = readdirSync(dirname(path)).sort();
  const { mtimeMs } = statSync(path);
  const database = openDatabase(path, options);
  const rows = database.connection.prepare("SELECT total FROM orders ORDER BY id").pluck().all();
  expect(readdirSync(dirname(path)).sort()).toEqual(names);
  database.close();
  expect(beside(path)).toEqual(before);
  expect(readdirSync(dirname(path)).sort()).toEqual(names);
  expect(statSync(path).mtimeMs).toBe(mtimeMs);
  return rows;
}

describe("a database nobody has open", () => {
  test("outside WAL mode is read as it is", () => {
    expect(totals(buildDatabase(orders))).toEqual([10, 20]);
  });

  test("outside WAL mode is read in place when it is too large to copy", () => {
    const path = buildDatabase(orders);
    expect(totals(path, { copyUpTo: 0 })).toEqual([10, 20]);
    const database = openDatabase(path, { copyUpTo: 0 });
    expect(database).toMatchObject({ isPrivate: false, file: path });
    database.close();
  });

  test("in WAL mode gets no -wal and no -shm", () => {
    const path = buildDatabase(`PRAGMA journal_mode = wal; ${orders}`);
    expect(readdirSync(dirname(path))).toEqual(["shop.db"]);
    expect(totals(path)).toEqual([10, 20]);
    expect(totals(path, { copyUpTo: 0 })).toEqual([10, 20]);
    expect(readdirSync(dirname(path))).toEqual(["shop.db"]);
  });

  test("can lie in a folder that cannot be written to", () => {
    for (const mode of ["wal", "delete"]) {
      const path = buildDatabase(`PRAGMA journal_mode = ${mode}; ${orders}`);
      chmodSync(path, 0o444);
      chmodSync(dirname(path), 0o555);
      expect(asNobody(path, () => totals(path))).toEqual([10, 20]);
      chmodSync(dirname(path), 0o755);
    }
  });
});

describe("a database that another process has open", () => {
  test("in WAL mode shows the rows that are only in the log", async () => {
    const path = buildDatabase(`PRAGMA journal_mode = wal; ${orders}`);
    await startProcess(path, `db.exec("INSERT INTO orders VALUES (3, 30)");`);
    expect(readFileSync(path).includes(Buffer.from([3, 3, 0, 1, 30]))).toBe(false);
    expect(totals(path)).toEqual([10, 20, 30]);
  });

  test("in WAL mode is not cut off from its log when the other process ends first", async () => {
    const path = buildDatabase(`PRAGMA journal_mode = wal; ${orders}`);
    const other = await startProcess(path, `db.exec("INSERT INTO orders VALUES (3, 30)");`);
    const database = openDatabase(path);
    await other.end();
    expect(readdirSync(dirname(path))).toEqual(["shop.db"]);
    expect(database.connection.prepare("SELECT count(*) FROM orders").pluck().get()).toBe(3);
    database.close();
    expect(readdirSync(dirname(path))).toEqual(["shop.db"]);
  });

  test("with an open transaction shows what was committed before it", async () => {
    const path = buildDatabase(orders);
    await startProcess(path, `db.exec("BEGIN IMMEDIATE; DELETE FROM orders");`);
    expect(totals(path)).toEqual([10, 20]);
  });

  test("with an open transaction that has reached the file cannot be read", async () => {
    const path = buildDatabase(orders);
    await startProcess(path, spill);
    expect(() => openDatabase(path, { patience: 50 })).toThrow(
      expect.objectContaining({ code: "database-locked", message: expect.stringContaining("locked") }),
    );
  });

  test("under an exclusive lock cannot be read, and is given back untouched", async () => {
    const path = buildDatabase(orders);
    const other = await startProcess(path, `db.exec("BEGIN EXCLUSIVE");`);
    const before = beside(path);
    expect(() => openDatabase(path, { patience: 50 })).toThrow(
      expect.objectContaining({ code: "database-locked" }),
    );
    expect(beside(path)).toEqual(before);
    await other.end();
    expect(totals(path)).toEqual([10, 20]);
  });
});

/** Fills the page cache, so that an uncommitted transaction reaches the file. */
const spill = `db.pragma("cache_size = 2"); db.pragma("cache_spill = 1");
  db.exec("BEGIN; UPDATE orders SET total = 99; CREATE TABLE noise (x); INSERT INTO noise WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 2000) SELECT hex(randomblob(200)) FROM n");`;

describe("a database left by a crash", () => {
  test("with a hot journal is read as it was before the transaction", async () => {
    const path = buildDatabase(orders);
    const clean = readFileSync(path);
    const other = await startProcess(path, spill);
    await other.crash();
    expect(readdirSync(dirname(path)).sort()).toEqual(["shop.db", "shop.db-journal"]);
    expect(readFileSync(path).equals(clean)).toBe(false);
    expect(totals(path)).toEqual([10, 20]);
    expect(totals(path, { copyUpTo: 0 })).toEqual([10, 20]);
  });

  test("with a left-over -wal is read with the rows in it", async () => {
    const path = buildDatabase(`PRAGMA journal_mode = wal; ${orders}`);
    const other = await startProcess(path, `db.exec("INSERT INTO orders VALUES (3, 30)");`);
    await other.crash();
    expect(readdirSync(dirname(path)).sort()).toEqual(["shop.db", "shop.db-shm", "shop.db-wal"]);
    const shm = readFileSync(`${path}-shm`);
    expect(totals(path)).toEqual([10, 20, 30]);
    expect(readFileSync(`${path}-shm`).equals(shm)).toBe(true);
  });

  test("with a journal that was cleared, not deleted, is read as it is", () => {
    const path = buildDatabase(`PRAGMA journal_mode = persist; ${orders}`);
    expect(readdirSync(dirname(path)).sort()).toEqual(["shop.db", "shop.db-journal"]);
    expect(totals(path)).toEqual([10, 20]);
  });
});

describe("a path", () => {
  test.each([
    "my shop.db",
    "größe ☃ 店.db",
    "what?mode=memory.db",
    "a#b%20c.db",
    `it's "quoted".db`,
    "-shop.db",
    "shop.db-wal",
    "shop.db-journal",
    "file:shop.db",
    " both ends ",
    "line\nbreak.db",
  ])("may be called %j", (name) => {
    for (const mode of ["delete", "wal"]) {
      const folder = freshFolder();
      const path = join(folder, name);
      renameSync(buildDatabase(`PRAGMA journal_mode = ${mode}; ${orders}`), path);
      expect(totals(path)).toEqual([10, 20]);
      expect(totals(path, { copyUpTo: 0 })).toEqual([10, 20]);
      expect(readdirSync(folder)).toEqual([name]);
    }
  });

  test("through a link leads to the log beside the real file", async () => {
    const path = buildDatabase(`PRAGMA journal_mode = wal; ${orders}`);
    const other = await startProcess(path, `db.exec("INSERT INTO orders VALUES (3, 30)");`);
    await other.crash();
    const link = join(freshFolder(), "current.db");
    symlinkSync(path, link);
    expect(totals(link)).toEqual([10, 20, 30]);
    expect(readdirSync(dirname(link))).toEqual(["current.db"]);
  });

  test("may be relative", () => {
    const path = buildDatabase(orders);
    const before = process.cwd();
    process.chdir(dirname(path));
    try {
      expect(totals(basename(path))).toEqual([10, 20]);
    } finally {
      process.chdir(before);
    }
  });
});

describe("the facts", () => {
  test("name the path as given, the size, the version and the journal mode", () => {
    const path = buildDatabase(`PRAGMA journal_mode = wal; ${orders}`);
    const database = openDatabase(path);
    expect(database.facts).toEqual({
      path,
      bytes: statSync(path).size,
      sqliteVersion: new Database(":memory:").prepare("SELECT sqlite_version()").pluck().get(),
      schemaHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      journalMode: "wal",
    });
    expect(database.isPrivate).toBe(true);
    database.close();
  });

  test("hash the application's schema: neither order, rows nor the doctor's own tables count", () => {
    const hash = (sql: string): string => {
      const database = openDatabase(buildDatabase(sql));
      database.close();
      return database.facts.schemaHash;
    };
    const users = "CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, name UNIQUE);";
    const books = "CREATE TABLE books (id);";
    const one = hash(users + books);
    expect(hash(books + users)).toBe(one);
    expect(hash(`${books + users}INSERT INTO users VALUES (1, 'Ada'); ANALYZE;`)).toBe(one);
    expect(
      hash(`${users + books}CREATE TABLE _doctor_undo (x); CREATE INDEX undo_x ON _doctor_undo (x);`),
    ).toBe(one);
    expect(hash(`${users}CREATE TABLE books (id );`)).not.toBe(one);
    expect(hash(`${users + books}CREATE INDEX by_id ON books (id);`)).not.toBe(one);
  });
});

test("a connection cannot write, neither to a copy nor in place", () => {
  const path = buildDatabase(orders);
  for (const copyUpTo of [0, 1e9]) {
    const database = openDatabase(path, { copyUpTo });
    expect(() => database.connection.exec("DELETE FROM orders")).toThrow(/readonly/);
    database.close();
  }
});

/** Runs as an ordinary user where the tests run as root, whom no permission stops. */
function asNobody<T>(path: string, act: () => T): T {
  if (process.geteuid?.() !== 0) return act();
  chmodSync(dirname(path), statSync(dirname(path)).mode | 0o005);
  process.seteuid?.(65534);
  try {
    return act();
  } finally {
    process.seteuid?.(0);
  }
}

test("no permission says so", () => {
  const path = buildDatabase(orders);
  chmodSync(path, 0o000);
  const refused = expect.objectContaining({
    code: "database-no-permission",
    message: expect.stringContaining(path),
  });
  expect(() => asNobody(path, () => openDatabase(path))).toThrow(refused);
  chmodSync(path, 0o644);
  const locked = join(dirname(path), "locked");
  mkdirSync(locked);
  renameSync(path, join(locked, "shop.db"));
  chmodSync(locked, 0o000);
  expect(() => asNobody(path, () => openDatabase(join(locked, "shop.db")))).toThrow(
    expect.objectContaining({ code: "database-no-permission" }),
  );
  chmodSync(locked, 0o755);
});
