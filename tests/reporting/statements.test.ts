import { describe, expect, it } from "vitest";
import { finding } from "../../src/engine/finding.ts";
import type { QueryResult, TriedQuery } from "../../src/evidence/code.ts";
import { concernedStatements } from "../../src/reporting/statements.ts";
import { addColumn, createTable, issue } from "./samples.ts";

const works: QueryResult = { ok: true, prepared: true, columns: null };

function failing(message: string, excused: string | null = null): QueryResult {
  return { ok: false, message, missing: null, excused };
}

function queryAt(line: number, sql: string, facets: Partial<TriedQuery> = {}): TriedQuery {
  return {
    sql,
    alternatives: [],
    holes: [],
    location: { file: "src/shop.ts", line, column: 3 },
    within: "listOrders",
    driver: "better-sqlite3",
    ignored: [],
    executions: [],
    concatenated: [],
    preparedIn: null,
    meetsOld: false,
    now: works,
    repaired: works,
    mentions: new Set(),
    needs: new Set(),
    ...facets,
  };
}

const missingTable = issue("CRIT-001", {
  table: "orders",
  findings: [finding("critical", "orders", "orders is missing.", { table: "orders" })],
  changes: [createTable("orders")],
});

describe("the statements that issues are about", () => {
  it("are those that wait for what a repair brings, with what SQLite says of them", () => {
    const now = failing("no such table: orders");
    const mentions = new Set(["select", "from", "orders"]);
    const query = queryAt(4, "SELECT * FROM orders", { now, needs: new Set(["orders"]), mentions });
    expect(concernedStatements([query, queryAt(9, "SELECT 1")], [missingTable])).toEqual([
      {
        location: query.location,
        within: "listOrders",
        sql: "SELECT * FROM orders",
        tables: ["orders"],
        fails: { today: "no such table: orders", repaired: null },
        issues: ["CRIT-001"],
      },
    ]);
  });

  it("are those that an issue points at: where they stand, run, claim a type or gain from an index", () => {
    const place = (line: number) => ({ file: "src/shop.ts", line, column: 3 });
    const run = { location: place(21), method: "all", loop: null, bound: null };
    const claim = { name: "Order", key: "Order", location: place(22), properties: [], open: false };
    const queries = [
      queryAt(20, "SELECT 20", { executions: [{ ...run, claim }] }),
      queryAt(10, "SELECT 10"),
      queryAt(30, "SELECT 30"),
    ];
    const about = (id: string, line: number) =>
      issue(id, { findings: [finding("high", id, id, { location: place(line) })] });
    const plans = { location: place(30), sql: "SELECT 30", before: ["SCAN orders"], after: [] };
    const slow = issue("MED-001", {
      findings: [finding("medium", "slow", "slow", { location: place(10), queryPlans: [plans] })],
    });
    const issues = [about("HIGH-001", 21), about("HIGH-002", 22), about("HIGH-003", 99), slow];
    expect(concernedStatements(queries, issues).map(({ sql, issues: ids }) => [sql, ids])).toEqual([
      ["SELECT 10", ["MED-001"]],
      ["SELECT 20", ["HIGH-001", "HIGH-002"]],
      ["SELECT 30", ["MED-001"]],
    ]);
  });

  it("need what is missing by table and column, and not a column of another table", () => {
    const column = issue("CRIT-002", {
      table: "users",
      findings: [finding("critical", "role", "role", { table: "users", column: "role" })],
      changes: [addColumn("users", "role")],
    });
    const onUsers = queryAt(1, "SELECT role FROM users", { needs: new Set(["users.role"]) });
    const onOthers = queryAt(2, "SELECT role FROM others", { needs: new Set(["others.role"]) });
    expect(concernedStatements([onUsers, onOthers], [column]).map(({ sql }) => sql)).toEqual([onUsers.sql]);
  });

  it("do not fail for want of what only the running application has", () => {
    const now = failing("no such function: regexp", "a function of the application");
    const query = queryAt(4, "SELECT * FROM orders", { now, needs: new Set(["orders"]) });
    expect(concernedStatements([query], [missingTable])[0]?.fails.today).toBeNull();
  });
});
