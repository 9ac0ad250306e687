import type { Argv } from "yargs";
import type { InitOutcome } from "../internal.ts";
import type { Context } from "./context.ts";
import { type GlobalOptions, runOptions } from "./options.ts";
import { writeFileAtomically } from "./write-file.ts";

/** `doctor init`: looks at a project and writes its config. */
export function registerInit(
  yargs: Argv<GlobalOptions>,
  { carryOut, io, doctor }: Context,
): Argv<GlobalOptions> {
  return yargs.command(
    "init",
    "Look at the project and write a commented doctor.config.json",
    (command) =>
      command
        .options({
          out: {
            type: "string",
            requiresArg: true,
            describe: "The config's file; the project is the folder it lies in (doctor.config.json here)",
          },
          force: { type: "boolean", default: false, describe: "Replace a config that is there" },
        })
        .example("doctor init", "finds database, model and SQL, and says what it chose")
        .example("doctor init --out packages/api/doctor.config.json", "a project further down")
        .epilogue("Exit codes: 0 written; 2 there is a config already, or could not run."),
    carryOut(async (options) => {
      const { folder, environment } = runOptions(options, io);
      const { out, force } = options;
      const outcome = await doctor.init({ folder, environment, out, force });
      writeFileAtomically(outcome.path, outcome.text, outcome.shown);
      if (!options.quiet) io.out(doctor.plainLines(wordsFor(outcome)));
    }),
  );
}

function wordsFor({ shown, found, missing, hints, isComplete }: InitOutcome): string {
  const analyze = shown === "doctor.config.json" ? "doctor analyze" : `doctor analyze --config ${shown}`;
  const next = isComplete
    ? `Next: ${analyze}`
    : `Next: fill in what is in comments in ${shown}, then ${analyze}`;
  const block = (title: string, lines: readonly string[]): string =>
    lines.length === 0 ? "" : `${title}\n${lines.map((line) => `  ${line}\n`).join("")}\n`;
  return [
    `Written: ${shown}\n\n`,
    block("Found", found),
    block("Not found", missing),
    block("Worth knowing", hints),
    `${next}\n`,
  ].join("");
}
