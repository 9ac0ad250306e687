import { DoctorError } from "../errors.ts";
import type { DeclaredSchema } from "../schema/declared.ts";
import type { Config } from "./config.ts";
import { refuseConflict, unplaced } from "./declare.ts";
import { mapColumn, mapTable } from "./declared-names.ts";
import { type KeyPath, keyPath, type Locate } from "./document.ts";

/**
 * The declared schema with the config's confirmed moves as `movedFrom`; a denied one (`false`) changes nothing here. Throws
 * DoctorError for a table or column the model does not declare, and where a `@movedFrom` tag says otherwise.
 */
export function withMoves(
  declared: DeclaredSchema,
  config: Pick<Config, "moves">,
  locate: Locate = unplaced,
): DeclaredSchema {
  let moved = declared;
  for (const [tableName, columns] of Object.entries(config.moves)) {
    const tablePath = ["moves", tableName];
    moved = mapTable(moved, { name: tableName, path: tablePath, locate }, (table) =>
      Object.entries(columns).reduce((current, [name, movedFrom]) => {
        const path = [...tablePath, name];
        if (movedFrom !== false) checkSource(movedFrom, path, locate);
        return mapColumn(current, { name, path, locate }, (column) => {
          if (movedFrom === false) return column;
          refuseConflict(column.movedFrom, movedFrom, `column ${table.name}.${column.name}`, path, locate);
          return { ...column, movedFrom };
        });
      }, table),
    );
  }
  return moved;
}

function checkSource(movedFrom: string, path: KeyPath, locate: Locate): void {
  const dot = movedFrom.indexOf(".");
  if (dot > 0 && dot < movedFrom.length - 1) return;
  throw new DoctorError(
    "config-invalid",
    `${locate(path)}: ${keyPath(path)} is "${movedFrom}". Allowed: "table.column" of today, or false to deny the move.`,
    "Name the table and the column that hold the values in the database.",
  );
}

/** The columns whose suspected move the config denies, by declared table. */
export function deniedMoves(moves: Config["moves"]): Readonly<Record<string, readonly string[]>> {
  const denied: Record<string, readonly string[]> = Object.create(null);
  for (const [table, columns] of Object.entries(moves)) {
    denied[table] = Object.entries(columns).flatMap(([column, from]) => (from === false ? [column] : []));
  }
  return denied;
}
