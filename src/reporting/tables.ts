import type { Change } from "../diff/change.ts";
import type { Plan } from "../plan/plan.ts";
import { createdType } from "../schema/created-type.ts";
import type { DeclaredForeignKey, DeclaredTable } from "../schema/declared.ts";
import { byName, foldName, sameName } from "../schema/names.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { createdKey, keyFirst } from "../sql/print-table.ts";
import type { ReportedColumn, ReportedTable, SurroundingTable } from "./report.ts";

/** The tables of the database that are none of these. */
export function surroundingTables(
  actual: Schema,
  changed: readonly ReportedTable[],
  renamedFrom: ReadonlySet<string>,
): SurroundingTable[] {
  const known = byName(changed);
  return actual.tables
    .filter(({ name, role }) => role === "application" && !known.has(foldName(name)))
    .filter(({ name }) => !renamedFrom.has(foldName(name)))
    .map(({ name, columns, foreignKeys }) => ({
      name,
      columns: columns.length,
      references: foreignKeys.map(referenceOf),
    }));
}

/** Folded names of tables that the plan gives another. */
export function renamedTables(plan: Plan): ReadonlySet<string> {
  const changes = plan.steps.flatMap((step) => step.changes);
  return new Set(changes.flatMap((change) => (change.kind === "rename-table" ? foldName(change.from) : [])));
}

/**
 * The tables that a plan changes, in the order of its steps: what a diagram of the repair shows. Steps that delete data
 * are left out, as they are of the repair unless someone allows them.
 */
export function changedTables(plan: Plan, actual: Schema): ReportedTable[] {
  const byTable = new Map<string, Change[]>();
  const steps = plan.steps.filter((step) => step.safety !== "destructive");
  for (const change of steps.flatMap((step) => step.changes)) {
    if (ofOtherObject.has(change.kind)) continue;
    const key = foldName(change.table);
    byTable.set(key, [...(byTable.get(key) ?? []), change]);
  }
  const tables = byName(actual.tables);
  return [...byTable.values()].flatMap((changes) => changedTable(changes, tables) ?? []);
}

const ofOtherObject: ReadonlySet<Change["kind"]> = new Set([
  "create-virtual-table",
  "create-view",
  "replace-view",
  "create-trigger",
  "replace-trigger",
  "create-trail",
]);

function changedTable(changes: readonly Change[], actual: ReadonlyMap<string, Table>): ReportedTable | null {
  for (const change of changes) {
    if (change.kind === "create-table") return createdTable(change.declared);
    if (change.kind === "drop-table") return { ...keptTable(change.actual, []), change: "dropped" };
  }
  const name = changes[0]?.table ?? "";
  const rename = changes.find((change) => change.kind === "rename-table");
  const table = actual.get(foldName(rename?.from ?? name));
  if (table === undefined) return null;
  return { ...keptTable(table, changes), name, change: rename === undefined ? "altered" : "renamed" };
}

function createdTable(declared: DeclaredTable): ReportedTable {
  const key = createdKey(declared)?.columns ?? [];
  return {
    name: declared.name,
    change: "created",
    columns: keyFirst(declared.columns, key).map((column) => ({
      name: column.name,
      type: createdType(column),
      key: key.some((name) => sameName(name, column.name)),
      change: "added",
    })),
    references: declared.foreignKeys.map(referenceOf),
  };
}

function keptTable(table: Table, changes: readonly Change[]): ReportedTable {
  const kept = table.columns.map((column) => keptColumn(column, table, changes));
  const added = changes.flatMap((change): ReportedColumn[] =>
    change.kind === "add-column"
      ? [
          {
            name: change.column,
            type: createdType(change.declared),
            key: false,
            change: "added",
          },
        ]
      : [],
  );
  return {
    name: table.name,
    change: "altered",
    columns: [...kept, ...added],
    references: [
      ...table.foreignKeys.map(referenceOf),
      ...changes.flatMap((change) =>
        change.kind === "add-foreign-key" ? [{ ...referenceOf(change.declared), added: true as const }] : [],
      ),
    ],
  };
}

function keptColumn(
  column: Table["columns"][number],
  table: Table,
  changes: readonly Change[],
): ReportedColumn {
  const key = table.primaryKey?.columns.some((name) => sameName(name, column.name)) ?? false;
  const reported = { name: column.name, type: column.type, key, change: "none" } as const;
  for (const change of changes) {
    if (change.kind === "rename-column" && sameName(change.from, column.name)) {
      return { ...reported, name: change.column, change: "renamed" };
    }
    if (!("column" in change) || !sameName(change.column, column.name)) continue;
    if (change.kind === "drop-column") return { ...reported, change: "dropped" };
    if (change.kind === "alter-type") return { ...reported, type: change.to, change: "altered" };
    if (change.kind !== "add-column") return { ...reported, change: "altered" };
  }
  return reported;
}

function referenceOf(
  key: Pick<DeclaredForeignKey, "columns" | "parent">,
): ReportedTable["references"][number] {
  return { columns: key.columns, parent: key.parent };
}
