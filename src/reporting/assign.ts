import type { Change } from "../diff/change.ts";
import { changeKey } from "../diff/change-key.ts";
import type { Issue } from "../engine/issue.ts";
import type { Plan, Step } from "../plan/plan.ts";

/** Which steps repair which issues. */
export interface Assignment {
  readonly stepsOf: (issue: Issue) => readonly Step[];
  readonly issuesOf: (step: Step) => readonly Issue[];
  /** Why a change of the issue has no step, a sentence each. */
  readonly unplanned: (issue: Issue) => readonly string[];
}

/** Matches steps with issues by the changes both carry. */
export function assign(issues: readonly Issue[], plan: Plan): Assignment {
  const issuesByChange = new Map<string, Issue[]>();
  for (const issue of issues) {
    for (const key of keysOf(issue.changes)) {
      const others = issuesByChange.get(key);
      if (others === undefined) issuesByChange.set(key, [issue]);
      else others.push(issue);
    }
  }
  const place = new Map(issues.map((issue, index) => [issue, index]));
  const steps = new Map<Issue, Step[]>(issues.map((issue) => [issue, []]));
  const owners = new Map<Step, readonly Issue[]>();
  for (const step of plan.steps) {
    const wanted = new Set([...keysOf(step.changes)].flatMap((key) => issuesByChange.get(key) ?? []));
    const inOrder = [...wanted].sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
    owners.set(step, inOrder);
    for (const issue of inOrder) steps.get(issue)?.push(step);
  }
  const reasons = plan.impossible.map(({ change, why }) => ({ key: changeKey(change), why }));
  return {
    stepsOf: (issue) => steps.get(issue) ?? [],
    issuesOf: (step) => owners.get(step) ?? [],
    unplanned: (issue) => {
      const keys = keysOf(issue.changes);
      return [...new Set(reasons.filter(({ key }) => keys.has(key)).map(({ why }) => why))];
    },
  };
}

function keysOf(changes: readonly Change[]): ReadonlySet<string> {
  return new Set(changes.map(changeKey));
}
