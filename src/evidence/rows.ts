import type { Evidence, Probe } from "./evidence.ts";

/** What is known of the rows a question is about: how many offend, or why it is not known. */
export type Rows =
  | {
      readonly known: true;
      readonly count: number;
      /** A sentence with a blank before it where only part of the rows was looked at, else "". */
      readonly limits: string;
      /** As a finding has it. */
      readonly query: {
        readonly sql: Probe;
        readonly count: number;
        readonly rowids?: readonly (number | string)[];
      };
    }
  | { readonly known: false /** A sentence. */; readonly why: string };

/** The answer to a question; null stands for one that cannot be asked of the database as it is. */
export function rowsOf({ probes }: Evidence, probe: Probe | null): Rows {
  if (probe === null) return { known: false, why: "Rows were not checked: part of it does not exist yet." };
  const result = probes.get(probe);
  if (!result) return { known: false, why: "Rows were not read." };
  if (result.failed !== null)
    return { known: false, why: `Rows were not checked: the query for them failed (${result.failed}).` };
  if (result.lookedAt === 0)
    return { known: false, why: "Rows were not checked: a sample of them does not tell." };
  const limits =
    result.lookedAt === undefined
      ? ""
      : ` Only a sample of ${result.lookedAt.toLocaleString("en")} rows was looked at.`;
  const rowids = result.rowids && result.rowids.length > 0 ? { rowids: result.rowids } : {};
  return { known: true, count: result.rows, limits, query: { sql: probe, count: result.rows, ...rowids } };
}
