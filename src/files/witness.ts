import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { globSync } from "tinyglobby";

/** What can be asked about files, each with an answer short enough to keep. Throws for none. */
const questions = {
  /** The content of a file. */
  content: (path: string) => attempt(() => digest(readFileSync(path))),
  /** Whether there is a file or a folder. */
  kind: (path: string) => attempt(() => kindOf(statSync(path))),
  /** The same, and how large a file is. */
  stats: (path: string) =>
    attempt(() => {
      const stats = statSync(path);
      return stats.isFile() ? `file ${stats.size}` : kindOf(stats);
    }),
  /** What lies in a folder. */
  names: (path: string) =>
    attempt(() => digest(readdirSync(path, { withFileTypes: true }).map(named).sort().join("\n"))),
  /** Where a path leads through links. */
  place: (path: string) => attempt(() => realpathSync(path)),
  /** Which files match; the subject is JSON: patterns and options. */
  matches: (subject: string) => {
    const [patterns, options] = JSON.parse(subject);
    return attempt(() => digest(globSync(patterns, options).sort().join("\n")));
  },
};

/** A kind of question about files. */
export type QuestionKind = keyof typeof questions;

/** The answers that something read of files depends on, by kind and subject. */
export type Answers = Map<QuestionKind, Map<string, string>>;

const witness = new AsyncLocalStorage<Answers>();

/** What `read` gives, with the answers to all that was asked about files meanwhile. */
export async function witnessed<T>(
  read: () => Promise<T>,
): Promise<{ readonly result: T; readonly answers: Answers }> {
  const answers: Answers = new Map();
  return { result: await witness.run(answers, read), answers };
}

/** Notes how a question is answered now. Called before the answer is used: a file that changes then differs from the note. */
export function note(kind: QuestionKind, subject: string): void {
  const answers = witness.getStore();
  if (answers === undefined) return;
  const known = answers.get(kind) ?? new Map<string, string>();
  answers.set(kind, known);
  // The first note stands: what was used later and differs from it makes the result doubtful, and the note stale.
  if (!known.has(subject)) known.set(subject, questions[kind](subject));
}

/** Whether every question has the same answer still. */
export function standsStill(answers: Answers): boolean {
  for (const [kind, known] of answers)
    for (const [subject, answer] of known) if (questions[kind](subject) !== answer) return false;
  return true;
}

function attempt(ask: () => string): string {
  try {
    return ask();
  } catch (error) {
    return `! ${(error as NodeJS.ErrnoException).code}`;
  }
}

function digest(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("base64url");
}

function kindOf(entry: Pick<Dirent, "isFile" | "isDirectory">): string {
  if (entry.isFile()) return "file";
  return entry.isDirectory() ? "folder" : "other";
}

function named(entry: Dirent): string {
  return `${kindOf(entry)} ${entry.name}`;
}
