import { usageError } from "./usage.ts";

/** `--brief`, of the commands that show a report. */
export const briefOption = {
  brief: {
    type: "boolean",
    default: false,
    describe: "Of markdown: short enough for the comment of a pull request",
  },
} as const;

/** Throws a usage error when a format is asked to be brief that cannot be. */
export function refuseBrief({ brief, format }: { readonly brief: boolean; readonly format: string }): void {
  if (brief && format !== "markdown") throw usageError("--brief goes with --format markdown.");
}
