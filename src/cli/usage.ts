import { DoctorError } from "../errors.ts";

/** The error for a command line that cannot be carried out. */
export function usageError(
  message: string,
  help = "doctor --help shows the commands and their options.",
): DoctorError {
  return new DoctorError("usage", message, help);
}

/** What of yargs' messages is said in other words: one form for one thing, options with their dashes. */
export const wording: Readonly<Record<string, string>> = {
  "Not enough arguments following: %s": "--%s needs a value.",
  "Invalid values:": "A value is not allowed:",
  "Argument: %s, Given: %s, Choices: %s": "--%s is %s; allowed are %s",
  "Arguments %s and %s are mutually exclusive": "--%s and --%s exclude each other.",
  "Did you mean %s?": "There is no such command. Did you mean %s?",
};

type Nearest = (word: string, candidates: Iterable<string>) => string | null;

/** Words the refusal of a word that yargs does not know, with the nearest option where it is one. */
export function worded(
  message: string,
  argv: readonly string[],
  options: readonly string[],
  nearest: Nearest,
): string {
  const unknown = /^Unknown (?:arguments?|commands?): (.*)$/.exec(message)?.[1]?.split(", ");
  if (message.startsWith("Not enough non-option")) return "This command needs a word more.";
  if (unknown === undefined) return message;
  return unknown
    .map((word) => {
      const isOption = argv.some(
        (given) => given.startsWith("-") && given.replace(/^-+/, "").split("=")[0] === word,
      );
      if (!isOption) return `"${word}" is one word too many, or no command.`;
      const near = nearest(word, options);
      return `There is no option --${word}.${near === null ? "" : ` Did you mean --${near}?`}`;
    })
    .join("\n");
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
