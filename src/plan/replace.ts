import type { Change, ChangeOf } from "../diff/change.ts";
import { findNamed, sameName } from "../schema/names.ts";
import type { Schema, Trigger } from "../schema/schema.ts";
import { quoteName } from "../sql/quote.ts";
import { draft, lossless, ofKind, type StepDraft } from "./draft.ts";
import { validationsOf } from "./validations.ts";

/** The steps that replace views and triggers: `before` the renames, and `after` everything they may name is there. */
export interface Replacements {
  readonly before: readonly StepDraft[];
  readonly after: readonly StepDraft[];
}

/** What is dropped and made together: a view takes its INSTEAD OF triggers along. */
interface Group {
  readonly what: string;
  readonly changes: readonly Change[];
  readonly drop: readonly string[];
  readonly dropMade: readonly string[];
  readonly make: readonly string[];
  readonly old: readonly string[];
}

/**
 * Replaces views and triggers. Where something is renamed they are set aside first: SQLite would carry the new name
 * into the old text, and on the way back the new text would stop it.
 */
export function replacements(changes: readonly Change[], schema: Schema): Replacements {
  const groups = groupsOf(changes, schema);
  const isRenamed = ofKind(changes, "rename-table", "rename-column").length > 0;
  return {
    before: isRenamed ? groups.map(setAside) : [],
    after: groups.map((group) => (isRenamed ? madeAnew(group) : replaced(group))),
  };
}

function groupsOf(changes: readonly Change[], schema: Schema): Group[] {
  const views = ofKind(changes, "replace-view");
  const triggers = ofKind(changes, "replace-trigger");
  const isOnReplaced = ({ actual }: ChangeOf<"replace-trigger">): boolean =>
    views.some(({ actual: view }) => sameName(view.name, actual.table));
  return [
    ...views.map((view) => viewGroup(view, triggers, schema)),
    ...triggers.filter((trigger) => !isOnReplaced(trigger)).map(triggerGroup),
  ];
}

function viewGroup(
  view: ChangeOf<"replace-view">,
  changes: readonly ChangeOf<"replace-trigger">[],
  { triggers }: Schema,
): Group {
  const own = triggers.filter(({ table }) => sameName(table, view.actual.name));
  const replacedOwn = changes.filter(({ actual }) => findNamed(own, actual.name) !== undefined);
  const isReplaced = ({ name }: Trigger): boolean =>
    replacedOwn.some(({ actual }) => sameName(actual.name, name));
  const kept = own.filter((trigger) => !isReplaced(trigger)).map(({ sql }) => sql);
  const isElsewhere = ({ declared }: ChangeOf<"replace-trigger">): boolean =>
    !sameName(declared.table, view.table);
  const drop = `DROP VIEW ${quoteName(view.actual.name)}`;
  return {
    what: `view ${view.table}`,
    changes: [view, ...replacedOwn],
    drop: [drop],
    dropMade: [
      ...replacedOwn.filter(isElsewhere).map(({ table }) => `DROP TRIGGER ${quoteName(table)}`),
      drop,
    ],
    make: [view.declared.sql, ...kept, ...replacedOwn.map(({ declared }) => declared.sql)],
    old: [view.actual.sql, ...own.map(({ sql }) => sql)],
  };
}

function triggerGroup(change: ChangeOf<"replace-trigger">): Group {
  const drop = [`DROP TRIGGER ${quoteName(change.actual.name)}`];
  return {
    what: `trigger ${change.table}`,
    changes: [change],
    drop,
    dropMade: drop,
    make: [change.declared.sql],
    old: [change.actual.sql],
  };
}

function replaced({ what, changes, drop, dropMade, make, old }: Group): StepDraft {
  return draft({
    comment: `Make ${what} anew as the model declares it.`,
    sql: [...drop, ...make],
    rollback: lossless([...dropMade, ...old]),
    validations: changes.flatMap(validationsOf),
    changes,
  });
}

function setAside({ what, changes, drop, old }: Group): StepDraft {
  return draft({
    comment: `Set ${what} aside, which a rename would rewrite and which is made anew at the end.`,
    sql: drop,
    rollback: lossless(old),
    changes,
  });
}

function madeAnew({ what, changes, dropMade, make }: Group): StepDraft {
  return draft({
    comment: `Make ${what} anew as the model declares it.`,
    sql: make,
    rollback: lossless(dropMade),
    validations: changes.flatMap(validationsOf),
    changes,
  });
}
