import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { analyze, type Report } from "../../src/internal.ts";

// Beyond 200 tables a repair is rehearsed on the part of the schema that it can have to do with.
const shelves = Array.from(
  { length: 210 },
  (_, index) => `CREATE TABLE shelf_${index} (id INTEGER PRIMARY KEY);`,
);

describe("a repair of a few tables among many", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "concerned-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const analyzed = async (declared: string, actual: string, rows: string): Promise<Report> => {
    writeFileSync(join(folder, "model.sql"), shelves.join("\n") + declared);
    const database = new Database(join(folder, "library.db"));
    database.exec(shelves.join("\n") + actual + rows);
    database.close();
    return analyze({ folder, database: "library.db", model: ["model.sql"] });
  };

  it("checks the keys of a child beside all its parents, also those the repair leaves alone", async () => {
    const others = `
      CREATE TABLE printers (id INTEGER PRIMARY KEY);
      CREATE TABLE editions (
        id INTEGER PRIMARY KEY, book_id INTEGER REFERENCES books(id), printer_id INTEGER REFERENCES printers(id)
      );`;
    const report = await analyzed(
      `CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL);${others}`,
      `CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT);${others}`,
      "INSERT INTO books VALUES (1, 'Emma'); INSERT INTO printers VALUES (7); INSERT INTO editions VALUES (1, 1, 7);",
    );
    expect(report.plan.steps).toHaveLength(1);
    expect(report.proof).toMatchObject({ level: "rows", ok: true });
    expect(report.proof.checks.find(({ name }) => name === "foreign_key_check")?.ok).toBe(true);
  });

  it("has the tables at hand in which values are looked up", async () => {
    const towns = "CREATE TABLE towns (id INTEGER PRIMARY KEY, name TEXT);";
    writeFileSync(
      join(folder, "doctor.config.json"),
      JSON.stringify({
        database: "library.db",
        model: ["model.sql"],
        moves: { addresses: { street: "readers.street" } },
        backfills: { addresses: { town: "(SELECT name FROM towns WHERE towns.id = readers.town_id)" } },
      }),
    );
    const report = await analyzed(
      `${towns} CREATE TABLE readers (id INTEGER PRIMARY KEY, town_id INTEGER);
       CREATE TABLE addresses (id INTEGER PRIMARY KEY REFERENCES readers (id), street TEXT, town TEXT);`,
      `${towns} CREATE TABLE readers (id INTEGER PRIMARY KEY, town_id INTEGER, street TEXT);`,
      "INSERT INTO towns VALUES (3, 'Bern'); INSERT INTO readers VALUES (1, 3, 'Kramgasse 49');",
    );
    expect(report.plan.steps).toHaveLength(2);
    expect(report.proof.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(report.proof).toMatchObject({ level: "rows", ok: true });
  });
});
