import { newSeverity } from "../src/reporting/accepted.ts";
import type { Report, ReportedFinding, ReportedIssue, Reporter } from "../src/reporting/report.ts";
import { acceptanceOf, baselineSentence } from "./baseline-words.ts";
import { plain } from "./layout/plain.ts";
import { attributes, element, textOf } from "./layout/xml.ts";
import { placeInRepository } from "./places.ts";
import { shownFindings } from "./shown-findings.ts";
import { counted, rowsFound, severityCounts } from "./wording.ts";

/** Test results as CI servers read them: a suite for every table, a case for every issue. */
export const junit: Reporter = {
  format: "junit",
  summary: "For CI servers: JUnit XML, a suite for every table, a case for every issue.",
  render: (report) => `<?xml version="1.0" encoding="UTF-8"?>\n${suitesOf(report)}\n`,
};

interface Case {
  readonly xml: string;
  readonly outcome: "passed" | "failed" | "skipped";
}

interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

function suitesOf(report: Report): string {
  const suites = [{ name: report.tool.name, cases: [runCase(report)] }, ...suitesByTable(report)];
  const cases = suites.flatMap((suite) => suite.cases);
  const time = seconds(report.run.durationMs);
  const inner = suites.map((suite) => suiteXml(suite, report));
  return element("testsuites", { name: report.tool.name, ...countsOf(cases), time }, inner);
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

function countsOf(cases: readonly Case[]): Record<string, number> {
  const count = (outcome: Case["outcome"]) => cases.filter((one) => one.outcome === outcome).length;
  return { tests: cases.length, failures: count("failed"), errors: 0, skipped: count("skipped") };
}

function suiteXml({ name, cases }: Suite, { run }: Report): string {
  const head = { name, ...countsOf(cases), time: "0.000", timestamp: run.startedAt.slice(0, 19) };
  return element(
    "testsuite",
    head,
    cases.map(({ xml }) => xml),
  );
}

/** Issues about no table stand together by their category. */
function suitesByTable(report: Report): Suite[] {
  const suites = new Map<string, Case[]>();
  for (const issue of report.issues) {
    const name = issue.table === null ? `(${issue.category})` : issue.table;
    const cases = suites.get(name) ?? [];
    suites.set(name, cases);
    cases.push(caseOf(issue, report));
  }
  return [...suites].map(([name, cases]) => ({ name, cases }));
}

/** A run that came to an end is a test that passed: a file without any is taken for a broken build. */
function runCase(report: Report): Case {
  const { notAnalysed, baseline, database, summary } = report;
  const lines = [
    `${severityCounts(summary)} in ${database.path}.`,
    baselineSentence(report) ?? "",
    ...(baseline?.fixed ?? []).map(({ rule, message }) => `Fixed, ${rule}: ${message}`),
    ...notAnalysed.map(({ what, why }) => `Not analysed, ${what}: ${why}`),
  ];
  const xml = element(
    "testcase",
    { name: "the analysis came to an end", classname: report.tool.name, time: "0.000" },
    [systemOut(lines)],
  );
  return { xml, outcome: "passed" };
}

function caseOf(issue: ReportedIssue, report: Report): Case {
  const severity = newSeverity(issue);
  const outcome = severity === null ? "skipped" : severity === "info" ? "passed" : "failed";
  const [first] = shownFindings(issue);
  const place = first && placeInRepository(first, report);
  const inner = {
    failed: () => [failure(issue, severity ?? issue.severity, report)],
    skipped: () => [`<skipped ${attributes({ message: skippedBecause(issue) })}/>`],
    passed: () => [
      systemOut([`${issue.id} (info)`, ...issue.findings.map((finding) => lineOf(finding, report))]),
    ],
  };
  const head = { name: issue.title, classname: issue.rule, time: "0.000" };
  const where = place === undefined ? {} : { file: place.file, line: place.line };
  return { xml: element("testcase", { ...head, ...where }, inner[outcome]()), outcome };
}

function failure(issue: ReportedIssue, type: string, report: Report): string {
  const fresh = issue.findings.filter(({ accepted }) => accepted === undefined);
  const accepted = issue.findings.length - fresh.length;
  const lines = [
    `${issue.id} ${issue.rule}`,
    ...fresh.map((finding) => lineOf(finding, report)),
    ...(accepted === 0
      ? []
      : [`(${counted(accepted, "further finding is", "further findings are")} accepted.)`]),
    ...[`Impact: ${issue.impact}`, `Repair: ${issue.repairAction}`],
  ];
  return `<failure ${attributes({ message: issue.title, type })}>${textOf([...lines.map(plain), ...issue.sql].join("\n"))}</failure>`;
}

function lineOf(finding: ReportedFinding, report: Report): string {
  const { file, line, column } = placeInRepository(finding, report);
  const rows = finding.query?.count ? ` ${rowsFound(finding.query)}` : "";
  const acceptance = acceptanceOf(finding);
  return `- ${finding.message} (${file}:${line}:${column})${rows}${acceptance === null ? "" : ` ${acceptance}`}`;
}

function skippedBecause({ findings }: ReportedIssue): string {
  return [...new Set(findings.map((finding) => acceptanceOf(finding) ?? ""))].join(" ");
}

function systemOut(lines: readonly string[]): string {
  return `<system-out>${textOf(
    lines
      .filter((line) => line !== "")
      .map(plain)
      .join("\n"),
  )}</system-out>`;
}
