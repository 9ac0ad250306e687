import type { Argv } from "yargs";
import { DoctorError } from "../errors.ts";
import type { Context } from "./context.ts";
import { wantsColor } from "./io.ts";
import { type GlobalOptions, runOptions } from "./options.ts";
import { startProgress } from "./progress.ts";

/** `doctor explain`: all about a rule, or about an issue of the database as it is now. */
export function registerExplain(yargs: Argv<GlobalOptions>, context: Context): Argv<GlobalOptions> {
  const { carryOut, io, doctor } = context;
  return yargs.command(
    "explain <subject>",
    "Say all about a rule, or about an issue",
    (command) =>
      command
        .positional("subject", {
          type: "string",
          demandOption: true,
          describe: "A rule's id, or an issue's id or fingerprint",
        })
        .options({
          run: {
            type: "string",
            requiresArg: true,
            describe: "The recorded run that the issue is of; the last one without it",
          },
        })
        .example("doctor explain missing-column", "what the rule finds, why it matters, how to set it")
        .example("doctor explain CRIT-001", "one issue of the last run, with its SQL and its way back")
        .epilogue(
          "Where no run is recorded the project is analysed.\nExit codes: 0 explained; 2 there is no such rule or issue, or it could not run.",
        ),
    carryOut(async (options) => {
      const color = wantsColor(io, options.noColor);
      const { subject } = options;
      const rules = await doctor.rules();
      const rule = rules.find(({ id }) => id === subject.toLowerCase());
      if (rule !== undefined) io.out(await doctor.renderRule(rule, { color }));
      else if (/^((crit|high|med|info)-\d+|[0-9a-f]{16})$/i.test(subject)) {
        io.out(await doctor.renderIssue(await findIssue(subject, options, context), { color }));
      } else {
        throw unknownSubject(
          subject,
          doctor.nearest(
            subject,
            rules.map(({ id }) => id),
          ),
        );
      }
    }),
  );
}

async function findIssue(
  subject: string,
  options: GlobalOptions & { readonly run?: string | undefined },
  { io, doctor }: Context,
) {
  const known = await doctor.recordedIssues([subject], { ...runOptions(options, io), run: options.run });
  const recorded = known?.get(subject);
  if (recorded !== undefined) {
    if (!options.quiet) io.err(`As run ${recorded.run.id} of ${recorded.run.startedAt} found it.\n`);
    return recorded.issue;
  }
  const progress = startProgress(io, options.quiet);
  const report = await doctor
    .analyze({ ...runOptions(options, io), onPhase: progress.enter, onRows: progress.rows })
    .finally(progress.end);
  const issue = report.issues.find(
    ({ id, fingerprint }) => id === subject.toUpperCase() || fingerprint === subject.toLowerCase(),
  );
  if (issue !== undefined) return issue;
  throw new DoctorError(
    "unknown-issue",
    `The database has no issue ${subject} now.`,
    report.issues.length === 0
      ? "It has none at all."
      : `It has ${report.issues.map(({ id }) => id).join(", ")}.`,
  );
}

function unknownSubject(subject: string, near: string | null): DoctorError {
  const hint = near === null ? "" : ` Did you mean "${near}"?`;
  return new DoctorError(
    "unknown-rule",
    `There is no rule called ${JSON.stringify(subject)}.${hint}`,
    "`doctor rules` lists the rules; issues are called like CRIT-001.",
  );
}
