import type { Proof, Report, ReportedStep } from "../src/reporting/report.ts";
import { checkLines } from "./layout/check-lines.ts";
import { type Palette, palette } from "./layout/palette.ts";
import { plain, plainLines } from "./layout/plain.ts";
import { heading, labelled, wrapped } from "./layout/terminal.ts";
import { statements } from "./scripts.ts";
import { counted, proofSentence } from "./wording.ts";

/** What a dry run adds to its report. */
export interface DryRun {
  readonly report: Report;
  /** Ids of the issues that were not named and that a named one depends on. */
  readonly pulledIn: readonly string[];
  /** How many rows each precondition returns today; one that could not be asked is missing. */
  readonly offending: ReadonlyMap<string, number>;
  readonly allowDestructive: boolean;
}

/** A dry run for the terminal: every step with its SQL, what must hold before it, its way back, and the proof. SQL is never wrapped. */
export async function renderDryRun(run: DryRun, options: { readonly color: boolean }): Promise<string> {
  const paint = await palette(options.color);
  const { steps } = run.report.plan;
  const blocks = [
    headOf(run, paint),
    ...steps.map((step, index) => stepBlock(step, `${index + 1} of ${steps.length}`, run, paint)),
    ...(steps.length === 0 ? [] : [proofBlock(run.report.proof, proofSentence(run.report), paint)]),
    byHandBlock(run.report, paint),
    endBlock(run, paint),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join("\n"))
    .join("\n\n")}\n`;
}

function headOf({ report, pulledIn }: DryRun, paint: Palette): string[] {
  const { tool, database, plan } = report;
  return [
    `${paint.strong(`${tool.name} ${tool.version}`)}${paint.faint("  dry run: nothing is changed")}`,
    "",
    ...labelled("  Database  ", plain(database.path)),
    ...labelled(
      "  Plan      ",
      plan.steps.length === 0 ? "nothing to do" : counted(plan.steps.length, "step"),
    ),
    ...(pulledIn.length === 0
      ? []
      : labelled("  Pulled in ", `${pulledIn.join(", ")}: what was selected depends on it`)),
  ];
}

function stepBlock(step: ReportedStep, position: string, run: DryRun, paint: Palette): string[] {
  const withheld = step.safety === "destructive" && !run.allowDestructive;
  return [
    heading(`STEP ${position}`, step.safety, paint.strong, paint.faint),
    "",
    ...wrapped("  ", plain(step.comment)),
    ...wrapped("  ", `Repairs ${step.issues.join(", ")}.`).map(paint.faint),
    ...(withheld
      ? wrapped("  ", "LEFT OUT: it deletes data; --allow-destructive lets it in.").map(paint.bad)
      : []),
    "",
    ...sqlLines(step.sql),
    ...(step.preconditions.length === 0
      ? []
      : [
          "",
          paint.faint("  Before it runs, these must return no rows:"),
          ...step.preconditions.flatMap((query) => preconditionLines(query, run, paint)),
        ]),
    ...(step.guards === undefined
      ? []
      : ["", paint.faint("  When its turn comes, these must return no rows:"), ...sqlLines(step.guards)]),
    "",
    ...rollbackLines(step, paint),
  ];
}

function sqlLines(sql: readonly string[]): string[] {
  return statements(sql.map(plainLines))
    .split("\n")
    .map((line) => `    ${line}`);
}

function preconditionLines(query: string, run: DryRun, paint: Palette): string[] {
  const rows = run.offending.get(query);
  const verdict =
    rows === undefined
      ? paint.faint("    -- not asked today")
      : rows === 0
        ? paint.good("    -- no rows today")
        : paint.bad(`    -- ${counted(rows, "row")} today: the step is blocked`);
  return [...sqlLines([query]), verdict];
}

function rollbackLines(step: ReportedStep, paint: Palette): string[] {
  const { kind, note, sql } = step.rollback;
  const title = labelled("  ", `Rollback, ${kind}${note === "" ? ":" : `. ${plain(note)}`}`).map(paint.faint);
  return sql.length === 0 ? title : [...title, ...sqlLines(sql)];
}

function proofBlock(proof: Proof, sentence: string, paint: Palette): string[] {
  return [
    heading("PROOF", "", paint.strong, paint.faint),
    "",
    ...wrapped("  ", sentence).map(proof.ok ? paint.good : paint.bad),
    ...proof.checks.flatMap((check) =>
      checkLines(check.ok ? "  ok      " : "  FAILED  ", check, check.ok ? paint.good : paint.bad),
    ),
  ];
}

function byHandBlock(report: Report, paint: Palette): string[] {
  const issues = report.issues.filter((issue) => issue.severity !== "info" && issue.sql.length === 0);
  if (issues.length === 0) return [];
  return [
    heading(`BY HAND (${issues.length})`, "no SQL repairs these", paint.strong, paint.faint),
    "",
    ...issues.flatMap((issue) => [
      ...labelled(`  ${issue.id.padEnd(8)}  `, plain(issue.title), paint.severity[issue.severity]),
      ...wrapped(" ".repeat(12), plain(issue.repairAction)).map(paint.faint),
    ]),
  ];
}

function endBlock({ report, offending }: DryRun, paint: Palette): string[] {
  if (report.plan.steps.length === 0) return [];
  const blocked = [...offending.values()].some((rows) => rows > 0);
  const [sentence, command] = blocked
    ? [
        "Rows stand in the way. Mend them, or say with backfills in the config what they become, and run again:",
        "doctor repair --dry-run",
      ]
    : [
        "Write the scripts to a folder, read its README.md, and run them on a backup first:",
        "doctor repair --dry-run --out repair",
      ];
  return [
    heading("WHAT TO DO NEXT", "", paint.strong, paint.faint),
    "",
    ...wrapped("  ", sentence),
    `    ${paint.strong(command)}`,
  ];
}
