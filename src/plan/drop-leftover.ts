import type { Change, ChangeOf } from "../diff/change.ts";
import type { Schema } from "../schema/schema.ts";
import { quoteName, quoteNames, quoteText } from "../sql/quote.ts";
import { draft, lossless, type StepDraft } from "./draft.ts";
import { withoutOldStrings } from "./old-strings.ts";
import { renameCounter } from "./rebuild.ts";
import { shapeOf } from "./shape.ts";
import { heldRowid, markOf } from "./undo.ts";
import { validationsOf } from "./validations.ts";

/** Drops what a half-applied migration left behind; rows, rowids and counter are kept in an undo log. */
export function dropLeftover(
  { actual, table }: ChangeOf<"drop-table">,
  wanted: Change,
  undo: string,
  schema: Schema,
): StepDraft {
  const shape = shapeOf(withoutOldStrings(actual), schema);
  const columns = shape.columns.filter(({ generated }) => !generated).map(({ name }) => name);
  const held = shape.rowid !== null && shape.alias === null ? [heldRowid(markOf(shape.columns))] : [];
  const [name, kept] = [quoteName(table), quoteName(undo)];
  const inTable = [...columns.map(quoteName), ...held.map(() => shape.rowid)].join(", ");
  const inUndo = quoteNames([...columns, ...held]);
  return draft({
    comment: `Drop table ${table}, left behind by a half-applied migration, with all rows.`,
    sql: [
      `CREATE TABLE ${kept} (${inUndo})`,
      `INSERT INTO ${kept} SELECT ${inTable} FROM ${name}`,
      ...(shape.autoincrement ? [renameCounter(table, undo)] : []),
      `DROP TABLE ${name}`,
    ],
    rollback: lossless([
      shape.sql,
      `INSERT INTO ${name} (${inTable}) SELECT ${inUndo} FROM ${kept}`,
      ...(shape.autoincrement
        ? [`DELETE FROM sqlite_sequence WHERE name = ${quoteText(table)}`, renameCounter(undo, table)]
        : []),
      `DROP TABLE ${kept}`,
      ...shape.dependents,
    ]),
    validations: validationsOf(wanted),
    safety: "destructive",
    changes: [wanted],
  });
}
