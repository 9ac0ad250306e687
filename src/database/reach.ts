import { foldName } from "../schema/names.ts";
import type { Schema, Table } from "../schema/schema.ts";

/** The tables that foreign keys lead to from these, child by child: what a careless DROP TABLE would empty. */
export function reachableChildren(schema: Schema, tables: ReadonlySet<string>): Table[] {
  const children = new Map<string, Table[]>();
  for (const table of schema.tables) {
    for (const parent of new Set(table.foreignKeys.map((key) => foldName(key.parent)))) {
      const known = children.get(parent);
      if (known === undefined) children.set(parent, [table]);
      else known.push(table);
    }
  }
  const reached = new Set<Table>();
  const queue = [...tables];
  for (let parent = queue.pop(); parent !== undefined; parent = queue.pop()) {
    for (const child of children.get(parent) ?? []) {
      if (reached.has(child) || tables.has(foldName(child.name))) continue;
      reached.add(child);
      queue.push(foldName(child.name));
    }
  }
  return [...reached];
}
