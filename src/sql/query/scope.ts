import { foldName, sameName } from "../../schema/names.ts";
import { anyNull, type Given } from "./given.ts";

/** A join that may leave one of its sides empty, while it may. */
export interface Extension {
  active: boolean;
  /** Told when it turns out that neither side can be empty: then the condition of the join holds. */
  readonly met: () => void;
}

/** A column of something in FROM. What a condition proves of it is noted here. */
export interface Field {
  readonly name: string;
  readonly own: Given;
  readonly binding: Binding;
  /** Whether a condition holds only where it is no NULL. */
  proven: boolean;
  /** The same column of the other side of a USING; a star shows one of them. */
  merged: Field | null;
  hidden: boolean;
}

/** A table, view or query in FROM under the name it goes by. */
export interface Binding {
  readonly alias: string;
  readonly fields: Field[];
  /** Fields a star does not show: the rowid. */
  readonly silent: Field[];
  /** Whether it may have columns that are not known. */
  readonly open: boolean;
  readonly extensions: Extension[];
}

/** Makes a binding of named values. */
export function bind(
  alias: string,
  columns: readonly { readonly name: string; readonly value: Given }[],
  { open = false, silent = [] }: { open?: boolean; silent?: readonly { name: string; value: Given }[] } = {},
): Binding {
  const binding: Binding = { alias, fields: [], silent: [], open, extensions: [] };
  const fieldOf = ({ name, value }: { name: string; value: Given }): Field => ({
    name,
    own: value,
    binding,
    proven: false,
    merged: null,
    hidden: false,
  });
  binding.fields.push(...columns.map(fieldOf));
  binding.silent.push(...silent.map(fieldOf));
  return binding;
}

/** What a name may mean inside a SELECT: its own FROM first, then those around it. */
export interface Scope {
  readonly bindings: readonly Binding[];
  readonly outer: Scope | null;
}

/** The field a name means; "unknown" where it may be a column of something whose columns are not known; null for none. */
export function resolve(scope: Scope | null, table: string | null, name: string): Field | "unknown" | null {
  if (scope === null) return null;
  const candidates = scope.bindings.filter(({ alias }) => table === null || sameName(alias, table));
  for (const binding of candidates) {
    const field = [...binding.fields, ...binding.silent].find(
      (each) => foldName(each.name) === foldName(name),
    );
    if (field) return field;
  }
  if (candidates.some(({ open }) => open)) return "unknown";
  return resolve(scope.outer, table, name);
}

/** What a field gives at this place of the statement. */
export function fieldGives(field: Field): Given {
  const extended = field.binding.extensions.some(({ active }) => active);
  const { own, merged } = field;
  // Where one side of a RIGHT or FULL join is empty the other one is not.
  if (extended) return { ...own, nullable: merged ? anyNull([own, merged.own]) : true };
  return field.proven ? { ...own, nullable: false } : own;
}

/** Notes that a field is no NULL: then no join left its side empty either. */
export function prove(field: Field): void {
  field.proven = true;
  for (const extension of field.binding.extensions) {
    if (!extension.active) continue;
    extension.active = false;
    extension.met();
  }
}
