import type { ChangeOf } from "../diff/change.ts";
import { sameName } from "../schema/names.ts";
import { changesOf } from "./changes.ts";
import type { Evidence } from "./evidence.ts";
import { pairOf } from "./lookup.ts";

/**
 * The columns that become NOT NULL because another key takes their rowid from them. They never held NULL, so this is part
 * of the change of the key and no disagreement on NULL.
 */
export function givenUpRowids(evidence: Evidence): ChangeOf<"alter-nullability">[] {
  const keys = changesOf(evidence.drift, "alter-primary-key");
  return changesOf(evidence.drift, "alter-nullability").filter(({ table, column, notNull }) => {
    if (!notNull || !keys.some((key) => sameName(key.table, table))) return false;
    const key = pairOf(evidence, table)?.actual.primaryKey;
    return key?.rowidAlias === true && key.columns.some((name) => sameName(name, column));
  });
}
