import { findNamed, foldName } from "../schema/names.ts";
import { mentionedNames } from "../sql/mentions.ts";
import type { Change } from "./change.ts";

type Named = readonly { readonly name: string }[];

/**
 * Whether a constraint or index that is to be added or dropped concerns none of a table's columns but these. It then
 * comes and goes with them.
 */
export function isPartOf(change: Change, own: Named, columns: Named): boolean {
  const about = columnsOf(change, columns);
  return about !== null && about.length > 0 && about.every((name) => findNamed(own, name));
}

/** The columns that a constraint or index names, or null for a change of another kind. */
function columnsOf(change: Change, columns: Named): string[] | null {
  const mentioned = (sql: string | null): string[] => {
    const names = mentionedNames(sql ?? "");
    return columns.flatMap(({ name }) => (names.has(foldName(name)) ? [name] : []));
  };
  switch (change.kind) {
    case "add-foreign-key":
      return [...change.declared.columns];
    case "drop-foreign-key":
      return [...change.actual.columns];
    case "add-check":
      return mentioned(change.declared.expression);
    case "drop-check":
      return mentioned(change.actual.expression);
    case "add-unique":
      return change.declared.columns.flatMap(({ column }) => column ?? []);
    case "drop-unique":
      return change.actual.columns.flatMap(({ column }) => column ?? []);
    case "drop-index":
      return [
        ...change.actual.parts.flatMap(({ column, expression }) => column ?? mentioned(expression)),
        ...mentioned(change.actual.where),
      ];
    default:
      return null;
  }
}
