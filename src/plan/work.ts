import type { Change } from "../diff/change.ts";
import { sameName } from "../schema/names.ts";
import { quoteText } from "../sql/quote.ts";
import { isWord, nameOf, tokenize } from "../sql/tokens.ts";
import type { Plan, Step, Survival } from "./plan.ts";
import { runnable } from "./planner.ts";

/** A query that must return no rows where it stands in a script, and what it is called there. */
export interface Guard {
  readonly what: string;
  readonly query: string;
}

/** One step of the work, with what must hold before and after all of it. */
export interface Task {
  readonly id: string;
  readonly comment: string;
  /** What it does not keep, or why it cannot be done; "" when there is nothing to say. */
  readonly note: string;
  /** Whether it can be done at all. */
  readonly possible: boolean;
  readonly preconditions: readonly string[];
  /** Asked when its turn comes. */
  readonly guards: readonly Guard[];
  readonly sql: readonly string[];
  readonly validations: readonly string[];
}

/** What a plan does in one direction, and what must hold for it to stay. */
export interface Work {
  readonly tasks: readonly Task[];
  readonly survivals: readonly Survival[];
  /** Names that may be missing afterwards; null when that is not checked. */
  readonly gone: readonly string[] | null;
  /** Tables that go with everything on them. */
  readonly goneTables: readonly string[];
  /** What the rehearsal could not show; with anything in it, nothing must stay. */
  readonly unproven: readonly string[];
  /** Whether indexes may go with the columns they are on. */
  readonly indexesMayGo: boolean;
}

/** How a plan is to be written out. */
export interface WorkOptions {
  readonly allowDestructive: boolean;
  /** What the rehearsal could not show of the plan, rows that stand in the way aside; absent or empty when it is proven. */
  readonly unproven?: readonly string[];
}

/** The repair: the steps that run, in their order. */
export function repairWork(plan: Plan, { allowDestructive, unproven = [] }: WorkOptions): Work {
  const run = runnable(plan.steps, allowDestructive);
  return {
    tasks: run.map((step) => ({ ...step, note: "", possible: true, guards: guardsOf(step) })),
    survivals: plan.survivals,
    gone: run.flatMap((step) => step.changes.flatMap(goneNames)),
    goneTables: run.flatMap((step) => step.changes.flatMap(goneTables)),
    unproven,
    indexesMayGo: run.some((step) => step.changes.some(({ kind }) => kind === "drop-column")),
  };
}

/** The way back: the same steps, the last first. */
export function rollbackWork(plan: Plan, { allowDestructive }: WorkOptions): Work {
  const run = runnable(plan.steps, allowDestructive);
  const tasks = run.map(
    (step): Task => ({
      id: step.id,
      comment: step.comment,
      note: step.rollback.note,
      possible: step.rollback.kind !== "impossible",
      preconditions: strangers(step, plan),
      guards: [],
      sql: step.rollback.sql,
      validations: [],
    }),
  );
  return {
    tasks: tasks.reverse(),
    survivals: plan.survivals
      .filter(keepsRows)
      .map(({ from, to, ...rest }) => ({ ...rest, from: to, to: from })),
    gone: null,
    goneTables: [],
    unproven: [],
    indexesMayGo: true,
  };
}

/** The guards of a step, as they are called in scripts. */
export function guardsOf({ id, guards = [] }: Step): Guard[] {
  return guards.map((query, i) => ({ what: `guard ${i + 1} of ${id}`, query }));
}

/** Triggers of a mended table that nobody knew when the script was written: they would fire when values are put back. */
function strangers(step: Step, { steps, survivals }: Plan): string[] {
  if (step.rebuilds || !(step.mends || step.leaving)) return [];
  const dropped = step.sql
    .map(tokenize)
    .filter(([first, second]) => isWord(first, "DROP") && isWord(second, "TRIGGER"));
  const names = [
    ...dropped.flatMap((tokens) => tokens.slice(-1).map(nameOf)),
    ...steps.flatMap(({ changes }) => changes.flatMap(triggersOf)),
  ];
  const table =
    survivals.find(({ to }) => step.changes.some((change) => sameName(change.table, to)))?.to ?? "";
  return [
    `SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ${quoteText(table)} COLLATE NOCASE ` +
      `AND name COLLATE NOCASE NOT IN (${names.map(quoteText).join(", ")})`,
  ];
}

function triggersOf(change: Change): string[] {
  if (change.kind === "create-trigger" || change.kind === "replace-trigger") return [change.table];
  return change.kind === "create-trail" ? change.triggers.map(({ name }) => name) : [];
}

/** A table whose rows are the same in number after the plan, and so after its rollback. */
const keepsRows = ({ leaving, arriving }: Survival): boolean =>
  leaving === undefined && arriving === undefined;

/** What a change takes away, or gives another name. */
function goneNames(change: Change): string[] {
  switch (change.kind) {
    case "rename-table":
      return [change.from];
    case "drop-index":
    case "rename-index":
      return [change.actual.name];
    default:
      return [];
  }
}

function goneTables(change: Change): string[] {
  return change.kind === "drop-table" ? [change.table] : [];
}
