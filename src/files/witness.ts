import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import { type Dirent, readdirSync, readFileSync, realpathSync, type Stats, statSync } from "node:fs";
import { globSync } from "tinyglobby";

/** What can be seen of files, by the kind of question. */
interface Seen {
  /** The content of a file. */
  readonly content: Buffer;
  /** What is there; undefined where nothing is. */
  readonly kind: Stats | undefined;
  /** The same, where its size counts too. */
  readonly stats: Stats | undefined;
  /** What lies in a folder. */
  readonly names: Dirent[];
  /** Where a path leads through links. */
  readonly place: string;
  /** Which files match; the subject is JSON: patterns and options. */
  readonly matches: string[];
}

/** A kind of question about files. */
export type QuestionKind = keyof Seen;

/** How each is looked for; throws as Node does. */
const looks: { readonly [K in QuestionKind]: (subject: string) => Seen[K] } = {
  content: (path) => readFileSync(path),
  kind: (path) => statSync(path, { throwIfNoEntry: false }),
  stats: (path) => statSync(path, { throwIfNoEntry: false }),
  names: (path) => readdirSync(path, { withFileTypes: true }),
  place: (path) => realpathSync.native(path),
  matches: (subject) => {
    const [patterns, options] = JSON.parse(subject);
    return globSync(patterns, options);
  },
};

/** What is told of what was seen, short enough to keep. */
const tales: { readonly [K in QuestionKind]: (seen: Seen[K]) => string } = {
  content: digest,
  kind: (stats) => (stats === undefined ? "nothing" : kindOf(stats)),
  stats: (stats) => (stats?.isFile() ? `file ${stats.size}` : tales.kind(stats)),
  names: (entries) => digest(entries.map(named).sort().join("\n")),
  place: (path) => path,
  matches: (files) => digest(files.toSorted().join("\n")),
};

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

/** What is seen on the disk; what is told of it is noted. Throws as Node does. */
export function see<K extends QuestionKind>(kind: K, subject: string): Seen[K] {
  const answers = witness.getStore();
  if (answers === undefined) return looks[kind](subject);
  try {
    const seen = looks[kind](subject);
    note(answers, kind, subject, tales[kind](seen));
    return seen;
  } catch (error) {
    note(answers, kind, subject, failure(error));
    throw error;
  }
}

function note(answers: Answers, kind: QuestionKind, subject: string, answer: string): void {
  const known = answers.get(kind) ?? new Map<string, string>();
  answers.set(kind, known);
  const before = known.get(subject);
  // Of two that were used neither is the answer: a note that nothing agrees with makes the result doubtful.
  known.set(subject, before === undefined || before === answer ? answer : "? changed meanwhile");
}

/** Notes what was learned within: whoever witnesses the whole depends on it, too. */
export function noteAll(answers: Answers): void {
  const outer = witness.getStore();
  if (outer === undefined) return;
  for (const [kind, known] of answers)
    for (const [subject, answer] of known) note(outer, kind, subject, answer);
}

/** Whether every question has the same answer still. */
export function standsStill(answers: Answers): boolean {
  for (const [kind, known] of answers)
    for (const [subject, answer] of known) if (tellNow(kind, subject) !== answer) return false;
  return true;
}

function tellNow<K extends QuestionKind>(kind: K, subject: string): string {
  try {
    return tales[kind](looks[kind](subject));
  } catch (error) {
    return failure(error);
  }
}

function failure(error: unknown): string {
  return `! ${(error as NodeJS.ErrnoException).code}`;
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
