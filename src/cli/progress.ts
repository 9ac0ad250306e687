import type { SingleBar } from "cli-progress";
import type { ApplyPhase, Phase } from "../internal.ts";
import type { Io } from "./io.ts";

const phases: Readonly<Record<Phase | ApplyPhase, string>> = {
  model: "reading the model",
  code: "reading the SQL in the code",
  opening: "opening the database",
  introspection: "reading the schema",
  diff: "comparing",
  rules: "judging what differs",
  plan: "planning the repair",
  rehearsal: "rehearsing the repair on a copy",
  report: "writing the report",
  backup: "backing up the database",
  "backup-check": "comparing the backup with the database",
  lock: "waiting for the write lock",
  preconditions: "asking the preconditions",
  steps: "carrying out the steps",
  checks: "checking what came of it",
  commit: "committing",
};

/** Shows which phase a run is in, on a terminal, once the run has lasted over a second. */
export interface Progress {
  readonly enter: (phase: Phase | ApplyPhase) => void;
  /** Shows how much of a copy is done, in bytes, and how long the rest will take. */
  readonly copied: (bytes: number, total: number) => void;
  /** Shows how many rows of a table are read, how fast, and how long the rest will take. */
  readonly rows: (table: string, rows: number, about: number) => void;
  /** Shows how many databases of a fleet are read. */
  readonly files: (done: number, total: number) => void;
  readonly end: () => void;
}

const silent: Progress = {
  enter: () => {},
  copied: () => {},
  rows: () => {},
  files: () => {},
  end: () => {},
};

/** Progress for one run. Reading is synchronous, so the line changes where a phase begins. */
export function startProgress(io: Io, quiet: boolean): Progress {
  const stream = io.errTerminal;
  if (quiet || stream === null) return silent;
  const began = Date.now();
  let bar: SingleBar | null = null;
  let done = false;
  let copyBegan: number | null = null;
  const order = Object.keys(phases);
  // Rows are read in one go, in which nothing that was begun goes on: the package must be there before.
  let Bar: typeof SingleBar | null = null;
  let waiting: (() => void) | null = null;
  void import("cli-progress").then((loaded) => {
    Bar = loaded.SingleBar;
    waiting?.();
  });
  const draw = (place: number, total: number, phase: string) => {
    if (done) return;
    if (Bar === null) {
      waiting = () => draw(place, total, phase);
    } else if (bar === null) {
      const look = { format: "{bar} {phase}", clearOnComplete: true, hideCursor: true, barsize: 20 };
      bar = new Bar({ stream, ...look });
      bar.start(total, place, { phase });
    } else {
      bar.setTotal(total);
      bar.update(place, { phase });
    }
  };
  let reading = { table: "", began };
  let current: Phase | ApplyPhase = "model";
  return {
    enter: (phase) => {
      current = phase;
      copyBegan = null;
      if (Date.now() - began > 1000) draw(order.indexOf(phase), order.length, phases[phase]);
    },
    copied: (bytes, total) => {
      copyBegan ??= Date.now();
      if (Date.now() - began < 1000) return;
      draw(bytes, total, `${phases[current]}: ${copyWords(bytes, total, Date.now() - copyBegan)}`);
    },
    rows: (table, rows, about) => {
      if (table !== reading.table) reading = { table, began: Date.now() };
      if (Date.now() - began < 1000) return;
      draw(rows, about, `${phases[current]}: ${rowWords(table, rows, about, Date.now() - reading.began)}`);
    },
    files: (read, total) => {
      if (Date.now() - began < 1000 || (read % 16 > 0 && read < total)) return;
      draw(read, total, `${read} of ${total} databases read`);
    },
    end: () => {
      done = true;
      bar?.stop();
    },
  };
}

/** Such as "120 of 512 MB, 4 s left". */
export function copyWords(bytes: number, total: number, milliseconds: number): string {
  const mega = (size: number): string => (size / 1024 / 1024).toFixed(0);
  const left = bytes > 0 ? Math.ceil(((total - bytes) / bytes) * (milliseconds / 1000)) : null;
  return `${mega(bytes)} of ${mega(total)} MB${left === null ? "" : `, ${left} s left`}`;
}

/** Such as "orders, 1,200,000 of about 5,000,000 rows, 400,000 a second, 10 s left". */
export function rowWords(table: string, rows: number, about: number, milliseconds: number): string {
  const shown = (count: number): string => Math.round(count).toLocaleString("en");
  const speed = milliseconds > 0 ? rows / (milliseconds / 1000) : 0;
  const pace = speed > 0 ? `, ${shown(speed)} a second, ${shown((about - rows) / speed)} s left` : "";
  return `${table}, ${shown(rows)} of about ${shown(about)} rows${pace}`;
}
