import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import type { Argv } from "yargs";
import { type AcceptingOptions, accepting, acceptingOptions } from "./accepting.ts";
import type { Context } from "./context.ts";
import { type Io, wantsColor } from "./io.ts";
import { type GlobalOptions, runOptions } from "./options.ts";
import { startProgress } from "./progress.ts";
import { listenForSignals } from "./signals.ts";
import { startTimings } from "./timings.ts";
import { usageError } from "./usage.ts";
import { writeFileAtomically } from "./write-file.ts";

/** `doctor fleet`: many databases of one application against its model, in one report and one exit code. */
export function registerFleet(yargs: Argv<GlobalOptions>, context: Context): Argv<GlobalOptions> {
  return yargs.command(
    "fleet [databases..]",
    "Compare the model with many databases of one application",
    (command) =>
      command
        .positional("databases", {
          type: "string",
          array: true,
          default: [] as string[],
          describe: "Files, folders, globs in quotes; '!glob' leaves out",
        })
        .options({
          files: {
            type: "string",
            requiresArg: true,
            describe: "A file with a path a line, - for standard input",
          },
          rows: { type: "boolean", default: false, describe: "Read the rows of every database too" },
          resume: {
            type: "boolean",
            default: false,
            describe: "Leave unread what an earlier run has read and has not changed since",
          },
          threads: {
            type: "number",
            requiresArg: true,
            describe: "How many threads read (one for each processor)",
          },
          format: {
            choices: ["text", "json", "markdown"] as const,
            default: "text" as const,
            requiresArg: true,
            describe: "How the report comes",
          },
          out: { type: "string", requiresArg: true, describe: "Write the report to this file" },
          ...acceptingOptions,
        })
        .example(
          "doctor fleet 'tenants/*.db'",
          "each distinct schema analysed once, and who differs from the norm",
        )
        .example("doctor fleet tenants --rows", "the rows of every database too, in threads")
        .example("find /srv -name '*.db' -print0 | doctor fleet --files -", "a list of files")
        .epilogue(
          "Exit codes: 0 all clean, 1 issues at or above the threshold in some database, 2 some database could not be read, or the run could not be made.",
        ),
    context.carryOut((options) => {
      // Behind -- a name may begin with a dash.
      const [, ...names] = options._.map(String);
      return runFleet({ ...options, databases: [...options.databases, ...names] }, context);
    }),
  );
}

interface FleetLine extends GlobalOptions, AcceptingOptions {
  readonly databases: readonly string[];
  readonly files: string | undefined;
  readonly rows: boolean;
  readonly resume: boolean;
  readonly threads: number | undefined;
  readonly format: "text" | "json" | "markdown";
  readonly out: string | undefined;
}

async function runFleet(line: FleetLine, { io, doctor, exit }: Context): Promise<void> {
  if (line.db !== undefined) throw usageError("--db names one database; name those of a fleet as words.");
  const { database: _, ...shared } = runOptions(line, io);
  const request = { ...shared, ...accepting(line) };
  const progress = startProgress(io, line.quiet);
  const timings = startTimings(io);
  const signals = listenForSignals(
    io,
    "Stopping: what was read so far is kept, --resume goes on from there.\n",
  );
  const report = await doctor
    .fleet({
      ...request,
      ...{ databases: line.databases, rows: line.rows, resume: line.resume, stopped: signals.stopped },
      listed: line.files === undefined ? [] : listedIn(line.files, io),
      threads: threadsOf(line.threads),
      onRead: progress.files,
      onPhase: (phase) => {
        progress.enter(phase);
        timings.enter(phase);
      },
    })
    .finally(() => {
      progress.end();
      signals.end();
    });
  const color = line.out === undefined && wantsColor(io, line["no-color"]);
  const text = await doctor.renderFleetAs(report, line.format, { color });
  if (line.out === undefined) io.out(text);
  else {
    writeFileAtomically(resolve(io.folder, line.out), text, line.out);
    if (!line.quiet) io.err(`The report is in ${line.out}.\n`);
  }
  timings.end();
  exit(await doctor.fleetExitCode(report, (await doctor.settingsOf(request)).failOn));
}

function threadsOf(given: number | undefined): number {
  if (given === undefined) return availableParallelism();
  if (Number.isSafeInteger(given) && given >= 1) return given;
  throw usageError("--threads takes a whole number of at least 1.");
}

/** A path a line; or, as find -print0 writes them, a path up to each null character. Nothing in a line means anything else. */
function listedIn(file: string, io: Io): string[] {
  const text = readList(file, io);
  const paths = text.includes("\0") ? text.split("\0") : text.split(/\r?\n/);
  const named = paths.filter((path) => path !== "");
  if (named.length === 0) throw usageError(`The list ${file} names no file.`, "It has a path a line.");
  return named;
}

function readList(file: string, io: Io): string {
  try {
    return readFileSync(file === "-" ? 0 : resolve(io.folder, file), "utf8");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw usageError(`The list ${file} cannot be read: ${why}.`, "It has a path a line.");
  }
}
