import { createHash } from "node:crypto";
import type { RepairRecord } from "../plan/repair-record.ts";

/** The id of a repair: the same database, schema and steps have the same, so that a repair tried again is known as such. */
export function repairId({
  database,
  before,
  steps,
}: Pick<RepairRecord, "database" | "before" | "steps">): string {
  const said = JSON.stringify([database, before.hash, steps]);
  return createHash("sha256").update(said).digest("hex").slice(0, 12);
}
