import type { Evidence, Listing, Probe } from "../evidence/evidence.ts";
import type { DeclaredSchema } from "../schema/declared.ts";
import { issueFingerprint } from "./fingerprint.ts";
import { type Finding, type Issue, type IssueDraft, type Severity, severities } from "./issue.ts";
import { inReportOrder } from "./report-order.ts";
import type { Rule } from "./rule.ts";
import { enabledRules, type RuleSettings, settingFor } from "./settings.ts";
import { users } from "./users.ts";

/** The questions about rows that the enabled rules want answered. Two rules may ask the same. */
export function probesOf(rules: readonly Rule[], evidence: Evidence, settings: RuleSettings): Probe[] {
  return enabledRules(rules, settings).flatMap((rule) => [...(rule.probes?.(evidence) ?? [])]);
}

/** The first rows that the enabled rules want to see, each listing once. */
export function listingsOf(rules: readonly Rule[], evidence: Evidence, settings: RuleSettings): Listing[] {
  return [...new Set(enabledRules(rules, settings).flatMap((rule) => [...(rule.lists?.(evidence) ?? [])]))];
}

/** Runs the rules that a project has not switched off; the issues come in report order, with their ids. */
export function runRules(rules: readonly Rule[], evidence: Evidence, settings: RuleSettings): Issue[] {
  const issues = enabledRules(rules, settings).flatMap((rule) =>
    [...rule.check(evidence)].flatMap((draft) => issueOf(rule, draft, settings, evidence)),
  );
  return arranged(issues, evidence.declared);
}

/** Issues in report order, with their ids. */
export function arranged(issues: readonly Issue[], declared: DeclaredSchema): Issue[] {
  return numbered(inReportOrder(issues, declared));
}

function issueOf(rule: Rule, draft: IssueDraft, settings: RuleSettings, evidence: Evidence): Issue[] {
  const setting = settingFor(settings, rule.id, draft.table);
  if (setting === "off") return [];
  const findings = withOwnKeys(draft.findings).map((finding) => ({
    ...finding,
    severity: setting ?? finding.severity,
  }));
  return [
    {
      ...draft,
      impact: draft.impact + users(evidence, draft, rule.category),
      findings,
      id: "",
      fingerprint: issueFingerprint(rule.id, draft.subject),
      rule: rule.id,
      severity: setting ?? worst(draft.findings.map((finding) => finding.severity)) ?? rule.severity,
      category: rule.category,
      component: rule.component,
    },
  ];
}

/** Two findings of one key (a syntax error met twice) are told apart, so that no two have one fingerprint. */
function withOwnKeys(findings: readonly Finding[]): Finding[] {
  const met = new Map<string, number>();
  return findings.map((finding) => {
    const times = (met.get(finding.key) ?? 0) + 1;
    met.set(finding.key, times);
    return times === 1 ? finding : { ...finding, key: `${finding.key}\0${times}` };
  });
}

/** The worst of these severities, or null of none. */
function worst(found: readonly Severity[]): Severity | null {
  return severities.find((severity) => found.includes(severity)) ?? null;
}

const prefixes: Readonly<Record<Severity, string>> = {
  critical: "CRIT",
  high: "HIGH",
  medium: "MED",
  info: "INFO",
};

function numbered(issues: readonly Issue[]): Issue[] {
  const counts: Record<Severity, number> = { critical: 0, high: 0, medium: 0, info: 0 };
  return issues.map((issue) => {
    counts[issue.severity] += 1;
    const number = String(counts[issue.severity]).padStart(3, "0");
    return { ...issue, id: `${prefixes[issue.severity]}-${number}` };
  });
}
