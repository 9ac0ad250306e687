import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import * as realDoctor from "../../src/internal.ts";
import { type Outcome, type Setting, doctor as stubbed } from "./harness.ts";
import { shopFolder } from "./shop.ts";

const { analyze, repair } = realDoctor;

/** A command line with nothing stubbed. */
const doctor = (line: string, setting: Setting): Promise<Outcome> =>
  stubbed(line.split(" "), { ...setting, doctor: { analyze, repair } });

const actual = `CREATE TABLE users (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  email TEXT -- where to
);
CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER, total REAL);
CREATE INDEX orders_total ON orders (total);
CREATE VIEW everyone AS SELECT email FROM users;
PRAGMA user_version = 3;
INSERT INTO users (email) VALUES ('ada@example.com'), (NULL);
INSERT INTO orders (user_id, total) SELECT value, 'secret-total' FROM json_each('[1,1,2,2,3]');
ANALYZE;`;

const declared = `CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT NOT NULL, name TEXT);
CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id), total REAL);
CREATE INDEX orders_total ON orders (total);
CREATE VIEW everyone AS SELECT email FROM users;
CREATE TABLE coupons (code TEXT PRIMARY KEY);`;

function project(config: Readonly<Record<string, unknown>> = {}): string {
  return shopFolder({ actual, declared, config: { history: false, ...config } });
}

function change(folder: string, sql: string): void {
  const database = new Database(join(folder, "shop.db"));
  database.exec(sql);
  database.close();
}

const file = (folder: string): string => join(folder, "doctor-snapshot.sql");

describe("doctor snapshot", () => {
  it("writes a text beside the config, says so, and writes the same again", async () => {
    const folder = project();
    const first = await doctor("snapshot", { folder });
    expect(first).toMatchObject({
      code: 0,
      out: "",
      err: "The schema is in doctor-snapshot.sql: 4 objects, no rows.\n",
    });
    const text = readFileSync(file(folder), "utf8");
    expect(text).not.toMatch(/ada@|secret|sqlite_sequence/);
    expect(text).not.toContain(folder);
    expect(text.indexOf("[table] orders")).toBeLessThan(text.indexOf("[table] users"));
    change(folder, "INSERT INTO users (email) VALUES ('bob@example.com'); DELETE FROM orders; VACUUM");
    await doctor("snapshot --quiet", { folder });
    expect(readFileSync(file(folder), "utf8")).toBe(text);
  });

  it("is the same text for the same schema made in another order, elsewhere", async () => {
    const [one, other] = [project(), project()];
    change(
      other,
      `CREATE TABLE kept AS SELECT * FROM users; DROP INDEX orders_total; DROP TABLE orders;
       CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER, total REAL);
       CREATE INDEX orders_total ON orders (total); DROP TABLE kept;
       INSERT INTO orders (user_id) VALUES (1), (1), (2), (2), (3); ANALYZE`,
    );
    await doctor("snapshot", { folder: one });
    await doctor("snapshot --out other.sql", { folder: other });
    const schemaOf = (text: string): string => text.slice(0, text.indexOf("-- [statistics]"));
    expect(schemaOf(readFileSync(join(other, "other.sql"), "utf8"))).toBe(
      schemaOf(readFileSync(file(one), "utf8")),
    );
  });

  it("writes where the config says, or --out", async () => {
    const folder = project({ snapshot: "kept.sql" });
    await doctor("snapshot", { folder });
    await doctor("snapshot --out ./here.sql", { folder });
    expect(readFileSync(join(folder, "kept.sql"), "utf8")).toBe(
      readFileSync(join(folder, "here.sql"), "utf8"),
    );
  });

  it("leaves a file as it is when it cannot run", async () => {
    const folder = project();
    await doctor("snapshot", { folder });
    rmSync(join(folder, "shop.db"));
    const before = statSync(file(folder)).mtimeMs;
    expect(await doctor("snapshot", { folder })).toMatchObject({ code: 2, out: "" });
    expect(statSync(file(folder)).mtimeMs).toBe(before);
  });
});

describe("doctor snapshot --check", () => {
  it("is content with the file it wrote, whatever a checkout did to the ends of its lines", async () => {
    const folder = project();
    await doctor("snapshot", { folder });
    const same = { code: 0, out: "doctor-snapshot.sql has the schema of shop.db.\n", err: "" };
    expect(await doctor("snapshot --check", { folder })).toMatchObject(same);
    writeFileSync(file(folder), readFileSync(file(folder), "utf8").replaceAll("\n", "\r\n"));
    expect(await doctor("snapshot --check", { folder })).toMatchObject(same);
  });

  it("says object by object what moved on, and writes nothing", async () => {
    const folder = project();
    await doctor("snapshot", { folder });
    const before = readFileSync(file(folder), "utf8");
    change(
      folder,
      `DROP INDEX orders_total; CREATE TABLE coupons (code TEXT); PRAGMA user_version = 4;
       ALTER TABLE users ADD COLUMN name TEXT;`,
    );
    const { code, out, err } = await doctor("snapshot --check", { folder });
    expect({ code, err }).toEqual({ code: 1, err: "" });
    expect(out).toBe(`shop.db has moved on from doctor-snapshot.sql: 4 differences.
Below, + is in the database alone and - in the snapshot alone. doctor snapshot writes it anew.

  ~ user_version: 3 is now 4

  - index orders_total of orders
      - CREATE INDEX orders_total ON orders (total)

  + table coupons
      + CREATE TABLE coupons (code TEXT)

  ~ table users
        CREATE TABLE users (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          email TEXT -- where to
      - )
      + , name TEXT)
`);
    expect(readFileSync(file(folder), "utf8")).toBe(before);
  });

  it("takes another spelling and other statistics for no difference, and says so", async () => {
    const folder = project();
    await doctor("snapshot", { folder });
    change(
      folder,
      `ALTER TABLE orders RENAME TO bills; ALTER TABLE bills RENAME TO orders;
       INSERT INTO orders (user_id) VALUES (9); ANALYZE`,
    );
    const { code, out } = await doctor("snapshot --check", { folder });
    expect(code).toBe(0);
    expect(out).toContain("Spelled otherwise, which is no difference: ");
    expect(out).toContain("table orders");
    expect(out).toContain("ANALYZE has counted otherwise");
  });

  it("can run only where both are there and readable", async () => {
    const folder = project();
    const missing = await doctor("snapshot --check", { folder });
    expect(missing).toMatchObject({ code: 2, out: "" });
    expect(missing.err).toContain("The snapshot doctor-snapshot.sql cannot be read: there is no such file");
    expect(missing.err).toContain("doctor snapshot");
    await doctor("snapshot", { folder });
    writeFileSync(file(folder), `${readFileSync(file(folder), "utf8")}\nhello\n`);
    expect((await doctor("snapshot --check", { folder })).code).toBe(2);
  });

  it("shows nothing that steers a terminal", async () => {
    const folder = project();
    await doctor("snapshot", { folder });
    change(folder, "CREATE TABLE \"\u001b[31mred\" (a TEXT DEFAULT '\u001b[2J')");
    const { code, out } = await doctor("snapshot --check", { folder });
    expect(code).toBe(1);
    expect(out).not.toContain("\u001b");
    expect(out).toContain("red");
  });
});

describe("doctor analyze --snapshot", () => {
  it("finds what the database without its rows shows, with no database at all", async () => {
    const folder = project({ data: "off", proof: { maxBytes: 0 } });
    await doctor("snapshot", { folder });
    const withDatabase = JSON.parse((await doctor("analyze --format json", { folder })).out);
    rmSync(join(folder, "shop.db"));
    const { code, out, err } = await doctor("analyze --format json --snapshot doctor-snapshot.sql", {
      folder,
    });
    expect(err).toBe("");
    expect(code).toBe(1);
    const report = JSON.parse(out);
    expect(report.issues.length).toBeGreaterThan(2);
    expect(report.issues).toEqual(withDatabase.issues);
    expect(report.plan).toEqual(withDatabase.plan);
    expect(report.proof).toEqual(withDatabase.proof);
    expect(report.proof).toMatchObject({ level: "schema", ok: true });
    expect(report.database).toMatchObject({
      path: "doctor-snapshot.sql",
      bytes: statSync(file(folder)).size,
      schemaHash: withDatabase.database.schemaHash,
    });
    expect(report.notAnalysed).toEqual([
      { what: "rows", location: null, why: expect.stringContaining("A snapshot holds the schema") },
    ]);
  });

  it("goes by the snapshot of the config only where no database is named", async () => {
    const folder = project({ snapshot: "doctor-snapshot.sql" });
    await doctor("snapshot", { folder });
    const pathOf = async (line: string, environment = {}): Promise<string> =>
      JSON.parse((await doctor(`${line} --format json`, { folder, environment })).out).database.path;
    expect(await pathOf("analyze")).toBe("shop.db");
    expect(await pathOf("analyze --snapshot doctor-snapshot.sql")).toBe("doctor-snapshot.sql");
    const config = { model: ["schema.sql"], snapshot: "doctor-snapshot.sql", history: false };
    writeFileSync(join(folder, "doctor.config.json"), JSON.stringify(config));
    expect(await pathOf("analyze")).toBe("doctor-snapshot.sql");
    expect(await pathOf("analyze --db shop.db")).toBe("shop.db");
    expect(await pathOf("analyze", { DATABASE_URL: "file:shop.db" })).toBe("shop.db");
  });

  it("refuses two sources, and a file that is none", async () => {
    const folder = project();
    const both = await doctor("analyze --db shop.db --snapshot doctor-snapshot.sql", { folder });
    expect(both).toMatchObject({ code: 2, out: "" });
    expect(both.err).toContain("exclude each other");
    await expect(
      analyze({ folder, database: "shop.db", snapshot: "doctor-snapshot.sql" }),
    ).rejects.toMatchObject({ code: "two-sources" });
    const database = await doctor("analyze --snapshot shop.db", { folder });
    expect(database.code).toBe(2);
    expect(database.err).toContain("shop.db:1: the snapshot cannot be read: this is no snapshot");
  });
});

describe("doctor repair --snapshot", () => {
  it("shows a dry run, says that it is unproven with rows, and exits with 1", async () => {
    const folder = project();
    await doctor("snapshot", { folder });
    const { code, out, err } = await doctor("repair --snapshot doctor-snapshot.sql --out repair", { folder });
    expect(code).toBe(1);
    expect(err).toContain("unproven with rows");
    expect(out).toContain("on a copy of the schema, without rows");
    expect(out).toContain("-- not asked today");
    expect(readFileSync(join(folder, "repair/README.md"), "utf8")).toContain("without rows");
  });

  it("is never applied: not to the snapshot, and not to the database that the config names", async () => {
    const folder = project();
    await doctor("snapshot", { folder });
    const before = readFileSync(join(folder, "shop.db"));
    const applied = await doctor("repair --apply --snapshot doctor-snapshot.sql", { folder });
    expect(applied).toMatchObject({ code: 2, out: "" });
    expect(applied.err).toContain("cannot be applied to the snapshot doctor-snapshot.sql");
    expect(readFileSync(join(folder, "shop.db")).equals(before)).toBe(true);
  });

  it("has nothing to prove where nothing is to be done", async () => {
    const folder = shopFolder({ actual: declared, declared, config: { history: false } });
    await doctor("snapshot", { folder });
    expect(await doctor("repair --snapshot doctor-snapshot.sql", { folder })).toMatchObject({
      code: 0,
      err: "",
    });
  });
});
