import type { Argv } from "yargs";
import { watched } from "./apply.ts";
import type { Context } from "./context.ts";
import { wantsColor } from "./io.ts";
import { type GlobalOptions, runOptions } from "./options.ts";

/** `doctor rollback`: takes an applied repair back, on a copy first, and keeps what was written since. */
export function registerRollback(
  yargs: Argv<GlobalOptions>,
  { carryOut, io, doctor, exit }: Context,
): Argv<GlobalOptions> {
  return yargs.command(
    "rollback [repair]",
    "Take an applied repair back; what was written since stays",
    (command) =>
      command
        .positional("repair", {
          type: "string",
          describe: "The id of the repair; the last one applied when it is left out",
        })
        .options({
          "dry-run": { type: "boolean", describe: "Change nothing (so it is without a flag, too)" },
          apply: { type: "boolean", conflicts: "dry-run", describe: "Do it, after a backup" },
          forget: {
            type: "string",
            requiresArg: true,
            describe: "Instead: drop what is kept in the database for the rollback of this repair",
          },
          format: {
            choices: ["text", "json"] as const,
            default: "text",
            requiresArg: true,
            describe: "How it is shown",
          },
        })
        .example("doctor rollback", "what taking back the last repair would do, and what it would not keep")
        .example("doctor rollback --apply", "the same, done")
        .example(
          "doctor rollback --forget 1f2e3d4c5b6a --apply",
          "drop the undo log of a repair that is to stay",
        )
        .epilogue(
          "Exit codes: 0 taken back, or possible; 1 impossible, nothing was changed; 2 could not run.",
        ),
    carryOut(async (options) => {
      const apply = options.apply ?? false;
      const color = wantsColor(io, options.noColor);
      if (options.forget !== undefined) {
        const { forget: repair } = options;
        const forgotten = await watched(io, options.quiet, (onlooker) =>
          doctor.forget({ ...runOptions(options, io), ...onlooker, repair, apply }),
        );
        io.out(await doctor.renderForget(forgotten));
        return;
      }
      const outcome = await watched(io, options.quiet, (onlooker) =>
        doctor.rollback({
          ...runOptions(options, io),
          ...onlooker,
          repair: options.repair,
          apply,
          onLosses: (losses) => {
            io.err("The old schema has no place for this; the backup keeps it:\n");
            for (const { what, count } of losses)
              io.err(`  ${count === 0 ? "" : `${count} `}${doctor.plainLines(what)}\n`);
          },
        }),
      );
      io.out(
        options.format === "json"
          ? await doctor.renderRollbackJson(outcome)
          : await doctor.renderRollback(outcome, { color }),
      );
      exit(outcome.exitCode);
    }),
  );
}
