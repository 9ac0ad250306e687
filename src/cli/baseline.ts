import type { Argv } from "yargs";
import type { BaselineOutcome } from "../internal.ts";
import type { Context } from "./context.ts";
import { type GlobalOptions, runOptions, snapshotOption } from "./options.ts";
import { startProgress } from "./progress.ts";
import { writeFileAtomically } from "./write-file.ts";

/** `doctor baseline`: accepts today's findings. */
export function registerBaseline(
  yargs: Argv<GlobalOptions>,
  { carryOut, io, doctor }: Context,
): Argv<GlobalOptions> {
  return yargs.command(
    "baseline",
    "Accept today's findings, so that later runs fail on new ones only",
    (command) =>
      command
        .options({
          reason: {
            type: "string",
            requiresArg: true,
            describe: "Why; said of what has no reason yet",
          },
          out: {
            type: "string",
            requiresArg: true,
            describe: "The baseline's file; without it doctor-baseline.json beside the config",
          },
          ...snapshotOption,
          prune: {
            type: "boolean",
            default: false,
            describe: "Take out what was accepted and is found no more",
          },
        })
        .example("doctor baseline --reason 'Comes with release 7'", "accept what is found today")
        .example("doctor baseline --prune", "the same, and forget what is fixed")
        .example("doctor analyze", "fails on what is new, and lists what is fixed")
        .epilogue("Exit codes: 0 written, or nothing to write; 2 could not run."),
    carryOut(async (options) => {
      const { reason, out, prune, snapshot } = options;
      const progress = startProgress(io, options.quiet);
      const outcome = await doctor
        .acceptFindings({
          ...runOptions(options, io),
          ...{ reason, out, prune, snapshot, onPhase: progress.enter, onRows: progress.rows },
        })
        .finally(progress.end);
      if (outcome.isChanged) writeFileAtomically(outcome.path, outcome.text, outcome.shown);
      io.out(doctor.plainLines(wordsFor(outcome, prune)));
    }),
  );
}

function wordsFor(
  { shown, baseline, added, worsened, fixed, isChanged }: BaselineOutcome,
  prune: boolean,
): string {
  const findings = (count: number) => `${count} ${count === 1 ? "finding" : "findings"}`;
  const parts = [
    added.length > 0 ? `${added.length} for the first time` : "",
    worsened.length > 0 ? `${worsened.length} anew, having become worse` : "",
  ].filter((part) => part !== "");
  const changed = isChanged ? "" : " It is as it was.";
  const gone =
    fixed.length === 0
      ? []
      : [
          prune
            ? `Taken out, being found no more: ${findings(fixed.length)}.`
            : `Found no more: ${findings(fixed.length)}; --prune takes them out.`,
        ];
  return `${[
    `${shown} accepts ${findings(baseline.length)}${parts.length === 0 ? "" : `, ${parts.join(" and ")}`}.${changed}`,
    ...gone,
    ...fixed.map(({ severity, rule, message }) => `  - ${severity} ${rule}: ${message}`),
  ].join("\n")}\n`;
}
