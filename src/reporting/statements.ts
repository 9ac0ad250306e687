import type { Issue } from "../engine/issue.ts";
import type { QueryResult, TriedQuery } from "../evidence/code.ts";
import { needs } from "../evidence/use.ts";
import type { Location } from "../schema/location.ts";
import { foldName } from "../schema/names.ts";
import type { ReportedStatement } from "./report.ts";

/** The statements that issues are about, by file and line: they stand where an issue points, or wait for what it brings. */
export function concernedStatements(
  queries: readonly TriedQuery[],
  issues: readonly Issue[],
): ReportedStatement[] {
  const pointing = idsByPlace(issues);
  const bringing = issues.filter(({ changes }) => changes.length > 0);
  return queries
    .flatMap((query) => {
      const waiting = bringing.filter((issue) => waitsFor(query, issue)).map(({ id }) => id);
      const ids = new Set([...placesOf(query).flatMap((place) => pointing.get(place) ?? []), ...waiting]);
      return ids.size === 0
        ? []
        : [
            reportedStatement(
              query,
              issues.filter(({ id }) => ids.has(id)),
            ),
          ];
    })
    .sort(byPlace);
}

function idsByPlace(issues: readonly Issue[]): ReadonlyMap<string, readonly string[]> {
  const ids = new Map<string, string[]>();
  for (const issue of issues) {
    for (const { location, queryPlans = [] } of issue.findings) {
      for (const place of [location, ...queryPlans.map((plans) => plans.location)]) {
        if (place !== null) ids.set(keyOf(place), [...(ids.get(keyOf(place)) ?? []), issue.id]);
      }
    }
  }
  return ids;
}

function placesOf({ location, executions, concatenated }: TriedQuery): string[] {
  const called = executions.flatMap((run) => [run.location, ...(run.claim ? [run.claim.location] : [])]);
  return [location, ...called, ...concatenated.map((value) => value.location)].map(keyOf);
}

function keyOf({ file, line, column }: Location): string {
  return `${file}\0${line}:${column}`;
}

function waitsFor(query: TriedQuery, issue: Issue): boolean {
  return issue.findings.some(
    ({ table, column }) => table !== null && needs(query, table, column ?? undefined),
  );
}

function reportedStatement(query: TriedQuery, issues: readonly Issue[]): ReportedStatement {
  const { location, within, sql, now, repaired } = query;
  return {
    location,
    within,
    sql,
    tables: tablesIn(query, issues),
    fails: { today: complaintOf(now), repaired: complaintOf(repaired) },
    issues: issues.map(({ id }) => id),
  };
}

function tablesIn({ mentions }: TriedQuery, issues: readonly Issue[]): string[] {
  const names = issues.flatMap(({ table, findings }) => [table, ...findings.map((found) => found.table)]);
  const named = names.filter((name) => name !== null).filter((name) => mentions.has(foldName(name)));
  return [...new Map(named.map((name) => [foldName(name), name])).values()];
}

/** What needs the running application (its functions, attached tables) is no failure. */
function complaintOf(result: QueryResult): string | null {
  return result.ok || result.excused !== null ? null : result.message;
}

function byPlace({ location: a }: ReportedStatement, { location: b }: ReportedStatement): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
