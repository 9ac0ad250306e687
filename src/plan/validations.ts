import type { Change } from "../diff/change.ts";
import type { ForeignKey } from "../schema/constraint.ts";
import { counterBehind, orphanCondition } from "../sql/probes.ts";
import { quoteName, quoteText } from "../sql/quote.ts";

/** The queries that return a row when a change is not in the database, in the names after the plan. */
export function validationsOf(change: Change): string[] {
  const { table } = change;
  switch (change.kind) {
    case "create-table":
    case "create-virtual-table":
    case "rename-table":
      return [absent("table", table)];
    case "create-view":
    case "replace-view":
      return [absent("view", table)];
    case "create-trigger":
    case "replace-trigger":
      return [absent("trigger", table)];
    case "create-trail":
      return change.triggers.map(({ name }) => absent("trigger", name));
    case "drop-table":
      return [`SELECT name FROM sqlite_schema WHERE type = 'table' AND name = ${quoteText(table)}`];
    case "add-column":
    case "rename-column":
      return [columnLacks(table, change.column, "1")];
    case "drop-column":
      return [
        `SELECT name FROM pragma_table_xinfo(${quoteText(table)}) WHERE name = ${quoteText(change.column)} COLLATE NOCASE`,
      ];
    case "alter-type":
      return [columnLacks(table, change.column, `type = ${quoteText(change.to)} COLLATE NOCASE`)];
    case "alter-nullability":
      return nullability(table, change.column, change.notNull);
    case "alter-default":
      return [columnLacks(table, change.column, `dflt_value IS ${change.to === null ? "NULL" : "NOT NULL"}`)];
    case "alter-generated":
      return [
        columnLacks(
          table,
          change.column,
          change.to === null ? "hidden = 0" : `hidden = ${change.to.stored ? 3 : 2}`,
        ),
      ];
    case "add-check":
      return [`SELECT 1 FROM ${quoteName(table)} WHERE NOT (${change.declared.expression})`];
    case "add-foreign-key":
    case "alter-foreign-key":
      return [foreignKeyAbsent(table, change.declared)];
    case "alter-primary-key":
      return (change.to?.columns ?? []).map((column) => columnLacks(table, column, "pk > 0"));
    case "alter-options":
      return [
        `SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM pragma_table_list(${quoteText(table)}) WHERE schema = 'main' ` +
          `AND strict = ${Number(change.strict)} AND wr = ${Number(change.withoutRowid)})`,
      ];
    case "drop-index":
      return [
        `SELECT name FROM sqlite_schema WHERE type = 'index' AND name = ${quoteText(change.actual.name)}`,
      ];
    case "mend-values":
      return [`SELECT 1 FROM ${quoteName(table)} WHERE ${change.when}`];
    case "mend-orphans":
      return withoutParent(table, change.key);
    case "raise-counter":
      return [counterBehind(table, change.column)];
    case "rename-index":
      return [indexAbsent(change.name)];
    default:
      return [];
  }
}

/** A key that leads to the primary key of its parent does not name it; then nothing is asked here. */
function withoutParent(table: string, { columns, parent, parentColumns }: ForeignKey): string[] {
  if (parentColumns === null) return [];
  const condition = orphanCondition({ name: table }, { columns, parent, parentColumns });
  return [`SELECT 1 FROM ${quoteName(table)} WHERE ${condition}`];
}

function absent(type: string, name: string): string {
  return `SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = '${type}' AND name = ${quoteText(name)} COLLATE NOCASE)`;
}

/** Whether an index of that name is missing. */
export function indexAbsent(name: string): string {
  return absent("index", name);
}

function columnLacks(table: string, column: string, condition: string): string {
  return (
    `SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM pragma_table_xinfo(${quoteText(table)}) ` +
    `WHERE name = ${quoteText(column)} COLLATE NOCASE AND ${condition})`
  );
}

/** The key of a table counts as NOT NULL to SQLite in some tables only, so a key column is asked by its rows. */
function nullability(table: string, column: string, notNull: boolean): string[] {
  if (!notNull) return [columnLacks(table, column, `("notnull" = 0 OR pk > 0)`)];
  return [
    `SELECT 1 FROM ${quoteName(table)} WHERE ${quoteName(column)} IS NULL`,
    columnLacks(table, column, `"notnull" = 1`),
  ];
}

function foreignKeyAbsent(
  table: string,
  key: { readonly columns: readonly string[]; readonly parent: string },
): string {
  const from = key.columns.map((column) => quoteText(column)).join(", ");
  return (
    `SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM pragma_foreign_key_list(${quoteText(table)}) ` +
    `WHERE "table" = ${quoteText(key.parent)} COLLATE NOCASE AND "from" COLLATE NOCASE IN (${from}) ` +
    `GROUP BY id HAVING count(*) = ${key.columns.length})`
  );
}
