import type { Argv, InferredOptionTypes } from "yargs";
import type { RunOptions } from "../internal.ts";
import { sharedOptions } from "./help.ts";
import type { Io } from "./io.ts";

const globals = {
  config: {
    type: "string",
    requiresArg: true,
    describe: "The config; without it doctor.config.json here, or the doctor key of package.json",
  },
  db: {
    type: "string",
    requiresArg: true,
    describe: "The SQLite file; without it the config's, or DATABASE_URL",
  },
  model: {
    type: "string",
    array: true,
    nargs: 1,
    describe:
      "A glob of TypeScript files, a .sql file or a folder of migrations, instead of the config's; repeatable",
  },
  "show-values": {
    type: "boolean",
    default: false,
    describe: "Let stored values stand in the report, of at most five rows an issue",
  },
  "no-cache": {
    type: "boolean",
    default: false,
    describe: "Read model and code anew, whatever was kept of them in .doctor/cache",
  },
  "no-color": { type: "boolean", default: false, describe: "No colour, on a terminal too" },
  quiet: { type: "boolean", default: false, describe: "Nothing but results and errors" },
} as const;

/** The option of commands that can do without a database. */
export const snapshotOption = {
  snapshot: {
    type: "string",
    requiresArg: true,
    conflicts: "db",
    describe: "Look at this snapshot (doctor snapshot writes one) instead of a database: no rows",
  },
} as const;

/** Options that every command knows. */
export type GlobalOptions = InferredOptionTypes<typeof globals>;

/** Adds the options that every command knows. */
export function withGlobals(yargs: Argv): Argv<GlobalOptions> {
  return yargs.options(globals).group([...Object.keys(globals), "help", "version"], sharedOptions);
}

/** What a command's options mean for a run. */
export function runOptions(options: GlobalOptions, io: Io): Omit<RunOptions, "onPhase"> {
  return {
    folder: io.folder,
    environment: io.environment,
    config: options.config,
    database: options.db,
    model: options.model,
    showValues: options["show-values"],
    cache: !options["no-cache"],
    onNote: options.quiet ? undefined : (note) => io.err(`${note}\n`),
  };
}
