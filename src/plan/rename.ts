import type { Change, ChangeOf } from "../diff/change.ts";
import type { Schema } from "../schema/schema.ts";
import { quoteName } from "../sql/quote.ts";
import { draft, lossless, type StepDraft } from "./draft.ts";
import type { OldNames } from "./old-names.ts";
import { validationsOf } from "./validations.ts";

/**
 * Renames columns and tables in place; SQLite carries the new name into views, triggers, indexes and foreign keys.
 * A view or trigger that is broken already would stop any rename, so it is set aside for the step.
 * https://www.sqlite.org/lang_altertable.html#alter_table_rename_column
 */
export function renameSteps(changes: readonly Change[], schema: Schema, names: OldNames): StepDraft[] {
  const aside = brokenObjects(schema);
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
    ...columns.map((change) => {
      const alter = `ALTER TABLE ${quoteName(names.table(change.table))} RENAME COLUMN`;
      const [old, now] = [quoteName(change.from), quoteName(change.column)];
      const comment = `Rename column ${change.from} of ${names.table(change.table)} to ${change.column}.`;
      return step(change, comment, `${alter} ${old} TO ${now}`, `${alter} ${now} TO ${old}`);
    }),
    ...tables.map((change) => {
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

function brokenObjects(schema: Schema): { drop: string[]; create: string[] } {
  const views = schema.views.filter(({ broken }) => broken !== null);
  const isOnBrokenView = (table: string): boolean => views.some(({ name }) => name === table);
  const triggers = schema.triggers.filter(({ broken, table }) => broken !== null || isOnBrokenView(table));
  return {
    drop: [
      ...triggers.map(({ name }) => `DROP TRIGGER ${quoteName(name)}`),
      ...views.map(({ name }) => `DROP VIEW ${quoteName(name)}`),
    ],
    create: [...views.map(({ sql }) => sql), ...triggers.map(({ sql }) => sql)],
  };
}
