import { rmSync } from "node:fs";
import { hostname } from "node:os";
import { DoctorError } from "../errors.ts";
import type { Attempt } from "../plan/attempt.ts";
import type { History } from "./history.ts";

/** What is known of a database when attempts on it are settled. */
export interface Today {
  readonly hash: () => string;
  /** Whether the validations of a repair hold; decides where the schema is the same before and after. */
  readonly holds: (repair: string) => boolean;
}

/** An attempt whose process ended without a word, and what became of it. */
export interface Settled {
  readonly attempt: Attempt;
  readonly sentence: string;
}

/**
 * Settles the attempts on a database that are still pending though their process is gone, by comparing the hashes they
 * noted with the file. Throws DoctorError while another doctor is at work on it.
 */
export function settle(history: History, database: string, today: Today): Settled[] {
  const pending = history.attempts(database).filter(({ status }) => status === "pending");
  const running = pending.find(isAlive);
  if (running) throw atWork(running);
  return pending.map((attempt) => settleOne(history, attempt, today));
}

function settleOne(history: History, attempt: Attempt, today: Today): Settled {
  const { repair, number, action, hashBefore, hashAfter } = attempt;
  const now = today.hash();
  const done = action === "apply" ? "applied" : "taken back";
  const told = `Attempt ${number} of repair ${repair} was cut off.`;
  const committed =
    hashBefore === hashAfter
      ? now === hashAfter && today.holds(repair) === (action === "apply")
      : now === hashAfter;
  if (committed) {
    const ended = history.end(attempt, action === "apply" ? "success" : "rolled-back");
    if (action === "rollback") markRolledBack(history, ended);
    return { attempt: ended, sentence: `${told} It had committed: the repair counts as ${done}.` };
  }
  const why = now === hashBefore ? "cut off before it committed" : "cut off; the schema is another one now";
  if (attempt.backup !== null) rmSync(attempt.backup, { force: true });
  const ended = history.end({ ...attempt, backup: null }, "failed", why);
  const sentence =
    now === hashBefore
      ? `${told} It had not committed: nothing was changed.`
      : `${told} The schema is neither the one before nor the one after it: it counts as failed.`;
  return { attempt: ended, sentence };
}

/** Turns the applied attempt of a repair that was taken back. */
export function markRolledBack(
  history: Pick<History, "attempts" | "end">,
  { repair, database }: Attempt,
): void {
  const applied = history
    .attempts(database)
    .filter(
      (attempt) => attempt.repair === repair && attempt.action === "apply" && attempt.status === "success",
    );
  for (const attempt of applied) history.end(attempt, "rolled-back");
}

function isAlive({ pid, host }: Attempt): boolean {
  if (pid === process.pid) return false;
  // Nobody can ask about a process on another machine.
  if (host !== hostname()) return true;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function atWork({ repair, number, pid, host, startedAt }: Attempt): DoctorError {
  return new DoctorError(
    "repair-running",
    `Attempt ${number} of repair ${repair} is under way since ${startedAt} (process ${pid} on ${host}).`,
    "Wait until it ends. If that machine is gone, restore nothing: run the command on it again, or remove its row from .doctor/history.db.",
  );
}
