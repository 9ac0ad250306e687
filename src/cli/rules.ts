import type { Argv } from "yargs";
import type { Context } from "./context.ts";
import { wantsColor } from "./io.ts";
import type { GlobalOptions } from "./options.ts";

/** `doctor rules`: lists what the doctor knows. */
export function registerRules(
  yargs: Argv<GlobalOptions>,
  { carryOut, io, doctor }: Context,
): Argv<GlobalOptions> {
  return yargs.command(
    "rules",
    "List what the doctor looks for",
    (command) =>
      command
        .example("doctor rules", "each with its usual severity and what it finds")
        .example("doctor explain missing-column", "all about one of them")
        .epilogue("Exit code: 0."),
    carryOut(async (options) => {
      io.out(await doctor.renderRules(await doctor.rules(), { color: wantsColor(io, options.noColor) }));
    }),
  );
}
