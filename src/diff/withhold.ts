import { foldName, sameName } from "../schema/names.ts";
import { mentionedNames } from "../sql/mentions.ts";
import type { Change } from "./change.ts";
import type { Suspicion } from "./drift.ts";

/** The changes that can be made while the suspicions stand open: those of a suspected name, and what needs it, wait. */
export function withoutSuspected(changes: readonly Change[], suspicions: readonly Suspicion[]): Change[] {
  return suspicions.reduce<Change[]>(
    (rest, suspicion) => rest.filter((change) => !waits(change, suspicion)),
    [...changes],
  );
}

function waits(change: Change, suspicion: Suspicion): boolean {
  if (suspicion.otherwise.includes(change)) return true;
  if (suspicion.kind === "table") return refersToTable(change, suspicion.to);
  return sameName(change.table, suspicion.table) && refersToColumn(change, suspicion.to);
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
