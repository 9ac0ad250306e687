import type { Change } from "../../src/diff/change.ts";
import { fnv1a } from "../../src/engine/fingerprint.ts";
import type { Issue } from "../../src/engine/issue.ts";
import type { Plan, Step } from "../../src/plan/plan.ts";
import { buildReport, type ReportInput } from "../../src/reporting/build.ts";
import type { Report } from "../../src/reporting/report.ts";
import type { DeclaredColumn, DeclaredForeignKey, DeclaredTable } from "../../src/schema/declared.ts";
import type { Schema, Table } from "../../src/schema/schema.ts";

/** A declared table; only what a test cares about is stated. */
export function declaredTable(
  name: string,
  columns: readonly DeclaredColumn[],
  facets: Partial<DeclaredTable> = {},
): DeclaredTable {
  return {
    name,
    source: "types",
    complete: false,
    open: false,
    columns,
    foreignKeys: [],
    uniques: [],
    indexes: [],
    checks: [],
    ...facets,
  };
}

export function reference(
  column: string,
  parent: string,
  parentColumn: string | null = null,
): DeclaredForeignKey {
  return { columns: [column], parent, parentColumns: parentColumn === null ? null : [parentColumn] };
}

export function createTable(name: string, foreignKeys: readonly DeclaredForeignKey[] = []): Change {
  return {
    kind: "create-table",
    table: name,
    declared: declaredTable(name, [{ name: "id", type: "INTEGER" }], { foreignKeys }),
  };
}

export function addColumn(table: string, column: string, type = "TEXT"): Change {
  return { kind: "add-column", table, column, declared: { name: column, type } };
}

export function actualTable(name: string, columns: readonly string[], facets: Partial<Table> = {}): Table {
  return {
    name,
    role: "application",
    columns: columns.map((column) => ({
      name: column,
      type: column === "id" ? "INTEGER" : "TEXT",
      affinity: column === "id" ? "INTEGER" : "TEXT",
      notNull: false,
      notNullConflict: null,
      default: null,
      collation: "BINARY",
      generated: null,
    })),
    primaryKey: null,
    foreignKeys: [],
    uniques: [],
    indexes: [],
    checks: [],
    strict: false,
    withoutRowid: false,
    sql: "",
    ...facets,
  };
}

export function actualSchema(...tables: readonly Table[]): Schema {
  return { tables, virtualTables: [], views: [], triggers: [], notAnalysed: [] };
}

export function issue(id: string, facets: Partial<Issue> = {}): Issue {
  return {
    id,
    subject: id,
    fingerprint: fnv1a(id),
    rule: "missing-table",
    severity: "high",
    category: "schema",
    component: "Database",
    table: null,
    title: `Title of ${id}`,
    description: `Description of ${id}.`,
    rootCause: `Root cause of ${id}.`,
    impact: `Impact of ${id}.`,
    repairAction: `Repair of ${id}.`,
    findings: [],
    changes: [],
    ...facets,
  };
}

export function step(id: string, changes: readonly Change[], facets: Partial<Step> = {}): Step {
  return {
    id,
    comment: `Comment of ${id}.`,
    sql: [`SQL of ${id}`],
    rollback: { kind: "lossless", sql: [`undo of ${id}`], note: "" },
    preconditions: [],
    validations: [`validation of ${id}`],
    safety: "safe",
    rebuilds: false,
    changes,
    ...facets,
  };
}

export function plan(...steps: readonly Step[]): Plan {
  return { steps, survivals: [], impossible: [] };
}

/** A report of these parts. */
export function report(parts: Partial<ReportInput> = {}): Report {
  return buildReport({
    tool: { name: "schema-drift-doctor", version: "1.2.3" },
    run: { id: "run-1", startedAt: "2026-03-14T09:26:53.000Z", durationMs: 1234 },
    database: { path: "data/shop.db", bytes: 81920, sqliteVersion: "3.53.0", schemaHash: "a1b2c3" },
    model: { sources: [{ kind: "types", files: ["src/models.ts"] }], tables: 4 },
    actual: actualSchema(),
    issues: [],
    plan: plan(),
    proof: { level: "rows", ok: true, checks: [] },
    notAnalysed: [],
    ...parts,
  });
}
