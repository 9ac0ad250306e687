import type { Issue } from "../engine/issue.ts";
import { DoctorError } from "../errors.ts";
import { nearest } from "../schema/nearest.ts";
import { dependencies } from "./depends.ts";

/** The issues a repair takes in. */
export interface Selection {
  /** Selected and pulled in, in report order. */
  readonly issues: readonly Issue[];
  /** Ids of those that nobody named and the others need. */
  readonly pulledIn: readonly string[];
}

/** Picks issues by id, fingerprint or rule, with all they depend on; everything when nothing is named. Throws DoctorError for an unknown name. `known` are rules and issues that may be named without being there. */
export function selectIssues(
  issues: readonly Issue[],
  only: readonly string[],
  known: readonly string[],
): Selection {
  if (only.length === 0) return { issues, pulledIn: [] };
  const named = new Set(only.flatMap((name) => matching(issues, name, known)));
  const needs = dependencies(issues);
  const byId = new Map(issues.map((issue) => [issue.id, issue]));
  const taken = new Set(named);
  for (const issue of taken) {
    for (const id of needs.get(issue) ?? []) {
      const other = byId.get(id);
      if (other) taken.add(other);
    }
  }
  return {
    issues: issues.filter((issue) => taken.has(issue)),
    pulledIn: issues.filter((issue) => taken.has(issue) && !named.has(issue)).map(({ id }) => id),
  };
}

function matching(issues: readonly Issue[], name: string, known: readonly string[]): Issue[] {
  const found = issues.filter(
    ({ id, fingerprint, rule }) => id === name.toUpperCase() || fingerprint === name || rule === name,
  );
  // A rule without an issue today is nothing to do, not a mistake.
  if (found.length > 0 || known.includes(name)) return found;
  const names = [...known, ...issues.flatMap(({ id, fingerprint }) => [id, fingerprint])];
  const near = nearest(name, names);
  throw new DoctorError(
    "unknown-selection",
    `--only ${name} names no issue of this analysis and no rule.`,
    near === null ? "`doctor analyze` lists the issues, `doctor rules` the rules." : `Did you mean ${near}?`,
  );
}
