import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { connectionTo } from "../../src/database/open-snapshot.ts";
import { readSnapshot } from "../../src/snapshot/read.ts";
import { freshFolder } from "../database/sample.ts";
import { textFor } from "./snapshots.ts";

const shop = textFor(
  `CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);
   CREATE INDEX users_email ON users (email);
   CREATE VIEW everyone AS SELECT * FROM users;
   INSERT INTO users (email) VALUES ('ada@example.com'), ('ada@example.com');
   ANALYZE;`,
);

const lines = shop.split("\n");

/** The line, counted from 1, that begins so. */
const lineOf = (start: string): number => lines.findIndex((line) => line.startsWith(start)) + 1;

/** A file that somebody wrote on purpose: what its last line says is true. */
function signed(text: string): string {
  const body = text.slice(0, text.lastIndexOf("-- [end]"));
  return `${body}-- [end] ${createHash("sha256").update(body).digest("hex")}\n`;
}

function refusalOf(text: string): { message: string; help: string; code: string } {
  try {
    const snapshot = readSnapshot(text, "shop.sql");
    connectionTo(snapshot, { path: "shop.sql", bytes: 0 }).close();
  } catch (error) {
    if (error instanceof Error && "help" in error && "code" in error)
      return { message: error.message, help: String(error.help), code: String(error.code) };
    throw error;
  }
  throw new Error("it was read");
}

it("a snapshot reads as people would write it, and is what the sqlite3 shell can run", () => {
  expect(lines.slice(0, 2)).toEqual([
    "-- schema-drift-doctor snapshot 1",
    "-- The schema and the statistics of a database, no rows. Written by `doctor snapshot`: write it anew, do not edit it.",
  ]);
  expect(lines.slice(8, -2)).toEqual([
    "",
    "-- [table] users",
    "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
    "",
    "-- [index] users_email of users",
    "CREATE INDEX users_email ON users (email);",
    "",
    "-- [view] everyone",
    "CREATE VIEW everyone AS SELECT * FROM users;",
    "",
    "-- [statistics] sqlite_stat1",
    '-- ["users","users_email","2 2"]',
    "",
    "-- [statistics] sqlite_stat4",
    "",
  ]);
  expect(shop).not.toContain("ada@example.com");
  expect(shop).not.toContain("\r");
});

describe("a file that cannot be read says why, and in which line", () => {
  it.each([
    ["an empty file", "", "shop.sql:1: the snapshot cannot be read: it is empty."],
    ["blank lines", "\n \n", "shop.sql:1: the snapshot cannot be read: it is empty."],
    [
      "another file",
      "CREATE TABLE users (id);\n",
      "shop.sql:1: the snapshot cannot be read: this is no snapshot",
    ],
    [
      "a newer format",
      shop.replace("snapshot 1", "snapshot 2"),
      "shop.sql:1: the snapshot cannot be read: its format 2 is newer",
    ],
    [
      "a file cut off between objects",
      lines.slice(0, 12).join("\n"),
      "shop.sql:11: the snapshot cannot be read: the file ends here",
    ],
    [
      "a file cut off in its last line",
      shop.slice(0, -20),
      `shop.sql:${lines.length - 1}: the snapshot cannot be read: it is not as it was written`,
    ],
    [
      "a file that somebody edited",
      shop.replace("email TEXT", "email TEXT NOT NULL"),
      "it is not as it was written: somebody, a merge or a formatter changed it since",
    ],
    [
      "a formatter",
      shop.replace("CREATE TABLE users (id", "CREATE TABLE users (\n  id"),
      "it is not as it was written",
    ],
    [
      "something behind the end",
      `${shop}CREATE TABLE more (id);\n`,
      `shop.sql:${lines.length}: the snapshot cannot be read: something stands behind the end`,
    ],
    [
      "a statement without its end",
      signed(shop.replace("email TEXT);", "email TEXT)")),
      `shop.sql:${lineOf("CREATE TABLE users")}: the snapshot cannot be read: the table users does not end with a semicolon`,
    ],
    [
      "an object twice",
      signed(
        shop.replace(
          "-- [view] everyone",
          "-- [table] USERS\nCREATE TABLE USERS (id);\n\n-- [view] everyone",
        ),
      ),
      "the table USERS stands here a second time",
    ],
    [
      "a marker of nothing",
      signed(shop.replace("[view]", "[procedure]")),
      `shop.sql:${lineOf("-- [view]")}: the snapshot cannot be read: this line begins nothing`,
    ],
    [
      "statistics that are none",
      signed(shop.replace('"2 2"', '"ada@example.com"')),
      `shop.sql:${lineOf('-- ["users"')}: the snapshot cannot be read: here stands -- [`,
    ],
    [
      "a wrong encoding",
      signed(shop.replace("encoding UTF-8", "encoding UTF-8'; ATTACH 'x")),
      "shop.sql:5: the snapshot cannot be read: here stands",
    ],
  ])("%s", (_name, text, message) => {
    expect(refusalOf(text).message).toContain(message);
  });

  it("a merge that nobody resolved, wherever its marks stand", () => {
    const both = (from: number, ours: string, theirs: string): string =>
      [
        ...lines.slice(0, from),
        "<<<<<<< ours",
        ours,
        "=======",
        theirs,
        ">>>>>>> theirs",
        ...lines.slice(from + 1),
      ].join("\n");
    for (const [at, line] of lines.slice(0, -1).entries()) {
      const { message } = refusalOf(both(at, line, `${line} `));
      expect(message, line).toContain(
        `shop.sql:${at + 1}: the snapshot cannot be read: two versions of the file were merged`,
      );
    }
  });

  it("a file cut off anywhere", () => {
    for (let length = 0; length < shop.length - 1; length++)
      expect(refusalOf(shop.slice(0, length)).message).toMatch(/^shop\.sql:\d+: the snapshot cannot be read/);
    expect(readSnapshot(shop.slice(0, -1), "shop.sql").objects).toHaveLength(3);
  });

  it("each says what to do", () => {
    expect(refusalOf("").help).toContain("doctor snapshot");
    expect(refusalOf(shop.replace("snapshot 1", "snapshot 2"))).toMatchObject({
      code: "snapshot-newer",
      help: expect.stringContaining("Update schema-drift-doctor"),
    });
  });

  it("the ends of lines of a checkout, and a byte order mark, are no change", () => {
    const known = readSnapshot(shop, "shop.sql");
    expect(readSnapshot(`\uFEFF${shop.replaceAll("\n", "\r\n")}`, "shop.sql")).toEqual(known);
  });
});

describe("a file may come from anyone", () => {
  const folder = freshFolder;
  const table = "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT)";
  const withTable = (text: string): string => signed(shop.replace(table, text));

  it.each([
    ["ATTACH", (file: string) => `ATTACH '${file}' AS stolen`],
    ["ATTACH behind a table", (file: string) => `${table}; ATTACH '${file}' AS stolen`],
    ["ATTACH behind a comment", (file: string) => `${table} -- harmless\n; ATTACH '${file}' AS stolen`],
    ["VACUUM INTO", (file: string) => `${table};\nVACUUM INTO '${file}'`],
    ["a PRAGMA", () => "PRAGMA writable_schema = ON"],
    ["an INSERT", () => `${table}; INSERT INTO users VALUES (1, 'x')`],
    ["a table made of a SELECT", () => "CREATE TABLE users AS SELECT load_extension('/tmp/x.so')"],
    ["a temporary table", () => "CREATE TEMP TABLE users (id)"],
    ["a table of another database", () => "CREATE TABLE temp.users (id)"],
    ["IF NOT EXISTS", () => "CREATE TABLE IF NOT EXISTS users (id)"],
    ["another table than it says", () => "CREATE TABLE orders (id)"],
    ["a view instead of a table", () => "CREATE VIEW users AS SELECT 1"],
    ["a table of SQLite's own", () => "CREATE TABLE sqlite_sequence (name, seq)"],
    ["a word that SQLite reads otherwise", () => "CREATE\u00a0TABLE users (id)"],
    ["no statement", () => "hello"],
  ])("%s is refused, and nothing is run", (_name, written) => {
    const file = join(folder(), "stolen.db");
    const { message } = refusalOf(withTable(written(file)));
    expect(message).toMatch(new RegExp(`^shop\\.sql:${lineOf("CREATE TABLE")}: the snapshot cannot be read`));
    expect(existsSync(file)).toBe(false);
  });

  it("a statement hidden as JSON is read as every other", () => {
    const hidden = signed(
      shop
        .replace("-- [table] users", "-- [table] users, as JSON")
        .replace(`${table};`, `-- ${JSON.stringify("ATTACH 'x' AS y")}`),
    );
    expect(refusalOf(hidden).message).toContain("this is not one CREATE statement");
  });

  it("a text that is no schema is refused by SQLite, with its name", () => {
    expect(
      refusalOf(withTable("CREATE TABLE users (id INTEGER PRIMARY KEY, PRIMARY KEY (id))")).message,
    ).toContain(
      "The schema in the snapshot shop.sql is none that SQLite can read: malformed database schema (users)",
    );
    expect(refusalOf(withTable("CREATE TABLE users (nickname TEXT)")).message).toContain(
      "malformed database schema (users_email)",
    );
  });

  it("what a virtual table asks of an unknown module is not run", () => {
    const text = signed(
      shop.replace(
        "-- [view] everyone",
        "-- [virtual table] files\nCREATE VIRTUAL TABLE files USING csv(filename='/etc/passwd');\n\n-- [view] everyone",
      ),
    );
    const connection = connectionTo(readSnapshot(text, "shop.sql"), { path: "shop.sql", bytes: 0 });
    expect(() => connection.prepare("SELECT * FROM files")).toThrow(/no such module: csv/);
    connection.close();
  });
});
