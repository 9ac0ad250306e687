import type { Phase } from "../internal.ts";
import type { Io } from "./io.ts";

/** Measures the phases of a run. */
export interface Timings {
  readonly enter: (phase: Phase) => void;
  readonly end: () => void;
}

/**
 * With DOCTOR_TIMINGS=1 in the environment, one line of JSON on stderr says how many milliseconds each phase took:
 * `start` from the start of the process. The benchmark reads it.
 */
export function startTimings(io: Io): Timings {
  if (io.environment.DOCTOR_TIMINGS !== "1") return { enter: () => undefined, end: () => undefined };
  const spent = new Map<string, number>();
  let phase = "start";
  let since = 0;
  const enter = (next: string) => {
    // The clock of performance would be loaded for this alone: 3 ms of what is measured.
    const now = process.uptime() * 1000;
    spent.set(phase, (spent.get(phase) ?? 0) + now - since);
    phase = next;
    since = now;
  };
  return {
    enter,
    end: () => {
      enter("end");
      const rounded = [...spent].map(([name, milliseconds]) => [name, Math.round(milliseconds * 10) / 10]);
      io.err(`${JSON.stringify(Object.fromEntries(rounded))}\n`);
    },
  };
}
