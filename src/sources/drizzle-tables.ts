import { DoctorError } from "../errors.ts";
import { declareTable } from "../schema/declare.ts";
import type { DeclaredColumn, DeclaredSchema, DeclaredTable, ValueType } from "../schema/declared.ts";
import type { NotAnalysed } from "../schema/location.ts";
import { byName, findNamed, foldName, sameName } from "../schema/names.ts";
import type { Schema, Table } from "../schema/schema.ts";
import type { DescribedColumn, DescribedTable, DrizzleSchema } from "../typescript/drizzle/described.ts";
import { buildable } from "./drizzle-buildable.ts";
import { schemaOf } from "./drizzle-schema.ts";

/**
 * The declaration that Drizzle's tables and views make: what drizzle-kit would create, as SQLite reads it. What SQLite
 * refuses is `notAnalysed`, and so is what could not be read.
 */
export function declareDrizzle(
  described: DrizzleSchema,
): Pick<DeclaredSchema, "tables" | "views" | "notAnalysed"> &
  Required<Pick<DeclaredSchema, "expectedViews">> {
  // Of a table without a single column that is known nothing can be compared; it is told already.
  const { tables, notAnalysed, schema } = build({
    ...described,
    tables: described.tables.filter(({ columns, whole }) => whole || columns.length > 0),
  });
  const built = byName(schema.tables);
  return {
    tables: tables.flatMap((table) => {
      const own = built.get(foldName(table.name));
      // A schema that was pulled from a database may name ledgers of migration tools: they are nobody's business.
      return own && own.role !== "ledger" && own.role !== "doctor" ? [declared(table, own)] : [];
    }),
    views: schema.views,
    // What SQLite refuses to create is expected all the same: it may be there in another form.
    expectedViews: [
      ...described.expectedViews,
      ...described.views.filter(({ name }) => !findNamed(schema.views, name)),
    ].map(({ name, location }) => ({ name, location })),
    notAnalysed: [
      ...described.notAnalysed,
      ...notAnalysed,
      ...schema.notAnalysed.map((entry) => located(entry, tables)),
    ],
  };
}

/** What is said of a table, at the place where the code declares it. */
function located(entry: NotAnalysed, tables: readonly DescribedTable[]): NotAnalysed {
  const own = tables.find(({ name }) => entry.what === `table ${name}`);
  return own ? { ...entry, location: own.location } : entry;
}

interface Built extends Pick<DrizzleSchema, "tables" | "notAnalysed"> {
  readonly schema: Schema;
}

/** Builds it all at once, which nearly always works; else what SQLite refuses is looked for and left out. */
function build(described: DrizzleSchema): Built {
  try {
    return { tables: described.tables, notAnalysed: [], schema: schemaOf(described) };
  } catch (error) {
    if (!(error instanceof DoctorError)) throw error;
    const sifted = buildable(described);
    return { ...sifted, schema: schemaOf(sifted) };
  }
}

/** A table as it was built, with what only the code knows; what Drizzle has no words for stays unspecified. */
function declared(described: DescribedTable, built: Table): DeclaredTable {
  const { strict: _, withoutRowid: __, sql, primaryKey, ...stated } = declareTable(built, described.location);
  const key = primaryKey && {
    columns: primaryKey.columns,
    autoincrement: primaryKey.autoincrement ?? false,
    ...(primaryKey.rowidAlias ? { rowidAlias: true } : {}),
  };
  const table: DeclaredTable = {
    ...stated,
    source: "drizzle",
    columns: stated.columns.map((column) =>
      declaredColumn(column, findNamed(described.columns, column.name)),
    ),
    foreignKeys: stated.foreignKeys.map(({ deferred: ___, ...foreignKey }) => {
      const own = described.foreignKeys.find(({ columns }) => columns.join() === foreignKey.columns.join());
      return own ? { ...foreignKey, location: own.location } : foreignKey;
    }),
    indexes: stated.indexes.map((index) => {
      const own = described.indexes.find(({ name }) => sameName(name, index.name ?? ""));
      return own ? { ...index, location: own.location } : index;
    }),
    checks: stated.checks.map((check) => {
      const own = described.checks.find(({ name }) => sameName(name, check.name ?? ""));
      return own ? { ...check, location: own.location } : check;
    }),
  };
  if (described.whole) return { ...table, primaryKey: key ?? null, ...(sql === undefined ? {} : { sql }) };
  return { ...table, ...(key ? { primaryKey: key } : {}), complete: false, open: true };
}

/** How the values of a column look in the database, by what the code takes them for. */
const accepted: Readonly<Partial<Record<DescribedColumn["kind"], ValueType>>> = {
  number: "number",
  boolean: "boolean",
  timestamp: "number",
  text: "string",
  json: "json",
  real: "number",
};

function declaredColumn(column: DeclaredColumn, described: DescribedColumn | undefined): DeclaredColumn {
  if (!described) return column;
  const { collation, notNullConflict: _, default: value, generated, type, ...stated } = column;
  const accepts = accepted[described.kind];
  return {
    ...stated,
    location: described.location,
    ...(described.type === null ? {} : { type: type ?? "" }),
    ...(described.default === undefined ? {} : { default: value ?? null }),
    ...(described.generated === undefined ? {} : { generated: generated ?? null }),
    ...(collation === undefined || collation === "BINARY" ? {} : { collation }),
    ...(accepts === undefined ? {} : { accepts }),
    ...(described.values === null ? {} : { values: described.values, valuesInCode: true as const }),
  };
}
