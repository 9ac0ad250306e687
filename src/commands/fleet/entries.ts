import type { Baseline } from "../../engine/baseline.ts";
import type { FleetDatabase, FleetGroup, RowIssue } from "../../fleet/report.ts";
import { withAcceptance } from "../../reporting/accepted.ts";
import type { ReportedIssue } from "../../reporting/report.ts";
import type { FleetFile } from "./files.ts";
import type { Answer, RowsReport } from "./work.ts";

/** What the entries of a report are made of. */
export interface EntryInput {
  readonly answers: ReadonlyMap<string, Answer>;
  readonly groups: readonly FleetGroup[];
  readonly baseline: Baseline;
}

/** The databases of a fleet with what was found of each, and its groups with what the baseline accepts. */
export function entriesOf(
  files: readonly FleetFile[],
  { answers, groups, baseline }: EntryInput,
): { readonly databases: FleetDatabase[]; readonly groups: FleetGroup[] } {
  const ofHash = new Map(
    groups.flatMap((group) => group.schemas.map(({ schemaHash }) => [schemaHash, group] as const)),
  );
  const databases = files.map((file): FleetDatabase => {
    const { shown: path, alsoAs } = file;
    const answer = answers.get(file.path);
    if (answer === undefined || "refusal" in answer) {
      const nothing = { bytes: null, schemaHash: null, group: null, rows: null };
      return { path, alsoAs, state: "unread", ...nothing, error: answer?.refusal ?? null };
    }
    const { bytes, schemaHash, rows } = answer;
    const group = ofHash.get(schemaHash);
    const shownRows = rows && group ? rowsOf(rows, group, baseline) : null;
    return {
      path,
      alsoAs,
      state: "read",
      bytes,
      schemaHash,
      group: group?.id ?? null,
      error: null,
      rows: shownRows,
    };
  });
  const marked = groups.map((group) => ({ ...group, issues: withAcceptance(group.issues, baseline) }));
  return { databases, groups: marked };
}

/** What rows show beyond what is said of the whole group. */
function rowsOf(rows: RowsReport, group: FleetGroup, baseline: Baseline): NonNullable<FleetDatabase["rows"]> {
  const said = new Set([
    ...group.issues.map(contentOf),
    ...group.notAnalysed.map((entry) => JSON.stringify(entry)),
  ]);
  const issues = rows.issues.filter((issue) => !said.has(contentOf(issue))).map(rowIssue);
  return {
    issues: withAcceptance(issues, baseline),
    notAnalysed: rows.notAnalysed.filter((entry) => !said.has(JSON.stringify(entry))),
  };
}

function contentOf({ fingerprint, severity, title, impact, findings }: ReportedIssue): string {
  return JSON.stringify([fingerprint, severity, title, impact, findings]);
}

function rowIssue(issue: ReportedIssue): RowIssue {
  const { fingerprint, rule, severity, category, title, impact, repairAction, table, findings } = issue;
  return { fingerprint, rule, severity, category, title, impact, repairAction, table, findings };
}
