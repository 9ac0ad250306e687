import type { ChangeOf } from "../diff/change.ts";
import type { Table } from "../schema/schema.ts";
import { quoteName, quoteNames, quoteText } from "../sql/quote.ts";
import { draft, lossless, type StepDraft } from "./draft.ts";
import { validationsOf } from "./validations.ts";

/**
 * The step that raises an AUTOINCREMENT counter to the highest id of its table. The way back lowers it only while nobody
 * has counted on since. sqlite_sequence has no key, and may lack the row. https://www.sqlite.org/autoinc.html
 */
export function raiseCounter(
  change: ChangeOf<"raise-counter">,
  { name, primaryKey }: Table,
  undo: string,
): StepDraft {
  const highest = `max(${quoteNames(primaryKey?.columns ?? [])})`;
  const own = `name = ${quoteText(name)}`;
  const log = quoteName(undo);
  const counter = `SELECT seq FROM sqlite_sequence WHERE ${own}`;
  const isOurs = `${own} AND seq = (SELECT became FROM ${log})`;
  return draft({
    comment: `Raise the AUTOINCREMENT counter of ${name} to its highest id.`,
    sql: [
      `CREATE TABLE ${log} (was, became)`,
      `INSERT INTO ${log} SELECT (${counter}), ${highest} FROM ${quoteName(name)}`,
      `DELETE FROM sqlite_sequence WHERE ${own}`,
      `INSERT INTO sqlite_sequence (name, seq) SELECT ${quoteText(name)}, became FROM ${log}`,
    ],
    rollback: lossless(
      [
        `DELETE FROM sqlite_sequence WHERE ${isOurs} AND (SELECT was FROM ${log}) IS NULL`,
        `UPDATE sqlite_sequence SET seq = (SELECT was FROM ${log}) WHERE ${isOurs}`,
        `DROP TABLE ${log}`,
      ],
      "A counter that has gone on by then stays.",
    ),
    validations: validationsOf(change),
    changes: [change],
  });
}
