import type { Attempt } from "../src/plan/attempt.ts";
import type { Report, ReportedStep } from "../src/reporting/report.ts";
import { type Palette, palette } from "./layout/palette.ts";
import { plain } from "./layout/plain.ts";
import { heading, labelled, wrapped } from "./layout/terminal.ts";
import { type DryRun, renderDryRun } from "./repair.ts";
import { bytesShown, counted, proofSentence } from "./wording.ts";

/** A repair as the command that applies it leaves it. */
export interface AppliedRun extends DryRun {
  readonly status: "applied" | "refused" | "nothing";
  readonly standing: {
    readonly attempt: Attempt;
    readonly applied: {
      readonly backup: { readonly path: string; readonly bytes: number } | null;
      readonly milliseconds: Readonly<Record<string, number>>;
    };
  } | null;
  readonly folder: string | null;
}

/** An applied repair for the terminal: what was done, how long each part took, the way back. A refused one as its dry run. */
export async function renderApplied(run: AppliedRun, options: { readonly color: boolean }): Promise<string> {
  const paint = await palette(options.color);
  if (run.standing === null) {
    const end = run.status === "refused" ? ["", ...refusal(run, paint)] : [];
    return `${(await renderDryRun(run, options)).trimEnd()}\n${end.map((line) => `${line}\n`).join("")}`;
  }
  return `${[...done(run, run.standing, paint), "", ...wayBack(run, run.standing, paint)].join("\n")}\n`;
}

/** Steps that nothing stands against can be applied by themselves. */
function refusal({ report, offending }: AppliedRun, paint: Palette): string[] {
  const isBlocked = (step: ReportedStep): boolean =>
    step.preconditions.some((query) => (offending.get(query) ?? 0) > 0);
  const free = report.plan.steps.filter((step) => !isBlocked(step)).flatMap(({ issues }) => issues);
  const blocked = new Set(report.plan.steps.filter(isBlocked).flatMap(({ issues }) => issues));
  const [first] = free.filter((id) => !blocked.has(id));
  return [
    paint.bad("NOT APPLIED: nothing was changed."),
    ...(first === undefined || blocked.size === 0
      ? []
      : [
          ...wrapped("", "What no row stands against can be applied by itself:"),
          `    doctor repair --apply --only ${first}`,
        ]),
  ];
}

/** The report of the run as JSON, with what became of the repair. */
export function renderAppliedJson(run: AppliedRun): string {
  const { attempt, applied } = run.standing ?? { attempt: null, applied: null };
  const repair = {
    status: run.status,
    id: attempt?.repair ?? null,
    attempt: attempt?.number ?? null,
    folder: run.folder,
    backup: applied?.backup ?? null,
    milliseconds: applied?.milliseconds ?? null,
  };
  return `${JSON.stringify({ ...run.report, repair }, null, 2)}\n`;
}

function done(
  run: AppliedRun,
  { attempt, applied }: NonNullable<AppliedRun["standing"]>,
  paint: Palette,
): string[] {
  const { tool, database, plan } = run.report;
  const steps = plan.steps.filter((step) => run.allowDestructive || step.safety !== "destructive");
  const withheld = plan.steps.length - steps.length;
  const parts = Object.entries(applied.milliseconds).map(([part, spent]) => `${part} ${seconds(spent)}`);
  return [
    `${paint.strong(`${tool.name} ${tool.version}`)}  ${paint.good("applied")}`,
    "",
    ...labelled("  Database  ", plain(database.path)),
    ...labelled("  Repair    ", `${attempt.repair}, attempt ${attempt.number}`),
    ...labelled("  Steps     ", `${counted(steps.length, "step")} in one transaction`),
    ...(withheld === 0
      ? []
      : labelled(
          "  Left out  ",
          `${counted(withheld, "step")} that would delete data; --allow-destructive lets them in`,
        )),
    ...labelled("  Proof     ", proofSentence(run.report)),
    ...(applied.backup === null
      ? []
      : labelled(
          "  Backup    ",
          `${plain(applied.backup.path)} (${bytesShown(applied.backup.bytes)}), compared row by row`,
        )),
    ...labelled("  Time      ", parts.join(", ")),
    "",
    ...steps.flatMap((step, i) => labelled(`  ${String(i + 1).padStart(3)}  `, plain(step.comment))),
    ...waiting(run.report, paint),
  ];
}

function waiting(report: Report, paint: Palette): string[] {
  const left = report.issues.filter((issue) => issue.severity !== "info" && issue.sql.length === 0);
  if (left.length === 0) return [];
  return [
    "",
    heading(`BY HAND (${left.length})`, "no SQL repairs these", paint.strong, paint.faint),
    "",
    ...left.flatMap((issue) => labelled(`  ${issue.id.padEnd(8)}  `, plain(issue.title))),
  ];
}

function wayBack(
  run: AppliedRun,
  { attempt, applied }: NonNullable<AppliedRun["standing"]>,
  paint: Palette,
): string[] {
  return [
    heading("THE WAY BACK", "", paint.strong, paint.faint),
    "",
    ...wrapped(
      "  ",
      "Take it back; what was written since stays. Without --apply this shows what would happen:",
    ),
    `    ${paint.strong(`doctor rollback ${attempt.repair}`)}`,
    ...wrapped("  ", "Ask its validations again at any time:"),
    `    ${paint.strong(`doctor validate ${attempt.repair}`)}`,
    ...(applied.backup === null ? [] : restoring(attempt.database, applied.backup.path)),
    ...wrapped("  ", `Scripts, plan and record are in ${plain(run.folder ?? "")}.`),
  ];
}

/** The last resort, as a command for the shell. */
function restoring(database: string, backup: string): string[] {
  return [
    ...wrapped(
      "  ",
      "The last resort, with the application stopped: the whole database as it was before, without anything written since:",
    ),
    `    ${restoreCommand(database, backup)}`,
  ];
}

/** Puts a backup in the place of a database. Its journal and log belong to the content that goes. */
export function restoreCommand(database: string, backup: string): string {
  const quoted = (path: string): string => `'${path.replaceAll("'", "'\\''")}'`;
  const beside = ["-wal", "-shm", "-journal"].map((end) => quoted(database + end)).join(" ");
  return `rm -f ${beside} && cp ${quoted(backup)} ${quoted(database)}`;
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;
