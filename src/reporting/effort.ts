import type { Issue } from "../engine/issue.ts";
import type { Step } from "../plan/plan.ts";
import { affinityOf } from "../schema/affinity.ts";
import type { Risk } from "./report.ts";

/** Minutes a person needs, by kind of step: to read it, run it and look at its validations. */
export const minutes = {
  /** A step that SQLite does in place. */
  inPlace: 3,
  /** A step that rewrites a table. */
  rebuild: 10,
  /** On top: rows are looked at before the step may run. */
  preconditions: 10,
  /** On top: someone decides that data may go. */
  destructive: 15,
  /** A repair without a step: a person decides, or changes the code. */
  byHand: 30,
} as const;

/** The minutes of one step. */
export function minutesOfStep(step: Step): number {
  return (
    (step.rebuilds ? minutes.rebuild : minutes.inPlace) +
    (step.preconditions.length > 0 ? minutes.preconditions : 0) +
    (step.safety === "destructive" ? minutes.destructive : 0)
  );
}

/**
 * The minutes of one issue: the sum over its steps, where a step that repairs several issues is shared out among
 * them, rounded up. An info asks for no work.
 */
export function minutesOfIssue(
  issue: Issue,
  steps: readonly Step[],
  sharedBy: (step: Step) => number,
): number {
  if (issue.severity === "info") return 0;
  if (steps.length === 0) return minutes.byHand;
  return steps.reduce((sum, step) => sum + Math.ceil(minutesOfStep(step) / Math.max(1, sharedBy(step))), 0);
}

/** High when a step is destructive or converts values, medium when one rebuilds a table or has preconditions, low otherwise. */
export function riskOf(steps: readonly Step[]): Risk {
  const converts = (step: Step) =>
    step.changes.some(
      (change) => change.kind === "alter-type" && affinityOf(change.from) !== affinityOf(change.to),
    );
  if (steps.some((step) => step.safety === "destructive" || converts(step))) return "high";
  return steps.some((step) => step.rebuilds || step.preconditions.length > 0) ? "medium" : "low";
}

/** The highest of these risks; low of none. */
export function highestRisk(risks: readonly Risk[]): Risk {
  const order: readonly Risk[] = ["high", "medium", "low"];
  return order.find((risk) => risks.includes(risk)) ?? "low";
}
