import type { Change, ChangeOf } from "../diff/change.ts";
import { findNamed, sameName } from "../schema/names.ts";
import type { Table, Trigger } from "../schema/schema.ts";
import type { TrailTrigger } from "../schema/trail.ts";
import { canonicalTrigger } from "../sql/canonical.ts";
import { quoteName } from "../sql/quote.ts";
import { printTrail } from "../sql/trail/print.ts";
import { writtenTrail } from "../sql/trail/written.ts";
import { draft, lossless, ofKind, type StepDraft } from "./draft.ts";
import { type Made, recordedAfter } from "./recorded.ts";
import { validationsOf } from "./validations.ts";

/** The triggers of a change that are not there yet; the others are written anew. */
export function newTriggers(change: ChangeOf<"create-trail">, { actual }: Made): readonly TrailTrigger[] {
  return change.triggers.filter(({ name }) => !findNamed(actual.triggers, name));
}

/** The step that makes the triggers of a trail, or null while its table or its log will not be there. */
export function createTrail(change: ChangeOf<"create-trail">, made: Made): StepDraft | null {
  const table = recordedAfter(change.table, made);
  if (!table || !recordedAfter(change.log.name, made)) return null;
  const { log } = change;
  const triggers = newTriggers(change, made);
  return draft({
    comment: `Record in ${log.name} what is ${pastOf(triggers.map(({ event }) => event))} in ${table.name}.`,
    sql: triggers.map((trigger) => printTrail(table, trigger, log)),
    rollback: lossless(triggers.map(({ name }) => `DROP TRIGGER ${quoteName(name)}`)),
    validations: validationsOf({ ...change, triggers }),
    changes: [change],
  });
}

function pastOf(events: readonly string[]): string {
  const past = events.map((event) => (event === "insert" ? "inserted" : `${event}d`));
  return past.length < 2 ? past.join("") : `${past.slice(0, -1).join(", ")} and ${past.at(-1)}`;
}

/** The steps that write standing triggers of trails anew: `before` the renames, and `after` the tables are as they will be. */
export interface RenewedTrails {
  readonly before: readonly StepDraft[];
  readonly after: readonly StepDraft[];
}

/**
 * A trail whose table gets other columns is written anew for them, and so is one that is asked for. A trigger that somebody
 * wrote or changed by hand is left alone. Where something is renamed the old triggers go first: on the way back SQLite
 * would refuse to rename under them.
 */
export function renewedTrails(made: Made, asked: readonly ChangeOf<"create-trail">[]): RenewedTrails {
  const stale = made.actual.tables.flatMap((table) => staleOn(table, made, asked));
  const isRenamed = ofKind(made.changes, "rename-table", "rename-column").length > 0;
  return {
    before: isRenamed ? stale.map(setAside) : [],
    after: stale.map((trail) => (isRenamed ? madeAnew(trail) : replaced(trail))),
  };
}

/** Triggers of one table that would record other columns than it has. */
interface StaleTrail {
  readonly table: string;
  readonly triggers: readonly ChangeOf<"replace-trigger">[];
  /** The triggers, and what makes them stale. */
  readonly changes: readonly Change[];
}

function staleOn(today: Table, made: Made, asked: readonly ChangeOf<"create-trail">[]): StaleTrail[] {
  const renamed = ofKind(made.changes, "rename-table").find(({ from }) => sameName(from, today.name));
  const table = renamed?.table ?? today.name;
  const causes = [...made.changes.filter(({ kind }) => shapes.has(kind)), ...asked].filter((change) =>
    sameName(change.table, table),
  );
  const later = causes.length === 0 ? null : recordedAfter(table, made);
  if (later === null) return [];
  const triggers = made.actual.triggers.flatMap((trigger): ChangeOf<"replace-trigger">[] => {
    const written = sameName(trigger.table, today.name) ? writtenTrail(trigger, today, made.actual) : null;
    const sql = written && printTrail(later, written, written.log);
    if (sql === null || canonicalTrigger(sql) === canonicalTrigger(trigger.sql)) return [];
    const declared: Trigger = { ...trigger, table, sql };
    return [{ kind: "replace-trigger", table: trigger.name, declared, actual: trigger }];
  });
  return triggers.length === 0 ? [] : [{ table, triggers, changes: [...triggers, ...causes] }];
}

/** The changes that give a table other columns or another key. */
const shapes: ReadonlySet<Change["kind"]> = new Set([
  "rename-table",
  "rename-column",
  "add-column",
  "drop-column",
  "alter-generated",
  "alter-primary-key",
  "alter-options",
]);

const dropped = ({ triggers }: StaleTrail): string[] =>
  triggers.map(({ actual }) => `DROP TRIGGER ${quoteName(actual.name)}`);

const oldTexts = ({ triggers }: StaleTrail): string[] => triggers.map(({ actual }) => actual.sql);

const newTexts = ({ triggers }: StaleTrail): string[] => triggers.map(({ declared }) => declared.sql);

function replaced(trail: StaleTrail): StepDraft {
  return draft({
    ...renewal(trail),
    sql: [...dropped(trail), ...newTexts(trail)],
    rollback: lossless([...dropped(trail), ...oldTexts(trail)]),
  });
}

function setAside(trail: StaleTrail): StepDraft {
  return draft({
    comment: `Set the audit trail of ${trail.table} aside, which is written anew at the end.`,
    sql: dropped(trail),
    rollback: lossless(oldTexts(trail)),
    changes: trail.changes,
  });
}

function madeAnew(trail: StaleTrail): StepDraft {
  return draft({ ...renewal(trail), sql: newTexts(trail), rollback: lossless(dropped(trail)) });
}

function renewal(trail: StaleTrail): Pick<StepDraft, "comment" | "validations" | "changes"> {
  const { table, triggers, changes } = trail;
  return {
    comment: `Let the audit trail of ${table} record the columns that it has by now.`,
    validations: triggers.flatMap(validationsOf),
    changes,
  };
}

/** Whether what a trail is written to will be there, and what it is about. */
export function whyNoTrail({ table, log }: ChangeOf<"create-trail">, made: Made): string {
  const missing = recordedAfter(table, made) ? log.name : table;
  return `The table ${missing} is not there, and this plan does not make it.`;
}
