import { foldName } from "./names.ts";

/**
 * Whether a table's name matches a pattern of the config: `*` stands for any run of characters, `?`
 * for one; as in SQLite the case of ASCII letters does not count.
 */
export function matchesTable(pattern: string, table: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${foldName(expression)}$`, "su").test(foldName(table));
}
