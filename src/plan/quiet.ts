import { sameName } from "../schema/names.ts";
import type { Schema } from "../schema/schema.ts";
import { quoteName } from "../sql/quote.ts";

/** Statements with the triggers of a table set aside, and made again word for word in the order in which they were made. */
export function quietly(
  table: string,
  { triggers }: Pick<Schema, "triggers">,
  sql: readonly string[],
): string[] {
  const own = triggers.filter((trigger) => sameName(trigger.table, table));
  return [
    // Somebody may have dropped one by the time it is taken back.
    ...own.map(({ name }) => `DROP TRIGGER IF EXISTS ${quoteName(name)}`),
    ...sql,
    ...own.map((trigger) => trigger.sql),
  ];
}
