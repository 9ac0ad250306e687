import type { Argv } from "yargs";
import type { Context } from "./context.ts";
import { wantsColor } from "./io.ts";
import { type GlobalOptions, runOptions } from "./options.ts";
import { usageError } from "./usage.ts";

/** `doctor runs`: the recorded runs of a project. */
export function registerRuns(yargs: Argv<GlobalOptions>, context: Context): Argv<GlobalOptions> {
  return yargs.command(
    "runs",
    "List, compare and forget recorded runs",
    (command) =>
      [registerList, registerLast, registerInfo, registerDiff, registerClean]
        .reduce((built, register) => register(built, context), command as Argv<GlobalOptions>)
        .demandCommand(1, 1, "Say what to do: list, last, info, diff or clean.", "Name one command only.")
        .example("doctor runs list --status failed", "what went wrong lately")
        .example("doctor runs diff previous last", "what is new since the run before")
        .epilogue(
          "doctor report shows what a run said.\nExit codes: those of its commands; 2 could not run.",
        ),
    () => undefined,
  );
}

/** How what is no list is shown. */
const shown = {
  choices: ["human", "json"] as const,
  default: "human",
  requiresArg: true,
  describe: "How it is shown",
} as const;

function registerList(yargs: Argv<GlobalOptions>, { carryOut, io, doctor }: Context): Argv<GlobalOptions> {
  return yargs.command(
    "list",
    "The recorded runs, the last one first",
    (command) =>
      command
        .options({
          status: {
            choices: ["running", "success", "failed", "stalled"] as const,
            requiresArg: true,
            describe: "Only those; stalled is one whose process is gone and that never ended",
          },
          limit: { type: "number", default: 20, requiresArg: true, describe: "At most so many" },
          format: { ...shown, choices: ["human", "json", "id-only"] as const },
        })
        .example("doctor runs list --status failed --limit 5", "what went wrong lately")
        .example("doctor runs list --format id-only --limit 1", "the id of the last run")
        .epilogue("Exit codes: 0 also when there is none, 2 could not run."),
    carryOut(async (options) => {
      const { status, limit, format } = options;
      wholeNumber("limit", limit, 1);
      const list = await doctor.listRuns({ ...runOptions(options, io), status, limit });
      if (format === "json") io.out(await doctor.renderRunsJson(list));
      else if (format === "id-only") io.out(await doctor.renderRunIds(list));
      else io.out(await doctor.renderRuns(list, { color: wantsColor(io, options.noColor), status }));
    }),
  );
}

function registerLast(yargs: Argv<GlobalOptions>, context: Context): Argv<GlobalOptions> {
  return yargs.command(
    "last",
    "All about the last run",
    (command) =>
      command
        .options({ format: shown })
        .example("doctor runs last", "when it was, how it ended, what it found")
        .example("doctor runs last --format json", "the same, for a program")
        .epilogue("Exit codes: 0 shown; 2 when no run is recorded, or it could not run."),
    context.carryOut((options) => showInfo("last", options, context)),
  );
}

function registerInfo(yargs: Argv<GlobalOptions>, context: Context): Argv<GlobalOptions> {
  return yargs.command(
    "info <run>",
    "All about a run, with the attempts at its repair",
    (command) =>
      command
        .positional("run", {
          type: "string",
          demandOption: true,
          describe: "An id, its beginning, last or previous",
        })
        .options({ format: shown })
        .example("doctor runs info previous", "the run before the last one")
        .example("doctor runs info 20260314T0915", "a run by the beginning of its id")
        .epilogue("Exit codes: 0 shown; 2 there is no such run, or it could not run."),
    context.carryOut((options) => showInfo(options.run, options, context)),
  );
}

async function showInfo(
  run: string,
  options: GlobalOptions & { readonly format: string },
  { io, doctor }: Context,
): Promise<void> {
  const info = await doctor.runInfo({ ...runOptions(options, io), run });
  io.out(
    options.format === "json"
      ? await doctor.renderRunInfoJson(info)
      : await doctor.renderRunInfo(info, { color: wantsColor(io, options["no-color"]) }),
  );
}

function registerDiff(yargs: Argv<GlobalOptions>, { carryOut, io, doctor }: Context): Argv<GlobalOptions> {
  return yargs.command(
    "diff <from> <to>",
    "What is new, gone and unchanged between two runs",
    (command) =>
      command
        .positional("from", { type: "string", demandOption: true, describe: "The earlier run" })
        .positional("to", { type: "string", demandOption: true, describe: "The later run" })
        .options({ format: shown })
        .example("doctor runs diff previous last", "the last two that looked for all issues")
        .example(
          "doctor runs diff 20260314T0915 last --format json",
          "what is new since a day, for a program",
        )
        .epilogue("Exit codes: 0 compared, whatever came of it; 2 could not run."),
    carryOut(async (options) => {
      const { from, to } = options;
      const diff = await doctor.diffRuns({ ...runOptions(options, io), from, to });
      io.out(
        options.format === "json"
          ? await doctor.renderRunDiffJson(diff)
          : await doctor.renderRunDiff(diff, { color: wantsColor(io, options.noColor) }),
      );
    }),
  );
}

function registerClean(
  yargs: Argv<GlobalOptions>,
  { carryOut, io, doctor, exit }: Context,
): Argv<GlobalOptions> {
  return yargs.command(
    "clean",
    "Forget old runs and their reports; what is kept of repairs stays",
    (command) =>
      command
        .options({
          "older-than-days": {
            type: "number",
            demandOption: true,
            requiresArg: true,
            describe: "Those that began so many days ago or earlier; 0 for all that ended",
          },
          yes: {
            type: "boolean",
            default: false,
            describe: "Do it; without it only say what would be forgotten",
          },
          format: shown,
        })
        .example("doctor runs clean --older-than-days 90", "what would be forgotten")
        .example("doctor runs clean --older-than-days 90 --yes", "forgets it: in a job of every night")
        .epilogue("Exit codes: 0 forgotten, or nothing to forget; 1 it would take --yes; 2 could not run."),
    carryOut(async (options) => {
      const olderThanDays = options["older-than-days"];
      wholeNumber("older-than-days", olderThanDays, 0);
      const cleaned = await doctor.cleanRuns({ ...runOptions(options, io), olderThanDays, yes: options.yes });
      const render = options.format === "json" ? doctor.renderCleanedJson : doctor.renderCleaned;
      io.out(await render(cleaned));
      exit(cleaned.exitCode);
    }),
  );
}

/** Refuses what is no whole number, or too small. */
function wholeNumber(option: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw usageError(`--${option} takes a whole number of at least ${least}.`);
}
