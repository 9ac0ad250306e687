import { DoctorError } from "../errors.ts";

/** The error for a command line that cannot be carried out. */
export function usageError(
  message: string,
  help = "doctor --help shows the commands and their options.",
): DoctorError {
  return new DoctorError("usage", message, help);
}

/** Throws a usage error when an option that takes one value was given twice: which one was meant is anybody's guess. */
export function refuseRepeated(
  options: Readonly<Record<string, unknown>>,
  repeatable: readonly string[],
): void {
  for (const [name, value] of Object.entries(options)) {
    if (name === "_" || repeatable.includes(name) || !Array.isArray(value)) continue;
    throw usageError(`--${name} is given ${value.length} times and takes one value.`);
  }
}
