import { severities } from "../engine/issue.ts";
import type { Report } from "../reporting/report.ts";
import { foldName } from "../schema/names.ts";
import type { Schema } from "../schema/schema.ts";
import { differencesFrom } from "./differences.ts";
import type { FleetGroup, GroupedSchema } from "./report.ts";

/** A schema that some databases have letter by letter, and what its analysis came to. */
export interface AnalysedSchema extends GroupedSchema {
  readonly schema: Schema;
  readonly report: Pick<Report, "database" | "summary" | "issues" | "notAnalysed">;
}

/**
 * The groups of a fleet, the largest first; the first is the norm. Schemas are one group where their analyses are the same
 * and they differ in spelling alone.
 */
export function groupSchemas(schemas: readonly AnalysedSchema[]): FleetGroup[] {
  const merged = merge(schemas.toSorted(byExample)).map((members) => members.toSorted(bySize));
  const ordered = merged.toSorted(byRank);
  const norm = ordered[0]?.[0];
  return ordered.flatMap((members, index) => {
    const [first] = members;
    return first && norm ? [groupOf(members, first, { norm, index })] : [];
  });
}

type Members = readonly AnalysedSchema[];

function groupOf(
  members: Members,
  { schema, report }: AnalysedSchema,
  { norm, index }: { readonly norm: AnalysedSchema; readonly index: number },
): FleetGroup {
  return {
    id: `GROUP-${index + 1}`,
    isNorm: index === 0,
    databases: countOf(members),
    tables: report.database.tables,
    differences: index === 0 ? [] : differencesFrom(norm.schema, schema),
    schemas: members.map(({ schemaHash, databases, example }) => ({ schemaHash, databases, example })),
    summary: report.summary,
    issues: report.issues,
    notAnalysed: report.notAnalysed,
  };
}

function merge(schemas: Members): Members[] {
  const alike = new Map<string, AnalysedSchema[][]>();
  for (const one of schemas) {
    const key = JSON.stringify([one.report.issues, one.report.notAnalysed, outlineOf(one.schema)]);
    const groups = alike.get(key) ?? [];
    alike.set(key, groups);
    const same = groups.find(([first]) => first && differencesFrom(first.schema, one.schema).length === 0);
    if (same) same.push(one);
    else groups.push([one]);
  }
  return [...alike.values()].flat();
}

/** What two spellings of one schema have in common; compared before all else, for it is quick. */
function outlineOf({ tables, virtualTables, views, triggers }: Schema): unknown {
  const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => foldName(name)).sort();
  const application = tables.filter(({ role }) => role !== "ledger" && role !== "doctor");
  const columns = application.map(({ name, columns: all }) => [foldName(name), ...names(all)].join("\n"));
  return [columns.sort(), ...[virtualTables, views, triggers].map(names)];
}

const countOf = (members: Members): number => members.reduce((sum, { databases }) => sum + databases, 0);

function byExample(a: AnalysedSchema, b: AnalysedSchema): number {
  return a.example < b.example ? -1 : 1;
}

/** The one that most databases have, then by path. */
function bySize(a: AnalysedSchema, b: AnalysedSchema): number {
  return b.databases - a.databases || byExample(a, b);
}

/** The largest first; of two as large the healthier one, so that the norm is not by chance what has drifted. */
function byRank(a: Members, b: Members): number {
  const [one, other] = [a[0], b[0]];
  if (!one || !other) return 0;
  return countOf(b) - countOf(a) || badness(one) - badness(other) || byExample(one, other);
}

function badness({ report }: AnalysedSchema): number {
  const worst = severities.findIndex((severity) => report.summary[severity] > 0);
  return worst === -1 ? 0 : severities.length - worst;
}
