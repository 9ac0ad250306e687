import type { Argv } from "yargs";
import type { Phase } from "../internal.ts";
import { accepting, acceptingOptions } from "./accepting.ts";
import { briefOption, refuseBrief } from "./brief.ts";
import type { Context } from "./context.ts";
import { wantsColor } from "./io.ts";
import { type GlobalOptions, runOptions, snapshotOption } from "./options.ts";
import { startProgress } from "./progress.ts";
import { isRepeatable, questionOf } from "./repeat.ts";
import { type Manner, tell } from "./tell.ts";
import { startTimings } from "./timings.ts";

/** `doctor analyze`: compares, reports, and fails from a severity on. */
export function registerAnalyze(
  yargs: Argv<GlobalOptions>,
  { carryOut, argv, io, doctor, exit }: Context,
): Argv<GlobalOptions> {
  return yargs.command(
    "analyze",
    "Compare model and database, rehearse the repair, report",
    (command) =>
      command
        .options({
          format: {
            choices: doctor.reporters.map((reporter) => reporter.format),
            default: "text",
            requiresArg: true,
            describe: doctor.reporters.map(({ format, summary }) => `${format}: ${summary}`).join("\n"),
          },
          ...briefOption,
          ...snapshotOption,
          out: { type: "string", requiresArg: true, describe: "Write the report to this file" },
        })
        .options(acceptingOptions)
        .example("doctor analyze", "the project here, by its doctor.config.json")
        .example("doctor analyze --db app.db --model 'src/models/**/*.ts'", "without a config")
        .example("doctor analyze --format markdown --out audit.md", "the audit report for people")
        .example("doctor analyze --format json --fail-on critical", "a gate in CI")
        .epilogue("Exit codes: 0 clean, 1 issues at or above the threshold, 2 could not run."),
    carryOut(async (options) => {
      refuseBrief(options);
      const request = { ...runOptions(options, io), ...accepting(options), snapshot: options.snapshot };
      const progress = startProgress(io, options.quiet);
      const timings = startTimings(io);
      const onPhase = (phase: Phase) => {
        progress.enter(phase);
        timings.enter(phase);
      };
      const analysis = await doctor
        .analyzeToKeep({ ...request, onPhase, onRows: progress.rows })
        .finally(progress.end);
      const color = options.out === undefined && wantsColor(io, options.noColor);
      const { format, brief, out, quiet } = options;
      const manner: Manner = { format, brief, color, out, quiet };
      await tell(analysis.report, manner, { io, doctor });
      timings.end();
      if (isRepeatable({ argv, io })) analysis.keep(questionOf({ argv, io }), manner);
      exit(analysis.exitCode);
    }),
  );
}
