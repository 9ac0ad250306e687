import type { Change } from "../diff/change.ts";
import type { Step } from "./plan.ts";

/** A step without its number. */
export type StepDraft = Omit<Step, "id">;

/** What most steps share; a step says only how it differs. */
export function draft(
  step: Partial<StepDraft> & Pick<StepDraft, "comment" | "sql" | "rollback" | "changes">,
): StepDraft {
  const preconditions = step.preconditions ?? [];
  const safety = preconditions.length > 0 ? "data-dependent" : "safe";
  return { preconditions, validations: [], safety, rebuilds: false, ...step };
}

/** A rollback that brings back everything that was there before. */
export function lossless(sql: readonly string[], note = ""): Step["rollback"] {
  return { kind: "lossless", sql, note };
}

/** The changes of some kinds. */
export function ofKind<K extends Change["kind"]>(
  changes: readonly Change[],
  ...kinds: readonly K[]
): Extract<Change, { kind: K }>[] {
  const wanted: readonly string[] = kinds;
  return changes.filter((change): change is Extract<Change, { kind: K }> => wanted.includes(change.kind));
}
