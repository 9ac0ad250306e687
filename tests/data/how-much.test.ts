import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, describe, expect, it } from "vitest";
import { rules } from "../../rules/catalogue.ts";
import { openForDiagnosis } from "../../src/database/port.ts";
import { type Diagnosis, diagnose, type Settings } from "../../src/doctor.ts";
import { declareScripts } from "../../src/sources/sql.ts";
import { commandLine } from "../cases/command-line.ts";

const folder = mkdtempSync(join(tmpdir(), "doctor-much-"));
afterAll(() => rmSync(folder, { recursive: true }));

const declared = `CREATE TABLE events (id INTEGER PRIMARY KEY, size INTEGER NOT NULL CHECK (size >= 0), code TEXT NOT NULL UNIQUE);`;
const path = join(folder, "events.db");
const db = new Database(path);
db.pragma("ignore_check_constraints = on");
// The code is not unique in the database: duplicates are what a sample does not tell.
db.exec(`${declared.replace(" UNIQUE", "")}
  WITH RECURSIVE s (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < 250000)
  INSERT INTO events SELECT i, iif(i % 2, -1, 1), 'e' || (i / 2) FROM s;`);
db.close();

/** What a run says where the database claims to be of so many bytes. */
function diagnosed(bytes: number, data: Settings["data"]): Promise<Diagnosis> {
  return diagnose(
    {
      readDeclared: () => Promise.resolve(declareScripts([{ file: "schema.sql", sql: declared }])),
      readCode: () => Promise.resolve(null),
      openDatabase: () => {
        const database = openForDiagnosis(path);
        return Promise.resolve({ ...database, facts: { ...database.facts, bytes } });
      },
      enter: () => undefined,
    },
    {
      rules,
      settings: {},
      diff: { ignore: [], denied: { tables: [], columns: {} } },
      conventions: new Map(),
      checks: [],
      showValues: false,
      data,
      only: [],
      allowDestructive: false,
      rowsUpTo: 0,
    },
  );
}

const messages = ({ issues }: Diagnosis, id: string) =>
  issues.filter(({ rule }) => rule === id).flatMap(({ findings }) => findings.map(({ message }) => message));
const unread = ({ notAnalysed }: Diagnosis) =>
  notAnalysed.filter(({ what }) => what === "rows").map(({ why }) => why);

const gibibyte = 1024 ** 3;

describe("how much of the rows is read", () => {
  it.each([
    [4 * gibibyte, null],
    [1, null],
    [40 * gibibyte, "full"],
  ] as const)("is all of them at %i bytes with data: %s", async (bytes, data) => {
    const run = await diagnosed(bytes, data);
    expect(messages(run, "broken-check")).toEqual(["125000 rows break the CHECK (size >= 0) of events."]);
    expect(messages(run, "missing-unique").join()).toContain("124999 values are stored more than once");
    expect(unread(run)).toEqual([]);
  });

  it.each([
    [
      4 * gibibyte + 1,
      null,
      'The database is above 4 GiB: of large tables a sample is read. "data": "full" reads all.',
    ],
    [1, "sample", 'Of large tables a sample is read: the config says "data": "sample".'],
  ] as const)("is a sample at %i bytes with data: %s, and it says so", async (bytes, data, why) => {
    const run = await diagnosed(bytes, data);
    expect(unread(run)).toEqual([why]);
    expect(messages(run, "broken-check")).toEqual([
      "50000 rows break the CHECK (size >= 0) of events. Only a sample of 100,000 rows was looked at.",
    ]);
    expect(messages(run, "missing-unique").join()).toContain(
      "Rows were not checked: a sample of them does not tell.",
    );
  });

  it("is none with data: off, and it says so", async () => {
    const run = await diagnosed(1, "off");
    expect(unread(run)).toEqual(['They are not read: the config says "data": "off".']);
    expect(messages(run, "broken-check")).toEqual([]);
    expect(messages(run, "missing-unique").join()).toContain("Rows were not read.");
  });

  it("is what the config says, on the command line", async () => {
    writeFileSync(join(folder, "schema.sql"), declared);
    for (const [data, word] of [
      ["full", "125000 rows break"],
      ["sample", "Only a sample of 100,000"],
      ["off", "They are not read"],
    ]) {
      const config = { database: "events.db", model: ["schema.sql"], data, history: false };
      writeFileSync(join(folder, "doctor.config.json"), JSON.stringify(config));
      const { out, err } = await commandLine(folder, "analyze");
      expect(out.replace(/\s+/g, " ")).toContain(word);
      expect(err).toBe("");
    }
  });
});
