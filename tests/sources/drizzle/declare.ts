import type { DeclaredSchema, DeclaredTable } from "../../../src/schema/declared.ts";
import { sources } from "../../../src/sources/index.ts";
import { readModel } from "../../../src/sources/read-model.ts";
import { project } from "../project.ts";

/** What a schema file imports that uses all of Drizzle. */
export const imports = `import { sql, eq, and, isNull, relations } from "drizzle-orm";
import {
  sqliteTable, sqliteTableCreator, sqliteView, text, integer, real, blob, numeric, customType,
  primaryKey, foreignKey, index, uniqueIndex, unique, check, type AnySQLiteColumn,
} from "drizzle-orm/sqlite-core";
`;

/** What Drizzle declares in a project, or in one schema file behind the imports. */
export function declare(
  files: string | Readonly<Record<string, string>>,
  patterns: readonly string[] = ["**/*.ts"],
): Promise<DeclaredSchema> {
  const root = project(typeof files === "string" ? { "schema.ts": imports + files } : files);
  const naming = { tables: "snake_plural", columns: "snake" } as const;
  return readModel({ root, patterns, databaseType: null, naming }, sources);
}

/** The CREATE statements of the only table: itself and its indexes. */
export async function created(files: string | Readonly<Record<string, string>>): Promise<string> {
  const { tables, notAnalysed } = await declare(files);
  const [table] = tables;
  if (!table || tables.length > 1 || notAnalysed.length > 0)
    throw new Error(`${tables.length} tables, ${JSON.stringify(notAnalysed)}`);
  return textOf(table);
}

/** The CREATE statements of a table, on one line each. */
export function textOf({ sql, indexes }: DeclaredTable): string {
  return [sql ?? "not whole", ...indexes.map((index) => index.sql ?? "")]
    .map((text) => text.replace(/\s+/g, " "))
    .join("\n");
}
