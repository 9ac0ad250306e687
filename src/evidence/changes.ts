import type { Change, ChangeKind, ChangeOf } from "../diff/change.ts";
import type { Drift } from "../diff/drift.ts";
import { foldName } from "../schema/names.ts";

/** The changes of these kinds, in the order of the drift. */
export function changesOf<K extends ChangeKind>(drift: Drift, ...kinds: readonly K[]): ChangeOf<K>[] {
  const wanted: readonly string[] = kinds;
  return drift.changes.filter((change): change is ChangeOf<K> => wanted.includes(change.kind));
}

/** Changes by the table they concern, tables and changes in the order given. */
export function byTable<C extends Change>(changes: readonly C[]): [table: string, changes: C[]][] {
  const groups = new Map<string, [string, C[]]>();
  for (const change of changes) {
    const key = foldName(change.table);
    const group = groups.get(key);
    if (group) group[1].push(change);
    else groups.set(key, [change.table, [change]]);
  }
  return [...groups.values()];
}
