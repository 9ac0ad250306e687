import type { Io } from "../../src/cli/io.ts";
import { run } from "../../src/cli/run.ts";

/** What a command line said and how it ended. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** An Io in a folder, without a terminal unless `more` brings one, and what has been said to it. */
export function listeningIo(folder: string, more: Partial<Io> = {}) {
  const said = { out: "", err: "" };
  const io: Io = {
    folder,
    environment: {},
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    outIsTerminal: false,
    errTerminal: null,
    ...more,
  };
  return { io, said };
}

/** Runs one command line in a folder, without a terminal. */
export async function commandLine(folder: string, ...line: string[]): Promise<Ended> {
  const { io, said } = listeningIo(folder);
  const code = await run(line, io);
  return { code, ...said };
}
