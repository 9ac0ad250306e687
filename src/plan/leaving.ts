import { quoteName, quoteNames } from "../sql/quote.ts";
import type { Shape } from "./shape.ts";
import { heldRowid, markOf } from "./undo.ts";

/** Rows that leave a table while it is made anew, and the table that keeps them. */
export interface Leaving {
  /** Over the rows of today, columns qualified by the table's name. */
  readonly condition: string;
  readonly choice: "delete" | "quarantine";
  readonly kept: string;
}

/** The columns of the rows that leave, as they are called where they are kept and in the table. */
function columnsOf(shape: Shape): { kept: string; inTable: string } {
  const columns = shape.columns.filter(({ generated }) => !generated).map(({ name }) => name);
  const withRowid = shape.rowid !== null && shape.alias === null;
  const kept = quoteNames([...columns, ...(withRowid ? [heldRowid(markOf(shape.columns))] : [])]);
  const inTable = [...columns.map(quoteName), ...(withRowid ? [shape.rowid] : [])].join(", ");
  return { kept, inTable };
}

/** Puts the rows aside, rowid and all; no column has a type, so that every value stays as it is. */
export function keep(leaving: Leaving | null, from: Shape): string[] {
  if (leaving === null) return [];
  const { kept, inTable } = columnsOf(from);
  const table = quoteName(from.name);
  return [
    `CREATE TABLE ${quoteName(leaving.kept)} (${kept})`,
    `INSERT INTO ${quoteName(leaving.kept)} SELECT ${inTable} FROM ${table} WHERE ${leaving.condition}`,
  ];
}

/** Brings the rows back where they were; a row that took a place of theirs since ends the rollback with SQLite's message. */
export function restored(leaving: Leaving | null, to: Shape): string[] {
  if (leaving === null) return [];
  const { kept, inTable } = columnsOf(to);
  return [
    `INSERT INTO ${quoteName(to.name)} (${inTable}) SELECT ${kept} FROM ${quoteName(leaving.kept)}`,
    `DROP TABLE ${quoteName(leaving.kept)}`,
  ];
}
