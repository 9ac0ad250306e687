import type { Report, ReportedStep } from "../src/reporting/report.ts";
import { plain } from "./layout/plain.ts";

/**
 * The SQL of a whole report, for reading. The scripts that a dry run writes have the same statements between guards,
 * which need more than a report holds.
 */
export function scriptsOf(report: Report) {
  const { steps } = report.plan;
  return {
    repair: framed(steps.map((step) => withTitle(step, destructiveAsComment(step)))),
    rollback: framed(
      steps
        .filter(runs)
        .toReversed()
        .map((step) => withTitle(step, statements(step.rollback.sql))),
    ),
    before: queries(steps, (step) => step.preconditions),
    after: queries(steps, (step) => step.validations),
  };
}

function runs(step: ReportedStep): boolean {
  return step.safety !== "destructive";
}

function framed(texts: readonly string[]): string {
  return [".bail on\nPRAGMA foreign_keys = OFF;\nBEGIN IMMEDIATE;", ...texts, "COMMIT;"].join("\n\n");
}

function destructiveAsComment(step: ReportedStep): string {
  const text = statements(step.sql);
  if (runs(step)) return text;
  return ["deletes data: --allow-destructive lets it in", ...text.split(/\r\n|\n|\r/)]
    .map((line) => `-- ${line}`)
    .join("\n");
}

function queries(steps: readonly ReportedStep[], sqlOf: (step: ReportedStep) => readonly string[]): string {
  const asked = steps.filter((step) => runs(step) && sqlOf(step).length > 0);
  if (asked.length === 0) return "-- Nothing to ask.";
  return asked.map((step) => withTitle(step, statements(sqlOf(step)))).join("\n\n");
}

function withTitle(step: ReportedStep, text: string): string {
  return `-- ${step.id}: ${plain(step.comment)}\n${text}`;
}

/** Statements, each ended by a semicolon that no comment swallows. */
export function statements(sql: readonly string[]): string {
  return sql
    .map((statement) => statement.replace(/[\s;]+$/, ""))
    .map((statement) => {
      const lastLine = statement.slice(statement.lastIndexOf("\n") + 1);
      return lastLine.includes("--") ? `${statement}\n;` : `${statement};`;
    })
    .join("\n");
}
