import { resolve } from "node:path";
import type { Argv } from "yargs";
import type { Phase } from "../internal.ts";
import { briefOption, refuseBrief } from "./brief.ts";
import type { Context } from "./context.ts";
import { wantsColor } from "./io.ts";
import { type GlobalOptions, runOptions, snapshotOption } from "./options.ts";
import { startProgress } from "./progress.ts";
import { startTimings } from "./timings.ts";
import { writeFileAtomically } from "./write-file.ts";

/** `doctor analyze`: compares, reports, and fails from a severity on. */
export function registerAnalyze(
  yargs: Argv<GlobalOptions>,
  { carryOut, io, doctor, exit }: Context,
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
          "fail-on": {
            choices: ["critical", "high", "medium", "never"] as const,
            requiresArg: true,
            describe: "Exit with 1 when an issue is this severe or worse (the config's failOn, else high)",
          },
        })
        .options({
          baseline: {
            type: "string",
            requiresArg: true,
            conflicts: "no-baseline",
            describe: "The accepted findings (doctor-baseline.json beside the config, if it is there)",
          },
          "no-baseline": { type: "boolean", describe: "Fail on accepted findings too" },
        })
        .example("doctor analyze", "the project here, by its doctor.config.json")
        .example("doctor analyze --db app.db --model 'src/models/**/*.ts'", "without a config")
        .example("doctor analyze --format markdown --out audit.md", "the audit report for people")
        .example("doctor analyze --format json --fail-on critical", "a gate in CI")
        .epilogue("Exit codes: 0 clean, 1 issues at or above the threshold, 2 could not run."),
    carryOut(async (options) => {
      refuseBrief(options);
      const baseline = options["no-baseline"] ? (false as const) : options.baseline;
      const request = {
        ...runOptions(options, io),
        snapshot: options.snapshot,
        failOn: options.failOn,
        baseline,
      };
      const progress = startProgress(io, options.quiet);
      const timings = startTimings(io);
      const onPhase = (phase: Phase) => {
        progress.enter(phase);
        timings.enter(phase);
      };
      const report = await doctor
        .analyze({ ...request, onPhase, onRows: progress.rows })
        .finally(progress.end);
      const reporter = doctor.reporters.find(({ format }) => format === options.format);
      const color = options.out === undefined && wantsColor(io, options.noColor);
      const text = (await reporter?.render(report, { color, brief: options.brief })) ?? "";
      if (options.out === undefined) io.out(text);
      else {
        writeFileAtomically(resolve(io.folder, options.out), text, options.out);
        if (!options.quiet) io.err(`The report is in ${options.out}.\n`);
      }
      timings.end();
      exit(doctor.exitCode(report, (await doctor.settingsOf(request)).failOn));
    }),
  );
}
