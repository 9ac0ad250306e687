import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { unindexedLookup } from "../../rules/unindexed-lookup.ts";
import { tryIndexes } from "../../src/database/index-trials.ts";
import { introspect } from "../../src/database/introspect.ts";
import type { IssueDraft } from "../../src/engine/issue.ts";
import type { Example } from "../../src/engine/rule.ts";
import { noCode, type TriedQuery } from "../../src/evidence/code.ts";
import type { Evidence } from "../../src/evidence/evidence.ts";
import { makePlan } from "../../src/plan/planner.ts";
import { evidenceOf } from "./example.ts";
import { foundBy } from "./found.ts";

const orders =
  "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL, status TEXT NOT NULL);";
const types = `/** @table orders */
export interface Order { id: number; customerId: number; status: string }
/** @table tasks */
export interface Task { id: number; /** @collate NOCASE */ state: string; priority: number }`;

const byCustomer = "SELECT * FROM orders WHERE customer_id = ?";
const byStatus = "SELECT * FROM orders WHERE customer_id = ? AND status = ?";
const byState = "SELECT * FROM tasks WHERE state = ? ORDER BY priority DESC";

/** The statement of a file, each on the line of its number. */
function queryAt(line: number, sql: string, ignored: TriedQuery["ignored"] = []): TriedQuery {
  return {
    sql,
    alternatives: [],
    holes: [],
    location: { file: "src/shop.ts", line, column: 3 },
    within: null,
    driver: "better-sqlite3",
    ignored,
    executions: [],
    concatenated: [],
    preparedIn: null,
    meetsOld: false,
    now: { ok: true, prepared: true, columns: null },
    repaired: { ok: true, prepared: true, columns: null },
    mentions: new Set(),
    needs: new Set(),
  };
}

interface Judged {
  readonly issues: readonly IssueDraft[];
  readonly evidence: Evidence;
}

/** What the rule says of these statements on the repaired schema. */
async function judged(
  declared: string | { readonly types: string },
  actual: string,
  ...queries: readonly TriedQuery[]
): Promise<Judged> {
  const connection = new Database(":memory:");
  try {
    const evidence = await evidenceOf({ declared, actual }, connection);
    const { changes } = evidence.drift;
    const plan = makePlan({ changes, ...evidence }, { allowDestructive: false });
    for (const sql of plan.steps.flatMap((step) => step.sql)) connection.exec(sql);
    const trials = tryIndexes(connection, introspect(connection), queries);
    const tried = { ...evidence, code: { ...noCode, queries, trials } };
    return { issues: [...unindexedLookup.check(tried)], evidence: tried };
  } finally {
    connection.close();
  }
}

describe("unindexed-lookup", () => {
  it("is one issue with a finding for each index, its statements and the plans before and after", async () => {
    const queries = [
      queryAt(4, byCustomer),
      queryAt(9, byStatus),
      queryAt(20, byState),
      queryAt(30, "SELECT 1"),
    ];
    const { issues } = await judged({ types }, orders, ...queries);
    expect(issues).toHaveLength(1);
    const [issue] = issues;
    expect(issue?.title).toBe(
      "2 lookups without an index: orders (customer_id, status) and tasks (state, priority)",
    );
    expect(issue).toMatchObject({ subject: "lookups", table: null });
    expect(issue?.findings.map(({ table, column, location }) => [table, column, location?.line])).toEqual([
      ["orders", null, 9],
      ["tasks", null, 20],
    ]);
    expect(issue?.findings.map(({ message }) => message)).toEqual([
      "orders has no index (customer_id, status) for src/shop.ts:9 and src/shop.ts:4. Without it SQLite plans SCAN orders, and with it SEARCH orders USING COVERING INDEX idx_orders_customer_id_status (customer_id=? AND status=?).",
      "tasks has no index (state, priority) for src/shop.ts:20. Without it SQLite plans SCAN tasks; USE TEMP B-TREE FOR ORDER BY, and with it SEARCH tasks USING COVERING INDEX idx_tasks_state_priority (state=?).",
    ]);
  });

  it("is repaired by a plan, also on a table that the same plan creates", async () => {
    const { issues, evidence } = await judged(
      { types },
      orders,
      queryAt(4, byCustomer),
      queryAt(20, byState),
    );
    const changes = [...evidence.drift.changes, ...issues.flatMap((issue) => issue.changes)];
    const plan = makePlan({ changes, ...evidence }, { allowDestructive: false });
    expect(plan.impossible).toEqual([]);
    const connection = new Database(":memory:");
    connection.exec(orders);
    for (const sql of plan.steps.flatMap((step) => step.sql)) connection.exec(sql);
    const indexes = connection
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name")
      .pluck()
      .all();
    expect(indexes).toEqual(["idx_orders_customer_id", "idx_tasks_state_priority"]);
    for (const sql of plan.steps.toReversed().flatMap((step) => step.rollback.sql)) connection.exec(sql);
    expect(introspect(connection)).toEqual(evidence.actual);
    connection.close();
  });

  it("tells what to declare where the declaration states every index, and changes nothing", async () => {
    const { issues } = await judged(orders, orders, queryAt(4, byCustomer));
    expect(issues.flatMap(({ changes }) => changes)).toEqual([]);
    expect(issues[0]?.repairAction).toBe(
      'Declare in schema.sql, which states every index of its tables: CREATE INDEX "idx_orders_customer_id" ON "orders" ("customer_id");',
    );
  });

  it("gives the statement for a table that the model does not know, and changes nothing", async () => {
    const more = "CREATE TABLE legacy (id INTEGER PRIMARY KEY, code TEXT);";
    const { issues } = await judged(
      { types },
      `${orders} ${more}`,
      queryAt(4, "SELECT id FROM legacy WHERE code = ?"),
      queryAt(5, byCustomer),
    );
    expect(issues.flatMap(({ changes }) => changes.map(({ table }) => table))).toEqual(["orders"]);
    expect(issues[0]?.repairAction).toBe(
      'Create 1 index. Create by hand, on what the model does not declare: CREATE INDEX "idx_legacy_code" ON "legacy" ("code");',
    );
  });

  it("has nothing to say of statements that are served", async () => {
    const index = "CREATE INDEX by_customer ON orders (customer_id);";
    expect((await judged({ types }, `${orders} ${index}`, queryAt(4, byCustomer))).issues).toEqual([]);
  });
});

describe("unindexed-lookup in code", () => {
  const logs = "CREATE TABLE log_lines (id INTEGER PRIMARY KEY, level TEXT, at TEXT);";
  const ledger = "CREATE TABLE knex_migrations (id INTEGER PRIMARY KEY, name TEXT, batch INTEGER);";
  const shop = (body: string, config: Example["config"] = {}): Example => ({
    declared: { types },
    actual: `${orders} ${logs} ${ledger}`,
    code: `import Database from "better-sqlite3";
const db = new Database("shop.db");
db.pragma("journal_mode = WAL");
${body}`,
    config,
  });
  const indexesIn = async (example: Example): Promise<string[]> =>
    (await foundBy("unindexed-lookup", example)).flatMap(({ title }) => title.split(": ").slice(1));
  const both = `// doctor-ignore unindexed-lookup: once a night
export const sold = () => db.prepare("SELECT id FROM orders WHERE status = ? AND customer_id = ?").all();
export const of = (id: number) => db.prepare("SELECT id FROM orders WHERE customer_id = ?").all(id);`;
  const lines = `export const errors = () => db.prepare("SELECT at FROM log_lines WHERE level = 'error'").all();
export const sold = () => db.prepare("SELECT id FROM orders WHERE status = ?").all();`;

  it("leaves out statements that a comment silences, also from what their index would be", async () => {
    expect(await indexesIn(shop(both))).toEqual(["orders (customer_id)"]);
    expect(await indexesIn(shop(both.replace("unindexed-lookup:", "unknown-name:")))).toEqual([
      "orders (customer_id, status)",
    ]);
    expect(await indexesIn(shop(both.replace(" unindexed-lookup:", ":")))).toEqual(["orders (customer_id)"]);
  });

  it("leaves alone the tables that the config ignores or switches it off for, and those of migration tools", async () => {
    expect(await indexesIn(shop(lines))).toEqual(["log_lines (level) and orders (status)"]);
    expect(await indexesIn(shop(lines, { ignore: ["log_*"] }))).toEqual(["orders (status)"]);
    const off = [{ tables: ["log_*"], severity: "off" }];
    expect(await indexesIn(shop(lines, { rules: { "unindexed-lookup": off } }))).toEqual(["orders (status)"]);
    const applied =
      'export const last = () => db.prepare("SELECT * FROM knex_migrations WHERE batch = 1").all();';
    expect(await indexesIn(shop(applied))).toEqual([]);
  });

  it("helps a statement in each of its forms", async () => {
    const sorted = `export function list(newest: boolean, customer: number) {
  return db
    .prepare(newest ? "SELECT id FROM orders WHERE customer_id = ?" : "SELECT id FROM orders WHERE status = ?")
    .all(customer);
}`;
    expect(await indexesIn(shop(sorted))).toEqual(["orders (customer_id) and orders (status)"]);
  });
});
