import type { Change, ChangeOf } from "../diff/change.ts";
import { findNamed, foldName, sameName } from "../schema/names.ts";
import type { Schema } from "../schema/schema.ts";
import { mentionedNames } from "../sql/mentions.ts";
import { quoteName } from "../sql/quote.ts";
import { draft, lossless, ofKind, type StepDraft } from "./draft.ts";
import type { OldNames } from "./old-names.ts";
import { validationsOf } from "./validations.ts";

/**
 * Renames columns and tables in place; SQLite carries the new name into views, triggers, indexes and foreign keys.
 * A view or trigger that is broken already would stop any rename, so it is set aside for the step.
 * https://www.sqlite.org/lang_altertable.html#alter_table_rename_column
 */
export function renameSteps(changes: readonly Change[], schema: Schema, names: OldNames): StepDraft[] {
  const aside = setAside(schema, changes);
  const step = (change: Change, comment: string, forth: string, back: string): StepDraft =>
    draft({
      comment,
      sql: [...aside.drop, forth, ...aside.create],
      rollback: lossless([...aside.drop, back, ...aside.create]),
      validations: validationsOf(change),
      changes: [change],
    });
  const columns = changes.filter(
    (change): change is ChangeOf<"rename-column"> => change.kind === "rename-column",
  );
  const tables = changes.filter(
    (change): change is ChangeOf<"rename-table"> => change.kind === "rename-table",
  );
  return [
    ...free(columns).map((change) => {
      const alter = `ALTER TABLE ${quoteName(names.table(change.table))} RENAME COLUMN`;
      const [old, now] = [quoteName(change.from), quoteName(change.column)];
      const comment = `Rename column ${change.from} of ${names.table(change.table)} to ${change.column}.`;
      return step(change, comment, `${alter} ${old} TO ${now}`, `${alter} ${now} TO ${old}`);
    }),
    ...free(tables).map((change) => {
      const [old, now] = [quoteName(change.from), quoteName(change.table)];
      const comment = `Rename table ${change.from} to ${change.table}.`;
      return step(
        change,
        comment,
        `ALTER TABLE ${old} RENAME TO ${now}`,
        `ALTER TABLE ${now} RENAME TO ${old}`,
      );
    }),
  ];
}

/** A name that another rename has yet to leave comes after it. */
function free<T extends ChangeOf<"rename-column"> | ChangeOf<"rename-table">>(renames: readonly T[]): T[] {
  const ordered: T[] = [];
  const nameAfter = (change: T): string => (change.kind === "rename-column" ? change.column : change.table);
  const inWay = (change: T, other: T): boolean =>
    other !== change &&
    sameName(other.from, nameAfter(change)) &&
    (change.kind === "rename-table" || sameName(other.table, change.table));
  for (let rest = [...renames]; rest.length > 0; ) {
    const next = rest.find((change) => !rest.some((other) => inWay(change, other))) ?? rest[0];
    rest = rest.filter((change) => change !== next);
    if (next) ordered.push(next);
  }
  return ordered;
}

/** What is broken, and what stands on a view that is replaced and therefore not there while names change. */
function setAside(schema: Schema, changes: readonly Change[]): { drop: string[]; create: string[] } {
  const gone = ofKind(changes, "replace-view", "replace-trigger").map(({ actual }) => actual);
  const isGone = ({ name }: { name: string }): boolean => findNamed(gone, name) !== undefined;
  const missing = new Set(
    gone.filter(({ name }) => findNamed(schema.views, name)).map(({ name }) => foldName(name)),
  );
  for (let size = -1; size < missing.size; ) {
    size = missing.size;
    for (const { name, sql } of schema.views)
      if ([...mentionedNames(sql)].some((word) => missing.has(word))) missing.add(foldName(name));
  }
  const stands = ({ sql }: { sql: string }): boolean =>
    [...mentionedNames(sql)].some((word) => missing.has(word));
  const views = schema.views.filter((view) => !isGone(view) && (view.broken !== null || stands(view)));
  const isOn = (table: string): boolean => findNamed(views, table) !== undefined;
  // DROP VIEW has taken the triggers of a replaced view along.
  const triggers = schema.triggers.filter(
    (trigger) =>
      !isGone(trigger) &&
      !isGone({ name: trigger.table }) &&
      (trigger.broken !== null || isOn(trigger.table) || stands(trigger)),
  );
  return {
    drop: [
      ...triggers.map(({ name }) => `DROP TRIGGER ${quoteName(name)}`),
      ...views.map(({ name }) => `DROP VIEW ${quoteName(name)}`),
    ],
    create: [...views.map(({ sql }) => sql), ...triggers.map(({ sql }) => sql)],
  };
}
