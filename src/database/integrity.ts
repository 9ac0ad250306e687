import { copyFileSync } from "node:fs";
import { join } from "node:path";
import type Database from "better-sqlite3";
import { connectTo } from "../driver.ts";
import type { Survival } from "../plan/plan.ts";
import type { ProofCheck } from "../plan/proof.ts";
import { askIntegrity } from "./ask-integrity.ts";
import { makePrivateFolder } from "./private-folder.ts";
import { many, verdict } from "./proof-check.ts";
import type { Rehearsal } from "./rehearsal.ts";

/**
 * Complaints of integrity_check that were not there before; a copy that is part of the database is asked table by
 * table. https://www.sqlite.org/pragma.html#pragma_integrity_check
 */
export function integrity({ connection, original, isPart, plan }: Rehearsal): ProofCheck {
  const tables = isPart ? plan.survivals.map(({ to }) => to) : null;
  const { complaints: now, unasked } = askIntegrity(connection, { tables });
  const but =
    unasked.length === 0
      ? ""
      : `; not asked of ${unasked.join(", ")}, which cannot be without what the application registers`;
  if (now.length === 0) return verdict("integrity_check", [], `ok${but}`);
  const known = new Set(original ? complaintsBefore(original, plan.survivals) : []);
  const fresh = now.filter((line) => !known.has(line));
  return verdict("integrity_check", fresh, `nothing new (${many(now.length, "complaint")} before)${but}`);
}

/** A connection that cannot write is told nothing of broken CHECKs (SQLite 3.53), so a copy is asked. */
function complaintsBefore(original: Database.Database, survivals: readonly Survival[]): string[] {
  const folder = makePrivateFolder();
  try {
    const file = join(folder.path, "before.db");
    copyFileSync(original.name, file);
    const copy = connectTo(file);
    const lines = askIntegrity(copy).complaints;
    copy.close();
    return lines.map((line) => inNewNames(line, survivals));
  } finally {
    folder.remove();
  }
}

/** "NULL value in users.email", "CHECK constraint failed in users": tables and columns may have been renamed since. */
function inNewNames(line: string, survivals: readonly Survival[]): string {
  for (const { from, to, columns } of survivals) {
    if (line.endsWith(` in ${from}`)) return `${line.slice(0, -from.length)}${to}`;
    const column = columns.find((one) => line.endsWith(` ${from}.${one.from}`));
    if (column) return `${line.slice(0, -`${from}.${column.from}`.length)}${to}.${column.to}`;
  }
  return line;
}
