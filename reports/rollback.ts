import type { Attempt } from "../src/plan/attempt.ts";
import type { ProofCheck } from "../src/plan/proof.ts";
import type { ReportedStep } from "../src/reporting/report.ts";
import { restoreCommand } from "./applied.ts";
import { checkLines } from "./layout/check-lines.ts";
import { type Palette, palette } from "./layout/palette.ts";
import { plain } from "./layout/plain.ts";
import { heading, labelled, wrapped } from "./layout/terminal.ts";
import { bytesShown } from "./wording.ts";

/** A rollback as the command leaves it, rehearsed or done. */
export interface RollbackRun {
  readonly status: "rehearsed" | "taken-back" | "impossible";
  readonly record: {
    readonly id: string;
    readonly database: string;
    readonly steps: readonly Pick<ReportedStep, "id" | "comment" | "rollback">[];
  };
  readonly rehearsed: {
    readonly obstacles: readonly string[];
    readonly losses: readonly { readonly step: string; readonly what: string; readonly count: number }[];
    readonly checks: readonly ProofCheck[];
  };
  readonly standing: {
    readonly attempt: Attempt;
    readonly applied: { readonly backup: { readonly path: string; readonly bytes: number } | null };
  } | null;
  readonly folder: string;
}

/** Whether everything comes back and stays, something has no place in the old schema, or it cannot be done. */
export function labelOf({ status, rehearsed }: RollbackRun): "lossless" | "lossy" | "impossible" {
  if (status === "impossible") return "impossible";
  return rehearsed.losses.length === 0 ? "lossless" : "lossy";
}

/** A rollback for the terminal: each step with its label, what has no place, the proof, what to do next. */
export async function renderRollback(
  run: RollbackRun,
  options: { readonly color: boolean },
): Promise<string> {
  const paint = await palette(options.color);
  const blocks = [
    head(run, paint),
    steps(run, paint),
    against(run, paint),
    proof(run, paint),
    next(run, paint),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join("\n"))
    .join("\n\n")}\n`;
}

/** A rollback as JSON. */
export function renderRollbackJson(run: RollbackRun): string {
  const { record, rehearsed, standing, folder, status } = run;
  const { obstacles, losses, checks } = rehearsed;
  const steps = backwards(run).map((step) => ({
    ...{ id: step.id, comment: step.comment, label: stepLabel(step, run), sql: step.rollback.sql },
  }));
  const rollback = {
    ...{ repair: record.id, database: record.database, status, label: labelOf(run), folder },
    ...{ obstacles, losses, checks, steps },
    attempt: standing?.attempt.number ?? null,
    backup: standing?.applied.backup ?? null,
  };
  return `${JSON.stringify({ formatVersion: 1, rollback }, null, 2)}\n`;
}

type ShownStep = RollbackRun["record"]["steps"][number];

const backwards = ({ record }: RollbackRun): ShownStep[] => [...record.steps].reverse();

function stepLabel({ id, rollback }: ShownStep, { rehearsed }: RollbackRun): string {
  if (rollback.kind === "impossible") return "impossible";
  return rehearsed.losses.some(({ step }) => step === id) ? "lossy" : "lossless";
}

function head(run: RollbackRun, paint: Palette): string[] {
  const done =
    run.status === "taken-back" ? paint.good("taken back") : paint.faint("dry run: nothing is changed");
  const label = labelOf(run);
  const color = label === "lossless" ? paint.good : paint.bad;
  return [
    `${paint.strong(`Rollback of repair ${run.record.id}`)}  ${run.status === "impossible" ? paint.bad("impossible: nothing was changed") : done}`,
    "",
    ...labelled("  Database  ", plain(run.record.database)),
    ...labelled("  Label     ", label, color),
    ...(run.standing?.applied.backup
      ? labelled(
          "  Backup    ",
          `${plain(run.standing.applied.backup.path)} (${bytesShown(run.standing.applied.backup.bytes)}), as it was before the rollback`,
        )
      : []),
  ];
}

function steps(run: RollbackRun, paint: Palette): string[] {
  return [
    heading("STEPS", "backwards", paint.strong, paint.faint),
    "",
    ...backwards(run).flatMap((step) => [
      ...labelled(`  ${step.id.padEnd(8)}`, `${stepLabel(step, run)}  takes back: ${plain(step.comment)}`),
      ...(step.rollback.note === "" ? [] : wrapped("          ", plain(step.rollback.note)).map(paint.faint)),
    ]),
  ];
}

/** What has no place in the old schema, or what stands in the way. */
function against({ rehearsed, status }: RollbackRun, paint: Palette): string[] {
  if (status === "impossible") {
    return [
      heading("WHY NOT", "", paint.strong, paint.faint),
      "",
      ...rehearsed.obstacles.flatMap((obstacle) => labelled("  - ", plain(obstacle), paint.bad)),
    ];
  }
  if (rehearsed.losses.length === 0) return [];
  return [
    heading(
      status === "taken-back" ? "NOT KEPT" : "WHAT IS NOT KEPT",
      "the old schema has no place for it",
      paint.strong,
      paint.faint,
    ),
    "",
    ...rehearsed.losses.flatMap(({ what, count }) =>
      labelled("  - ", plain(count === 0 ? what : `${count} ${what}`), paint.bad),
    ),
  ];
}

function proof({ rehearsed }: RollbackRun, paint: Palette): string[] {
  if (rehearsed.checks.length === 0) return [];
  return [
    heading("PROOF", "on a copy of today's rows", paint.strong, paint.faint),
    "",
    ...rehearsed.checks.flatMap((check) =>
      checkLines(check.ok ? "  ok      " : "  FAILED  ", check, check.ok ? paint.good : paint.bad),
    ),
  ];
}

function next(run: RollbackRun, paint: Palette): string[] {
  if (run.status === "taken-back") {
    const backup = run.standing?.applied.backup;
    if (!backup) return [];
    return [
      ...wrapped(
        "",
        "If this was a mistake, with the application stopped, the whole database as it was a moment ago:",
      ),
      `    ${restoreCommand(run.record.database, backup.path)}`,
    ];
  }
  if (run.status === "rehearsed")
    return [
      heading("WHAT TO DO NEXT", "", paint.strong, paint.faint),
      "",
      `    ${paint.strong(`doctor rollback ${run.record.id} --apply`)}`,
    ];
  return [
    heading("WHAT TO DO NEXT", "", paint.strong, paint.faint),
    "",
    ...wrapped(
      "  ",
      `Mend what is named above and run it again. The backups of the repair, the last resort, are in ${plain(run.folder)}.`,
    ),
  ];
}
