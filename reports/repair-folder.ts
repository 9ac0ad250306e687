import type { Report } from "../src/reporting/report.ts";
import { jsonText } from "./json.ts";
import { codeOf, proseOf } from "./layout/markdown-text.ts";
import { counted, minutesShown, proofSentence } from "./wording.ts";

/** The files that stand beside the scripts of a dry run: plan.json for programs and README.md for the one who runs them. */
export function repairCompanions(
  report: Report,
  scripts: Readonly<Record<string, string>>,
): Record<string, string> {
  return {
    "plan.json": jsonText({ formatVersion: 1, plan: report.plan, proof: report.proof }),
    "README.md": readme(report, Object.keys(scripts)),
  };
}

const purposes: Readonly<Record<string, string>> = {
  "repair.sql": "the repair, in one transaction, with a guard before COMMIT",
  "rollback.sql": "the way back",
  "validate-before.sql": "queries that must return no rows before the repair",
  "validate-after.sql": "queries that must return no rows after it",
};

function readme(report: Report, scripts: readonly string[]): string {
  const { plan, proof, database, tool } = report;
  const destructive = plan.steps.filter((step) => step.safety === "destructive");
  const lossy = plan.steps.filter((step) => step.rollback.kind !== "lossless");
  return `${[
    `# Repair of ${codeOf(database.path)}`,
    `Written by ${tool.name} ${tool.version} in run ${codeOf(report.run.id)}: ${counted(plan.steps.length, "step")}, about ${minutesShown(report.summary.estimatedMinutes)}, risk ${report.summary.risk}. ${proofSentence(report)}`,
    ...(proof.ok
      ? []
      : ["**Do not run it as it is:** the rehearsal failed, and so will the script, changing nothing."]),
    ...proof.checks
      .filter((check) => !check.ok)
      .map((check) => `Failed: ${proseOf(check.name)}: ${proseOf(check.detail)}`),
    "## How to run it",
    [
      "1. Back the database file up, with its `-wal` file if there is one.",
      "2. Stop the application, or expect its writes to wait.",
      "3. `sqlite3 FILE < validate-before.sql` must print nothing.",
      "4. `sqlite3 FILE < repair.sql`. It is all or nothing: when a validation fails nothing is changed.",
      "5. `sqlite3 FILE < validate-after.sql` must print nothing.",
      "6. `doctor analyze` says what is left.",
    ].join("\n"),
    "The sqlite3 shell must be 3.40 or newer (`sqlite3 --version`). Do not run the scripts inside another transaction or a migration runner: they switch foreign keys off first, and SQLite ignores that inside a transaction.",
    "To go back: `sqlite3 FILE < rollback.sql`.",
    "## Files",
    table(
      ["File", "What it is"],
      [
        ...scripts.map((name) => [codeOf(name), purposes[name] ?? ""]),
        ["`plan.json`", "the plan and its proof as data"],
      ],
    ),
    "## Steps",
    table(
      ["Step", "What it does", "Issues", "Safety", "Rollback"],
      plan.steps.map((step) => [
        codeOf(step.id),
        proseOf(step.comment),
        step.issues.join(", "),
        step.safety,
        step.rollback.kind,
      ]),
    ),
    ...(destructive.length === 0
      ? []
      : [
          "## Data that would be deleted",
          "These steps are in the scripts only as comments, unless they were written with `--allow-destructive`:",
          destructive.map((step) => `- ${codeOf(step.id)}: ${proseOf(step.comment)}`).join("\n"),
        ]),
    ...(lossy.length === 0
      ? []
      : [
          "## What the rollback does not bring back",
          lossy
            .map((step) => `- ${codeOf(step.id)}: ${proseOf(step.rollback.note || step.rollback.kind)}`)
            .join("\n"),
        ]),
  ].join("\n\n")}\n`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
