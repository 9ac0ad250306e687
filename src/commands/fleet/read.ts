import type { Sharing } from "./crew.ts";
import { shareOut } from "./crew.ts";
import type { FleetFile } from "./files.ts";
import { type Answer, quickReader } from "./work.ts";

/** How the databases of a fleet are read. */
export interface Reading extends Omit<Sharing, "onAnswer"> {
  /** What an earlier run found at a path that has not changed since; null where that is not known. */
  readonly recalled: (path: string) => Answer | null;
  /** Told each time one more is read: what was found, and how many are done. */
  readonly onRead: (path: string, answer: Answer, done: number) => void;
}

/** Between how many databases that are read quickly a signal is listened for. */
const listenEvery = 64;

/**
 * What was found at each path. What stands still and is wanted without its rows is read quickly, one after the other; all
 * else is read with care, in threads. Throws what `pause` throws.
 */
export async function readFleet(
  files: readonly FleetFile[],
  { recalled, onRead, ...sharing }: Reading,
): Promise<Map<string, Answer>> {
  const answers = new Map<string, Answer>();
  const slow: string[] = [];
  const quick = sharing.assignment.rows === null ? quickReader() : () => null;
  const keep = (path: string, answer: Answer): void => {
    answers.set(path, answer);
    onRead(path, answer, answers.size);
  };
  for (const [index, { path, refusal }] of files.entries()) {
    if (index % listenEvery === 0) await sharing.pause();
    if (refusal !== null) keep(path, { refusal });
    else {
      const answer = recalled(path) ?? quick(path);
      if (answer === null) slow.push(path);
      else keep(path, answer);
    }
  }
  await shareOut(slow, { ...sharing, onAnswer: keep });
  return answers;
}
