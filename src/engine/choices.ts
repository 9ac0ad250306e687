import { shown } from "./wording.ts";

/** What a person can choose for rows that a new foreign key forbids, with the lines for the config; "" while there are none. */
export function orphanChoices(
  table: string,
  keys: readonly { readonly columns: readonly string[]; readonly orphans?: string }[],
  rows: number,
): string {
  const [key] = keys.filter(({ orphans }) => orphans === undefined);
  const column = key?.columns[0];
  if (rows === 0 || column === undefined) return "";
  const line = (choice: string): string =>
    `"orphans": { ${JSON.stringify(table)}: { ${JSON.stringify(column)}: ${JSON.stringify(choice)} } }`;
  return (
    ` Mend them, or decide in the config: ${line("set-null")} empties the key of those rows; "quarantine" moves the rows` +
    ` into ${shown(`_doctor_quarantine_${table}`)}; "delete" deletes them, with --allow-destructive. A rollback brings` +
    " keys and rows back in each case."
  );
}

/** What a person can choose for values that a declaration does not allow, with the line for the config. */
export function backfillChoice(table: string, column: string, expression: string): string {
  return `"backfills": { ${JSON.stringify(table)}: { ${JSON.stringify(column)}: ${JSON.stringify(expression)} } }`;
}
