import type { SingleBar } from "cli-progress";
import type { Phase } from "../index.ts";
import type { Io } from "./io.ts";

const phases: Readonly<Record<Phase, string>> = {
  model: "reading the model",
  opening: "opening the database",
  introspection: "reading the schema",
  diff: "comparing",
  rules: "judging what differs",
  plan: "planning the repair",
  rehearsal: "rehearsing the repair on a copy",
  report: "writing the report",
};

/** Shows which phase a run is in, on a terminal, once the run has lasted over a second. */
export interface Progress {
  readonly enter: (phase: Phase) => void;
  readonly end: () => void;
}

const silent: Progress = { enter: () => {}, end: () => {} };

/** Progress for one run. Reading is synchronous, so the line changes where a phase begins. */
export function startProgress(io: Io, quiet: boolean): Progress {
  const stream = io.errTerminal;
  if (quiet || stream === null) return silent;
  const began = Date.now();
  let bar: SingleBar | null = null;
  let done = false;
  const order = Object.keys(phases);
  const draw = async (phase: Phase) => {
    const { SingleBar: Bar } = await import("cli-progress");
    if (done) return;
    const place = order.indexOf(phase);
    if (bar === null) {
      bar = new Bar({
        stream,
        format: "{bar} {phase}",
        clearOnComplete: true,
        hideCursor: true,
        barsize: 20,
      });
      bar.start(order.length, place, { phase: phases[phase] });
    } else bar.update(place, { phase: phases[phase] });
  };
  return {
    enter: (phase) => {
      if (Date.now() - began > 1000) void draw(phase);
    },
    end: () => {
      done = true;
      bar?.stop();
    },
  };
}
