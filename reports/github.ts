import { severities } from "../src/engine/issue.ts";
import type { Report, ReportedFinding, ReportedIssue, Reporter } from "../src/reporting/report.ts";
import { acceptanceOf, baselineSentence } from "./baseline-words.ts";
import { plain } from "./layout/plain.ts";
import { placeInRepository } from "./places.ts";
import { levelOf } from "./sarif-rule.ts";
import { shownFindings } from "./shown-findings.ts";
import { severityCounts } from "./wording.ts";

/** Annotations of GitHub Actions. https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
export const github: Reporter = {
  format: "github",
  summary: "For GitHub Actions: annotations of the lines that findings point at, the worst first.",
  render: (report) => `${linesOf(report).join("\n")}\n`,
};

/** GitHub shows no more annotations of one kind from a step. */
const mostOfAKind = 10;

interface Shown {
  readonly issue: ReportedIssue;
  readonly finding: ReportedFinding;
}

function linesOf(report: Report): string[] {
  const fresh = freshFindings(report);
  const kinds = ["error", "warning", "notice"] as const;
  const of = (kind: (typeof kinds)[number]) => fresh.filter(({ finding }) => kindOf(finding) === kind);
  const annotated = kinds.flatMap((kind) =>
    of(kind)
      .slice(0, mostOfAKind)
      .map((shown) => command(kind, shown, report)),
  );
  const others = kinds.flatMap((kind) => of(kind).slice(mostOfAKind));
  return [
    ...annotated,
    ...(others.length === 0 ? [] : [`GitHub shows ${mostOfAKind} annotations of a kind; the others:`]),
    ...others.map(({ finding, issue }) => listed(`${finding.severity} ${issue.rule}: ${finding.message}`)),
    ...(report.baseline?.fixed ?? []).map(({ rule, message }) => listed(`fixed ${rule}: ${message}`)),
    harmless(summaryOf(report)),
  ];
}

/** What is not accepted, the worst first. */
function freshFindings({ issues }: Report): Shown[] {
  const all = issues.flatMap((issue) => shownFindings(issue).map((finding) => ({ issue, finding })));
  const fresh = all.filter(({ finding }) => finding.accepted === undefined);
  return severities.flatMap((severity) => fresh.filter(({ finding }) => finding.severity === severity));
}

function kindOf({ severity }: ReportedFinding): "error" | "warning" | "notice" {
  const level = levelOf(severity);
  return level === "note" ? "notice" : level;
}

function command(kind: string, { issue, finding }: Shown, report: Report): string {
  const { file, line, column } = placeInRepository(finding, report);
  const parameters = { file, line: String(line), col: String(column), title: `${issue.id} ${issue.rule}` };
  const words = [finding.message, acceptanceOf(finding) ?? "", issue.impact, issue.repairAction];
  const message = words
    .filter((part) => part !== "")
    .map(plain)
    .join("\n");
  const written = Object.entries(parameters).map(([key, value]) => `${key}=${property(value)}`);
  return `::${kind} ${written.join(",")}::${data(message)}`;
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(plain(text)).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

function listed(text: string): string {
  return harmless(`  - ${text}`);
}

/** A line that is no command: the older form of them counts wherever it stands. */
function harmless(text: string): string {
  return plain(text).replaceAll("##[", "## [");
}

function summaryOf(report: Report): string {
  const { tool, database, summary } = report;
  const sentence = baselineSentence(report);
  const about = `${tool.name}: ${severityCounts(summary)} in ${database.path}.`;
  return sentence === null ? about : `${about} ${sentence}`;
}
