import type { FleetDatabase, FleetGroup, FleetReport } from "../src/fleet/report.ts";
import { acceptanceOf } from "./baseline-words.ts";
import {
  fleetSteps,
  membersOf,
  pathsShown,
  resultOf,
  sizeOf,
  spreadOf,
  unreadOf,
  withRowIssues,
} from "./fleet-words.ts";
import { type Palette, palette } from "./layout/palette.ts";
import { plain } from "./layout/plain.ts";
import { heading, labelled, wrapped } from "./layout/terminal.ts";
import { counted, severityCounts } from "./wording.ts";

/** A run over many databases, for a terminal of 80 columns. */
export async function renderFleet(
  report: FleetReport,
  { color }: { readonly color: boolean },
): Promise<string> {
  const paint = await palette(color);
  const blocks = [
    headOf(report, paint),
    ...report.groups.map((group) => groupBlock(report, group, paint)),
    rowsBlock(report, paint),
    unreadBlock(report, paint),
    notAnalysedBlock(report, paint),
    nextBlock(report, paint),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join("\n"))
    .join("\n\n")}\n`;
}

const mostPaths = 12;
const mostFindings = 8;
const mostRowIssues = 5;

function headOf(report: FleetReport, paint: Palette): string[] {
  const { tool, model, run, baseline } = report;
  const files = model.sources.reduce((sum, source) => sum + source.files.length, 0);
  const kinds = model.sources.map(({ kind }) => kind).join(", ");
  const head = (label: string, value: string) => labelled(`  ${label.padEnd(10)}`, plain(value));
  return [
    paint.strong(`${tool.name} ${tool.version}`),
    "",
    ...head("Fleet", sizeOf(report)),
    ...(run.resumed === 0
      ? []
      : head("", `${run.resumed} unchanged since an earlier run, and not read again`)),
    ...head(
      "Model",
      `${counted(model.tables, "table")} in ${counted(files, "file")}${kinds && ` (${kinds})`}`,
    ),
    ...head("Schemas", spreadOf(report)),
    ...head("Result", resultOf(report)),
    ...(baseline === undefined
      ? []
      : head("Baseline", `${counted(baseline.accepted, "finding")} accepted by ${baseline.path}`)),
  ];
}

function groupBlock(report: FleetReport, group: FleetGroup, paint: Palette): string[] {
  const { id, isNorm, databases, differences, issues, summary } = group;
  const about = `${counted(databases, "database")}${isNorm && report.groups.length > 1 ? ", the norm" : ""}: ${severityCounts(summary)}`;
  return [
    heading(id, about, paint.strong, paint.faint),
    "",
    ...wrapped("  ", plain(pathsShown(membersOf(report, group), mostPaths))).map(paint.faint),
    ...differences.flatMap((difference) => labelled("  ≠ ", plain(`${difference}.`))),
    ...issues.flatMap(({ id: issue, severity, title, findings, rule }) => [
      ...labelled(`  ${issue.padEnd(8)}  `, plain(`${title} [${rule}]`), paint.severity[severity]),
      ...(severity === "info" ? [] : findingLines(findings, paint)),
    ]),
  ];
}

const indent = " ".repeat(12);

function findingLines(findings: FleetGroup["issues"][number]["findings"], paint: Palette): string[] {
  const kept = findings.length > mostFindings ? findings.slice(0, mostFindings - 1) : findings;
  const more = findings.length - kept.length;
  return [
    ...kept.flatMap((finding) => {
      const acceptance = acceptanceOf(finding);
      return [
        ...labelled(`${indent}- `, plain(finding.message)),
        ...(acceptance === null ? [] : wrapped(`${indent}  `, plain(acceptance)).map(paint.good)),
      ];
    }),
    ...(more > 0 ? wrapped(indent, `- ${more} more; --format json lists them all.`) : []),
  ];
}

function rowsBlock(report: FleetReport, paint: Palette): string[] {
  const found = withRowIssues(report);
  if (found.length === 0) return [];
  const about = "beyond what is said of their groups";
  const shown = found.length > mostPaths ? found.slice(0, mostPaths) : found;
  const more = found.length - shown.length;
  return [
    heading(`ROWS (${found.length})`, about, paint.strong, paint.faint),
    "",
    ...shown.flatMap((database) => rowLines(database, paint)),
    ...(more > 0 ? wrapped("  ", `${counted(more, "more database")}; --format json lists them all.`) : []),
  ];
}

function rowLines({ path, group, rows }: FleetDatabase, paint: Palette): string[] {
  const issues = (rows?.issues ?? []).filter(({ severity }) => severity !== "info");
  const kept = issues.length > mostRowIssues ? issues.slice(0, mostRowIssues - 1) : issues;
  const more = issues.length - kept.length;
  return [
    ...labelled("  ", plain(`${path} (${group})`), paint.strong),
    ...kept.flatMap(({ severity, title, findings }) => [
      ...labelled(`    ${severity.padEnd(8)}  `, plain(title), paint.severity[severity]),
      ...findings.slice(0, 2).flatMap(({ message }) => labelled(`${indent}  - `, plain(message))),
    ]),
    ...(more > 0 ? [`    ${more} more`] : []),
  ];
}

function unreadBlock(report: FleetReport, paint: Palette): string[] {
  const unread = unreadOf(report);
  if (unread.length === 0) return [];
  const about = "nobody knows what is in them, so the exit code is 2";
  return [
    heading(`NOT READ (${unread.length})`, about, paint.bad, paint.faint),
    "",
    ...unread.flatMap(({ error }) => [
      ...labelled("  - ", plain(error?.message ?? "")),
      ...wrapped("    ", plain(error?.help ?? "")).map(paint.faint),
    ]),
  ];
}

function notAnalysedBlock({ notAnalysed, groups }: FleetReport, paint: Palette): string[] {
  const entries = [
    ...notAnalysed.map((entry) => ({ entry, of: "" })),
    ...groups.flatMap((group) => group.notAnalysed.map((entry) => ({ entry, of: `${group.id}: ` }))),
  ];
  if (entries.length === 0) return [];
  return [
    heading(`NOT ANALYSED (${entries.length})`, "met and not examined", paint.strong, paint.faint),
    "",
    ...entries.flatMap(({ entry, of }) => labelled("  - ", plain(`${of}${entry.what}: ${entry.why}`))),
  ];
}

function nextBlock(report: FleetReport, paint: Palette): string[] {
  const steps = fleetSteps(report);
  if (steps.length === 0) {
    const agree = report.summary.outliers === 0 ? "" : " The model leaves open in what they differ.";
    return wrapped("", `Every database agrees with the model. Nothing to do.${agree}`).map(paint.good);
  }
  return [
    heading("WHAT TO DO NEXT", "", paint.strong, paint.faint),
    "",
    ...steps.flatMap(({ text, command }, index) => [
      ...labelled(`  ${index + 1}. `, text),
      ...(command === null ? [] : [`     ${paint.strong(plain(command))}`]),
    ]),
  ];
}
