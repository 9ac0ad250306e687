import type { Io } from "./io.ts";

/** Listens for SIGINT and SIGTERM while a database is changed, or many are read. */
export interface Signals {
  readonly stopped: () => boolean;
  /** Gives the signals back their usual effect. */
  readonly end: () => void;
}

const stopping = "Stopping: the statement under way is finished, then everything is rolled back.\n";

/**
 * Turns a first signal into a wish to stop, which is heard between two statements; a second one ends the process at
 * once, and SQLite rolls back when the database is next opened.
 */
export function listenForSignals(io: Io, words = stopping): Signals {
  const names = ["SIGINT", "SIGTERM"] as const;
  let stopped = false;
  const hear = (): void => {
    if (stopped) process.exit(2);
    stopped = true;
    io.err(words);
  };
  for (const name of names) process.on(name, hear);
  return {
    stopped: () => stopped,
    end: () => {
      for (const name of names) process.off(name, hear);
    },
  };
}
