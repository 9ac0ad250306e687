import type { ForeignKey } from "../schema/constraint.ts";
import { findNamed, sameName } from "../schema/names.ts";
import type { Table } from "../schema/schema.ts";
import { quoteName, quoteNames } from "../sql/quote.ts";
import type { Alteration } from "./alteration.ts";
import { draft, lossless, ofKind, type StepDraft } from "./draft.ts";
import { keep, restored } from "./leaving.ts";
import { orphanedRows } from "./mend.ts";
import { pointingAt } from "./pointing.ts";
import { quietly } from "./quiet.ts";
import type { Shape } from "./shape.ts";
import { validationsOf } from "./validations.ts";

/**
 * The step that takes rows without a parent out of a table that stays as it is. No trigger fires and no ON DELETE acts;
 * rows of other tables that point at them stand in the way. Throws RangeError for a key that leads nowhere.
 */
export function putAside(alteration: Alteration, shape: Shape): StepDraft {
  const { table, schema, wanted, changes } = alteration;
  const [change] = ofKind(changes, "mend-orphans");
  const condition = change && leavingCondition(change.key, alteration);
  if (!change || condition === undefined || condition === null || change.orphans === "set-null")
    throw new RangeError(`The foreign key of ${table.name} leads to no table with such columns.`);
  const choice = change.orphans;
  const leaving = { condition, choice, kept: alteration.keptName(choice) };
  const how = choice === "delete" ? "Delete the" : "Put the";
  const where =
    choice === "delete" ? `; ${leaving.kept} keeps them for the rollback` : ` aside in ${leaving.kept}`;
  return draft({
    comment: `${how} rows of ${table.name} without a parent in ${change.key.parent}${where}.`,
    sql: quietly(table.name, schema, [
      ...keep(leaving, shape),
      `DELETE FROM ${quoteName(table.name)} WHERE ${condition}`,
    ]),
    rollback: lossless(quietly(table.name, schema, restored(leaving, shape))),
    preconditions: pointingAt(table, condition, schema),
    validations: wanted.flatMap(validationsOf),
    ...(choice === "delete" ? { safety: "destructive" as const } : {}),
    leaving: { table: table.name, condition, kept: leaving.kept },
    changes: wanted,
  });
}

/** The rows without a parent, and under a key to their own table those that would have none once these are gone. */
function leavingCondition(key: ForeignKey, { table, schema }: Alteration): string | null {
  const direct = orphanedRows(key, { table, schema });
  if (direct === null || !sameName(key.parent, table.name)) return direct;
  const referred = key.parentColumns ?? table.primaryKey?.columns ?? [];
  const pointing = asReferred(table, key.columns, referred);
  return `((${direct}) OR (${pointing.join(", ")}) IN (${descendants(table, key.columns, referred, direct)}))`;
}

/** The keys of all rows that hang on the rows of a condition. https://www.sqlite.org/lang_with.html#recursive_common_table_expressions */
function descendants(
  table: Table,
  columns: readonly string[],
  referred: readonly string[],
  direct: string,
): string {
  const name = quoteName(table.name);
  const keys = quoteNames(referred.map((_, i) => `key_${i + 1}`));
  const pairs = asReferred(table, columns, referred).map((column, i) => `${column} = gone."key_${i + 1}"`);
  return (
    `WITH RECURSIVE gone (${keys}) AS (SELECT ${own(table, referred)} FROM ${name} WHERE ${direct} UNION ` +
    `SELECT ${own(table, referred)} FROM ${name} JOIN gone ON ${pairs.join(" AND ")}) SELECT ${keys} FROM gone`
  );
}

/** The columns of a row that point at others, compared as the columns that they refer to are. */
function asReferred(
  { name, columns: all }: Table,
  columns: readonly string[],
  referred: readonly string[],
): string[] {
  return columns.map((column, i) => {
    const collation = findNamed(all, referred[i] ?? "")?.collation ?? "BINARY";
    return `${quoteName(name)}.${quoteName(column)} COLLATE ${quoteName(collation)}`;
  });
}

const own = ({ name }: Table, columns: readonly string[]): string =>
  columns.map((column) => `${quoteName(name)}.${quoteName(column)}`).join(", ");
