import type { DeclaredForeignKey, DeclaredTable } from "../schema/declared.ts";
import { foldName, sameName } from "../schema/names.ts";
import { rowidName } from "../sql/identity.ts";
import { mentionedNames } from "../sql/mentions.ts";
import { createdKey } from "../sql/print-table.ts";
import { quoteName } from "../sql/quote.ts";
import type { OldNames } from "./old-names.ts";
import { heldValue, type Split } from "./split.ts";

/** How a row of the source finds the row of the other table that its values went to, once they are gone. Names of today. */
export interface Link {
  readonly source: string;
  readonly target: string;
  /** What is equal: a column of the target, and an expression over the row of the source. */
  readonly pairs: readonly { readonly target: string; readonly source: string }[];
  /** What the rows of the target are told apart by where several may stand for one of the source, the first first; else null. */
  readonly firstBy: readonly string[] | null;
}

/** The two tables a link is sought between, as they are once the plan has run. */
export interface Ends {
  /** The table the values come from: its name today, its declaration, and the folded names of today of the columns it keeps. */
  readonly source: {
    readonly name: string;
    readonly declared: DeclaredTable;
    readonly kept: ReadonlySet<string>;
  };
  readonly target: { readonly name: string; readonly declared: DeclaredTable };
  readonly names: OldNames;
}

/** A link by a foreign key from the source, else by one to it. */
export function linkByReference({ source, target, names }: Ends): Link | null {
  const own = (column: string): string => `${quoteName(source.name)}.${quoteName(column)}`;
  const to = pairsOf(source.declared.foreignKeys, source.declared, target.declared, names);
  const there = to.find((pairs) => pairs.every(({ child }) => source.kept.has(foldName(child))));
  if (there) {
    const pairs = there.map(({ child, parent }) => ({ target: parent, source: own(child) }));
    return { source: source.name, target: target.name, pairs, firstBy: null };
  }
  const from = pairsOf(target.declared.foreignKeys, target.declared, source.declared, names);
  const back = from.find((pairs) => pairs.every(({ parent }) => source.kept.has(foldName(parent))));
  if (!back) return null;
  const pairs = back.map(({ child, parent }) => ({ target: child, source: own(parent) }));
  return { source: source.name, target: target.name, pairs, firstBy: orderOf(target.declared) };
}

/** The columns of the foreign keys between two tables, by their names of today. */
function pairsOf(
  keys: readonly DeclaredForeignKey[],
  child: DeclaredTable,
  parent: DeclaredTable,
  names: OldNames,
): { child: string; parent: string }[][] {
  return keys
    .filter((key) => sameName(key.parent, parent.name))
    .map((key) => {
      const parents = key.parentColumns ?? createdKey(parent)?.columns ?? [];
      return key.columns.map((column, i) => ({
        child: names.column(child.name, column),
        parent: names.column(parent.name, parents[i] ?? ""),
      }));
    })
    .filter((pairs) => pairs.every(({ parent: column }) => column !== ""));
}

function orderOf(table: DeclaredTable): string[] {
  const rowid = rowidName({ columns: table.columns, withoutRowid: table.withoutRowid ?? false });
  return rowid === null ? (createdKey(table)?.columns ?? []).map(quoteName) : [rowid];
}

/** A link by the key that a new table's rows were given, if it can still be worked out once these columns are gone. */
export function linkByKey(split: Split, gone: ReadonlySet<string>): Link | null {
  const own = split.filled.filter(({ column }) => split.key.some((name) => sameName(name, column.name)));
  const lasts = own.every(
    ({ by, expression }) =>
      by !== "rowid" && [...mentionedNames(expression)].every((word) => !gone.has(word)),
  );
  if (own.length === 0 || !lasts) return null;
  const pairs = own.map((value) => ({ target: value.column.name, source: heldValue(value, split) }));
  return { source: split.source.name, target: split.table.name, pairs, firstBy: null };
}

/** The target joined to the source, a row of it for each row there. */
export function joinTarget({ target, pairs, firstBy }: Link): string {
  const name = quoteName(target);
  const on = pairs.map((pair) => `${name}.${quoteName(pair.target)} = ${pair.source}`);
  if (firstBy === null) return `LEFT JOIN ${name} ON ${on.join(" AND ")}`;
  const sorted = firstBy.length === 0 ? "" : ` ORDER BY ${firstBy.join(", ")}`;
  const partition = `PARTITION BY ${pairs.map((pair) => quoteName(pair.target)).join(", ")}${sorted}`;
  const first = `(SELECT *, row_number() OVER (${partition}) AS "_doctor_first" FROM ${name}) AS ${name}`;
  return `LEFT JOIN ${first} ON ${on.join(" AND ")} AND ${name}."_doctor_first" = 1`;
}

/** Whether a row of the source has found none, as a condition over the join. */
export function foundNone({ target, pairs }: Link): string {
  return `${quoteName(target)}.${quoteName(pairs[0]?.target ?? "")} IS NULL`;
}
