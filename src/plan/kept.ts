import { mentionedNames } from "../sql/mentions.ts";
import type { RepairRecord } from "./repair-record.ts";

/** The folded names of the tables that a repair keeps in the database for its rollback. */
export function keptTables({ steps }: Pick<RepairRecord, "steps">): string[] {
  const names = steps.flatMap(({ rollback }) => rollback.sql.flatMap((sql) => [...mentionedNames(sql)]));
  return [...new Set(names.filter((name) => name.startsWith("_doctor_undo_")))];
}
