import type { ForeignKey, IndexPart, PrimaryKey } from "../schema/constraint.ts";
import type { DeclaredForeignKey, DeclaredPrimaryKey } from "../schema/declared.ts";
import { shown, shownColumns, shownSql } from "./wording.ts";

/** A primary key as messages show it. */
export function shownKey(key: PrimaryKey | DeclaredPrimaryKey | null): string {
  if (!key) return "no primary key";
  const columns = key.columns.map((column) =>
    key.descending?.includes(column) ? `${shown(column)} DESC` : shown(column),
  );
  const alias = key.rowidAlias === true ? " as rowid alias" : "";
  const autoincrement = key.autoincrement ? " AUTOINCREMENT" : "";
  const conflict = key.conflict ? ` ON CONFLICT ${key.conflict}` : "";
  return `PRIMARY KEY (${columns.join(", ")})${conflict}${alias}${autoincrement}`;
}

/** A foreign key as messages show it; actions that a declaration leaves open are left out. */
export function shownForeignKey(key: ForeignKey | DeclaredForeignKey): string {
  const target = key.parentColumns ? ` ${shownColumns(key.parentColumns)}` : "";
  const onDelete = key.onDelete && key.onDelete !== "NO ACTION" ? ` ON DELETE ${key.onDelete}` : "";
  const onUpdate = key.onUpdate && key.onUpdate !== "NO ACTION" ? ` ON UPDATE ${key.onUpdate}` : "";
  const deferred = key.deferred ? " DEFERRABLE INITIALLY DEFERRED" : "";
  return `${shownColumns(key.columns)} REFERENCES ${shown(key.parent)}${target}${onDelete}${onUpdate}${deferred}`;
}

/** The columns and expressions of an index or uniqueness as messages show them. */
export function shownParts(parts: readonly IndexPart[]): string {
  const words = parts.map(
    ({ column, expression, collation, descending }) =>
      `${column === null ? shownSql(expression ?? "") : shown(column)}${collation === "BINARY" ? "" : ` COLLATE ${collation}`}${descending ? " DESC" : ""}`,
  );
  return `(${words.join(", ")})`;
}

/** What makes an index or uniqueness this one and no other: its parts and predicate, whatever it is called. */
export function partsKey(parts: readonly IndexPart[], where: string | null = null): string {
  return `${shownParts(parts)}${where === null ? "" : ` WHERE ${shownSql(where)}`}`;
}

/** What makes a foreign key this one and no other inside its table. */
export function foreignKeyKey(key: ForeignKey | DeclaredForeignKey): string {
  return `${key.columns.join("\0")}\0\0${key.parent}`;
}
