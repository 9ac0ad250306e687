import type { Action, ForeignKey } from "../schema/constraint.ts";
import { sameName } from "../schema/names.ts";
import type { Clause } from "../sql/create-table.ts";
import type { ListedReference } from "./catalogue.ts";

type Written = Extract<Clause, { kind: "foreign-key" }>;

/**
 * The foreign keys of a table in the order they are declared, without what only their text says.
 * https://www.sqlite.org/pragma.html#pragma_foreign_key_list
 */
export function readForeignKeys(rows: readonly ListedReference[]): ForeignKey[] {
  const keys = new Map<number, ListedReference[]>();
  for (const row of rows) {
    const columns = keys.get(row.id);
    if (columns) columns.push(row);
    else keys.set(row.id, [row]);
  }
  // The PRAGMA lists them from the last declared to the first.
  return [...keys.values()].reverse().map(readForeignKey);
}

function readForeignKey(columns: readonly ListedReference[]): ForeignKey {
  const [first] = columns;
  const targets = columns.flatMap((row) => (row.to === null ? [] : [row.to]));
  return {
    name: null,
    columns: columns.map((row) => row.from),
    parent: first?.table ?? "",
    parentColumns: targets.length > 0 ? targets : null,
    onDelete: actionOf(first?.on_delete),
    onUpdate: actionOf(first?.on_update),
    deferred: false,
  };
}

/** Foreign keys with what only their clauses say, which stand in the same order. */
export function withClauses(keys: readonly ForeignKey[], clauses: readonly Clause[]): readonly ForeignKey[] {
  const written = clauses.filter((clause): clause is Written => clause.kind === "foreign-key");
  if (written.length === 0) return keys;
  return keys.map(({ columns, parent, parentColumns, onDelete, onUpdate }, i) => ({
    name: written[i]?.name ?? null,
    columns,
    parent,
    parentColumns,
    onDelete,
    onUpdate,
    deferred: written[i]?.deferred ?? false,
  }));
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
