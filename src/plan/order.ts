import type { DeclaredTable } from "../schema/declared.ts";
import { foldName } from "../schema/names.ts";

/** Tables with parents before children, otherwise in the order given; a cycle is entered where the order comes to it first. */
export function parentsFirst<T extends { readonly declared: Pick<DeclaredTable, "name" | "foreignKeys"> }>(
  tables: readonly T[],
): T[] {
  const byTable = new Map(tables.map((table) => [foldName(table.declared.name), table]));
  const ordered = new Set<T>();
  const visiting = new Set<T>();
  const visit = (table: T): void => {
    if (ordered.has(table) || visiting.has(table)) return;
    visiting.add(table);
    for (const { parent } of table.declared.foreignKeys) {
      const found = byTable.get(foldName(parent));
      if (found) visit(found);
    }
    ordered.add(table);
  };
  for (const table of tables) visit(table);
  return [...ordered];
}
