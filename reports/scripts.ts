import type { Report, ReportedStep } from "../src/reporting/report.ts";

/** The SQL of a whole report. */
export function scriptsOf(report: Report) {
  const steps = report.plan.steps;
  return {
    repair: scriptOf(steps, (step) => step.sql),
    rollback: scriptOf(steps.toReversed(), (step) => step.rollback.sql),
    before: queries(steps, (step) => step.preconditions),
    after: queries(steps, (step) => step.validations),
  };
}

function scriptOf(steps: readonly ReportedStep[], sqlOf: (step: ReportedStep) => readonly string[]): string {
  return [
    "PRAGMA foreign_keys = OFF;",
    "BEGIN IMMEDIATE;",
    ...steps.map((step) => `\n-- ${step.id}: ${step.comment}\n${statements(sqlOf(step))}`),
    "\nCOMMIT;",
  ].join("\n");
}

function queries(steps: readonly ReportedStep[], sqlOf: (step: ReportedStep) => readonly string[]): string {
  return steps
    .filter((step) => sqlOf(step).length > 0)
    .map((step) => `-- ${step.id}: ${step.comment}\n${statements(sqlOf(step))}`)
    .join("\n\n");
}

/** Statements, each ended by a semicolon on a line that no comment swallows. */
export function statements(sql: readonly string[]): string {
  return sql.map((statement) => `${statement.replace(/[\s;]+$/, "")};`).join("\n");
}
