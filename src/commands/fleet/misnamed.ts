import { DoctorError } from "../../errors.ts";
import type { Refusal } from "../../fleet/report.ts";

/** Why a folder may hold databases that nobody has seen. */
export function unreadableFolder(path: string, error: unknown): Refusal {
  return {
    code: "folder-unreadable",
    message: `The folder ${path} cannot be read, and may hold databases: ${error instanceof Error ? error.message : String(error)}.`,
    help: "Give the user who runs the doctor access to it, or leave it out with a pattern that begins with an exclamation mark.",
  };
}

/** Why a glob names no database; `folders` are those it matches. */
export function matchesNothing(word: string, folders: readonly string[]): Refusal {
  const code = "no-such-database";
  return folders.length === 0
    ? {
        code,
        message: `No file matches ${word}.`,
        help: "Check the pattern; put it in quotes, so that the shell leaves it alone, and write / between folders.",
      }
    : {
        code,
        message: `No file matches ${word}; it matches ${folders.length === 1 ? "a folder" : `${folders.length} folders`}.`,
        help: `Name what lies in them, ${word.replace(/\/*$/, "")}/*, or the folders themselves, without a pattern.`,
      };
}

/** The error for a word without a letter. */
export function emptyWord(): DoctorError {
  return new DoctorError(
    "no-fleet",
    "One of the words that name databases is empty.",
    "Check the variable of the shell that it comes from; the current folder is named by a dot: doctor fleet .",
  );
}

/** The error for a line that names nothing; `left` is what it leaves out. */
export function nothingNamed(left: readonly string[]): DoctorError {
  const [first] = left;
  return first === undefined
    ? new DoctorError(
        "no-fleet",
        "No database is named.",
        "Name files, folders or globs: doctor fleet 'tenants/*.db'. Or a list of files: doctor fleet --files list.txt",
      )
    : new DoctorError(
        "no-fleet",
        "No database is named: what begins with an exclamation mark leaves out.",
        `Name files, folders or globs before it. A file whose name begins so is named by ./!${first}.`,
      );
}

/** The error for a line that leaves out all that it names. */
export function nothingLeft(): DoctorError {
  return new DoctorError(
    "no-fleet",
    "No database is left to look at: the folders hold none, or all that is named is left out again.",
    "Check the words; what begins with an exclamation mark leaves out.",
  );
}
