import { replay } from "../database/replay.ts";
import { DoctorError } from "../errors.ts";
import { declareTable } from "../schema/declare.ts";
import type { DeclaredColumn, DeclaredSchema, DeclaredTable } from "../schema/declared.ts";
import type { NotAnalysed } from "../schema/location.ts";
import { byName, findNamed, foldName, sameName } from "../schema/names.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { tablesBetween } from "./prisma-between.ts";
import { buildable } from "./prisma-buildable.ts";
import { createIndex, createTable } from "./prisma-ddl.ts";
import type { PrismaColumn, PrismaTable } from "./prisma-described.ts";
import { PrismaNames } from "./prisma-names.ts";
import { foreignKeysOf } from "./prisma-relations.ts";
import type { PrismaBlock } from "./prisma-syntax.ts";
import { describeTable } from "./prisma-tables.ts";

/**
 * The declaration that the blocks of a schema make: what Prisma Migrate would create is created in memory and read back.
 * What cannot be read, and what SQLite refuses, is `notAnalysed`; so are views, whose SQL no schema.prisma holds.
 */
export function declarePrisma(
  blocks: readonly PrismaBlock[],
  hasForeignKeys: boolean,
): Pick<DeclaredSchema, "tables" | "notAnalysed"> {
  const described = describe(blocks, hasForeignKeys);
  const { tables, notAnalysed, schema } = build(described.tables);
  const built = byName(schema.tables);
  return {
    tables: tables.flatMap((table) => {
      const own = built.get(foldName(table.name));
      return own && own.role !== "ledger" && own.role !== "doctor" ? [declared(table, own)] : [];
    }),
    notAnalysed: [...described.notAnalysed, ...notAnalysed, ...schema.notAnalysed],
  };
}

interface Described {
  readonly tables: readonly PrismaTable[];
  readonly notAnalysed: readonly NotAnalysed[];
}

function describe(blocks: readonly PrismaBlock[], hasForeignKeys: boolean): Described {
  const names = new PrismaNames(blocks);
  const tables: PrismaTable[] = [];
  const ofModels = new Map<string, PrismaTable>();
  const notAnalysed: NotAnalysed[] = blocks.flatMap(notCompared);
  for (const model of blocks.filter(({ kind }) => kind === "model")) {
    const own = describeTable(model, names);
    const relations = foreignKeysOf(model, names);
    notAnalysed.push(...own.notAnalysed, ...relations.notAnalysed);
    const table = {
      ...own.table,
      foreignKeys: hasForeignKeys ? relations.keys : [],
      isWhole: own.table.isWhole && relations.notAnalysed.length === 0,
    };
    tables.push(table);
    ofModels.set(model.name, table);
  }
  const between = tablesBetween(names, ofModels, hasForeignKeys);
  return {
    tables: [...tables, ...between.tables],
    notAnalysed: [...notAnalysed, ...between.notAnalysed],
  };
}

function notCompared({ kind, name, location }: PrismaBlock): NotAnalysed[] {
  if (kind !== "view" && kind !== "type") return [];
  const why =
    kind === "view" ? "a schema.prisma does not say what it selects" : "SQLite has no composite types";
  return [{ what: `${kind} ${name}`, location, why }];
}

/** Builds it all at once, which nearly always works; else what SQLite refuses is looked for and left out. */
function build(tables: readonly PrismaTable[]): Described & { readonly schema: Schema } {
  try {
    return { tables, notAnalysed: [], schema: run(tables) };
  } catch (error) {
    if (!(error instanceof DoctorError)) throw error;
    const sifted = buildable(tables);
    return { ...sifted, schema: run(sifted.tables) };
  }
}

function run(tables: readonly PrismaTable[]): Schema {
  const indexes = tables.flatMap(({ name, indexes: own }) => own.map((index) => createIndex(name, index)));
  const sql = [...tables.map(createTable), ...indexes].map((statement) => `${statement};\n`).join("");
  return replay([{ file: "schema.prisma", sql }]).schema;
}

/** A table as it was built, with what only the schema knows; what Prisma has no words for stays unspecified. */
function declared(described: PrismaTable, built: Table): DeclaredTable {
  const { strict: _, withoutRowid: __, sql, primaryKey, ...stated } = declareTable(built, described.location);
  const key = primaryKey && {
    columns: primaryKey.columns,
    ...(described.countsUp && primaryKey.autoincrement ? { autoincrement: true } : {}),
    ...(primaryKey.rowidAlias ? { rowidAlias: true } : {}),
  };
  const table: DeclaredTable = {
    ...stated,
    source: "prisma",
    ...(described.isImplied ? { implied: true } : {}),
    unspecified: ["checks", "partial-indexes", "expression-indexes"],
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
  };
  if (described.isWhole) return { ...table, primaryKey: key ?? null, ...(sql === undefined ? {} : { sql }) };
  return { ...table, ...(key ? { primaryKey: key } : {}), complete: false, open: true };
}

function declaredColumn(column: DeclaredColumn, described: PrismaColumn | undefined): DeclaredColumn {
  if (!described) return column;
  const { collation: _, notNullConflict: __, generated: ___, default: value, ...stated } = column;
  return {
    ...stated,
    location: described.location,
    ...(described.default === undefined ? {} : { default: value ?? null }),
    ...(described.accepts === undefined ? {} : { accepts: described.accepts }),
    ...(described.values === null ? {} : { values: described.values, valuesInCode: true as const }),
  };
}
