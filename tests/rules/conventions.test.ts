import { describe, expect, it } from "vitest";
import { foundBy, messagesOf } from "./found.ts";

const house = { conventions: { preset: "house" } } as const;
const known = "CREATE TABLE known (id INTEGER PRIMARY KEY);";

/** The findings of a rule in tables that no model names. */
const said = (rule: string, actual: string): Promise<string[]> =>
  messagesOf(rule, { declared: known, actual: known + actual, config: { ...house, ignore: ["known"] } });

describe("names of tables", () => {
  it.each([
    ["jobs", null],
    ["job", "jobs"],
    ["job_statuses", null],
    ["job_status", "job_statuses"],
    ["RenderJob", "render_jobs"],
    ["renderJobs", "render_jobs"],
    ["render__jobs", "render_jobs"],
    ["'render jobs'", "render_jobs"],
    ["_jobs", "jobs"],
    ["metadata", null],
    ["news", null],
    ["people", null],
    ["person", "people"],
    ["urls2", null],
    ["reports_2019", null],
    ["report_2019", "reports_2019"],
    ["cafés", null],
  ])("%s", async (name, wanted) => {
    const messages = await said(
      "unconventional-table-name",
      `CREATE TABLE ${name} (id INTEGER PRIMARY KEY);`,
    );
    expect(messages.map((message) => /would be (\S+) by/.exec(message)?.[1])).toEqual(
      wanted === null ? [] : [wanted],
    );
  });
});

describe("names of foreign keys", () => {
  const parents =
    "CREATE TABLE workers (id INTEGER PRIMARY KEY, host TEXT UNIQUE); CREATE TABLE job_statuses (id INTEGER PRIMARY KEY);";

  it.each([
    ["worker_id REFERENCES workers (id)", null],
    ["last_worker_id REFERENCES workers", null],
    ["status_id REFERENCES job_statuses", null],
    ["old_status_id REFERENCES job_statuses", null],
    ["job_status_id REFERENCES job_statuses", null],
    ["worker_host REFERENCES workers (host)", null],
    ["parent_id REFERENCES jobs", null],
    ["made_by_id REFERENCES workers, checked_by_id REFERENCES workers", null],
    ["workerId REFERENCES workers", null],
    ["worker REFERENCES workers", "worker_id"],
    ["reviewer_id REFERENCES workers", "worker_id"],
    ["workers_id REFERENCES workers", "worker_id"],
    ["parent REFERENCES jobs", "job_id"],
    ["worker TEXT REFERENCES workers (host)", "worker_id"],
  ])("%s", async (keys, wanted) => {
    const messages = await said(
      "unconventional-foreign-key-name",
      `${parents} CREATE TABLE jobs (id INTEGER PRIMARY KEY, ${keys});`,
    );
    expect(messages.map((message) => /would be (\S+) by/.exec(message)?.[1])).toEqual(
      wanted === null ? [] : [wanted],
    );
  });

  it("leaves the key of a table alone that is one with its parent's, and keys of several columns", async () => {
    const actual =
      "CREATE TABLE places (row, seat, PRIMARY KEY (row, seat)); CREATE TABLE users (id INTEGER PRIMARY KEY);" +
      "CREATE TABLE profiles (id INTEGER PRIMARY KEY REFERENCES users (id), r, s, FOREIGN KEY (r, s) REFERENCES places (row, seat));";
    expect(await said("unconventional-foreign-key-name", actual)).toEqual([]);
  });
});

describe("names of indexes", () => {
  const jobs = "CREATE TABLE jobs (id INTEGER PRIMARY KEY, a, b TEXT);";

  it.each([
    ["CREATE INDEX idx_jobs_a ON jobs (a)", null],
    ["CREATE INDEX IDX_Jobs_A ON jobs (a)", null],
    ["CREATE INDEX idx_jobs_a_2 ON jobs (a)", null],
    ["CREATE INDEX idx_jobs_a_b ON jobs (a, b)", null],
    ["CREATE INDEX idx_jobs_a_open ON jobs (a) WHERE b = 'open'", null],
    ["CREATE INDEX idx_jobs_a_latest ON jobs (a DESC)", null],
    ["CREATE INDEX idx_jobs_lower ON jobs (lower(b))", null],
    ["CREATE INDEX idx_jobs_a ON jobs (a, b)", "idx_jobs_a_b"],
    ["CREATE INDEX idx_jobs_a_open ON jobs (a)", "idx_jobs_a"],
    ["CREATE INDEX lower_b ON jobs (lower(b))", "idx_jobs_expr"],
    ["CREATE INDEX uq_jobs_a ON jobs (a)", "idx_jobs_a"],
  ])("%s", async (index, wanted) => {
    const messages = await said("unconventional-index-name", `${jobs} ${index};`);
    expect(messages.map((message) => /would be (\S+) by/.exec(message)?.[1])).toEqual(
      wanted === null ? [] : [wanted],
    );
  });
});

describe("indexes of foreign keys", () => {
  const table = (body: string): string =>
    `CREATE TABLE parents (a INTEGER, b INTEGER, PRIMARY KEY (a, b)); CREATE TABLE p (id INTEGER PRIMARY KEY); ${body}`;

  it.each([
    ["the key begins with it", "CREATE TABLE c (p_id INTEGER REFERENCES p, n, PRIMARY KEY (p_id, n))", 0],
    ["the key ends with it", "CREATE TABLE c (p_id INTEGER REFERENCES p, n, PRIMARY KEY (n, p_id))", 1],
    ["a UNIQUE", "CREATE TABLE c (p_id INTEGER UNIQUE REFERENCES p)", 0],
    ["an index of more", "CREATE TABLE c (p_id INTEGER REFERENCES p, n); CREATE INDEX i ON c (p_id, n)", 0],
    [
      "a partial index that leaves out NULL",
      "CREATE TABLE c (p_id INTEGER REFERENCES p); CREATE INDEX i ON c (p_id) WHERE p_id NOT NULL",
      0,
    ],
    [
      "another partial index",
      "CREATE TABLE c (p_id INTEGER REFERENCES p, n); CREATE INDEX i ON c (p_id) WHERE n > 1",
      1,
    ],
    [
      "another collation",
      "CREATE TABLE q (k TEXT PRIMARY KEY); CREATE TABLE c (k TEXT REFERENCES q); CREATE INDEX i ON c (k COLLATE NOCASE)",
      1,
    ],
    [
      "two columns in the other order",
      "CREATE TABLE c (a INTEGER, b INTEGER, FOREIGN KEY (a, b) REFERENCES parents); CREATE INDEX i ON c (b, a)",
      0,
    ],
    [
      "one of two columns",
      "CREATE TABLE c (a INTEGER, b INTEGER, FOREIGN KEY (a, b) REFERENCES parents); CREATE INDEX i ON c (a)",
      1,
    ],
  ])("%s", async (_, body, count) => {
    expect(await said("unindexed-foreign-key", table(body))).toHaveLength(count);
  });

  it("agree with what SQLite says of it", async () => {
    // The manual's own advice: the plan of this statement must not be a scan.
    const { default: Database } = await import("better-sqlite3");
    const database = new Database(":memory:");
    database.exec(
      table("CREATE TABLE c (p_id INTEGER REFERENCES p, n); CREATE INDEX i ON c (p_id) WHERE p_id NOT NULL"),
    );
    const plan = database.prepare("EXPLAIN QUERY PLAN SELECT rowid FROM c WHERE p_id = ?").all(1);
    expect(JSON.stringify(plan)).toContain("USING COVERING INDEX i");
    database.close();
  });
});

describe("a trigger that is there", () => {
  const jobs = "CREATE TABLE jobs (id INTEGER PRIMARY KEY, a, b, updated_at TEXT DEFAULT CURRENT_TIMESTAMP);";
  const sets = "BEGIN UPDATE jobs SET updated_at = CURRENT_TIMESTAMP WHERE id = new.id; END;";

  it.each([
    ["of any kind", `CREATE TRIGGER t AFTER UPDATE ON jobs ${sets}`, 0],
    ["for all columns", `CREATE TRIGGER t AFTER UPDATE OF a, b ON jobs ${sets}`, 0],
    ["for some columns", `CREATE TRIGGER t AFTER UPDATE OF a ON jobs ${sets}`, 1],
    ["for inserts", `CREATE TRIGGER t AFTER INSERT ON jobs ${sets}`, 1],
    [
      "for another table",
      `CREATE TABLE others (id INTEGER PRIMARY KEY); CREATE TRIGGER t AFTER UPDATE ON others ${sets}`,
      1,
    ],
  ])("%s", async (_, trigger, count) => {
    expect(await said("missing-updated-at-trigger", jobs + trigger)).toHaveLength(count);
  });
});

it("asks nothing of tables of migration tools, virtual tables and what is ignored", async () => {
  const actual =
    "CREATE TABLE knex_migrations (Id INT, migration_time VARCHAR(9));" +
    "CREATE VIRTUAL TABLE Searches USING fts5 (Body); CREATE TABLE LegacyJob (Code VARCHAR(3));";
  const issues = await foundBy("unconventional-column-name", {
    declared: known,
    actual: known + actual,
    config: { ...house, ignore: ["Legacy*"] },
  });
  expect(issues).toEqual([]);
});
