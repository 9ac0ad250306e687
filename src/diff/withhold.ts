import { foldName, sameName } from "../schema/names.ts";
import { mentionedNames } from "../sql/mentions.ts";
import type { Change } from "./change.ts";
import type { Suspicion } from "./drift.ts";

/** The changes that can be made while the suspicions stand open: those of a suspected name, and what needs it, wait. */
export function withoutSuspected(changes: readonly Change[], suspicions: readonly Suspicion[]): Change[] {
  return suspicions.reduce<Change[]>(
    (rest, suspicion) => rest.filter((change) => !waits(change, suspicion, changes)),
    [...changes],
  );
}

function waits(change: Change, suspicion: Suspicion, changes: readonly Change[]): boolean {
  if (suspicion.otherwise.includes(change)) return true;
  if (suspicion.kind === "table") return refersToTable(change, suspicion.to);
  if (suspicion.kind === "move") return waitsForMove(change, suspicion, changes);
  return sameName(change.table, suspicion.table) && refersToColumn(change, suspicion.to);
}

/** What refers to a table that waits gets its values with that table's rows; what is on a column that waits, with it. */
function waitsForMove(change: Change, suspicion: Suspicion, changes: readonly Change[]): boolean {
  const waiting = suspicion.otherwise.flatMap((other) => (other.kind === "add-column" ? other.column : []));
  if (waiting.length > 0) {
    return sameName(change.table, suspicion.to) && waiting.some((column) => refersToColumn(change, column));
  }
  if (refersToTable(change, suspicion.to)) return true;
  if (change.kind !== "add-column") return false;
  return changes.some(
    (other) =>
      other.kind === "add-foreign-key" &&
      sameName(other.table, change.table) &&
      sameName(other.declared.parent, suspicion.to) &&
      other.declared.columns.some((column) => sameName(column, change.column)),
  );
}

function refersToTable(change: Change, table: string): boolean {
  if (change.kind === "create-view" || change.kind === "create-trigger") {
    return mentionedNames(change.declared.sql).has(foldName(table));
  }
  const refers = change.kind === "add-foreign-key" || change.kind === "alter-foreign-key";
  return refers && sameName(change.declared.parent, table);
}

function refersToColumn(change: Change, column: string): boolean {
  const listed = (names: readonly string[]): boolean => names.some((name) => sameName(name, column));
  const parts = (list: readonly { column: string | null; expression: string | null }[]): boolean =>
    list.some(
      (part) =>
        sameName(part.column ?? "", column) || mentionedNames(part.expression ?? "").has(foldName(column)),
    );
  switch (change.kind) {
    case "add-foreign-key":
    case "alter-foreign-key":
      return listed(change.declared.columns);
    case "add-unique":
      return parts(change.declared.columns);
    case "create-index":
    case "replace-index":
      return (
        parts(change.declared.parts) || mentionedNames(change.declared.where ?? "").has(foldName(column))
      );
    case "add-check":
      return mentionedNames(change.declared.expression).has(foldName(column));
    case "alter-primary-key":
      return listed(change.to?.columns ?? []);
    default:
      return false;
  }
}
