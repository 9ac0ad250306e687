import type { Issue } from "../engine/issue.ts";
import { nearest } from "../schema/nearest.ts";
import { dependencies } from "./depends.ts";

/** What `--only` selects. */
export interface Selection {
  /** In report order, those pulled in included. */
  readonly issues: readonly Issue[];
  /** Not named, but something named depends on them. */
  readonly pulledIn: readonly Issue[];
  /** Names that are no issue's id, fingerprint or rule, with the nearest that is. */
  readonly unknown: readonly { readonly name: string; readonly nearest: string | null }[];
}

/** Selects issues by id, fingerprint or rule, with all they depend on. A rule that found nothing selects nothing. */
export function selectIssues(
  issues: readonly Issue[],
  names: readonly string[],
  rules: readonly string[],
): Selection {
  const named = new Set<Issue>();
  const unknown: { name: string; nearest: string | null }[] = [];
  const words = [...issues.flatMap((issue) => [issue.id, issue.fingerprint]), ...rules];
  for (const name of names) {
    const matches = issues.filter((issue) => isNamed(issue, name));
    for (const issue of matches) named.add(issue);
    if (matches.length === 0 && !rules.includes(name)) unknown.push({ name, nearest: nearest(name, words) });
  }
  const all = withDependencies(issues, named);
  const selected = issues.filter((issue) => all.has(issue));
  return { issues: selected, pulledIn: selected.filter((issue) => !named.has(issue)), unknown };
}

function isNamed(issue: Issue, name: string): boolean {
  return issue.id === name.toUpperCase() || issue.fingerprint === name.toLowerCase() || issue.rule === name;
}

function withDependencies(issues: readonly Issue[], named: ReadonlySet<Issue>): ReadonlySet<Issue> {
  const dependsOn = dependencies(issues);
  const byId = new Map(issues.map((issue) => [issue.id, issue]));
  const all = new Set<Issue>();
  const waiting = [...named];
  for (let issue = waiting.pop(); issue !== undefined; issue = waiting.pop()) {
    if (all.has(issue)) continue;
    all.add(issue);
    for (const id of dependsOn.get(issue) ?? []) {
      const other = byId.get(id);
      if (other !== undefined) waiting.push(other);
    }
  }
  return all;
}
