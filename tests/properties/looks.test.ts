import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as later } from "node:timers/promises";
import Database from "better-sqlite3";
import fc from "fast-check";
import { expect, test } from "vitest";
import { analyzeOnce } from "../../src/commands/analyze.ts";
import { beginRun } from "../../src/commands/begun.ts";
import { lookAgain } from "../../src/commands/look.ts";
import { StandingDatabase } from "../../src/database/standing.ts";
import type { Report } from "../../src/reporting/report.ts";
import type { Schema } from "../../src/schema/schema.ts";
import { type ParsedFiles, withParsedFiles } from "../../src/typescript/parsed-files.ts";

const runs = Number(process.env.PROPERTY_RUNS ?? 12);
const seed = Number(process.env.PROPERTY_SEED ?? Date.now() % 100_000);

/** What each file of the project may be. */
const texts = {
  "models/user.ts": [
    `/** @table */ export interface User { id: number; email: string; role: "admin" | "guest" }`,
    `/** @table */ export interface User { id: number; email: string | null; /** @unique */ handle: string }`,
    `import type { Stamped } from "./stamped.ts"; /** @table */ export interface User extends Stamped { id: number; email: string }`,
    `/** @table */ export interface User { id: number; /** @renamedFrom email */ address: string }`,
    `export interface User {`,
  ],
  "models/stamped.ts": [
    `export interface Stamped { createdAt: Date }`,
    `export interface Stamped { createdAt: Date | null; updatedAt: string }`,
    `/** @table */ export interface Note { id: number; /** @references users(id) */ userId: number; body: string }`,
  ],
  "src/queries.ts": [
    `import Database from "better-sqlite3"; const db = new Database("shop.db"); db.prepare("SELECT email FROM users WHERE role = ?").all("admin");`,
    `import Database from "better-sqlite3"; const db = new Database("shop.db"); db.prepare("SELECT address, body FROM users JOIN notes ON user_id = users.id").all();`,
    "",
  ],
  "doctor.config.json": [
    `{ "database": "shop.db", "model": ["models/*.ts"], "queries": ["src/*.ts"] }`,
    `{ "database": "shop.db", "model": ["models/*.ts"], "rules": { "unexpected-column": "off" } }`,
    `{ "database": "shop.db", "model": ["models/*.ts"], "data": "off" }`,
    `{ "database": "shop.db", "model": ["models/*.ts"], "data": "sample", "conventions": ["timestamps"],
       "checks": [{ "name": "nobody", "severity": "high", "why": "a shop has users", "sql": "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM users)" }] }`,
    `{ "database": "shop.db", "model": ["models/*.ts"], "backfills": { "users": { "handle": "'user' || id" } } }`,
  ],
} as const;

/** What an application does with its database. One that fails does nothing. */
const statements = [
  "INSERT INTO users (email, role) VALUES ('ann@example.org', 'admin')",
  "INSERT INTO users (email, role) VALUES (NULL, 'owner')",
  "INSERT INTO users (email) SELECT email FROM users LIMIT 3",
  "UPDATE users SET role = 'guest'",
  "UPDATE users SET role = typeof(email)",
  "DELETE FROM users WHERE role = 'owner'",
  "ALTER TABLE users ADD COLUMN handle TEXT",
  "ALTER TABLE users ADD COLUMN created_at TEXT NOT NULL DEFAULT ''",
  "UPDATE users SET created_at = 'yesterday'",
  "CREATE TABLE notes (id INTEGER PRIMARY KEY, user_id INTEGER, body TEXT)",
  "INSERT INTO notes (user_id) VALUES (99)",
  "DROP TABLE notes",
  "CREATE INDEX users_role ON users (role)",
  "DROP INDEX users_role",
  "CREATE VIEW admins AS SELECT id, email FROM users WHERE role = 'admin'",
  "CREATE TRIGGER noted AFTER INSERT ON users BEGIN INSERT INTO notes (user_id) VALUES (new.id); END",
  "PRAGMA journal_mode = WAL",
  "PRAGMA journal_mode = DELETE",
  "VACUUM",
] as const;

type Edit = (folder: string) => void;

const saved: fc.Arbitrary<Edit> = fc
  .constantFrom(...Object.entries(texts))
  .chain(([name, variants]) => fc.constantFrom<string[]>(...variants).map((text) => [name, text] as const))
  .map(
    ([name, text]) =>
      (folder) =>
        writeFileSync(join(folder, name), text),
  );

const executed: fc.Arbitrary<Edit> = fc.constantFrom(...statements).map((sql) => (folder) => {
  const connection = new Database(join(folder, "shop.db"));
  try {
    connection.exec(sql);
  } catch {
    // There is no such table or column at the moment.
  } finally {
    connection.close();
  }
});

/** Another database takes its place, of the same size at times. */
const replaced: fc.Arbitrary<Edit> = fc
  .constantFrom("TEXT", "BLOB", "TEXT NOT NULL")
  .map((type) => (folder) => {
    const path = join(folder, "other.db");
    build(path, `CREATE TABLE users (id INTEGER PRIMARY KEY, email ${type}, role TEXT)`);
    rmSync(join(folder, "shop.db-wal"), { force: true });
    rmSync(join(folder, "shop.db-shm"), { force: true });
    renameSync(path, join(folder, "shop.db"));
  });

const round = fc.record({
  edits: fc.array(fc.oneof({ weight: 3, arbitrary: saved }, { weight: 3, arbitrary: executed }, replaced), {
    maxLength: 3,
  }),
  /** Whether it is quiet before the look: what has just been written is not known by its times. */
  isQuiet: fc.boolean(),
});

function build(path: string, sql: string): void {
  const database = new Database(path);
  database.exec(sql);
  database.close();
}

function write(folder: string, name: string, text: string): void {
  mkdirSync(join(folder, dirname(name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

/** A report without what no two runs share. */
const timeless = ({ run, ...report }: Report) => ({ ...report, run: null });

const outcome = async (analyse: () => Promise<Report>): Promise<unknown> =>
  analyse().then(timeless, (error: Error) => error.message);

const project = (folder: string): void => {
  build(
    join(folder, "shop.db"),
    "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, role TEXT); INSERT INTO users VALUES (1, 'eve', 'admin')",
  );
};

test(`a look that keeps what it knows cannot be told from a fresh analysis, whatever is edited (seed ${seed})`, async () => {
  let [kept, reused, proven] = [0, 0, 0];
  const property = fc.asyncProperty(fc.array(round, { minLength: 3, maxLength: 8 }), async (rounds) => {
    const folder = mkdtempSync(join(tmpdir(), "looked-at-"));
    const standing = new StandingDatabase();
    const parsed: ParsedFiles = new Map();
    let known: Schema | null = null;
    let proof: Report["proof"] | null = null;
    const openDatabase: StandingDatabase["open"] = (path, opened) => {
      const database = standing.open(path, opened);
      if (database.schema === known) kept += 1;
      known = database.schema;
      return database;
    };
    try {
      project(folder);
      for (const [name, [first]] of Object.entries(texts)) write(folder, name, first);
      for (const { edits, isQuiet } of rounds) {
        for (const edit of edits) edit(folder);
        if (isQuiet) await later(130);
        const fresh = await outcome(async () => {
          const options = { folder, cache: false };
          return analyzeOnce(options, beginRun(options));
        });
        const before = new Map(parsed);
        const look = await withParsedFiles(parsed, () => lookAgain({ folder, openDatabase }));
        for (const [path, { file }] of parsed) if (before.get(path)?.file === file) reused += 1;
        if (proof?.level === "rows" && look.report?.proof === proof) proven += 1;
        proof = look.report?.proof ?? null;
        expect(look.report === null ? look.trouble?.message : timeless(look.report)).toStrictEqual(fresh);
      }
    } finally {
      standing.close();
      rmSync(folder, { recursive: true });
    }
  });
  await fc.assert(property, { numRuns: runs, seed });
  // One that keeps nothing would pass, too.
  expect(kept).toBeGreaterThan(runs / 2);
  expect(reused).toBeGreaterThan(runs / 2);
  expect(proven).toBeGreaterThan(runs / 4);
}, 600_000);
