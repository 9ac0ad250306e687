import { createdType } from "../schema/created-type.ts";
import type {
  DeclaredColumn,
  DeclaredForeignKey,
  DeclaredIndex,
  DeclaredTable,
  DeclaredUnique,
} from "../schema/declared.ts";
import { sameName } from "../schema/names.ts";
import { printParts } from "./clauses.ts";
import { readCreateIndex } from "./create-index.ts";
import { literal, quoteName, quoteNames } from "./quote.ts";

/** The primary key a new table gets: the stated one, else a column named id. */
export function createdKey(
  table: DeclaredTable,
): { columns: readonly string[]; autoincrement: boolean } | null {
  if (table.primaryKey === null) return null;
  if (table.primaryKey) {
    return { columns: table.primaryKey.columns, autoincrement: table.primaryKey.autoincrement ?? false };
  }
  const id = table.columns.find((column) => sameName(column.name, "id"));
  return id ? { columns: [id.name], autoincrement: false } : null;
}

/** CREATE TABLE for a declared table: its own text in a complete declaration, else written from the facets it states. */
export function printTable(table: DeclaredTable): string {
  if (table.sql !== undefined) return table.sql;
  const key = createdKey(table);
  const single = key?.columns.length === 1 ? key.columns[0] : undefined;
  const lines = keyFirst(table.columns, key?.columns ?? []).map((column) => {
    const isKey = single !== undefined && sameName(column.name, single);
    return printColumn(column, {
      ...(isKey ? { key: key?.autoincrement ? "PRIMARY KEY AUTOINCREMENT" : "PRIMARY KEY" } : {}),
      strict: table.strict ?? false,
      references: inlineReference(table, column.name),
    });
  });
  if (key && key.columns.length > 1) lines.push(`PRIMARY KEY (${quoteNames(key.columns)})`);
  lines.push(...table.uniques.map(printUnique));
  lines.push(
    ...table.foreignKeys
      .filter((key) => inlineReference(table, key.columns[0] ?? "") !== key)
      .map(printForeignKey),
  );
  lines.push(...table.checks.map(printCheck));
  const options = [...(table.strict ? ["STRICT"] : []), ...(table.withoutRowid ? ["WITHOUT ROWID"] : [])];
  const tail = options.length > 0 ? ` ${options.join(", ")}` : "";
  return `CREATE TABLE ${quoteName(table.name)} (\n  ${lines.join(",\n  ")}\n)${tail}`;
}

/** The key stands first, as people write it; inherited properties would come before it. */
export function keyFirst(columns: readonly DeclaredColumn[], key: readonly string[]): DeclaredColumn[] {
  const rank = ({ name }: DeclaredColumn): number => (key.some((part) => sameName(part, name)) ? 0 : 1);
  return [...columns].sort((a, b) => rank(a) - rank(b));
}

function inlineReference(table: DeclaredTable, column: string): DeclaredForeignKey | null {
  const own = ({ columns: [only, ...more] }: DeclaredForeignKey) =>
    more.length === 0 && only !== undefined && sameName(only, column);
  return table.foreignKeys.find(own) ?? null;
}

/** A column definition from the facets a declaration states. */
export function printColumn(
  column: DeclaredColumn,
  placed: { key?: string; strict: boolean; references: DeclaredForeignKey | null },
): string {
  const type = createdType(column) || (placed.strict ? "ANY" : "");
  const isAlias = placed.key !== undefined && type.toUpperCase() === "INTEGER";
  const words = [quoteName(column.name), type, placed.key ?? ""];
  if (!isAlias && (column.notNull || placed.key !== undefined)) words.push(printNotNull(column));
  if (column.default !== undefined && column.default !== null) words.push(`DEFAULT ${column.default}`);
  if (column.collation && column.collation !== "BINARY") words.push(`COLLATE ${quoteName(column.collation)}`);
  if (column.generated) words.push(printGenerated(column.generated));
  if (column.values && !column.valuesInCode) words.push(`CHECK (${valueCheck(column.name, column.values)})`);
  if (placed.references) words.push(printReferences(placed.references));
  return words.filter((word) => word !== "").join(" ");
}

function printNotNull({ notNullConflict }: DeclaredColumn): string {
  return notNullConflict ? `NOT NULL ON CONFLICT ${notNullConflict}` : "NOT NULL";
}

/** The expression that holds a column to its value set. */
export function valueCheck(column: string, values: readonly (string | number)[]): string {
  return `${quoteName(column)} IN (${values.map(literal).join(", ")})`;
}

/** GENERATED ALWAYS AS, as a column clause. */
export function printGenerated(generated: { expression: string; stored: boolean }): string {
  return `GENERATED ALWAYS AS (${generated.expression}) ${generated.stored ? "STORED" : "VIRTUAL"}`;
}

const named = (name: string | null | undefined): string => (name ? `CONSTRAINT ${quoteName(name)} ` : "");

/** A UNIQUE constraint of the table. */
export function printUnique(unique: DeclaredUnique): string {
  const conflict = unique.conflict ? ` ON CONFLICT ${unique.conflict}` : "";
  return `${named(unique.name)}UNIQUE (${printParts(unique.columns)})${conflict}`;
}

/** A CHECK constraint of the table. */
export function printCheck(check: { name: string | null; expression: string }): string {
  return `${named(check.name)}CHECK (${check.expression})`;
}

/** A FOREIGN KEY constraint of the table. */
export function printForeignKey(key: DeclaredForeignKey): string {
  return `${named(key.name)}FOREIGN KEY (${quoteNames(key.columns)}) ${printReferences(key)}`;
}

/** REFERENCES with its actions, as it stands in a column or behind FOREIGN KEY. */
export function printReferences(key: DeclaredForeignKey): string {
  const columns = key.parentColumns ? ` (${quoteNames(key.parentColumns)})` : "";
  const goesUnsaid = (action: string): boolean => !key.spelledOut && action === "NO ACTION";
  const [onDelete, onUpdate] = (["onDelete", "onUpdate"] as const).map((event) => {
    const action = key[event] ?? "NO ACTION";
    return goesUnsaid(action) ? "" : ` ${event === "onDelete" ? "ON DELETE" : "ON UPDATE"} ${action}`;
  });
  const deferred = key.deferred ? " DEFERRABLE INITIALLY DEFERRED" : "";
  return `REFERENCES ${quoteName(key.parent)}${columns}${onDelete}${onUpdate}${deferred}`;
}

/** CREATE INDEX for a declared index under a name of its own choice or the one given. */
export function printIndex(table: string, index: DeclaredIndex, name: string): string {
  if (index.sql !== undefined) return renamedIndex(index.sql, name);
  const where = index.where === null ? "" : ` WHERE ${index.where}`;
  const unique = index.unique ? "UNIQUE " : "";
  return `CREATE ${unique}INDEX ${quoteName(name)} ON ${quoteName(table)} (${printParts(index.parts)})${where}`;
}

/** The author's own text, under another name where that one is not to be had. */
function renamedIndex(sql: string, name: string): string {
  const read = readCreateIndex(sql);
  if (!read || read.name === name) return sql;
  return `${sql.slice(0, read.nameSpan.start)}${quoteName(name)}${sql.slice(read.nameSpan.end)}`;
}

/** The name an index gets where the model gives none: idx_ (uq_ for a unique one), table, columns. */
export function indexName(table: string, index: Pick<DeclaredIndex, "name" | "unique" | "parts">): string {
  if (index.name !== undefined) return index.name;
  const columns = index.parts.map(({ column }) => column ?? "expr");
  return [index.unique ? "uq" : "idx", table, ...columns].join("_");
}
