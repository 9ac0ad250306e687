import type { ChangeOf } from "../diff/change.ts";
import { foldName } from "../schema/names.ts";
import type { Table } from "../schema/schema.ts";
import { identity } from "../sql/identity.ts";
import { mentionedNames } from "../sql/mentions.ts";
import { quoteName } from "../sql/quote.ts";
import { isConstant } from "./definition.ts";

/** What the rows of a table will be once its new columns are filled, as the FROM of a query over the table of today. */
export class Projection {
  private readonly table: Table;
  private readonly added: ReadonlyMap<string, string>;

  constructor(
    table: Table,
    added: readonly ChangeOf<"add-column">[],
    filled: readonly ChangeOf<"alter-nullability">[],
  ) {
    this.table = table;
    const own = quoteName(table.name);
    this.added = new Map([
      ...added.map(
        ({ column, declared }) => [column, newValue(declared.backfill, declared.default)] as const,
      ),
      ...filled.flatMap(({ column, backfill }) =>
        backfill === null ? [] : [[column, `coalesce(${own}.${quoteName(column)}, (${backfill}))`] as const],
      ),
    ]);
  }

  /** The FROM for an expression: the table itself where the expression names none of the new values. */
  from(expression: string): string {
    const names = mentionedNames(expression);
    const needed = [...this.added].filter(([column]) => names.has(foldName(column)));
    if (needed.length === 0) return quoteName(this.table.name);
    const replaced = new Set(needed.map(([column]) => foldName(column)));
    const kept = this.table.columns.filter(({ name }) => !replaced.has(foldName(name)));
    const list = [
      ...kept.map(({ name }) => `${quoteName(this.table.name)}.${quoteName(name)}`),
      ...needed.map(([column, value]) => `${value} AS ${quoteName(column)}`),
    ];
    const id = identity(this.table);
    const rowid = id.startsWith('"') ? "" : `${id}, `;
    return `(SELECT ${rowid}${list.join(", ")} FROM ${quoteName(this.table.name)}) AS ${quoteName(this.table.name)}`;
  }
}

/** The value existing rows get: the backfill, else a constant default; what a default computes is known only then. */
function newValue(backfill: string | undefined, value: string | null | undefined): string {
  if (backfill !== undefined) return `(${backfill})`;
  return value !== undefined && value !== null && isConstant(value) ? `(${value})` : "NULL";
}
