import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import { type Assignment, labourer } from "./assignment.ts";
import { type Answer, refusalOf } from "./work.ts";

/** How work is shared out. */
export interface Sharing {
  readonly threads: number;
  readonly assignment: Assignment;
  /** Told what was found at each path, in no order. */
  readonly onAnswer: (path: string, answer: Answer) => void;
  /** Asked between two paths; what it throws ends the work. */
  readonly pause: () => Promise<void>;
}

/** How many paths a thread must have before it is worth starting one. */
const worthAThread = 8;

/** Has every path worked at, in threads where there are enough for it. Throws what `pause` throws. */
export async function shareOut(paths: readonly string[], sharing: Sharing): Promise<void> {
  const threads = Math.min(sharing.threads, Math.ceil(paths.length / worthAThread));
  if (threads < 2) return await workHere(paths, sharing);
  const left = paths.toReversed();
  await Promise.all(Array.from({ length: threads }, () => workThere(left, sharing)));
}

async function workHere(paths: readonly string[], { assignment, onAnswer, pause }: Sharing): Promise<void> {
  const work = labourer(assignment);
  for (const path of paths) {
    await pause();
    onAnswer(path, work(path));
  }
}

/** One thread after another works at what is left: a new one where a database brought the last one down. */
async function workThere(left: string[], sharing: Sharing): Promise<void> {
  let thread: Worker | null = null;
  try {
    for (let path = left.pop(); path !== undefined; path = left.pop()) {
      await sharing.pause();
      thread ??= startThread(sharing.assignment);
      const answer = await asked(thread, path);
      if ("died" in answer) thread = null;
      sharing.onAnswer(path, "died" in answer ? { refusal: refusalOf(answer.died) } : answer);
    }
  } finally {
    await thread?.terminate();
  }
}

/** Beside this file, in the source and in what is built of it. */
function startThread(assignment: Assignment): Worker {
  const file = new URL(`./fleet-worker${extname(import.meta.url)}`, import.meta.url);
  return new Worker(file, { workerData: assignment });
}

/** The thread's answer, or what it died of. */
function asked(thread: Worker, path: string): Promise<Answer | { readonly died: unknown }> {
  return new Promise((resolve) => {
    const settle = (answer: Answer | { readonly died: unknown }): void => {
      thread.off("message", settle).off("error", failed).off("exit", ended);
      resolve(answer);
    };
    const failed = (died: unknown): void => {
      // A thread that failed says so once more when it ends.
      thread.on("error", () => undefined);
      settle({ died });
    };
    const ended = (code: number): void => settle({ died: new Error(`its thread ended with ${code}`) });
    thread.on("message", settle).on("error", failed).on("exit", ended);
    thread.postMessage(path);
  });
}
