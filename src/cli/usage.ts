import { DoctorError } from "../errors.ts";
import type { Seen } from "./seen.ts";

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

/** A command line, and what it was understood as. */
export interface Line {
  readonly argv: readonly string[];
  readonly seen: Seen;
  readonly nearest: (word: string, candidates: Iterable<string>) => string | null;
}

/** The error for a command line that yargs refuses: what is wrong, what was meant, and where to read more. */
export function refusedLine(message: string, line: Line): DoctorError {
  const { command } = line.seen;
  const page = ["doctor", ...command, "--help"].join(" ");
  const help = `${page} shows ${command.length === 0 ? "the commands and their options" : "its options, with examples"}.`;
  return usageError(worded(message, line), help);
}

function worded(message: string, line: Line): string {
  const command = ["doctor", ...line.seen.command].join(" ");
  const unknown = /^Unknown (?:arguments?|commands?): (.*)$/.exec(message)?.[1]?.split(", ");
  if (unknown !== undefined)
    return inOnePiece(unknown, line.argv)
      .map((word) => unknownWord(word, line))
      .join("\n");
  const refused = message.startsWith("A value is not allowed:") ? message.split("\n").slice(1) : [];
  if (refused.length > 0) return refused.map((text) => refusedValue(text.trim(), line)).join("\n");
  const missing = missingWords(message, command);
  if (missing === null) return message;
  // What is missing may be there, misspelt.
  const misspelt = line.argv.filter((word) => isUnknownOption(word, line));
  return misspelt.length === 0 ? missing : misspelt.map((word) => unknownWord(nameOf(word), line)).join("\n");
}

/** What yargs says when something is missing, or null when it says something else. */
function missingWords(message: string, command: string): string | null {
  if (message === "Name a command.") return message;
  if (message.startsWith("Not enough non-option")) return `${command} needs a word more.`;
  const missing = /^Missing required arguments?: (.*)$/.exec(message)?.[1]?.split(", ");
  return missing?.map((name) => `${command} needs --${name}.`).join("\n") ?? null;
}

const nameOf = (word: string): string => word.replace(/^-+/, "").split("=")[0] ?? "";

function isUnknownOption(word: string, { seen }: Line): boolean {
  return word.startsWith("-") && word !== "--" && !seen.options.has(nameOf(word));
}

/** A word behind one dash is read letter by letter; whoever wrote it meant it as one. */
function inOnePiece(unknown: readonly string[], argv: readonly string[]): readonly string[] {
  const letters = unknown.filter((word) => word.length === 1);
  const whole = argv.find((word) => /^-[^-]./.test(word) && letters.every((letter) => word.includes(letter)));
  if (letters.length < 2 || whole === undefined) return unknown;
  return [nameOf(whole), ...unknown.filter((word) => word.length > 1)];
}

function unknownWord(word: string, { argv, seen, nearest }: Line): string {
  const given = argv.find((one) => one.startsWith("-") && nameOf(one) === word);
  if (given === undefined) return `"${word}" is one word too many, or no command.`;
  const near = nearest(word, seen.options);
  const command = seen.command.length === 0 ? "" : ` of doctor ${seen.command.join(" ")}`;
  const dashes = given.startsWith("--") ? "--" : "-";
  return near === null
    ? `There is no option ${dashes}${word}${command}.`
    : `There is no option ${dashes}${word}. Did you mean --${near}?`;
}

/** What yargs says of a value, as `wording` has it: with the value that was meant. */
function refusedValue(text: string, { seen, nearest }: Line): string {
  const [, option = "", value = ""] = /^--([\w-]+) is "(.*)"; allowed are /s.exec(text) ?? [];
  const allowed = seen.values.get(option) ?? [];
  const near = nearest(value, allowed);
  if (allowed.length === 0) return text;
  const meant = near === null ? "" : ` Did you mean ${near}?`;
  return `--${option} is "${value}".${meant} Allowed are ${allowed.join(", ")}.`;
}

/** Throws a usage error for a word after `--`, which yargs gives to no command. The databases of a fleet may stand there. */
export function refuseAfterDashes(words: readonly (string | number)[], command: readonly string[]): void {
  const [word] = words.slice(command.length);
  if (word === undefined || command[0] === "fleet") return;
  const line = ["doctor", ...command].join(" ");
  throw usageError(
    `${line} does not look at the word "${word}" after --.`,
    `Write it before the --, or leave it out.`,
  );
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
