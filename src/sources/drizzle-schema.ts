import { replay } from "../database/replay.ts";
import { withRoles } from "../database/role.ts";
import { byName, foldName } from "../schema/names.ts";
import type { Schema } from "../schema/schema.ts";
import type { DescribedTable, DescribedView, DrizzleSchema } from "../typescript/drizzle/described.ts";
import { createIndex, createTable, createView } from "./drizzle-ddl.ts";
import { plainTable } from "./drizzle-plain.ts";

type Described = Pick<DrizzleSchema, "tables" | "views">;

/**
 * The schema that drizzle-kit would create. What is not told by the description alone is created in memory and read back.
 * Throws DoctorError for what SQLite refuses.
 */
export function schemaOf({ tables, views }: Described): Schema {
  // A view needs its tables, and of two things with one name SQLite refuses the second.
  const isApart = views.length === 0 && haveNamesOfTheirOwn(tables);
  const told = tables.map((table) => (isApart ? plainTable(table) : null));
  const rest = built({ tables: tables.filter((_, i) => !told[i]), views });
  const read = byName(rest.tables);
  const all = tables.flatMap(({ name }, i) => told[i] ?? read.get(foldName(name)) ?? []);
  return { ...rest, tables: withRoles(all) };
}

/** The schema of all of them as SQLite builds it and reads it back. Throws DoctorError for what it refuses. */
export function built({ tables, views }: Described): Schema {
  if (tables.length + views.length === 0)
    return { tables: [], virtualTables: [], views: [], triggers: [], statistics: [], notAnalysed: [] };
  return replay([{ file: "drizzle", sql: script(tables, views) }]).schema;
}

function haveNamesOfTheirOwn(tables: readonly DescribedTable[]): boolean {
  const names = tables.flatMap(({ name, indexes }) => [name, ...indexes.map((index) => index.name)]);
  return new Set(names.map(foldName)).size === names.length;
}

function script(tables: readonly DescribedTable[], views: readonly DescribedView[]): string {
  const indexes = tables.flatMap(({ name, indexes: own }) => own.map((index) => createIndex(name, index)));
  return [...tables.map(createTable), ...indexes, ...views.map(createView)]
    .map((sql) => `${sql};\n`)
    .join("");
}
