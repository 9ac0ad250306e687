import type { Argv } from "yargs";
import type { Context } from "./context.ts";
import { wantsColor } from "./io.ts";
import { type GlobalOptions, runOptions } from "./options.ts";

/** `doctor validate`: asks the validations of an applied repair again. */
export function registerValidate(
  yargs: Argv<GlobalOptions>,
  { carryOut, io, doctor, exit }: Context,
): Argv<GlobalOptions> {
  return yargs.command(
    "validate [repair]",
    "Ask the validations of an applied repair again",
    (command) =>
      command
        .positional("repair", {
          type: "string",
          describe: "The id of the repair; the last one applied when it is left out",
        })
        .options({
          format: {
            choices: ["text", "json"] as const,
            default: "text",
            requiresArg: true,
            describe: "How it is shown",
          },
        })
        .example("doctor validate", "whether the last repair still holds")
        .example("doctor validate 1f2e3d4c5b6a --format json", "whether that one does, for a program")
        .epilogue(
          "Exit codes: 0 all hold; 1 one of them returns rows; 2 could not run, or there is no repair.",
        ),
    carryOut(async (options) => {
      const outcome = await doctor.validate({ ...runOptions(options, io), repair: options.repair });
      const color = wantsColor(io, options.noColor);
      io.out(
        options.format === "json"
          ? await doctor.renderValidateJson(outcome)
          : await doctor.renderValidate(outcome, { color }),
      );
      exit(outcome.exitCode);
    }),
  );
}
