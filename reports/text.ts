import { severities } from "../src/engine/issue.ts";
import type { Report, ReportedFinding, ReportedIssue, Reporter } from "../src/reporting/report.ts";
import { acceptanceOf, baselineSentence } from "./baseline-words.ts";
import { checkLines } from "./layout/check-lines.ts";
import { type Palette, palette } from "./layout/palette.ts";
import { plain } from "./layout/plain.ts";
import { heading, labelled, wrapped } from "./layout/terminal.ts";
import {
  bytesShown,
  counted,
  minutesShown,
  nextSteps,
  placeOf,
  proofSentence,
  rowsFound,
  severityCounts,
  severityMeaning,
} from "./wording.ts";

/** The report for a terminal of 80 columns. */
export const text: Reporter = {
  format: "text",
  summary: "For the terminal: what is wrong, what it does, what to do next.",
  async render(report, { color }) {
    const paint = await palette(color);
    const blocks = [
      headOf(report, paint),
      ...issueBlocks(report, paint),
      fixedBlock(report, paint),
      planBlock(report, paint),
      notAnalysedBlock(report, paint),
      nextBlock(report, paint),
    ];
    return `${blocks
      .filter((block) => block.length > 0)
      .map((block) => block.join("\n"))
      .join("\n\n")}\n`;
  },
};

function headOf(report: Report, paint: Palette): string[] {
  const { tool, database, model, summary } = report;
  const files = model.sources.reduce((sum, source) => sum + source.files.length, 0);
  const kinds = model.sources.map((source) => source.kind).join(", ");
  const effort =
    summary.total === 0 ? "" : `; about ${minutesShown(summary.estimatedMinutes)}, risk ${summary.risk}`;
  const baseline = baselineSentence(report);
  const head = (label: string, value: string) => labelled(`  ${label.padEnd(10)}`, plain(value));
  return [
    paint.strong(`${tool.name} ${tool.version}`),
    "",
    ...head("Database", database.path),
    ...head(
      "",
      `${counted(database.tables, "table")}, ${bytesShown(database.bytes)}, SQLite ${database.sqliteVersion}`,
    ),
    ...head(
      "Model",
      `${counted(model.tables, "table")} in ${counted(files, "file")}${kinds && ` (${kinds})`}`,
    ),
    ...(report.code
      ? head(
          "Code",
          `${counted(report.code.statements, "statement")} in ${counted(report.code.files, "file")}`,
        )
      : []),
    ...head("Result", severityCounts(summary) + effort),
    ...(baseline === null ? [] : head("Baseline", baseline)),
  ];
}

function issueBlocks(report: Report, paint: Palette): string[][] {
  return severities.flatMap((severity) => {
    const issues = report.issues.filter((issue) => issue.severity === severity);
    if (issues.length === 0) return [];
    const title = `${severity.toUpperCase()} (${issues.length})`;
    const mark = paint.severity[severity];
    const compact = severity === "info";
    const blocks = issues.map((issue) => [
      ...labelled(`  ${issue.id.padEnd(8)}  `, plain(issue.title), (label) => mark(label)),
      ...(compact ? [] : bodyOf(issue, paint)),
    ]);
    const head = [heading(title, severityMeaning[severity], mark, paint.faint)];
    return compact ? [[...head, "", ...blocks.flat()]] : [head, ...blocks];
  });
}

const indent = " ".repeat(12);
const mostFindings = 8;

function bodyOf(issue: ReportedIssue, paint: Palette): string[] {
  const shown =
    issue.findings.length > mostFindings ? issue.findings.slice(0, mostFindings - 1) : issue.findings;
  const more = issue.findings.length - shown.length;
  return [
    ...shown.flatMap((finding) => findingLines(finding, paint)),
    ...(more > 0 ? wrapped(indent, `- ${more} more; --format json lists them all.`) : []),
    ...labelled(`${indent}Impact  `, plain(issue.impact), paint.faint),
    ...labelled(`${indent}Repair  `, plain(issue.repairAction), paint.faint),
    ...wrapped(indent, plain(effortOf(issue))).map(paint.faint),
  ];
}

function findingLines(finding: ReportedFinding, paint: Palette): string[] {
  const place = placeOf(finding);
  const rows = finding.query?.count ? [rowsFound(finding.query)] : [];
  const acceptance = acceptanceOf(finding);
  return [
    ...labelled(`${indent}- `, plain(finding.message)),
    ...(acceptance === null ? [] : wrapped(`${indent}  `, plain(acceptance)).map(paint.good)),
    ...[...(place === null ? [] : [place]), ...rows].flatMap((line) =>
      wrapped(`${indent}  `, plain(line)).map(paint.faint),
    ),
  ];
}

function effortOf(issue: ReportedIssue): string {
  const parts = [
    issue.rule,
    issue.sql.length === 0 ? "no SQL: by hand" : `risk ${issue.risk}`,
    minutesShown(issue.estimatedMinutes),
    issue.after === null ? "" : `seen after ${issue.after}`,
    issue.dependsOn.length === 0 ? "" : `needs ${issue.dependsOn.join(", ")}`,
  ];
  return `[${parts.filter((part) => part !== "").join(" · ")}]`;
}

/** What the baseline accepts and nobody finds any more. */
function fixedBlock({ baseline }: Report, paint: Palette): string[] {
  if (baseline === undefined || baseline.fixed.length === 0) return [];
  const about = "accepted once, found no more; doctor baseline --prune forgets them";
  return [
    heading(`FIXED (${baseline.fixed.length})`, about, paint.good, paint.faint),
    "",
    ...baseline.fixed.flatMap(({ rule, message }) => labelled("  - ", plain(`${rule}: ${message}`))),
  ];
}

function planBlock(report: Report, paint: Palette): string[] {
  const { steps } = report.plan;
  if (steps.length === 0) return [];
  const kinds = (["safe", "data-dependent", "destructive"] as const)
    .map((safety) => ({ safety, count: steps.filter((step) => step.safety === safety).length }))
    .filter(({ count }) => count > 0)
    .map(({ safety, count }) => `${count} ${safety}`);
  const failed = report.proof.checks.filter((check) => !check.ok);
  return [
    heading("REPAIR", `${counted(steps.length, "step")}: ${kinds.join(", ")}`, paint.strong, paint.faint),
    "",
    ...wrapped("  ", proofSentence(report)).map(report.proof.ok ? paint.good : paint.bad),
    ...failed.flatMap((check) => checkLines("  - ", check)),
  ];
}

function notAnalysedBlock(report: Report, paint: Palette): string[] {
  if (report.notAnalysed.length === 0) return [];
  return [
    heading(`NOT ANALYSED (${report.notAnalysed.length})`, "met and not examined", paint.strong, paint.faint),
    "",
    ...report.notAnalysed.flatMap((entry) => {
      const place = placeOf(entry);
      const where = place === null ? "" : ` (${place})`;
      return labelled("  - ", plain(`${entry.what}${where}: ${entry.why}`));
    }),
  ];
}

function nextBlock(report: Report, paint: Palette): string[] {
  const steps = nextSteps(report);
  if (steps.length === 0) {
    return wrapped("", "Model and database agree. Nothing to do.").map(paint.good);
  }
  return [
    heading("WHAT TO DO NEXT", "", paint.strong, paint.faint),
    "",
    ...steps.flatMap(({ text: sentence, command }, index) => [
      ...labelled(`  ${index + 1}. `, sentence),
      ...(command === null ? [] : [`     ${paint.strong(command)}`]),
    ]),
  ];
}
