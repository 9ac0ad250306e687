import yargs from "yargs";
import { DoctorError } from "../errors.ts";
import * as realDoctor from "../internal.ts";
import { registerAnalyze } from "./analyze.ts";
import { registerBaseline } from "./baseline.ts";
import type { Context, Doctor } from "./context.ts";
import { registerExplain } from "./explain.ts";
import type { Io } from "./io.ts";
import { withGlobals } from "./options.ts";
import { registerRepair } from "./repair.ts";
import { registerReport } from "./report.ts";
import { registerRollback } from "./rollback.ts";
import { registerRules } from "./rules.ts";
import { registerRuns } from "./runs.ts";
import { registerSnapshot } from "./snapshot.ts";
import { refuseRepeated, usageError, worded, wording } from "./usage.ts";
import { registerValidate } from "./validate.ts";

/** Runs one command line and returns its exit code. The only place that catches: a crash is 2, never 1 and never 0. */
export async function run(argv: readonly string[], io: Io, doctor: Doctor = realDoctor): Promise<number> {
  let code = 0;
  try {
    io.out(await parse(argv, { io, doctor, exit: (stated) => (code = stated) }));
    return code;
  } catch (error) {
    io.err(doctor.plainLines(describe(error)));
    return 2;
  }
}

const optionNames = [
  ...["config", "db", "model", "no-color", "quiet", "help", "version", "format", "out", "fail-on"],
  ...["dry-run", "apply", "allow-destructive", "only", "forget", "show-values", "snapshot", "check"],
  ...["baseline", "no-baseline", "brief", "reason", "prune"],
  ...["status", "limit", "older-than-days", "yes", "run"],
];

/** Parses and carries out; returns what yargs has to say, such as help. */
async function parse(argv: readonly string[], context: Context): Promise<string> {
  let said = "";
  const parser = withGlobals(yargs())
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
    .parserConfiguration({ "boolean-negation": false, "dot-notation": false })
    .check((options) => {
      refuseRepeated(options, ["model", "only"]);
      return true;
    })
    .exitProcess(false)
    .fail((message, error) => {
      // yargs has a message for a command line it refuses, none for what a command throws.
      throw message ? usageError(worded(message, argv, optionNames, context.doctor.nearest)) : error;
    })
    .epilogue("doctor <command> --help says more about a command.");
  const commands = [
    registerAnalyze,
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
  return said === "" ? "" : `${said}\n`;
}

function describe(error: unknown): string {
  if (error instanceof DoctorError) return `doctor: ${error.message}\n${error.help}\n`;
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `doctor: this is a bug of the doctor, not of your project. Please report it with these lines:\n${trace}\n`;
}
