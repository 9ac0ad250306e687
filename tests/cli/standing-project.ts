import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as later } from "node:timers/promises";
import Database from "better-sqlite3";
import type { Io } from "../../src/cli/io.ts";
import { repeat } from "../../src/cli/repeat.ts";
import { run } from "../../src/cli/run.ts";
import * as doctor from "../../src/internal.ts";
import { type Ended, listeningIo } from "../cases/command-line.ts";

/** What a command line came to, and whether an analysis of before has answered it. */
export interface Answer extends Ended {
  readonly isRepeated: boolean;
}

/** A project whose analyses may be answered by earlier ones, or a copy of one. Remove it after use. */
export function standingProject(original?: string) {
  const folder = mkdtempSync(join(tmpdir(), "standing-"));
  if (original !== undefined) cpSync(original, folder, { recursive: true, preserveTimestamps: true });
  const at = (path: string): string => join(folder, path);
  return {
    folder,
    at,
    write: (path: string, text: string): void => {
      mkdirSync(dirname(at(path)), { recursive: true });
      writeFileSync(at(path), text);
    },
    sql: (path: string, sql: string): void => {
      const connection = new Database(at(path));
      connection.exec(sql);
      connection.close();
    },
    /** A file that was written a moment ago may be written again without a trace. */
    settled: () => later(130),
    ask: (argv: readonly string[], more: Partial<Io> = {}) => ask(folder, argv, more),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** Answers a command line as the program does. */
async function ask(folder: string, argv: readonly string[], more: Partial<Io>): Promise<Answer> {
  const { io, said } = listeningIo(folder, more);
  const repeated = await repeat({ argv, io }, doctor);
  const code = repeated ?? (await run(argv, io));
  return { code, ...said, isRepeated: repeated !== null };
}
