import { resolve } from "node:path";
import type { Argv } from "yargs";
import { briefOption, refuseBrief } from "./brief.ts";
import type { Context } from "./context.ts";
import { wantsColor } from "./io.ts";
import { type GlobalOptions, runOptions } from "./options.ts";
import { writeFileAtomically } from "./write-file.ts";

/** `doctor report`: a recorded run once more, without analysing. */
export function registerReport(
  yargs: Argv<GlobalOptions>,
  { carryOut, io, doctor }: Context,
): Argv<GlobalOptions> {
  return yargs.command(
    "report [run]",
    "Show a recorded run again, in any format, without analysing",
    (command) =>
      command
        .positional("run", {
          type: "string",
          describe: "An id, its beginning, last or previous; the last run that ended when it is left out",
        })
        .options({
          format: {
            choices: doctor.reporters.map((reporter) => reporter.format),
            default: "text",
            requiresArg: true,
            describe: "As with analyze",
          },
          ...briefOption,
          out: { type: "string", requiresArg: true, describe: "Write the report to this file" },
        })
        .example("doctor report", "what the last run said")
        .example("doctor report previous --format markdown --out audit.md", "the one before, for people")
        .epilogue("Exit codes: 0 shown, whatever it found; 2 there is no such run, or it has no report."),
    carryOut(async (options) => {
      const { run, format, out, brief } = options;
      refuseBrief(options);
      const color = out === undefined && wantsColor(io, options.noColor);
      const text = await doctor.reportOfRun({ ...runOptions(options, io), run, format, color, brief });
      if (out === undefined) io.out(text);
      else {
        writeFileAtomically(resolve(io.folder, out), text, out);
        if (!options.quiet) io.err(`The report is in ${out}.\n`);
      }
    }),
  );
}
