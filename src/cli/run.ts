import yargs from "yargs";
import { DoctorError } from "../errors.ts";
import * as realDoctor from "../internal.ts";
import { registerAnalyze } from "./analyze.ts";
import { registerBaseline } from "./baseline.ts";
import type { Context, Doctor } from "./context.ts";
import { registerExplain } from "./explain.ts";
import { registerFleet } from "./fleet.ts";
import { arrangedHelp, withComments } from "./help.ts";
import { registerInit } from "./init.ts";
import type { Io } from "./io.ts";
import { withGlobals } from "./options.ts";
import { registerRepair } from "./repair.ts";
import { registerReport } from "./report.ts";
import { registerRollback } from "./rollback.ts";
import { registerRules } from "./rules.ts";
import { registerRuns } from "./runs.ts";
import { watchParser } from "./seen.ts";
import { registerSnapshot } from "./snapshot.ts";
import { refuseAfterDashes, refusedLine, refuseRepeated, usageError, wording } from "./usage.ts";
import { registerValidate } from "./validate.ts";
import { registerWatch } from "./watch.ts";

/** Runs one command line and returns its exit code. The only place that catches: a crash is 2, never 1 and never 0. */
export async function run(argv: readonly string[], io: Io, doctor: Doctor = realDoctor): Promise<number> {
  let code = 0;
  let work = async (): Promise<void> => undefined;
  const context: Context = {
    io,
    argv,
    doctor,
    exit: (stated) => (code = stated),
    // yargs composes its help before it waits for a handler, which costs a short command half its time.
    carryOut: (command) => (options) => {
      work = () => command(options);
    },
  };
  try {
    // Who does not know what to do sees what there is; a job that forgot its command fails all the same.
    if (argv.length === 0) throw usageError("Name a command.", (await parse(["--help"], context)).trimEnd());
    io.out(await parse(argv, context));
    await work();
    return code;
  } catch (error) {
    io.err(doctor.plainLines(describe(error)));
    return 2;
  }
}

/** Parses and carries out; returns what yargs has to say, such as help. */
async function parse(argv: readonly string[], context: Context): Promise<string> {
  let said = "";
  const bare = withComments(yargs());
  const seen = watchParser(bare);
  const parser = withGlobals(bare)
    .scriptName("doctor")
    .usage(
      "$0 <command> [options]\n\nHolds TypeScript models against a SQLite database and repairs the drift, with proof.",
    )
    .locale("en")
    .updateStrings(wording)
    .wrap(80)
    .version(context.doctor.version)
    .help()
    .strict()
    .demandCommand(1, 1, "Name a command.", "Name one command only.")
    .recommendCommands()
    .parserConfiguration({
      "boolean-negation": false,
      "dot-notation": false,
      "parse-positional-numbers": false,
    })
    .check((options) => {
      refuseRepeated(options, ["model", "only", "databases"]);
      refuseAfterDashes(options._, seen.command);
      return true;
    })
    .exitProcess(false)
    .fail((message, error) => {
      // yargs has a message for a command line it refuses, none for what a command throws.
      throw message ? refusedLine(message, { argv, seen, nearest: context.doctor.nearest }) : error;
    })
    .example("doctor init", "the way to begin: a config for the project here")
    .example("doctor analyze", "what is wrong, by that config")
    .example("doctor analyze --db app.db --model 'src/**/*.ts'", "the same without a config")
    .example("doctor explain CRIT-001", "what one of its issues is about")
    .example("doctor repair", "the repair, rehearsed on a copy; --apply carries it out")
    .epilogue("doctor <command> --help says more about a command, with examples and exit codes.");
  const commands = [
    registerInit,
    registerAnalyze,
    registerWatch,
    registerFleet,
    registerRepair,
    registerValidate,
    registerRollback,
    registerBaseline,
    registerReport,
    registerRuns,
    registerSnapshot,
    registerRules,
    registerExplain,
  ];
  const complete = commands.reduce((built, register) => register(built, context), parser);
  await complete.parseAsync([...argv], {}, (_error: unknown, _options: unknown, output: string) => {
    said = output;
  });
  return said === "" ? "" : `${arrangedHelp(said)}\n`;
}

function describe(error: unknown): string {
  if (error instanceof DoctorError) return `doctor: ${error.message}\n${error.help}\n`;
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `doctor: this is a bug of the doctor, not of your project. Please report it with these lines:\n${trace}\n`;
}
