import type { Attempt } from "../src/plan/attempt.ts";
import { type Palette, palette } from "./layout/palette.ts";
import { plain } from "./layout/plain.ts";
import { columns, heading, labelled, wrapped } from "./layout/terminal.ts";
import { widthOf } from "./layout/wrap.ts";
import { counted } from "./wording.ts";

/** A recorded run as it is shown. */
export interface ShownRun {
  readonly id: string;
  readonly command: string;
  readonly status: "running" | "success" | "failed" | "stalled";
  readonly database: string | null;
  readonly config: string | null;
  readonly scope: "all" | "part";
  readonly startedAt: string;
  readonly completedAt: string | null;
  readonly durationMs: number | null;
  readonly critical: number | null;
  readonly high: number | null;
  readonly medium: number | null;
  readonly info: number | null;
  readonly exitCode: number | null;
  readonly error: string | null;
  readonly user: string;
  readonly host: string;
  readonly pid: number;
  readonly version: string;
  readonly hasReport: boolean;
}

type Options = { readonly color: boolean };

/** Recorded runs for the terminal, a line each; `total` says how many there are in all. */
export async function renderRuns(
  { runs, total }: { readonly runs: readonly ShownRun[]; readonly total: number },
  options: Options & { readonly status?: string | undefined },
): Promise<string> {
  if (total === 0) return `${noneRecorded(options.status)}\n`;
  const paint = await palette(options.color);
  const several = new Set(runs.map(({ database }) => database)).size > 1;
  const rows = runs.map((run) => [run.id, run.command, run.status, tookOf(run), summaryOf(run, several)]);
  const titles = ["RUN", "COMMAND", "STATUS", "TOOK", "RESULT"];
  const widths = titles.map((title, i) =>
    Math.max(...[title, ...rows.map((row) => row[i] ?? "")].map(widthOf)),
  );
  const line = (row: readonly string[], paints: Readonly<Record<number, Paint>>): string =>
    row
      .map((cell, i) => (paints[i] ?? same)(i === row.length - 1 ? cell : padded(cell, widths[i] ?? 0)))
      .join("  ");
  const lines = rows.map((row, i) => line(row, { 2: statusPaint(runs[i]?.status, paint) }));
  const more =
    total > runs.length ? ["", paint.faint(`The last ${runs.length} of ${total}; --limit shows more.`)] : [];
  return `${[paint.strong(line(titles, {})), ...lines, ...more].join("\n")}\n`;
}

type Paint = (text: string) => string;
const same: Paint = (text) => text;

function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

function statusPaint(status: ShownRun["status"] | undefined, paint: Palette): Paint {
  if (status === "success") return paint.good;
  return status === "running" ? same : paint.bad;
}

function noneRecorded(status: string | undefined): string {
  if (status !== undefined) return `No recorded run is ${status === "success" ? "a success" : status}.`;
  return 'No run is recorded here yet. `doctor analyze` records one, unless the config says "history": false.';
}

/** The ids of runs, a line each. */
export function renderRunIds({ runs }: { readonly runs: readonly ShownRun[] }): string {
  return runs.map(({ id }) => `${id}\n`).join("");
}

/** All about a run for the terminal, with the attempts at the repair it was about. */
export async function renderRunInfo(
  { run, attempts }: { readonly run: ShownRun; readonly attempts: readonly StoredAttempt[] },
  { color }: Options,
): Promise<string> {
  const paint = await palette(color);
  const fact = (label: string, value: string | null): string[] =>
    value === null ? [] : labelled(`  ${label.padEnd(11)}`, plain(value));
  const lines = [
    `${paint.strong(`Run ${run.id}`)}  ${statusPaint(run.status, paint)(run.status)}`,
    "",
    ...fact("Command", `doctor ${run.command}${run.scope === "part" ? ", of some issues (--only)" : ""}`),
    ...fact("Database", run.database),
    ...fact("Config", run.config),
    ...fact("Started", run.startedAt),
    ...fact("Completed", run.completedAt),
    ...fact("Took", run.durationMs === null ? null : tookOf(run)),
    ...fact("Result", run.critical === null ? null : countsOf(run)),
    ...fact("Exit code", run.exitCode === null ? null : String(run.exitCode)),
    ...fact("Error", run.error),
    ...fact("By", `${run.user}@${run.host}, process ${run.pid}`),
    ...fact("Doctor", run.version),
    ...fact("Report", reportWords(run)),
    ...attemptLines(run, attempts, paint),
  ];
  return `${lines.join("\n")}\n`;
}

function reportWords({ id, status, hasReport }: ShownRun): string {
  if (hasReport) return `doctor report ${id}`;
  switch (status) {
    case "running":
      return "not yet";
    case "stalled":
      return "none: its process is gone, and it never ended";
    case "failed":
      return "none: it failed";
    case "success":
      return "no longer kept";
  }
}

/** An attempt with the run that made it. */
type StoredAttempt = Attempt & { readonly run: string | null };

function attemptLines(run: ShownRun, attempts: readonly StoredAttempt[], paint: Palette): string[] {
  const [first] = attempts;
  if (first === undefined) return [];
  const title = `ATTEMPTS (${attempts.length})`;
  const lines = attempts.flatMap((attempt) => {
    const own =
      attempt.run === run.id ? ", by this run" : attempt.run === null ? "" : `, by run ${attempt.run}`;
    const error = attempt.error === null ? "" : `: ${attempt.error}`;
    const said = `${attempt.action} ${attempt.startedAt} ${attempt.status}${own}${error}`;
    return labelled(`  ${String(attempt.number).padStart(3)}  `, plain(said));
  });
  const pending = attempts.some(({ status }) => status === "pending")
    ? wrapped("  ", "What is pending and was cut off is settled by the next repair, validate or rollback.")
    : [];
  return [
    "",
    heading(title, `at repair ${first.repair}`, paint.strong, paint.faint),
    "",
    ...lines,
    ...pending,
  ];
}

/** What was forgotten, or would be with --yes. */
export function renderCleaned({
  runs,
  removed,
}: {
  readonly runs: readonly ShownRun[];
  readonly removed: boolean;
}): string {
  if (runs.length === 0) return "No run is that old: nothing to forget.\n";
  const what = `${counted(runs.length, "run")} with ${runs.length === 1 ? "its report" : "their reports"}`;
  if (removed) return `Forgotten: ${what}. What is kept of repairs stays.\n`;
  const shown = runs.slice(0, 10).map(({ id, command }) => `  ${id}  ${command}\n`);
  const more = runs.length > shown.length ? `  and ${runs.length - shown.length} more\n` : "";
  return `${shown.join("")}${more}--yes forgets ${what}. Nothing was changed.\n`;
}

function tookOf({ durationMs }: Pick<ShownRun, "durationMs">): string {
  if (durationMs === null) return "-";
  const seconds = durationMs / 1000;
  return seconds < 60
    ? `${seconds.toFixed(1)} s`
    : `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}

function summaryOf(run: ShownRun, withDatabase: boolean): string {
  const where = withDatabase && run.database !== null ? `${plain(run.database)}: ` : "";
  return cut(where + resultOf(run));
}

function resultOf(run: ShownRun): string {
  if (run.error !== null) return plain(run.error.split("\n")[0] ?? "");
  if (run.critical !== null) return `${countsOf(run)}${run.scope === "part" ? " (--only)" : ""}`;
  return run.status === "success" ? rollbackWords(run) : "";
}

function rollbackWords({ command, exitCode }: ShownRun): string {
  if (exitCode !== 0) return "impossible";
  return command === "rollback --apply" ? "taken back" : "possible";
}

/** A line of the list stays a line. */
function cut(text: string): string {
  return widthOf(text) <= columns ? text : `${[...text].slice(0, columns - 1).join("")}…`;
}

function countsOf(run: ShownRun): string {
  const parts = (["critical", "high", "medium", "info"] as const)
    .filter((severity) => (run[severity] ?? 0) > 0)
    .map((severity) => `${run[severity]} ${severity}`);
  return parts.length === 0 ? "no issues" : parts.join(", ");
}
