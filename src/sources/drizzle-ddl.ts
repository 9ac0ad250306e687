import { quoteName } from "../sql/quote.ts";
import type {
  DescribedColumn,
  DescribedForeignKey,
  DescribedIndex,
  DescribedTable,
  DescribedView,
} from "../typescript/drizzle/described.ts";

/** The CREATE TABLE of a table, as drizzle-kit writes it. */
export function createTable(table: DescribedTable): string {
  const key = table.primaryKey ? [`PRIMARY KEY(${names(table.primaryKey, ", ")})`] : [];
  const checks = table.checks.map(
    ({ name, expression }) => `CONSTRAINT ${quoteName(name)} CHECK(${expression})`,
  );
  const lines = [
    ...table.columns.map(columnLine),
    ...key,
    ...table.foreignKeys.map(foreignKeyLine),
    ...checks,
  ];
  return `CREATE TABLE ${ticked(table.name)} (\n${lines.map((line) => `\t${line}`).join(",\n")}\n)`;
}

function columnLine(column: DescribedColumn): string {
  const { type, generated, default: value } = column;
  const words = [
    ticked(column.name),
    type ?? "",
    column.primaryKey ? "PRIMARY KEY" : "",
    column.autoincrement ? "AUTOINCREMENT" : "",
    typeof value === "string" ? `DEFAULT ${value}` : "",
    generated
      ? `GENERATED ALWAYS AS (${generated.expression}) ${generated.stored ? "STORED" : "VIRTUAL"}`
      : "",
    column.notNull ? "NOT NULL" : "",
  ];
  return words.filter((word) => word !== "").join(" ");
}

function foreignKeyLine({ columns, parent, parentColumns, onUpdate, onDelete }: DescribedForeignKey): string {
  const actions = `ON UPDATE ${onUpdate} ON DELETE ${onDelete}`;
  return `FOREIGN KEY (${names(columns, ",")}) REFERENCES ${ticked(parent)}(${names(parentColumns, ",")}) ${actions}`;
}

/** The CREATE INDEX of an index, as drizzle-kit writes it. */
export function createIndex(table: string, { name, unique, parts, where }: DescribedIndex): string {
  const list = parts.map((part) => ("column" in part ? ticked(part.column) : part.sql)).join(",");
  const condition = where === null ? "" : ` WHERE ${where}`;
  return `CREATE ${unique ? "UNIQUE " : ""}INDEX ${ticked(name)} ON ${ticked(table)} (${list})${condition}`;
}

/** The CREATE VIEW of a view, as drizzle-kit writes it. */
export function createView({ name, sql }: DescribedView): string {
  return `CREATE VIEW ${ticked(name)} AS ${sql}`;
}

function names(list: readonly string[], between: string): string {
  return list.map(ticked).join(between);
}

function ticked(name: string): string {
  return `\`${name.replaceAll("`", "``")}\``;
}
