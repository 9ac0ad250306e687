import type { Action, ForeignKey } from "../schema/constraint.ts";
import { sameName } from "../schema/names.ts";
import type { Clause } from "../sql/create-table.ts";
import type { ListedReference } from "./catalogue.ts";

type Written = Extract<Clause, { kind: "foreign-key" }>;

/** Reads the foreign keys of a table in the order they are declared. https://www.sqlite.org/pragma.html#pragma_foreign_key_list */
export function readForeignKeys(rows: readonly ListedReference[], clauses: readonly Clause[]): ForeignKey[] {
  const written = clauses.filter((clause): clause is Written => clause.kind === "foreign-key");
  // The PRAGMA numbers them from the last declared to the first.
  const ids = [...new Set(rows.map((row) => row.id))].sort((a, b) => b - a);
  return ids.map((id, i) =>
    readForeignKey(
      rows.filter((row) => row.id === id),
      written[i],
    ),
  );
}

function readForeignKey(columns: readonly ListedReference[], written: Written | undefined): ForeignKey {
  const [first] = columns;
  const targets = columns.flatMap((row) => (row.to === null ? [] : [row.to]));
  return {
    name: written?.name ?? null,
    columns: columns.map((row) => row.from),
    parent: first?.table ?? "",
    parentColumns: targets.length > 0 ? targets : null,
    onDelete: actionOf(first?.on_delete),
    onUpdate: actionOf(first?.on_update),
    deferred: written?.deferred ?? false,
  };
}

function actionOf(text: string | undefined): Action {
  switch (text) {
    case "CASCADE":
    case "RESTRICT":
    case "SET NULL":
    case "SET DEFAULT":
      return text;
    default:
      return "NO ACTION";
  }
}

/** Whether the foreign keys as written are those the PRAGMA lists. */
export function agreesOnForeignKeys(keys: readonly ForeignKey[], clauses: readonly Clause[]): boolean {
  const written = clauses.filter((clause) => clause.kind === "foreign-key");
  return (
    written.length === keys.length &&
    keys.every((key, i) => {
      const clause = written[i];
      return (
        clause !== undefined &&
        sameName(clause.parent, key.parent) &&
        clause.columns.length === key.columns.length &&
        clause.columns.every((column, at) => sameName(column, key.columns[at] ?? ""))
      );
    })
  );
}
