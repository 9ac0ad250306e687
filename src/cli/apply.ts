import type { ApplyOptions, Repair, RepairOptions } from "../internal.ts";
import type { Context } from "./context.ts";
import { type Io, wantsColor } from "./io.ts";
import { startProgress } from "./progress.ts";
import { listenForSignals } from "./signals.ts";

/** What the command line of `repair --apply` says besides the options of the repair. */
export interface ApplyLine {
  readonly quiet: boolean;
  readonly noColor: boolean;
  readonly format: string;
}

/** `doctor repair --apply`: proves the repair anew, backs the database up, and changes it in one transaction. */
export async function applyCommand(
  repair: Omit<RepairOptions, "onPhase">,
  line: ApplyLine,
  { io, doctor, exit }: Pick<Context, "io" | "doctor" | "exit">,
): Promise<void> {
  const outcome = await watched(io, line.quiet, (onlooker) =>
    doctor.applyRepair({
      ...repair,
      ...onlooker,
      onLosses: (losses) => {
        io.err("These steps take away what they say, as --allow-destructive lets them:\n");
        for (const { step, what, count } of losses)
          io.err(`  ${step}: ${doctor.plainLines(what)}: ${count}\n`);
      },
    }),
  );
  notePulledIn(outcome, line.quiet, io);
  io.out(
    line.format === "json"
      ? await doctor.renderAppliedJson(outcome)
      : await doctor.renderApplied(outcome, { color: wantsColor(io, line.noColor) }),
  );
  exit(outcome.exitCode);
}

/** Who looks on while a database is changed from the command line. */
type Onlooker = Pick<ApplyOptions, "onPhase" | "onCopy" | "onRows" | "onWaiting" | "stopped" | "onSettled">;

/** Runs something that changes a database, with progress, signals and words about what it waits for. */
export async function watched<T>(
  io: Io,
  quiet: boolean,
  run: (onlooker: Onlooker) => Promise<T>,
): Promise<T> {
  const progress = startProgress(io, quiet);
  const signals = listenForSignals(io);
  try {
    return await run({
      onPhase: progress.enter,
      onCopy: progress.copied,
      onRows: progress.rows,
      stopped: signals.stopped,
      onWaiting: (patience) =>
        io.err(`Another process uses the database; waiting up to ${Math.round(patience / 1000)} s.\n`),
      onSettled: (sentences) => io.err(`${sentences.join("\n")}\n`),
    });
  } finally {
    signals.end();
    progress.end();
  }
}

/** Says which issues were not named and are part of the repair all the same. */
export function notePulledIn({ pulledIn }: Pick<Repair, "pulledIn">, quiet: boolean, io: Io): void {
  if (quiet || pulledIn.length === 0) return;
  io.err(`Pulled in, because what was selected depends on it: ${pulledIn.join(", ")}.\n`);
}
