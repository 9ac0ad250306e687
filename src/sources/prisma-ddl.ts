import { quoteName, quoteNames } from "../sql/quote.ts";
import type { PrismaColumn, PrismaForeignKey, PrismaIndex, PrismaTable } from "./prisma-described.ts";

/** The CREATE TABLE of a table, as Prisma Migrate writes it. */
export function createTable(table: PrismaTable): string {
  const [only, ...others] = table.primaryKey;
  const key = others.length > 0 ? [`PRIMARY KEY (${quoteNames(table.primaryKey)})`] : [];
  const lines = [
    ...table.columns.map((column) => columnLine(column, others.length === 0 && column.name === only)),
    ...key,
    ...table.foreignKeys.map(foreignKeyLine),
  ];
  return `CREATE TABLE ${quoteName(table.name)} (\n${lines.map((line) => `    ${line}`).join(",\n")}\n)`;
}

function columnLine({ name, type, notNull, default: value }: PrismaColumn, isKey: boolean): string {
  const words = [
    quoteName(name),
    type,
    notNull ? "NOT NULL" : "",
    isKey ? "PRIMARY KEY" : "",
    // Only so SQLite takes the word. https://www.sqlite.org/autoinc.html
    isKey && type === "INTEGER" ? "AUTOINCREMENT" : "",
    typeof value === "string" ? `DEFAULT ${value}` : "",
  ];
  return words.filter((word) => word !== "").join(" ");
}

function foreignKeyLine(key: PrismaForeignKey): string {
  const from = `CONSTRAINT ${quoteName(key.name)} FOREIGN KEY (${quoteNames(key.columns)})`;
  const to = `REFERENCES ${quoteName(key.parent)} (${quoteNames(key.parentColumns)})`;
  return `${from} ${to} ON DELETE ${key.onDelete} ON UPDATE ${key.onUpdate}`;
}

/** The CREATE INDEX of an index, as Prisma Migrate writes it. */
export function createIndex(table: string, { name, unique, parts }: PrismaIndex): string {
  const list = parts.map(({ column, order }) => `${quoteName(column)}${order}`).join(", ");
  return `CREATE ${unique ? "UNIQUE " : ""}INDEX ${quoteName(name)} ON ${quoteName(table)}(${list})`;
}
