import type { Evidence } from "../evidence/evidence.ts";
import { statementsOn } from "../evidence/use.ts";
import type { Category, IssueDraft } from "./issue.ts";
import { shownPlaces } from "./places.ts";
import { counted } from "./wording.ts";

/** A sentence about the statements of the code that touch what an issue of the schema is about; "" for none. */
export function users(evidence: Evidence, { table, findings }: IssueDraft, category: Category): string {
  if (table === null || (category !== "schema" && category !== "data") || evidence.code.files === 0)
    return "";
  const columns = findings.flatMap(({ column }) => column ?? []);
  const named = statementsOn(evidence, table, columns);
  if (named.length === 0) return "";
  return ` ${counted(named.length, "statement names", "statements name")} it: ${shownPlaces(named)}.`;
}
