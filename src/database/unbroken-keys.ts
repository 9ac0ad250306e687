import Database from "better-sqlite3";
import { sameAffinity } from "../schema/affinity.ts";
import type { ForeignKey } from "../schema/constraint.ts";
import { byName, findNamed, foldName } from "../schema/names.ts";
import type { Table } from "../schema/schema.ts";
import { orphanRows } from "../sql/probes.ts";

/**
 * The questions for rows without a parent that no row answers, as SQLite's own check of all foreign keys says in one go;
 * none where it cannot check. It converts values that their column would have converted, had its type always been the one
 * it is: foreign-storage-class tells of those. https://www.sqlite.org/pragma.html#pragma_foreign_key_check
 */
export function unbrokenKeys(connection: Database.Database, tables: readonly Table[]): ReadonlySet<string> {
  const broken = brokenTables(connection);
  const found = new Set<string>();
  if (broken === null) return found;
  const parents = byName(tables);
  for (const child of tables) {
    if (broken.has(child.name)) continue;
    for (const key of child.foreignKeys) {
      const parent = parents.get(foldName(key.parent));
      const parentColumns = key.parentColumns ?? parent?.primaryKey?.columns ?? [];
      if (
        parent &&
        !isFoundOtherwise(key, parent) &&
        comparesAlike(child, parent, key.columns, parentColumns)
      )
        found.add(orphanRows(child, { columns: key.columns, parent: parent.name, parentColumns }));
    }
  }
  return found;
}

/** Names of the tables with a row that breaks a foreign key; null where SQLite cannot tell. */
function brokenTables(connection: Database.Database): ReadonlySet<string> | null {
  // With the schema in WHERE alone SQLite says nothing at all.
  const check = `SELECT DISTINCT "table" FROM pragma_foreign_key_check(NULL, 'main')`;
  try {
    return new Set(connection.prepare<[], string>(check).pluck().all());
  } catch (error) {
    if (error instanceof Database.SqliteError) return null;
    throw error;
  }
}

/** Where a key names no columns the check takes the primary key's own collations, a comparison those of its columns. */
function isFoundOtherwise({ parentColumns }: ForeignKey, parent: Table): boolean {
  return parentColumns === null && /KEY[\s\S]*COLLATE/i.test(parent.sql);
}

/** The check converts a value as the parent's column does; a comparison does so only where the child's column does, too. */
function comparesAlike(
  child: Table,
  parent: Table,
  columns: ForeignKey["columns"],
  parentColumns: readonly string[],
): boolean {
  return (
    columns.length === parentColumns.length &&
    columns.every((name, i) => {
      const [one, other] = [
        findNamed(child.columns, name),
        findNamed(parent.columns, parentColumns[i] ?? ""),
      ];
      return one && other && sameAffinity(one.affinity, other.affinity);
    })
  );
}
