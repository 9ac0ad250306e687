import { findNamed, sameName } from "../schema/names.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { anyRow } from "../sql/probes.ts";
import { quoteName } from "../sql/quote.ts";

/** The queries for rows that would lose their parent because it leaves its table; one that leaves with it loses nothing. */
export function pointingAt(table: Table, leaving: string, { tables }: Schema): string[] {
  return tables.flatMap((child) =>
    child.foreignKeys
      .filter(({ parent }) => sameName(parent, table.name))
      .map(({ columns, parentColumns }) => {
        const referred = parentColumns ?? table.primaryKey?.columns ?? [];
        const stays = sameName(child.name, table.name) ? ` AND (${leaving}) IS NOT TRUE` : "";
        // What is referred to decides how the two are compared.
        const pointing = columns.map((column, i) => {
          const collation = findNamed(table.columns, referred[i] ?? "")?.collation ?? "BINARY";
          return `${quoteName(column)} COLLATE ${quoteName(collation)}`;
        });
        return (
          `${anyRow(child)} WHERE (${pointing.join(", ")}) IN ` +
          `(SELECT ${referred.map(quoteName).join(", ")} FROM ${quoteName(table.name)} WHERE ${leaving})${stays}`
        );
      }),
  );
}
