import { describe, expect, it } from "vitest";
import { findingFingerprint } from "../../src/engine/fingerprint.ts";
import {
  actualSchema,
  actualTable,
  addColumn,
  createTable,
  declaredTable,
  issue,
  plan,
  report,
  step,
} from "./samples.ts";

describe("a report", () => {
  it("carries the facts of the run", () => {
    const built = report({
      actual: actualSchema(actualTable("users", ["id"]), actualTable("orders", ["id"])),
    });
    expect(built.formatVersion).toBe(1);
    expect(built.tool).toEqual({ name: "schema-drift-doctor", version: "1.2.3" });
    expect(built.database).toEqual({
      path: "data/shop.db",
      bytes: 81920,
      sqliteVersion: "3.53.0",
      tables: 2,
      schemaHash: "a1b2c3",
    });
  });

  it("is plain data: writing and reading it loses nothing", () => {
    const built = report({ issues: [issue("HIGH-001", { changes: [createTable("users")] })] });
    expect(JSON.parse(JSON.stringify(built))).toEqual(built);
  });

  it("gives each issue the SQL, validations and rollback of the steps that repair it", () => {
    const users = createTable("users");
    const email = addColumn("orders", "email");
    const total = addColumn("orders", "total");
    const built = report({
      issues: [issue("HIGH-001", { changes: [users] }), issue("HIGH-002", { changes: [email, total] })],
      plan: plan(step("step-1", [users]), step("step-2", [email]), step("step-3", [total])),
    });
    expect(built.issues.map(({ sql, validation, rollback }) => ({ sql, validation, rollback }))).toEqual([
      { sql: ["SQL of step-1"], validation: ["validation of step-1"], rollback: ["undo of step-1"] },
      {
        sql: ["SQL of step-2", "SQL of step-3"],
        validation: ["validation of step-2", "validation of step-3"],
        rollback: ["undo of step-3", "undo of step-2"],
      },
    ]);
    expect(built.plan.steps.map(({ id, issues }) => ({ id, issues }))).toEqual([
      { id: "step-1", issues: ["HIGH-001"] },
      { id: "step-2", issues: ["HIGH-002"] },
      { id: "step-3", issues: ["HIGH-002"] },
    ]);
  });

  it("recognises a change that was copied on its way through the planner", () => {
    const built = report({
      issues: [issue("HIGH-001", { changes: [createTable("users")] })],
      plan: plan(step("step-1", [createTable("users")])),
    });
    expect(built.issues[0]?.sql).toEqual(["SQL of step-1"]);
  });

  it("says of a change without a step why there is none", () => {
    const change = createTable("users");
    const built = report({
      issues: [issue("HIGH-001", { changes: [change] }), issue("HIGH-002")],
      plan: { ...plan(), impossible: [{ change, why: "The module fts9 is unknown." }] },
    });
    expect(built.issues.map(({ repairAction }) => repairAction)).toEqual([
      "Repair of HIGH-001. No step is written for it: The module fts9 is unknown.",
      "Repair of HIGH-002.",
    ]);
  });

  it("keeps what belongs to a finding and hides its key", () => {
    const finding = {
      key: "column:email",
      message: "Column email is missing.",
      table: "users",
      column: "email",
      location: { file: "src/models.ts", line: 3, column: 5 },
      query: { sql: "SELECT 1", count: 2 },
      severity: "high",
    } as const;
    const { key, ...shown } = finding;
    const built = report({ issues: [issue("HIGH-001", { subject: "users", findings: [finding] })] });
    expect(built.issues[0]?.findings).toEqual([
      { ...shown, fingerprint: findingFingerprint("missing-table", "users", key), after: null },
    ]);
  });

  it("says where the model declares what a finding without a place is about: its column, else its table", () => {
    const place = (line: number) => ({ file: "src/models.ts", line, column: 1 });
    const email = { name: "email", location: place(5) };
    const users = declaredTable("users", [email], { location: place(4) });
    const about = (column: string | null, location: ReturnType<typeof place> | null = null) => ({
      ...{ key: String(column), message: "Odd.", table: "Users", column, location, query: null },
      severity: "high" as const,
    });
    const findings = [about("EMAIL"), about("legacy"), about(null), about("email", place(9))];
    const other = { ...about("email"), table: "visits" };
    const declared = { tables: [users], virtualTables: [], views: [], triggers: [] };
    const built = report({
      declared: { ...declared, sources: [], unparsable: [], notAnalysed: [] },
      issues: [issue("HIGH-001", { findings: [...findings, other] })],
    });
    expect(built.issues[0]?.findings.map(({ declaredAt }) => declaredAt)).toEqual([
      place(5),
      place(4),
      place(4),
      undefined,
      undefined,
    ]);
  });

  it("counts info apart: it is in no total and asks for no minute", () => {
    const dropped = createTable("old");
    const built = report({
      issues: [
        issue("CRIT-001", { severity: "critical" }),
        issue("HIGH-001"),
        issue("HIGH-002"),
        issue("MED-001", { severity: "medium" }),
        issue("INFO-001", { severity: "info", changes: [dropped] }),
      ],
      plan: plan(step("step-1", [dropped], { safety: "destructive" })),
    });
    expect(built.summary).toMatchObject({ critical: 1, high: 2, medium: 1, info: 1, total: 4, risk: "low" });
    expect(built.issues.at(-1)).toMatchObject({ estimatedMinutes: 0, risk: "high" });
    const sum = built.issues.reduce((minutes, { estimatedMinutes }) => minutes + estimatedMinutes, 0);
    expect(built.summary.estimatedMinutes).toBe(sum);
  });
});
