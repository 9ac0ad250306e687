import type { Change, ChangeOf } from "../diff/change.ts";
import { createdType } from "../schema/created-type.ts";
import { findNamed, foldName, sameName } from "../schema/names.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { rowidName } from "../sql/identity.ts";
import { createdKey, keyFirst } from "../sql/print-table.ts";
import type { Recorded } from "../sql/trail/print.ts";
import { ofKind } from "./draft.ts";
import { OldNames } from "./old-names.ts";

/** The database of today with the changes that a plan will have made by the time it comes to its trails. */
export interface Made {
  readonly actual: Schema;
  readonly changes: readonly Change[];
}

/** A table by its declared name as it will be; null when it will not be there. */
export function recordedAfter(name: string, { actual, changes }: Made): Recorded | null {
  const created = ofKind(changes, "create-table").find(({ table }) => sameName(table, name));
  if (created) return recordedNew(created);
  const table = findNamed(actual.tables, new OldNames(changes).table(name));
  return table ? recorded(table, name, changes) : null;
}

function recordedNew({ declared }: ChangeOf<"create-table">): Recorded {
  const key = createdKey(declared)?.columns ?? [];
  const only = key.length === 1 ? findNamed(declared.columns, key[0] ?? "") : undefined;
  const withoutRowid = declared.withoutRowid ?? false;
  const isAlias = only !== undefined && createdType(only).toUpperCase() === "INTEGER" && !withoutRowid;
  const columns = declared.sql === undefined ? keyFirst(declared.columns, key) : declared.columns;
  return {
    name: declared.name,
    columns: columns.filter(({ generated }) => !generated).map((column) => column.name),
    key,
    alias: isAlias && declared.primaryKey?.rowidAlias !== false ? only.name : null,
    rowid: rowidName({ columns: declared.columns, withoutRowid }),
  };
}

function recorded(table: Table, declaredName: string, changes: readonly Change[]): Recorded {
  const own = changes.filter((change) => sameName(change.table, declaredName));
  const renamed = ofKind(own, "rename-column");
  const nameOf = (column: string): string =>
    renamed.find(({ from }) => sameName(from, column))?.column ?? column;
  const gone = new Set(ofKind(own, "drop-column").map(({ column }) => foldName(column)));
  const computed = new Map(
    ofKind(own, "alter-generated").map(({ column, to }) => [foldName(column), to !== null]),
  );
  const typeOf = (column: string): string | undefined =>
    ofKind(own, "alter-type").find((change) => sameName(change.column, column))?.to;
  const all = [
    ...table.columns
      .filter(({ name }) => !gone.has(foldName(name)))
      .map(({ name, generated, type }) => ({
        name: nameOf(name),
        computed: computed.get(foldName(nameOf(name))) ?? generated !== null,
        type: typeOf(nameOf(name)) ?? type,
      })),
    ...ofKind(own, "add-column").map(({ declared }) => ({
      name: declared.name,
      computed: !!declared.generated,
      type: typeOf(declared.name) ?? createdType(declared),
    })),
  ];
  const [newKey] = ofKind(own, "alter-primary-key");
  const { withoutRowid } = ofKind(own, "alter-options")[0] ?? table;
  const key = newKey ? (newKey.to?.columns ?? []) : (table.primaryKey?.columns ?? []).map(nameOf);
  const only = key.length === 1 ? findNamed(all, key[0] ?? "") : undefined;
  const isAlias = newKey
    ? only?.type.toUpperCase() === "INTEGER" && newKey.to?.rowidAlias !== false
    : table.primaryKey?.rowidAlias === true;
  return {
    name: ofKind(own, "rename-table")[0]?.table ?? table.name,
    columns: all.filter((column) => !column.computed).map(({ name }) => name),
    key: key.map((name) => findNamed(all, name)?.name ?? name),
    alias: isAlias && !withoutRowid ? (only?.name ?? null) : null,
    rowid: rowidName({ columns: all, withoutRowid }),
  };
}
