import { type Severity, severities } from "./issue.ts";

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

/** What becomes of a baseline when today's findings are accepted. */
export interface Accepted {
  readonly baseline: Baseline;
  /** Accepted for the first time. */
  readonly added: Baseline;
  /** Accepted anew: they have become worse. */
  readonly worsened: Baseline;
  /** Accepted before and found no more; still in the baseline unless it is pruned. */
  readonly fixed: Baseline;
}

/** Accepts findings; what was accepted before keeps its day, its reason, and, as long as it is as bad, its words. */
export function accept(
  findings: readonly Omit<AcceptedFinding, "reason" | "since">[],
  before: Baseline,
  choices: {
    readonly reason: string | null;
    readonly since: string;
    readonly prune: boolean;
    readonly isLookedFor: (entry: AcceptedFinding) => boolean;
  },
): Accepted {
  const { reason, since, prune, isLookedFor } = choices;
  const known = new Map(before.map((entry) => [entry.fingerprint, entry]));
  const today = findings.map((finding): AcceptedFinding => {
    const entry = known.get(finding.fingerprint);
    if (entry === undefined) return { ...finding, reason, since };
    const words = entry.severity === finding.severity ? entry : finding;
    return { ...finding, message: words.message, reason: entry.reason ?? reason, since: entry.since };
  });
  const found = new Set(today.map(({ fingerprint }) => fingerprint));
  const gone = before.filter(({ fingerprint }) => !found.has(fingerprint));
  const fixed = gone.filter(isLookedFor);
  const left = prune ? gone.filter((entry) => !isLookedFor(entry)) : gone;
  return {
    baseline: inBaselineOrder([...today, ...left]),
    added: today.filter(({ fingerprint }) => !known.has(fingerprint)),
    worsened: today.filter((entry) => isWorse(entry, known.get(entry.fingerprint))),
    fixed,
  };
}

/** Whether a finding is worse than it was when it was accepted. */
export function isWorse(
  finding: Pick<AcceptedFinding, "severity">,
  entry: Pick<AcceptedFinding, "severity"> | undefined,
): boolean {
  return entry !== undefined && severities.indexOf(finding.severity) < severities.indexOf(entry.severity);
}
