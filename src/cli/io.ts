import { writeSync } from "node:fs";
import { outlet } from "./outlet.ts";

/** What the commands see of the process: where they run, and where their words go. */
export interface Io {
  /** Absolute path of the current folder. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Results. */
  readonly out: (text: string) => void;
  /** Everything that is no result: notes and errors. */
  readonly err: (text: string) => void;
  readonly outIsTerminal: boolean;
  /** The stream behind `err` when it is a terminal, else null. */
  readonly errTerminal: NodeJS.WriteStream | null;
}

/** Whether results are coloured: on a terminal, unless --no-color, NO_COLOR or a dumb terminal says otherwise. https://no-color.org */
export function wantsColor(io: Io, noColor: boolean): boolean {
  const { NO_COLOR, TERM } = io.environment;
  return io.outIsTerminal && !noColor && !NO_COLOR && TERM !== "dumb";
}

/** The Io of this process. A reader that went away is no error of ours: `doctor analyze | head` is quiet. */
export function processIo(): Io {
  const failed = (error: NodeJS.ErrnoException): void => {
    if (error.code !== "EPIPE") endUnheard(error);
  };
  const out = outlet(1, () => process.stdout, failed);
  const err = outlet(2, () => process.stderr, failed);
  return {
    folder: process.cwd(),
    environment: process.env,
    out: out.write,
    err: err.write,
    outIsTerminal: out.terminal !== null,
    errTerminal: err.terminal,
  };
}

/** Ends the process where what it says cannot be written: that is no report, and must not look like one. */
function endUnheard({ message }: Error): never {
  try {
    const advice = "Make room there, or send it elsewhere.";
    writeSync(2, `doctor: what it has to say could not be written: ${message}.\n${advice}\n`);
  } finally {
    process.exit(2);
  }
}
