import { sameName } from "../schema/names.ts";

/** A name for a table inside a query, or another one where the table around it is called so, which it would hide. */
export function aliasBeside(table: string, alias: string): string {
  return sameName(table, alias) ? `other_${alias}` : alias;
}
