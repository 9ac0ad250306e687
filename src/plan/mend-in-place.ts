import { foldName } from "../schema/names.ts";
import type { Table } from "../schema/schema.ts";
import { mentionedNames } from "../sql/mentions.ts";
import { quoteName } from "../sql/quote.ts";
import type { Alteration } from "./alteration.ts";
import { draft, lossless, type StepDraft } from "./draft.ts";
import { mended, standingMendings } from "./mend.ts";
import { mendingQuestions } from "./mend-questions.ts";
import { preconditionsOf } from "./preconditions.ts";
import { quietly } from "./quiet.ts";
import type { Shape } from "./shape.ts";
import {
  isNoted,
  logOf,
  markOf,
  noteAfter,
  noteBefore,
  putBack,
  rowIdentity,
  type Undo,
  undoTable,
} from "./undo.ts";
import { validationsOf } from "./validations.ts";

/**
 * The step that gives the rows which offend another value, the others untouched: no trigger of the application fires, and
 * an undo log keeps what was there. Throws RangeError for a table whose rows cannot be told apart.
 */
export function mendInPlace(alteration: Alteration, shape: Shape): StepDraft {
  const { table, schema, wanted } = alteration;
  const mendings = standingMendings(alteration);
  const columns = [...new Set(mendings.map(({ column }) => column))];
  const undo = logFor(columns, shape, alteration.undoName());
  const name = quoteName(table.name);
  const offending = mendings.map(({ when }) => `(${when})`).join(" OR ");
  const values = columns.map((column) => {
    const own = `${name}.${quoteName(column)}`;
    const [only, ...more] = mendings;
    const value = only && more.length === 0 ? only.becomes : mended(column, own, mendings);
    return `${quoteName(column)} = ${value}`;
  });
  return draft({
    comment: `Mend the values of ${columns.join(", ")} in ${table.name} where they offend; ${undo.table} keeps what they were.`,
    sql: quietly(table.name, schema, [
      undoTable(undo),
      noteBefore(undo, table.name, offending),
      // A conflict clause of the table would let a row be skipped or replaced.
      `UPDATE OR ABORT ${name} SET ${values.join(", ")} WHERE ${isNoted(undo)}`,
      noteAfter(undo, table.name),
    ]),
    rollback: lossless(quietly(table.name, schema, wayBack(undo, alteration))),
    preconditions: [...new Set([...preconditionsOf(alteration), ...mendingQuestions(alteration)])],
    validations: [...new Set(wanted.flatMap(validationsOf))],
    mends: mendings.map(({ column, when }) => ({ column, when })),
    log: logOf(undo, shape),
    changes: wanted,
  });
}

function logFor(columns: readonly string[], shape: Shape, table: string): Undo {
  const filled = shape.columns.filter(({ generated }) => !generated).map(({ name }) => name);
  const identity = rowIdentity(shape, shape, filled);
  if (identity.length === 0)
    throw new RangeError(
      `The rows of ${shape.name} have neither a rowid to reach nor a key: what is mended in them could not be taken back.`,
    );
  return { table, mark: markOf(shape.columns), identity, before: columns, changed: columns, rowid: false };
}

/** What a CHECK of one column forbids may have been there all the same, and is put back as it was. */
function wayBack(undo: Undo, { table }: Alteration): string[] {
  const back = undo.changed.map((column) => putBack(undo, table.name, column));
  const set = ignoresChecks(undo.changed, table) ? "PRAGMA ignore_check_constraints" : null;
  return [
    ...(set === null ? [] : [`${set} = ON`]),
    ...back,
    ...(set === null ? [] : [`${set} = OFF`]),
    `DROP TABLE ${quoteName(undo.table)}`,
  ];
}

/** Of a CHECK that other columns have a part in nobody knows whether the value of before or a later one breaks it. */
function ignoresChecks(mendedColumns: readonly string[], { checks, columns }: Table): boolean {
  const about = checks
    .map(({ expression }) => mentionedNames(expression))
    .map((names) => columns.filter(({ name }) => names.has(foldName(name))));
  const concerned = about.filter((named) =>
    named.some(({ name, generated }) => generated !== null || mendedColumns.includes(name)),
  );
  return (
    concerned.length > 0 && concerned.every((named) => named.length === 1 && named[0]?.generated === null)
  );
}
