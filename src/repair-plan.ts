import type { Change } from "./diff/change.ts";
import { changeKey } from "./diff/change-key.ts";
import type { Issue } from "./engine/issue.ts";
import { shownPlaces } from "./engine/places.ts";
import type { TriedQuery } from "./evidence/code.ts";
import type { Tryout } from "./evidence/try-queries.ts";
import type { Plan, Step } from "./plan/plan.ts";
import { makePlan, runnable } from "./plan/planner.ts";
import type { DeclaredSchema } from "./schema/declared.ts";
import { sameName } from "./schema/names.ts";
import type { Schema } from "./schema/schema.ts";

/** What a plan is made for. */
export interface Planning {
  readonly declared: DeclaredSchema;
  readonly actual: Schema;
  readonly allowDestructive: boolean;
  /** Why changes are held back, by their keys. */
  readonly held?: ReadonlyMap<string, string>;
}

/** The plan of the issues' changes, so that a rule that is off brings no repair. */
export function planFor(
  issues: readonly Issue[],
  { declared, actual, allowDestructive, held = new Map() }: Planning,
): Plan {
  const all = [...new Set(issues.flatMap((issue) => issue.changes))];
  const changes = all.filter((change) => !held.has(changeKey(change)));
  const plan = makePlan({ changes, declared, actual }, { allowDestructive });
  const left = all.flatMap((change) => {
    const why = held.get(changeKey(change));
    return why === undefined ? [] : [{ change, why }];
  });
  return left.length === 0 ? plan : { ...plan, impossible: [...plan.impossible, ...left] };
}

/** Where statements are tried after some steps. */
interface Twins {
  readonly working: readonly TriedQuery[];
  readonly openTwin: (steps: readonly Step[]) => Tryout & { readonly close: () => void };
}

const rounds = 5;

/** The plan without what takes away names that statements of the code use: these changes wait for the code. */
export function planBesideCode(
  issues: readonly Issue[],
  planning: Planning,
  twins: Twins,
): { plan: Plan; held: ReadonlyMap<string, string> } {
  let held = new Map<string, string>();
  let plan = planFor(issues, planning);
  for (let round = 0; round < rounds; round++) {
    const more = heldBack(runnable(plan.steps, planning.allowDestructive), issues, twins);
    if (more.size === 0) break;
    held = new Map([...held, ...more]);
    plan = planFor(issues, { ...planning, held });
  }
  return { plan, held };
}

/** The changes after whose step a statement fails that works today, with the statements. */
function heldBack(steps: readonly Step[], issues: readonly Issue[], twins: Twins): Map<string, string> {
  const held = new Map<string, string>();
  const isIdle = steps.length === 0 || twins.working.length === 0;
  let broken = isIdle ? [] : failing(steps, twins.working, twins);
  for (let last = 1; last <= steps.length && broken.length > 0; last++) {
    const step = steps[last - 1];
    const found = failing(steps.slice(0, last), broken, twins);
    if (!step || found.length === 0) continue;
    broken = broken.filter((query) => !found.some((other) => other.query === query.query));
    for (const change of takenAwayBy(step, found, issues)) held.set(changeKey(change), whyHeld(found));
  }
  return held;
}

interface Broken {
  readonly query: TriedQuery;
  readonly missing: string | null;
  readonly message: string;
}

function failing(
  steps: readonly Step[],
  queries: readonly (TriedQuery | Broken)[],
  { openTwin }: Twins,
): Broken[] {
  const twin = openTwin(steps);
  try {
    return queries.flatMap((either): Broken[] => {
      const query = "query" in either ? either.query : either;
      const result = twin.try(query.sql);
      return result.ok ? [] : [{ query, missing: result.missing?.name ?? null, message: result.message }];
    });
  } finally {
    twin.close();
  }
}

/** What of a step takes names away, with the changes that count on its new names; all of it where no name tells. */
function takenAwayBy(step: Step, broken: readonly Broken[], issues: readonly Issue[]): readonly Change[] {
  const names = broken.flatMap(({ missing }) => (missing === null ? [] : [missing]));
  const taking = step.changes.filter((change) => {
    const gone = goneName(change);
    return (
      gone !== null &&
      names.some((name) => sameName(name, gone) || sameName(name.split(".").at(-1) ?? "", gone))
    );
  });
  if (taking.length === 0) return step.changes;
  const all = issues.flatMap(({ changes }) => changes);
  return [...taking, ...taking.flatMap((change) => all.filter((other) => countsOn(other, change)))];
}

/** The name that a change takes away. */
function goneName(change: Change): string | null {
  switch (change.kind) {
    case "rename-table":
    case "rename-column":
      return change.from;
    case "drop-column":
      return change.column;
    case "drop-table":
      return change.table;
    default:
      return null;
  }
}

function countsOn(other: Change, renaming: Change): boolean {
  if (!sameName(other.table, renaming.table)) return false;
  if (renaming.kind === "rename-table") return true;
  return renaming.kind === "rename-column" && changeKey(other).includes(JSON.stringify(renaming.column));
}

function whyHeld(broken: readonly Broken[]): string {
  const [first] = broken;
  const many = broken.length > 1;
  return (
    `Held back: ${shownPlaces(broken.map(({ query }) => query))} ${many ? "work" : "works"} today and would fail ` +
    `(${first?.message ?? ""}). Change the code first.`
  );
}
