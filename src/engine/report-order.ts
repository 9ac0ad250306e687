import type { DeclaredSchema } from "../schema/declared.ts";
import { foldName } from "../schema/names.ts";
import { type Issue, severities } from "./issue.ts";

/**
 * Issues as a report lists them: by severity, then by the place of their table in the declared schema
 * (tables it does not name come after, by name), then in the order given, which is that of the rules.
 */
export function inReportOrder(issues: readonly Issue[], declared: DeclaredSchema): Issue[] {
  const places = placesOf(declared);
  const keyed = issues.map((issue, position) => {
    const table = foldName(issue.table ?? issue.subject);
    return { issue, position, table, place: places.get(table) ?? places.size };
  });
  keyed.sort(
    (a, b) =>
      severities.indexOf(a.issue.severity) - severities.indexOf(b.issue.severity) ||
      a.place - b.place ||
      compareText(a.table, b.table) ||
      a.position - b.position,
  );
  return keyed.map(({ issue }) => issue);
}

function placesOf(declared: DeclaredSchema): Map<string, number> {
  const places = new Map<string, number>();
  for (const { name } of [...declared.tables, ...declared.virtualTables]) {
    if (!places.has(foldName(name))) places.set(foldName(name), places.size);
  }
  return places;
}

/** By code unit, so that the order is the same on every machine. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
