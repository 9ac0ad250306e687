import { writeSync } from "node:fs";

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
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") endUnheard(error);
    });
  }
  return {
    folder: process.cwd(),
    environment: process.env,
    out: (text) => {
      process.stdout.write(text);
    },
    err: (text) => {
      process.stderr.write(text);
    },
    outIsTerminal: process.stdout.isTTY === true,
    errTerminal: process.stderr.isTTY === true ? process.stderr : null,
  };
}

/** Ends the process where what it says cannot be written: that is no report, and must not look like one. */
function endUnheard({ message }: Error): never {
  try {
    const advice = "Make room there, or send it elsewhere.";
    writeSync(process.stderr.fd, `doctor: what it has to say could not be written: ${message}.\n${advice}\n`);
  } finally {
    process.exit(2);
  }
}
