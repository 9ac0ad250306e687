import type { Report } from "../../src/reporting/report.ts";
import type { Table } from "../../src/schema/schema.ts";
import { actualSchema, actualTable, addColumn, issue, plan, report, step } from "../reporting/samples.ts";

/** Tables of a shop that has grown: most refer to one before, every tenth is drifted, the first is referred to by many. */
export function grownShop(tables: number, issues = Math.floor(tables / 10)): Report {
  const nameOf = (index: number): string => `${stock[index % stock.length]}_${index + 1}`;
  const actual = Array.from({ length: tables }, (_, index): Table => {
    const parent = index === 0 ? null : index % 3 === 0 ? 0 : Math.floor(index / 4);
    const key = {
      name: null,
      columns: ["parent_id"],
      parent: nameOf(parent ?? 0),
      parentColumns: ["id"],
      onDelete: "NO ACTION",
      onUpdate: "NO ACTION",
      deferred: false,
    } as const;
    const isAlone = parent === null || index % 7 === 6;
    return actualTable(nameOf(index), ["id", "parent_id", "name", "note"], {
      foreignKeys: isAlone ? [] : [key],
    });
  });
  const changes = Array.from({ length: issues }, (_, index) =>
    addColumn(nameOf((index * 10) % tables), `extra_${index}`),
  );
  return report({
    actual: actualSchema(...actual),
    issues: changes.map((change, index) =>
      issue(`${index % 3 === 0 ? "CRIT" : "HIGH"}-${String(index + 1).padStart(3, "0")}`, {
        rule: "missing-column",
        severity: index % 3 === 0 ? "critical" : "high",
        category: index % 5 === 0 ? "query" : "schema",
        table: change.table,
        title: `Table ${change.table} lacks a declared column: extra_${index}`,
        changes: [change],
      }),
    ),
    plan: plan(
      ...changes.map((change, index) =>
        step(`step-${index + 1}`, [change], {
          sql: [`ALTER TABLE "${change.table}" ADD COLUMN "extra_${index}" TEXT`],
        }),
      ),
    ),
  });
}

const stock = [
  "orders",
  "customers",
  "books",
  "authors",
  "shelves",
  "loans",
  "payments",
  "refunds",
  "events",
];
