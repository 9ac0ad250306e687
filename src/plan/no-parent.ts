import type { Change } from "../diff/change.ts";
import type { DeclaredForeignKey, DeclaredSchema, DeclaredTable } from "../schema/declared.ts";
import { findNamed, sameName } from "../schema/names.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { createdKey } from "../sql/print-table.ts";
import { ofKind } from "./draft.ts";
import type { OldNames } from "./old-names.ts";

/** A change that must not be made, with the reason. */
export interface Impossible {
  readonly change: Change;
  readonly why: string;
}

/** Both sides, and what is called otherwise today. */
interface Sides {
  readonly declared: DeclaredSchema;
  readonly actual: Schema;
  readonly names: OldNames;
}

/**
 * The changes that would make a foreign key to what cannot be a parent, among them columns that come with one: every
 * INSERT into the child would fail afterwards. https://www.sqlite.org/foreignkeys.html#fk_indexes
 */
export function withoutParent(changes: readonly Change[], sides: Sides): Impossible[] {
  const broken = changes.flatMap((change) => {
    if (change.kind !== "add-foreign-key" && change.kind !== "alter-foreign-key") return [];
    const why = whyNoParent(change.declared, sides);
    return why === null ? [] : [{ change, why }];
  });
  const added = ofKind(changes, "add-column").flatMap((change) => {
    const own = broken.find(({ change: { table, declared } }) => {
      const [only, ...more] = declared.columns;
      return sameName(table, change.table) && more.length === 0 && sameName(only ?? "", change.column);
    });
    return own ? [{ change, why: own.why }] : [];
  });
  return [...broken, ...added];
}

function whyNoParent(key: DeclaredForeignKey, { declared, actual, names }: Sides): string | null {
  const wanted = findNamed(declared.tables, key.parent);
  const present = findNamed(actual.tables, names.table(key.parent));
  if (!wanted && !present) return `There is no table ${key.parent} that the foreign key could refer to.`;
  const columns = key.parentColumns;
  if (columns === null) return null;
  const today = columns.map((column) => names.column(key.parent, column));
  const fits =
    (wanted && declaredKeys(wanted).some((set) => sameSet(set, columns))) ||
    (present && !wanted?.complete && actualKeys(present).some((set) => sameSet(set, today)));
  return fits
    ? null
    : `${columns.join(", ")} of ${key.parent} is neither its primary key nor UNIQUE, so it can be no parent.`;
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name) => b.some((other) => sameName(name, other)));
}

function declaredKeys(table: DeclaredTable): (readonly string[])[] {
  const key = table.primaryKey === undefined ? createdKey(table) : table.primaryKey;
  return [...(key ? [key.columns] : []), ...uniqueSets(table)];
}

function actualKeys(table: Table): (readonly string[])[] {
  return [...(table.primaryKey ? [table.primaryKey.columns] : []), ...uniqueSets(table)];
}

function uniqueSets({ uniques, indexes }: Pick<DeclaredTable, "uniques" | "indexes">): (readonly string[])[] {
  const parts = [
    ...uniques.map(({ columns }) => columns),
    ...indexes.filter(({ unique, where }) => unique && where === null).map(({ parts: own }) => own),
  ];
  return parts
    .filter((list) => list.every(({ column }) => column !== null))
    .map((list) => list.flatMap(({ column }) => column ?? []));
}
