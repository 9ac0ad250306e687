import type { Change } from "../diff/change.ts";
import { findNamed, foldName, sameName } from "../schema/names.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { mentionedNames } from "../sql/mentions.ts";
import { ofKind } from "./draft.ts";
import type { OldNames } from "./old-names.ts";

/** The changes of values that cannot be made without harm, with the reason. */
export function unmendable(
  changes: readonly Change[],
  { actual, names }: { readonly actual: Schema; readonly names: OldNames },
): { change: Change; why: string }[] {
  const found = ofKind(changes, "mend-values", "mend-orphans").flatMap((change) => {
    const table = findNamed(actual.tables, names.table(change.table));
    const columns = change.kind === "mend-values" ? [change.column] : change.key.columns;
    const today = columns.map((column) => names.column(change.table, column));
    const why = table ? obstacle(change, today, table, actual) : null;
    return why === null ? [] : [{ change, why }];
  });
  return found;
}

function obstacle(change: Change, columns: readonly string[], table: Table, schema: Schema): string | null {
  const own = columns.map((name) => findNamed(table.columns, name));
  const [computed] = own.filter((column) => column && column.generated !== null);
  if (computed)
    return `${table.name}.${computed.name} is computed: what it is computed from has to be mended.`;
  const [alias] = table.primaryKey?.rowidAlias ? table.primaryKey.columns : [];
  if (change.kind === "mend-values" && columns.some((name) => sameName(name, alias ?? "")))
    return `${table.name}.${alias} is the rowid, by which rows are told apart.`;
  const follows = schema.triggers.find(
    (trigger) => sameName(trigger.table, table.name) && feeds(trigger.sql, schema),
  );
  return follows
    ? `The trigger ${follows.name} keeps a virtual table in step with ${table.name}, and does not fire for a repair: mend these rows by the application.`
    : null;
}

/** Whether a trigger writes to a virtual table, such as a full-text index of the rows. */
function feeds(sql: string, { virtualTables }: Schema): boolean {
  const names = mentionedNames(sql);
  return virtualTables.some(({ name }) => names.has(foldName(name)));
}
