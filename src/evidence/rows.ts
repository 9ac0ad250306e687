import { keyOf, selectOf } from "../sql/probe.ts";
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
        readonly sql: string;
        readonly count: number;
        readonly rowids?: readonly (number | string)[];
      };
    }
  | { readonly known: false /** A sentence. */; readonly why: string };

/** The rows that offend, as far as they are known. */
export type Offenders = Extract<Rows, { known: true }>;

/** The rows that a question returns; null where it returns none, or nobody knows. Most return none, and cost no more. */
export function offendersOf(evidence: Evidence, probe: Probe): Offenders | null {
  if (!evidence.probes.get(keyOf(probe))?.rows) return null;
  const rows = rowsOf(evidence, probe);
  return rows.known ? rows : null;
}

/** The answer to a question; null stands for one that cannot be asked of the database as it is. */
export function rowsOf({ probes }: Evidence, probe: Probe | null): Rows {
  if (probe === null) return { known: false, why: "Rows were not checked: part of it does not exist yet." };
  const result = probes.get(keyOf(probe));
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
  return {
    known: true,
    count: result.rows,
    limits,
    query: { sql: selectOf(probe), count: result.rows, ...rowids },
  };
}
