import { run } from "../../src/cli/run.ts";

/** What a command line said and how it ended. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs one command line in a folder, without a terminal. */
export async function commandLine(folder: string, ...line: string[]): Promise<Ended> {
  const said = { out: "", err: "" };
  const code = await run(line, {
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
  });
  return { code, ...said };
}
