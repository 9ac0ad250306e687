import { foldName, sameName } from "../schema/names.ts";
import type { Schema } from "../schema/schema.ts";
import { findingFingerprint } from "./fingerprint.ts";
import { type Finding, type Issue, severities } from "./issue.ts";

/**
 * The issues of today with those that are seen only once they are repaired: each says after which one. The second list
 * is what was found on the repaired schema; `isNew` says whether it added anything.
 */
export function withMasked(
  today: readonly Issue[],
  repaired: readonly Issue[],
): { readonly issues: readonly Issue[]; readonly isNew: boolean } {
  const known = new Map(today.map((issue) => [issue.fingerprint, issue]));
  const issues = new Map(known);
  let isNew = false;
  for (const seen of repaired.filter(({ severity }) => severity !== "info")) {
    const before = known.get(seen.fingerprint);
    const fresh = before ? seen.findings.filter((finding) => isFresh(finding, seen, before)) : seen.findings;
    if (fresh.length === 0) continue;
    isNew = true;
    const marked = fresh.map((finding) => withAfter(finding, masking(finding.table ?? seen.table, today)));
    issues.set(seen.fingerprint, before ? extended(before, marked, seen) : maskedIssue(seen, marked));
  }
  return { issues: [...issues.values()], isNew };
}

/** Findings about a table that another issue is still to bring say so. */
export function withMaskedFindings(issues: readonly Issue[], actual: Schema): Issue[] {
  const there = new Set([...actual.tables, ...actual.virtualTables].map(({ name }) => foldName(name)));
  return issues.map((issue) => {
    const findings = issue.findings.map((finding) => {
      if (finding.table === null || there.has(foldName(finding.table))) return finding;
      const after = masking(finding.table, issues);
      return after && after.fingerprint !== issue.fingerprint
        ? { ...finding, after: after.fingerprint }
        : finding;
    });
    const [first] = findings;
    const hidden = first?.after !== undefined && findings.every(({ after }) => after === first.after);
    return { ...issue, findings, ...(hidden ? { after: first.after } : {}) };
  });
}

function isFresh(finding: Finding, seen: Issue, before: Issue): boolean {
  const print = findingFingerprint(seen.rule, seen.subject, finding.key);
  return !before.findings.some(
    (known) => findingFingerprint(before.rule, before.subject, known.key) === print,
  );
}

function withAfter(finding: Finding, after: Issue | undefined): Finding {
  return after ? { ...finding, after: after.fingerprint } : finding;
}

function maskedIssue(seen: Issue, findings: readonly Finding[]): Issue {
  const after = findings.find((finding) => finding.after !== undefined)?.after;
  return { ...seen, findings, ...(after === undefined ? {} : { after }) };
}

function extended(before: Issue, findings: readonly Finding[], seen: Issue): Issue {
  const worst =
    severities.find((severity) => [before.severity, seen.severity].includes(severity)) ?? before.severity;
  return { ...before, severity: worst, findings: [...before.findings, ...findings] };
}

/** The issue whose repair brings a table: the one that makes it, else the first that changes it. */
function masking(table: string | null, issues: readonly Issue[]): Issue | undefined {
  if (table === null) return undefined;
  const changing = issues.filter(({ changes }) => changes.some((change) => sameName(change.table, table)));
  return changing.find(({ changes }) => changes.some(({ kind }) => kind === "create-table")) ?? changing[0];
}
