import type { Category } from "../src/engine/issue.ts";
import { severities } from "../src/engine/issue.ts";
import type { Report, ReportedIssue } from "../src/reporting/report.ts";
import { acceptanceOf, baselineSentence } from "./baseline-words.ts";
import { erDiagram } from "./layout/er-diagram.ts";
import { scriptsOf } from "./scripts.ts";
import {
  bytesShown,
  counted,
  destructiveSteps,
  minutesShown,
  placeOf,
  proofSentence,
  severityCounts,
  severityMeaning,
  statusOf,
} from "./wording.ts";

/** What an audit report says, in its order; a template gives it its form. */
export function auditOf(report: Report) {
  return {
    report,
    date: `${report.run.startedAt.slice(0, 10)} ${report.run.startedAt.slice(11, 16)} UTC`,
    scope: scopeOf(report),
    baseline: baselineSentence(report),
    fixed: report.baseline?.fixed ?? [],
    status: statusOf(report),
    summary: summaryOf(report),
    severities: severities.map((name) => ({
      name,
      count: report.summary[name],
      meaning: severityMeaning[name],
    })),
    kinds: kindsOf(report.issues),
    bytes: bytesShown(report.database.bytes),
    rows: rowsOf(report),
    diagram: erDiagram(report.plan.tables),
    changes: report.plan.tables.map((table) => ({
      ...table,
      columns: table.change === "created" ? [] : table.columns.filter(({ change }) => change !== "none"),
    })),
    sections: sectionsOf(report),
    order: orderOf(report),
    scripts: scriptsOf(report),
    proof: proofSentence(report),
    notAnalysed: report.notAnalysed.map((entry) => ({ ...entry, place: placeOf(entry) })),
    metrics: metricsOf(report),
    mitigation: mitigationOf(report),
    totalTime: minutesShown(report.summary.estimatedMinutes),
  };
}

function scopeOf({ model, database }: Report): string {
  const files = model.sources.reduce((sum, source) => sum + source.files.length, 0);
  return `${counted(model.tables, "table")} of the model in ${counted(files, "file")}, held against ${counted(database.tables, "table")} of the database`;
}

function summaryOf(report: Report): string {
  const { summary } = report;
  if (summary.total === 0) return `Model and database agree: ${severityCounts(summary)}.`;
  return `${counted(summary.total, "issue")} to repair (${severityCounts(summary)}); about ${minutesShown(summary.estimatedMinutes)} of work, overall risk ${summary.risk}. ${proofSentence(report)}`;
}

function rowsOf({ proof, plan }: Report): string {
  const asked = "counted where a rule asks for them";
  if (plan.steps.length === 0 || proof.level === "none") return asked;
  return proof.level === "rows"
    ? `${asked}; all of them took part in the rehearsal`
    : `${asked}; the rehearsal ran without them`;
}

function kindsOf(issues: readonly ReportedIssue[]) {
  const categories = [...new Set(issues.map((issue) => issue.category))];
  return categories.map((name: Category) => {
    const own = issues.filter((issue) => issue.category === name);
    const count = (severity: string) => own.filter((issue) => issue.severity === severity).length;
    return {
      name,
      total: own.length,
      critical: count("critical"),
      high: count("high"),
      medium: count("medium"),
      info: count("info"),
    };
  });
}

function sectionsOf(report: Report) {
  return severities
    .map((severity) => ({
      title: severity[0]?.toUpperCase() + severity.slice(1),
      issues: report.issues.filter((issue) => issue.severity === severity).map(shownIssue),
    }))
    .filter((section) => section.issues.length > 0);
}

function shownIssue(issue: ReportedIssue) {
  return {
    ...issue,
    time: minutesShown(issue.estimatedMinutes),
    dependencies: dependenciesOf(issue),
    findings: issue.findings.map((finding) => ({
      ...finding,
      place: placeOf(finding),
      acceptance: acceptanceOf(finding),
    })),
  };
}

function dependenciesOf(issue: ReportedIssue): string {
  const after = issue.after === null ? [] : [`${issue.after} (seen after it)`];
  return [...issue.dependsOn, ...after].join(", ") || "–";
}

/** Issues in the order of the steps that repair them, then those that are a person's. */
function orderOf(report: Report) {
  const stepsOf = new Map<string, string[]>();
  const position = new Map<string, number>();
  report.plan.steps.forEach((step, index) => {
    for (const id of step.issues) {
      stepsOf.set(id, [...(stepsOf.get(id) ?? []), step.id]);
      if (!position.has(id)) position.set(id, index);
    }
  });
  const last = report.plan.steps.length;
  return report.issues
    .filter((issue) => issue.severity !== "info" || position.has(issue.id))
    .sort((a, b) => (position.get(a.id) ?? last) - (position.get(b.id) ?? last))
    .map((issue, index) => ({
      number: index + 1,
      id: issue.id,
      title: issue.title,
      dependencies: dependenciesOf(issue),
      steps: stepsOf.get(issue.id)?.join(", ") ?? "by hand",
      time: minutesShown(issue.estimatedMinutes),
      risk: issue.risk,
    }));
}

function metricsOf(report: Report): string[] {
  const validations = report.plan.steps.reduce((sum, step) => sum + step.validations.length, 0);
  return [
    `\`doctor analyze --fail-on medium\` exits with 0 (today: ${severityCounts(report.summary)}).`,
    ...(validations === 0
      ? []
      : [`The ${counted(validations, "validation query", "validation queries")} above return no rows.`]),
    "`PRAGMA integrity_check` and `PRAGMA foreign_key_check` show nothing that they do not show today.",
    "A second `doctor repair --dry-run` has nothing to do.",
  ];
}

function mitigationOf(report: Report): string[] {
  const destructive = destructiveSteps(report).length;
  const lossy = report.plan.steps.filter((step) => step.rollback.kind !== "lossless");
  return [
    "Back the database file up, with its `-wal` beside it, before anything is run.",
    "Stop the application, or expect its writes to wait: the repair is one transaction, all or nothing.",
    proofSentence(report),
    ...(destructive === 0
      ? []
      : [
          `${counted(destructive, "step")} would delete data; the script holds ${destructive === 1 ? "it" : "them"} as comments until that is allowed.`,
        ]),
    ...(lossy.length === 0
      ? []
      : [
          `The rollback of ${counted(lossy.length, "step")} does not bring everything back: ${lossy.map(({ id }) => id).join(", ")}. Its note says what is lost.`,
        ]),
  ];
}
