import type Database from "better-sqlite3";
import type { ProofCheck } from "../plan/proof.ts";
import type { Rehearsal } from "./rehearsal.ts";

/** A check that is fine when nothing was found against it. */
export function verdict(name: string, against: readonly string[], fine: string): ProofCheck {
  return { name, ok: against.length === 0, detail: against.length === 0 ? fine : against.join("\n") };
}

/** A number with its noun: 1 row, 2 rows. */
export function many(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Looks at the copy from the original's connection, where it is attached as `shadow` for the time. */
export function attached(
  rehearsal: Rehearsal,
  look: (original: Database.Database) => ProofCheck[],
): ProofCheck[] {
  const { original, shadowFile } = rehearsal;
  if (!original || shadowFile === null) return [];
  original.prepare("ATTACH ? AS shadow").run(shadowFile);
  try {
    // Questions in one transaction take one lock.
    original.exec("BEGIN");
    return look(original);
  } finally {
    // SQLite itself ends the transaction where a disk is full or fails. https://www.sqlite.org/lang_transaction.html
    if (original.inTransaction) original.exec("COMMIT");
    original.exec("DETACH shadow");
  }
}
