import { rmSync } from "node:fs";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { standingProject } from "../cli/standing-project.ts";

// The source itself keeps nothing, since no version says what it is.
vi.mock("../../src/files/build.ts", () => ({ build: "of this test" }));

const runs = Number(process.env.PROPERTY_RUNS ?? 10);
const seed = Number(process.env.PROPERTY_SEED ?? Date.now() % 100_000);

/** What each file of a project may be; null is no file. */
const files: Readonly<Record<string, readonly (string | null)[]>> = {
  "doctor.config.json": [
    '{ "database": "app.db", "model": ["models/*.ts"] }',
    '{ "database": "app.db", "model": ["models/*.ts"], "failOn": "never" }',
    '{ "database": "app.db", "model": ["models/*.ts"], "rules": { "missing-column": "off" } }',
    '{ "database": "app.db", "model": ["schema.sql"], "queries": ["code/*.ts"] }',
    '{ "model": ["models/*.ts"], "data": "full" }',
    '{ "database": "app.db", ',
  ],
  "models/member.ts": [
    "/** @table */ export interface Member { id: number; name: string }",
    "/** @table */ export interface Member { id: number; name: string | null; born: Date }",
    'import type { Named } from "./named"; /** @table */ export interface Member extends Named { id: number }',
    null,
  ],
  "models/named.ts": [
    "export interface Named { name: string }",
    "export interface Named { title: string }",
    null,
  ],
  "schema.sql": [
    "CREATE TABLE members (id INTEGER PRIMARY KEY, name TEXT NOT NULL);",
    "CREATE TABLE members (id INTEGER PRIMARY KEY, name TEXT CHECK (name <> ''));",
    null,
  ],
  "code/list.ts": [
    "export const list = (db) => db.prepare('SELECT name FROM members').all();",
    "export const list = (db) => db.prepare('SELECT nick FROM members').all();",
    null,
  ],
  "doctor-baseline.json": ['{ "formatVersion": 1, "accepted": [] }', null],
  ".env": ["DATABASE_URL=app.db", "DATABASE_URL=gone.db", null],
};

const statements: readonly string[] = [
  "INSERT INTO members (name) VALUES ('Ada')",
  "INSERT INTO members (name) VALUES ('')",
  "DELETE FROM members",
  "UPDATE members SET name = NULL",
  "DROP TABLE IF EXISTS members; CREATE TABLE members (id INTEGER PRIMARY KEY, name TEXT)",
  "DROP TABLE IF EXISTS members; CREATE TABLE members (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT 'x')",
  "PRAGMA journal_mode = WAL",
  "PRAGMA journal_mode = DELETE",
  "VACUUM",
];

const paths = Object.keys(files);
const file = fc
  .constantFrom(...paths)
  .chain((path) => fc.record({ path: fc.constant(path), text: fc.constantFrom(...(files[path] ?? [])) }));
const sql = fc.record({ sql: fc.constantFrom(...statements) });
const variable = fc.record({ database: fc.constantFrom("app.db", "gone.db", undefined) });
const nothing = fc.constant({});
const changes = fc.array(fc.oneof(file, sql, variable, nothing), { minLength: 4, maxLength: 8 });
const line = fc.constantFrom(["analyze"], ["analyze", "--format", "json"], ["analyze", "--brief"]);

type Change = { path?: string; text?: string | null; sql?: string; database?: string | undefined };

test("whatever is changed between two analyses, the second says what one without a cache says", async () => {
  let repeated = 0;
  const property = fc.asyncProperty(line, changes, async (argv, steps: Change[]) => {
    const project = standingProject();
    try {
      let environment: Record<string, string | undefined> = {};
      for (const path of paths) project.write(path, files[path]?.[0] ?? "");
      project.sql("app.db", statements[4] ?? "");
      for (const step of steps) {
        if (step.path !== undefined && step.text === null) rmSync(project.at(step.path), { force: true });
        else if (step.path !== undefined) project.write(step.path, step.text ?? "");
        if (step.sql !== undefined) attempt(() => project.sql("app.db", step.sql ?? ""));
        if ("database" in step) environment = { DATABASE_URL: step.database };
        // At once, and when the change is old enough for an analysis to be kept.
        for (const wait of [false, true]) {
          if (wait) await project.settled();
          const [answer, anew] = [
            await project.ask(argv, { environment }),
            await project.ask([...argv, "--no-cache"], { environment }),
          ];
          repeated += answer.isRepeated ? 1 : 0;
          expect(said(answer)).toEqual(said(anew));
        }
      }
    } finally {
      project.remove();
    }
  });
  await fc.assert(property, { numRuns: runs, seed });
  // Nothing would be proven of answers that were never given.
  expect(repeated).toBeGreaterThan(runs / 2);
});

function attempt(work: () => void): void {
  try {
    work();
  } catch (error) {
    // A row that the table refuses changes nothing.
    if (!(error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_"))) throw error;
  }
}

/** An answer without what differs between two runs of one instant. */
function said({ code, out, err }: { code: number; out: string; err: string }): unknown {
  if (!out.startsWith("{")) return { code, out, err };
  return { code, err, out: { ...JSON.parse(out), run: null } };
}
