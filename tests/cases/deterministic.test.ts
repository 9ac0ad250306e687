import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, describe, expect, it } from "vitest";
import { repair, repairFiles } from "../../src/commands/repair.ts";
import { analyze, reporters } from "../../src/internal.ts";
import type { Report } from "../../src/reporting/report.ts";

const tables: Readonly<Record<string, { declared: string; actual: string }>> = {
  authors: {
    declared:
      "CREATE TABLE authors (id INTEGER PRIMARY KEY, handle TEXT NOT NULL UNIQUE, city TEXT DEFAULT 'Bath');",
    actual:
      "CREATE TABLE authors (id INTEGER PRIMARY KEY, handle TEXT, city VARCHAR(9)); INSERT INTO authors VALUES (1, NULL, 'x'), (2, 'a', 'y');",
  },
  books: {
    declared:
      "CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors (id), pages INTEGER CHECK (pages > 0), isbn TEXT); CREATE INDEX books_author ON books (author_id);",
    actual:
      "CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER, pages TEXT, old_isbn TEXT); INSERT INTO books VALUES (1, 9, 'many', 'i');",
  },
  loans: { declared: "CREATE TABLE loans (book_id INTEGER REFERENCES books (id), due TEXT);", actual: "" },
  ledger: { declared: "", actual: "CREATE TABLE ledger (line TEXT);" },
  visits: {
    declared:
      "CREATE TABLE visits (id INTEGER PRIMARY KEY, at TEXT, kind TEXT CHECK (kind IN ('a', 'b'))); CREATE VIEW kinds AS SELECT kind FROM visits;",
    actual:
      "CREATE TABLE visits (id INTEGER PRIMARY KEY, at TEXT, kind TEXT CHECK (kind IN ('a'))); CREATE INDEX visits_at ON visits (at);",
  },
};
const folders: string[] = [];

/** A folder with the model, a file for each table in this order, and the database with its tables in that order. */
function project(models: readonly string[], actual: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "doctor-deterministic-"));
  folders.push(folder);
  models.forEach(
    (name, i) => void writeFileSync(join(folder, `${i}_${name}.sql`), tables[name]?.declared ?? ""),
  );
  const connection = new Database(join(folder, "app.db"));
  connection.pragma("foreign_keys = OFF");
  for (const name of actual) connection.exec(tables[name]?.actual ?? "");
  connection.close();
  return folder;
}

function run(folder: string): Promise<Report> {
  return analyze({ folder, database: "app.db", model: ["*.sql"] });
}

/** A report as if it had been made at one moment. */
function timeless(report: Report): Report {
  return { ...report, run: { id: "", startedAt: "2026-01-01T00:00:00.000Z", durationMs: 0 } };
}

/** Everything that recognises an issue or finding, sorted. */
function fingerprints({ issues }: Report): string[] {
  return issues
    .flatMap(({ fingerprint, rule, severity, findings }) => [
      `${fingerprint} ${rule} ${severity}`,
      ...findings.map((finding) => `${finding.fingerprint} ${finding.table}.${finding.column}`),
    ])
    .toSorted();
}

describe("the same input", () => {
  afterAll(() => folders.forEach((folder) => void rmSync(folder, { recursive: true })));
  const names = Object.keys(tables);
  const folder = project(names, names);

  it.each(reporters)("gives the same $format twice, time and id aside", async ({ render }) => {
    const [one, other] = [await run(folder), await run(folder)];
    expect(one.issues.length).toBeGreaterThan(10);
    expect(one.run.id).not.toBe(other.run.id);
    const once = await render(timeless(one), { color: false });
    expect(await render(timeless(other), { color: false })).toBe(once);
  });

  it("gives the same scripts twice", async () => {
    const options = { folder, database: "app.db", model: ["*.sql"], only: [], allowDestructive: true };
    const [one, other] = [await repair(options), await repair(options)];
    const scripts = ({ report, ...rest }: typeof one) => repairFiles({ ...rest, report: timeless(report) });
    expect(scripts(other)).toEqual(scripts(one));
  });

  it.each([
    ["the tables of the database", names, names.toReversed()],
    ["the files of the model", names.toReversed(), names],
    ["both", ["books", "visits", "authors", "ledger", "loans"], ["visits", "ledger", "books", "authors"]],
  ])("has the same fingerprints whatever the order of %s", async (_, models, actual) => {
    const reordered = await run(project(models, actual));
    expect(fingerprints(reordered)).toEqual(fingerprints(await run(folder)));
  });

  it("has no two issues and no two findings of one fingerprint", async () => {
    const { issues } = await run(folder);
    const all = issues.flatMap(({ fingerprint, findings }) => [
      fingerprint,
      ...findings.map((each) => each.fingerprint),
    ]);
    expect(new Set(all).size).toBe(all.length);
  });
});
