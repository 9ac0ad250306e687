import type { Report, ReportedFinding, ReportedIssue } from "../src/reporting/report.ts";
import { codeBlock } from "./html-code.ts";
import type { Links } from "./html-links.ts";
import { tableNamesOf } from "./html-tables.ts";
import { minutesShown, placeOf, rowsCounted } from "./wording.ts";

/** How many findings of an issue are shown at once. */
const findingsAtOnce = 8;

/** How many statements of a lookup are shown at once. */
const plansAtOnce = 2;

/** An issue with its links, as the page shows it. */
export function pageIssue(issue: ReportedIssue, links: Links) {
  const { id, findings } = issue;
  const shown = findings.map((finding) => pageFinding(finding, links));
  const tables = tableNamesOf(issue).map(links.tableOf);
  const own = issue.table === null ? null : links.tableOf(issue.table);
  return {
    ...issue,
    time: minutesShown(issue.estimatedMinutes),
    table: own,
    tables,
    tableKeys: tables.map(({ anchor }) => anchor).join(" "),
    steps: links.stepsOf(id),
    statements: links.statementsOf(id),
    isAccepted: findings.length > 0 && findings.every(({ accepted }) => accepted !== undefined),
    codes: [
      codeBlock(`${id}-sql`, "SQL", `SQL of ${id}`, issue.sql),
      codeBlock(
        `${id}-validation`,
        "Validation (must return no rows)",
        `validation of ${id}`,
        issue.validation,
      ),
      codeBlock(`${id}-rollback`, "Rollback plan", `rollback of ${id}`, issue.rollback),
    ],
    findings: shown.slice(0, findingsAtOnce),
    moreFindings: shown.slice(findingsAtOnce),
  };
}

export type PageIssue = ReturnType<typeof pageIssue>;

function pageFinding(finding: ReportedFinding, links: Links) {
  const { fingerprint, location, declaredAt, query, queryPlans = [] } = finding;
  const plans = queryPlans.map(({ location: at, sql, before, after }) => ({
    place: placeOf({ location: at }),
    anchor: links.statementAt(at),
    sql,
    lines: { before: compared(before, after), after: compared(after, before) },
  }));
  return {
    ...finding,
    // A query plan names its place itself.
    place: plans.length > 0 ? null : placeOf({ location: location ?? declaredAt ?? null }),
    isDeclaration: location === null && declaredAt !== undefined,
    statement: links.statementAt(location),
    rows: query && rowsCounted(query),
    code: query && codeBlock(`query-${fingerprint}`, "The query", `query of this finding`, [query.sql]),
    plans: plans.slice(0, plansAtOnce),
    morePlans: plans.slice(plansAtOnce),
    accepted: finding.accepted ?? null,
    worsenedFrom: finding.worsenedFrom ?? null,
  };
}

/** The lines of a query plan, and which of them the other one lacks. */
function compared(lines: readonly string[], others: readonly string[]) {
  return lines.map((text) => ({ text, differs: !others.includes(text) }));
}

/** The issues of a report by what the filters ask for: which are there to choose from. */
export function choicesOf({ issues }: Report): { readonly categories: readonly string[] } {
  return { categories: [...new Set(issues.map(({ category }) => category))].sort() };
}
