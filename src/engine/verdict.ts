import type { Rows } from "../evidence/rows.ts";
import type { Finding, Severity } from "./issue.ts";

/** What the rows make of a finding. */
export interface Verdict {
  readonly severity: Severity;
  /** A sentence about the rows. */
  readonly words: string;
  readonly query: Finding["query"];
}

/** Judges by the rows: critical when some offend, else, or when that is not known, the severity without them. */
export function judge(
  rows: Rows,
  without: Severity,
  words: { readonly some: (count: number) => string; readonly none: string },
): Verdict {
  if (!rows.known) return { severity: without, words: rows.why, query: null };
  const { count, limits, query } = rows;
  if (count === 0) return { severity: without, words: words.none + limits, query };
  return { severity: "critical", words: words.some(count) + limits, query };
}
