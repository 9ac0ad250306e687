import type { Change } from "../diff/change.ts";
import type { Drift } from "../diff/drift.ts";
import { isPartOf } from "../diff/part-of-column.ts";
import { foldName } from "../schema/names.ts";
import { byTable } from "./changes.ts";
import type { Evidence } from "./evidence.ts";
import { declaredTable } from "./lookup.ts";

const known = new WeakMap<Drift, ReadonlyMap<string, readonly Change[]>>();

/** The constraints of a table that concern only columns it is still to get: they come with them and are no drift of their own. */
export function comingWithColumns(evidence: Evidence, table: string): readonly Change[] {
  let found = known.get(evidence.drift);
  if (!found) {
    found = new Map(
      byTable(evidence.drift.changes).map(([name, changes]) => {
        const added = changes.flatMap((change) => (change.kind === "add-column" ? [change.declared] : []));
        const columns = declaredTable(evidence, name)?.columns ?? [];
        return [foldName(name), changes.filter((change) => isPartOf(change, added, columns))];
      }),
    );
    known.set(evidence.drift, found);
  }
  return found.get(foldName(table)) ?? [];
}

/** Whether a change is one of those. */
export function comesWithColumns(evidence: Evidence, change: Change): boolean {
  return comingWithColumns(evidence, change.table).includes(change);
}
