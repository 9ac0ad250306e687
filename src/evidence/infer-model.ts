import {
  type DeclaredColumn,
  type DeclaredSchema,
  type DeclaredTable,
  nothingDeclared,
} from "../schema/declared.ts";
import { findNamed, foldName } from "../schema/names.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { readQuery } from "../sql/query/read.ts";
import type { Claim, ReadCode } from "./code.ts";

/**
 * A model for code that declares none: a type that is given to all columns of one table stands for it. It says which
 * columns the code counts on, and of those that are there nothing more: what they hold is compared by statement.
 */
export function inferModel({ queries }: ReadCode, actual: Schema): DeclaredSchema {
  const tables = new Map<string, { table: Table; claims: Claim[] }>();
  for (const { sql, executions } of queries) {
    const table = tableOfAll(sql, actual);
    const claims = executions.flatMap(({ claim }) => (claim && !claim.open ? [claim] : []));
    if (!table || claims.length === 0) continue;
    const known = tables.get(foldName(table.name)) ?? { table, claims: [] };
    known.claims.push(...claims);
    tables.set(foldName(table.name), known);
  }
  const declared = [...tables.values()].map(declare);
  const files = [...new Set(declared.flatMap(({ location }) => location?.file ?? []))];
  return { ...nothingDeclared, sources: [{ kind: "inferred", files }], tables: declared };
}

/** The table of which a statement returns every column and nothing else. */
function tableOfAll(sql: string, actual: Schema): Table | undefined {
  const tree = readQuery(sql);
  if (tree?.kind !== "select" || tree.query.rest.length > 0) return undefined;
  const { outputs, from } = tree.query.first;
  const isAll = outputs.length === 1 && outputs[0]?.kind === "all";
  return isAll && from?.kind === "table" ? findNamed(actual.tables, from.name) : undefined;
}

function declare({ table, claims }: { table: Table; claims: readonly Claim[] }): DeclaredTable {
  const columns = new Map<string, DeclaredColumn>();
  for (const { name, kind, nullable, location, optional } of claims.flatMap(({ properties }) => properties)) {
    if (columns.has(foldName(name)) || optional) continue;
    const there = findNamed(table.columns, name);
    const facets = there
      ? {}
      : { ...(kind ? { accepts: kind } : {}), ...(nullable === undefined ? {} : { notNull: !nullable }) };
    columns.set(foldName(name), { name: there?.name ?? name, location, ...facets });
  }
  const [first] = claims;
  return {
    name: table.name,
    source: "inferred",
    ...(first ? { location: first.location } : {}),
    complete: false,
    open: true,
    columns: [...columns.values()],
    foreignKeys: [],
    uniques: [],
    indexes: [],
    checks: [],
  };
}
