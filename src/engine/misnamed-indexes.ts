import type { Evidence } from "../evidence/evidence.ts";
import type { HouseTable } from "../evidence/house-tables.ts";
import { misnamed } from "../evidence/index-names.ts";
import { type Breach, byHand } from "./issue-per-house-table.ts";
import { shown } from "./wording.ts";
import { shownParts } from "./wording-of-keys.ts";

/** The indexes of a table, or what is unique in it, that have another name than the convention gives them. */
export function misnamedIndexes(table: HouseTable, evidence: Evidence, unique: boolean): Breach[] {
  return misnamed(table, evidence, unique).map(({ name, wanted, parts, changes, kept }) => {
    const columns = parts.flatMap(({ column }) => column ?? []);
    const reason = byHand(table, columns) ?? kept;
    const what = changes.length > 1 ? "UNIQUE constraint" : unique ? "Unique index" : "Index";
    return {
      key: name,
      message: `${what} ${shown(name)} on ${shown(table.name)} ${shownParts(parts)} would be ${shown(wanted)} by the convention.`,
      ...(reason === null
        ? { changes }
        : {
            advice: `${reason}: call it ${shown(wanted)} there, or drop it and make it again under that name.`,
          }),
    };
  });
}
