import type { Application, Applied, ApplyWatch } from "./database/application.ts";
import type { RehearsedBack } from "./database/rehearse-back.ts";
import { DoctorError } from "./errors.ts";
import type { History } from "./history/history.ts";
import { markRolledBack } from "./history/settle.ts";
import type { Attempt } from "./plan/attempt.ts";
import type { RepairRecord } from "./plan/repair-record.ts";

/** What taking a repair back needs of the outside. */
export interface RollbackPorts {
  readonly history: Pick<History, "begin" | "end" | "attempts">;
  readonly run: (application: Application, watch: ApplyWatch) => Promise<Applied>;
  readonly watch: ApplyWatch;
}

/**
 * Takes a repair back as it was rehearsed on a copy of today's database. The attempt is on the disk before the database
 * is touched. Throws the DoctorError of whatever did not hold; the database is then as it was.
 */
export async function takeBackRecord(
  { id: repair, database }: RepairRecord,
  { before, after, steps }: RehearsedBack & { readonly after: NonNullable<RehearsedBack["after"]> },
  { history, run, watch }: RollbackPorts,
): Promise<{ readonly attempt: Attempt; readonly applied: Applied }> {
  const attempt = history.begin({
    ...{ repair, database, action: "rollback" },
    ...{ hashBefore: before.hash, hashAfter: after.hash },
  });
  try {
    const nothingAsked = { preconditions: [], validations: [] };
    const application: Application = {
      ...{ database, before: before.hash, after: after.hash, checked: [], backup: attempt.backup },
      steps: steps.map((step) => ({ ...step, ...nothingAsked })),
    };
    const applied = await run(application, watch);
    const ended = history.end(attempt, "success");
    markRolledBack(history, ended);
    return { attempt: ended, applied };
  } catch (error) {
    const status = error instanceof DoctorError && error.code === "database-locked" ? "timeout" : "failed";
    history.end({ ...attempt, backup: null }, status, error instanceof Error ? error.message : String(error));
    throw error;
  }
}
