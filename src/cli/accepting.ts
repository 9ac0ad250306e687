import type { InferredOptionTypes } from "yargs";

/** From what on a run that reports has failed, and which findings are accepted. */
export const acceptingOptions = {
  "fail-on": {
    choices: ["critical", "high", "medium", "never"] as const,
    requiresArg: true,
    describe: "Exit with 1 when an issue is this severe or worse (the config's failOn, else high)",
  },
  baseline: {
    type: "string",
    requiresArg: true,
    conflicts: "no-baseline",
    describe: "The accepted findings (doctor-baseline.json beside the config, if it is there)",
  },
  "no-baseline": { type: "boolean", describe: "Fail on accepted findings too" },
} as const;

/** These options, as they were given. */
export type AcceptingOptions = InferredOptionTypes<typeof acceptingOptions>;

/** What these options mean for a run. */
export function accepting(options: AcceptingOptions) {
  return {
    failOn: options["fail-on"],
    baseline: options["no-baseline"] ? (false as const) : options.baseline,
  };
}
