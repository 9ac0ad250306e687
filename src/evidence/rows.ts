import type { Evidence, Probe } from "./evidence.ts";

/** What is known of the rows a question is about: how many offend, or why it is not known. */
export type Rows =
  | { readonly known: true; readonly count: number; readonly sql: Probe }
  | { readonly known: false /** A sentence. */; readonly why: string };

/** The answer to a question; null stands for one that cannot be asked of the database as it is. */
export function rowsOf({ probes }: Evidence, probe: Probe | null): Rows {
  if (probe === null) return { known: false, why: "Rows were not checked: part of it does not exist yet." };
  const result = probes.get(probe);
  if (!result) return { known: false, why: "Rows were not read." };
  if (result.failed !== null)
    return { known: false, why: `Rows were not checked: the query for them failed (${result.failed}).` };
  return { known: true, count: result.rows, sql: probe };
}
