import type { Database } from "better-sqlite3";
import type { NotAnalysed } from "../schema/location.ts";
import type { Trigger, View } from "../schema/schema.ts";
import { quoteName } from "../sql/quote.ts";
import type { Catalogue } from "./catalogue.ts";
import { complaintOf, isUnknown } from "./complaint.ts";
import { complaintsOfTriggers } from "./trigger-probe.ts";

/** Reads the views; each is prepared, none is run. */
export function readViews(connection: Database, catalogue: Catalogue, notAnalysed: NotAnalysed[]): View[] {
  const views = catalogue.objects.filter((object) => object.type === "view");
  return views.map(({ name, sql }) => {
    const complaint = complaintOf(connection, `SELECT * FROM main.${quoteName(name)}`);
    return { name, sql: sql ?? "", broken: judge(`view ${name}`, complaint, notAnalysed) };
  });
}

/** Reads the triggers; each is compiled, none is fired. */
export function readTriggers(
  connection: Database,
  catalogue: Catalogue,
  notAnalysed: NotAnalysed[],
): Trigger[] {
  const triggers = catalogue.objects.filter((object) => object.type === "trigger");
  if (triggers.length === 0) return [];
  const complaints = complaintsOfTriggers(connection, triggers, catalogue);
  return triggers.map(({ name, tbl_name, sql }) => {
    const broken = judge(`trigger ${name}`, complaints.get(name) ?? null, notAnalysed);
    return { name, table: tbl_name, sql: sql ?? "", broken };
  });
}

/** What only the application's own functions, collations or modules could make work is not broken but not analysed. */
function judge(what: string, complaint: string | null, notAnalysed: NotAnalysed[]): string | null {
  if (complaint === null || !isUnknown(complaint)) return complaint;
  notAnalysed.push({
    what,
    location: null,
    why: `${complaint}: the application may register it at run time, the doctor does not`,
  });
  return null;
}
