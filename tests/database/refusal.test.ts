import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { openDatabase } from "../../src/database/open.ts";
import { DoctorError } from "../../src/errors.ts";
import { buildDatabase, freshFolder } from "./sample.ts";

/** The error with which a path is refused; nothing may have changed beside it. */
function refused(path: string): { code: string; message: string; help: string } {
  const folder = dirname(path);
  const names = readdirSync(folder);
  try {
    openDatabase(path).close();
  } catch (error) {
    expect(readdirSync(folder)).toEqual(names);
    expect(error).toBeInstanceOf(DoctorError);
    const { code, message, help } = error as DoctorError;
    expect(message).toContain(path);
    expect(help.length).toBeGreaterThan(20);
    return { code, message, help };
  }
  throw new Error("it was opened");
}

/** Writes bytes to a fresh file and returns its path. */
function file(bytes: Buffer | string, name = "shop.db"): string {
  const path = join(freshFolder(), name);
  writeFileSync(path, bytes);
  return path;
}

const many = `CREATE TABLE orders (id INTEGER PRIMARY KEY, note);
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 500)
  INSERT INTO orders SELECT i, hex(randomblob(100)) FROM n;`;

describe("what is no file", () => {
  test("nothing at the path", () => {
    const { code, help } = refused(join(freshFolder(), "shop.db"));
    expect(code).toBe("database-missing");
    expect(help).toContain("There is no shop.db in");
  });

  test("no folder on the way", () => {
    const folder = freshFolder();
    expect(() => openDatabase(join(folder, "data", "shop.db"))).toThrow(
      expect.objectContaining({
        code: "database-missing",
        help: expect.stringContaining(join(folder, "data")),
      }),
    );
  });

  test("a folder", () => {
    const folder = join(freshFolder(), "shop");
    mkdirSync(folder);
    expect(refused(folder).code).toBe("database-is-folder");
  });

  test("a pipe", () => {
    const path = join(freshFolder(), "pipe.db");
    expect(spawnSync("mkfifo", [path]).status).toBe(0);
    expect(refused(path)).toMatchObject({
      code: "database-not-a-file",
      message: expect.stringContaining("a pipe"),
    });
  });

  test("a device", () => {
    expect(refused("/dev/null").code).toBe("database-not-a-file");
  });
});

describe("what is no database", () => {
  test("an empty file", () => {
    expect(refused(file("")).code).toBe("database-empty");
  });

  test.each([
    ["gzip", gzipSync(randomBytes(5000)), "gunzip"],
    ["a Git LFS pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "git lfs pull"],
    ["SQL text", "CREATE TABLE users (id);\n", "--model"],
    ["a write-ahead log", Buffer.from("377f0682002de218", "hex"), "without -wal"],
    ["a zip archive", "PK\x03\x04stuff", "unzip"],
  ])("%s is called by its name", (_, bytes, help) => {
    const error = refused(file(bytes));
    expect(error.code).toBe("not-a-database");
    expect(error.help).toContain(help);
  });

  test("text, or noughts", () => {
    expect(refused(file("Dear all,\n".repeat(900))).code).toBe("not-a-database");
    expect(refused(file(Buffer.alloc(8192))).code).toBe("not-a-database");
  });

  test("pages of noise look encrypted", () => {
    expect(refused(file(randomBytes(8192))).code).toBe("database-encrypted");
    expect(refused(file(randomBytes(1024))).code).toBe("database-encrypted");
  });
});

describe("a damaged database", () => {
  /** A database with some bytes overwritten. */
  const damaged = (offset: number, bytes: Buffer, sql = many): string => {
    const path = buildDatabase(sql);
    const content = readFileSync(path);
    bytes.copy(content, offset);
    writeFileSync(path, content);
    return path;
  };

  test("with a header of a newer format", () => {
    expect(refused(damaged(18, Buffer.from([3, 3]))).code).toBe("database-format-newer");
    expect(refused(damaged(18, Buffer.from([3]))).code).toBe("database-format-newer");
    expect(refused(damaged(44, Buffer.from([0, 0, 0, 5]))).code).toBe("database-format-newer");
  });

  test("cut off", () => {
    for (const bytes of [50, 100, 4096, 20_000]) {
      const path = buildDatabase(many);
      truncateSync(path, bytes);
      expect(refused(path).code).toBe("database-corrupt");
    }
  });

  test("with a page of noise in the schema or in the rows", () => {
    for (const page of [1, 2, 5]) {
      const path = damaged(page === 1 ? 100 : (page - 1) * 4096, randomBytes(3900));
      expect(refused(path)).toMatchObject({
        code: "database-corrupt",
        help: expect.stringContaining(".recover"),
      });
    }
  });

  test("with a page of noughts in the rows, in WAL mode too", () => {
    expect(refused(damaged(4 * 4096, Buffer.alloc(4096))).code).toBe("database-corrupt");
    expect(refused(damaged(4 * 4096, Buffer.alloc(4096), `PRAGMA journal_mode = wal; ${many}`)).code).toBe(
      "database-corrupt",
    );
  });

  test("with a stored statement that no SQLite reads", () => {
    const path = buildDatabase(many);
    const connection = new Database(path).unsafeMode(true);
    connection.pragma("writable_schema = on");
    connection.exec("UPDATE sqlite_schema SET sql = 'CREATE TABLE orders (id) FROBNICATED'");
    connection.close();
    const { code, message } = refused(path);
    expect(code).toBe("database-schema-unreadable");
    expect(message).toContain("malformed database schema (orders)");
  });

  test("with an impossible page size", () => {
    expect(refused(damaged(16, Buffer.from([0, 3]))).code).toBe("not-a-database");
  });
});

test("rows that break a constraint are no damage", () => {
  const path = buildDatabase(`CREATE TABLE users (id INTEGER PRIMARY KEY, age INTEGER CHECK (age > 0));
    PRAGMA ignore_check_constraints = 1; INSERT INTO users VALUES (1, -5);`);
  const writable = new Database(path);
  expect(writable.pragma("quick_check", { simple: true })).toBe("CHECK constraint failed in users");
  writable.close();
  const database = openDatabase(path);
  expect(database.connection.prepare("SELECT age FROM users").pluck().get()).toBe(-5);
  database.close();
});
