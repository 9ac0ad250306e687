import type { Severity } from "./issue.ts";

/** A finding that somebody accepted: a later run says so and does not fail on it. */
export interface AcceptedFinding {
  readonly fingerprint: string;
  readonly rule: string;
  readonly table: string | null;
  /** How bad it was when it was accepted; what has become worse since is not accepted. */
  readonly severity: Severity;
  /** What it said then. */
  readonly message: string;
  readonly reason: string | null;
  /** The day of its first acceptance, as 2026-03-14. */
  readonly since: string;
}

/** The findings that a project accepts. */
export type Baseline = readonly AcceptedFinding[];

/** In the order of the file: by table, what belongs to none first, then rule, message and fingerprint. */
export function inBaselineOrder(baseline: Baseline): Baseline {
  const keyed = baseline.map((entry) => ({ entry, key: keyOf(entry) }));
  return keyed.sort((a, b) => compareParts(a.key, b.key)).map(({ entry }) => entry);
}

function keyOf({ table, rule, message, fingerprint }: AcceptedFinding): readonly string[] {
  return [table ?? "", rule, message, fingerprint];
}

/** By code unit, so that the order is the same on every machine. */
function compareParts(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((part, index) => part !== b[index]);
  return at === -1 ? 0 : (a[at] ?? "") < (b[at] ?? "") ? -1 : 1;
}
