import { DoctorError } from "../errors.ts";
import type { History } from "../history/history.ts";
import type { Attempt } from "../plan/attempt.ts";
import type { RepairRecord } from "../plan/repair-record.ts";

/**
 * The record of the repair that is named, or of the last one applied to a database. Throws DoctorError when there is
 * none, it does not stand any more, or its record is lost.
 */
export function appliedRepair(history: History, database: string, named: string | undefined): RepairRecord {
  const attempts = history.attempts(database);
  const standing = attempts.filter(({ action, status }) => action === "apply" && status === "success");
  const attempt =
    named === undefined ? standing.at(-1) : standing.filter(({ repair }) => repair === named).at(-1);
  if (attempt === undefined) throw none(attempts, standing, named);
  const record = history.record(attempt.repair, database);
  if (record !== null) return record;
  throw new DoctorError(
    "record-lost",
    `The record of repair ${attempt.repair} is missing or damaged: ${history.folderOf(attempt.repair)}/repair.json.`,
    attempt.backup === null
      ? "Restore the folder .doctor from where it was copied to."
      : `Its backup is ${attempt.backup}; rollback.sql beside it is the way back for the sqlite3 shell.`,
  );
}

function none(
  attempts: readonly Attempt[],
  standing: readonly Attempt[],
  named: string | undefined,
): DoctorError {
  const known = standing.map(({ repair }) => repair).join(", ");
  const hint = known === "" ? "No repair stands in this database." : `Repairs that stand: ${known}.`;
  if (named === undefined)
    return new DoctorError(
      "no-repair",
      "No repair was applied to this database, or it was taken back already.",
      "doctor repair --apply applies one.",
    );
  const was = attempts.filter(({ repair }) => repair === named).at(-1);
  if (was === undefined)
    return new DoctorError("unknown-repair", `No repair ${named} is known for this database.`, hint);
  const why =
    was.status === "failed" || was.status === "timeout" ? "never came to stand" : "was taken back already";
  return new DoctorError("repair-not-standing", `Repair ${named} ${why}.`, hint);
}
