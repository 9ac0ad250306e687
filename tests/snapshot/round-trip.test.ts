import { readFileSync } from "node:fs";
import Database from "better-sqlite3";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { connectionTo } from "../../src/database/open-snapshot.ts";
import { features } from "../cases/features.ts";
import { anyTable } from "../database/any-table.ts";
import { bothWays, snapshot } from "./snapshots.ts";

const open: Database.Database[] = [];

afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

function built(sql: string): Database.Database {
  const connection = new Database(":memory:");
  open.push(connection);
  connection.exec(sql);
  return connection;
}

/** A database whose stored texts are these, whatever this connection would take as a statement. */
function stored(sql: string, rows: readonly (readonly [name: string, sql: string])[]): Database.Database {
  const connection = built(sql);
  connection.unsafeMode(true);
  connection.pragma("writable_schema = ON");
  for (const [name, text] of rows)
    connection.prepare("UPDATE sqlite_schema SET sql = ? WHERE name = ?").run(text, name);
  connection.pragma("writable_schema = RESET");
  connection.unsafeMode(false);
  return connection;
}

const asCrlf = (text: string): string => text.replaceAll("\n", "\r\n");

describe("a schema that went through a snapshot is the schema it was", () => {
  it.each(Object.entries(features))("%s", (_name, sql) => {
    const connection = built(sql);
    const { original, returned } = bothWays(connection);
    expect(returned).toEqual(original);
    expect(bothWays(connection, asCrlf).returned).toEqual(original);
  });

  it.each(["boticelli", "episodes", "storyweaver", "tales", "trulience"])("the fixture %s", (fixture) => {
    const sql = readFileSync(new URL(`../../fixtures/${fixture}/database.sql`, import.meta.url), "utf8");
    const connection = built(sql);
    connection.exec("ANALYZE");
    const { original, returned } = bothWays(connection);
    expect(original.schema.tables.length).toBeGreaterThan(0);
    expect(returned).toEqual(original);
  });

  it("any table, however it is spelt", () => {
    fc.assert(
      fc.property(anyTable, ({ sql }) => {
        const connection = new Database(":memory:");
        try {
          connection.exec(sql);
          const { original, returned } = bothWays(connection, asCrlf);
          expect(returned).toEqual(original);
        } finally {
          connection.close();
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe("what a stored schema may hold and a statement may not", () => {
  it("strings in double quotes", () => {
    const connection = stored(
      `CREATE TABLE tickets (status TEXT CHECK (status IN ('open', 'done')));
       CREATE INDEX open_tickets ON tickets (status) WHERE status = 'open';
       CREATE VIEW urgent AS SELECT * FROM tickets WHERE status = 'open';`,
      [
        ["tickets", 'CREATE TABLE tickets (status TEXT CHECK (status IN ("open", "done")))'],
        ["open_tickets", 'CREATE INDEX open_tickets ON tickets (status) WHERE status = "open"'],
        ["urgent", 'CREATE VIEW urgent AS SELECT * FROM tickets WHERE status = "open"'],
      ],
    );
    expect(() => new Database(":memory:").exec('CREATE TABLE t (a CHECK (a IN ("open")))')).toThrow();
    const { original, returned } = bothWays(connection);
    expect(JSON.stringify(original.stored)).toContain(String.raw`IN (\"open\", \"done\")`);
    expect(returned).toEqual(original);
  });

  it("functions, collations and modules that only the application has", () => {
    const connection = stored(
      `CREATE TABLE users (name TEXT COLLATE NOCASE UNIQUE, slug TEXT CHECK (1), UNIQUE (slug, name));
       CREATE INDEX users_slug ON users (slug COLLATE NOCASE);
       CREATE TABLE places (x);
       CREATE TABLE places_rowid (rowid INTEGER PRIMARY KEY, nodeno);`,
      [
        [
          "users",
          "CREATE TABLE users (name TEXT COLLATE deutsch UNIQUE, slug TEXT CHECK (is_slug(slug)), UNIQUE (slug, name))",
        ],
        ["users_slug", "CREATE INDEX users_slug ON users (slug COLLATE deutsch)"],
      ],
    );
    connection.unsafeMode(true);
    connection.pragma("writable_schema = ON");
    connection.exec(
      "INSERT INTO sqlite_schema VALUES ('table', 'spots', 'spots', 0, 'CREATE VIRTUAL TABLE spots USING vptree(x, y)');" +
        "UPDATE sqlite_schema SET name = 'spots_rowid', tbl_name = 'spots_rowid', sql = replace(sql, 'places', 'spots') WHERE name = 'places_rowid'",
    );
    connection.pragma("writable_schema = RESET");
    const { original, returned } = bothWays(connection);
    expect(original.schema.notAnalysed.map(({ what }) => what)).toEqual(
      expect.arrayContaining(["table users", "virtual table spots"]),
    );
    expect(original.schema.virtualTables).toMatchObject([{ shadowTables: ["spots_rowid"] }]);
    expect(returned).toEqual(original);
  });

  it("full-text tables come back with what belongs to them, which the file does not list", () => {
    const connection = built(
      `CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT);
       CREATE VIRTUAL TABLE notes_search USING fts5(body, content='notes', content_rowid='id');
       CREATE VIRTUAL TABLE old_search USING fts4(content="notes", body);
       CREATE VIRTUAL TABLE areas USING rtree(id, x0, x1);
       CREATE TRIGGER notes_in AFTER INSERT ON notes BEGIN
         INSERT INTO notes_search(rowid, body) VALUES (new.id, new.body); END;`,
    );
    const { original, returned } = bothWays(connection, (text) => {
      expect(text).not.toContain("notes_search_data");
      return text;
    });
    expect(original.schema.virtualTables.every(({ shadowTables }) => shadowTables.length > 2)).toBe(true);
    expect(returned).toEqual(original);
  });

  it.each([
    ["a comment behind the last clause", "CREATE VIEW v AS SELECT 1 -- nothing; really"],
    ["a comment that nobody closed", "CREATE VIEW v AS SELECT 1 /* open;"],
    ["lines that end in CR LF", "CREATE VIEW v AS\r\nSELECT 'a\r\nb' AS t"],
    ["lines that end in both", "CREATE VIEW v AS\r\nSELECT 'a\nb' AS t"],
    ["a CR alone", "CREATE VIEW v AS SELECT 'a\rb' AS t"],
    ["a line that a snapshot begins a part with", "CREATE VIEW v AS SELECT '\n-- [table] users\n' AS t"],
    ["a line that looks like the end of one", "CREATE VIEW v AS SELECT '\n;\n\n-- [end] 0\n' AS t"],
    ["blank lines at the end", "CREATE VIEW v AS SELECT 1 -- x\n\n"],
    ["blanks at the ends of lines", "CREATE VIEW v AS   \n  SELECT 1   \n AS t  "],
  ])("%s", (_name, sql) => {
    const connection = stored("CREATE VIEW v AS SELECT 0", [["v", sql]]);
    const { original, returned } = bothWays(connection);
    expect(original.schema.views).toMatchObject([{ sql }]);
    expect(returned).toEqual(original);
    expect(bothWays(connection, asCrlf).returned).toEqual(original);
  });
});

it("what is made of a snapshot is a sound database, whose keys and counters work", () => {
  const connection = built(
    `CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT UNIQUE, name, UNIQUE (name, email));
     CREATE TABLE tags (tag TEXT PRIMARY KEY, slug UNIQUE) WITHOUT ROWID;
     CREATE INDEX users_name ON users (name);`,
  );
  const returned = connectionTo(snapshot(connection), { path: "", bytes: 0 });
  open.push(returned);
  expect(returned.pragma("integrity_check", { simple: true })).toBe("ok");
  returned.exec(
    "INSERT INTO users (email, name) VALUES ('a', 'x'), ('b', 'y'); INSERT INTO tags VALUES ('t', 's')",
  );
  expect(() => returned.exec("INSERT INTO users (email) VALUES ('a')")).toThrow(/UNIQUE/);
  expect(() => returned.exec("INSERT INTO tags VALUES ('u', 's')")).toThrow(/UNIQUE/);
  expect(returned.prepare("SELECT seq FROM sqlite_sequence").pluck().all()).toEqual([2]);
  expect(returned.prepare("SELECT id FROM users WHERE name = 'y'").pluck().all()).toEqual([2]);
  expect(returned.pragma("integrity_check", { simple: true })).toBe("ok");
});
