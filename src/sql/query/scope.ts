import { foldName, sameName } from "../../schema/names.ts";
import { either, type Given } from "./given.ts";

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
  /** The columns of a USING that stand in for it by its bare name, where its own side is empty. */
  readonly merged: { readonly fields: Field[]; proven: boolean; extensions: number };
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
    merged: { fields: [], proven: false, extensions: 0 },
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

/** Whether a name stands for whichever side of a USING has a value: one without its table. */
export function isMerged({ merged }: Field, table: string | null): boolean {
  return table === null && merged.fields.length > 0;
}

/** What a field gives at this place of the statement, by its bare name or with its table's. */
export function fieldGives(field: Field, table: string | null): Given {
  if (isMerged(field, table)) return mergedGives(field);
  const { own } = field;
  if (isExtended(field, 0)) return { ...own, nullable: true };
  return field.proven ? { ...own, nullable: false } : own;
}

function isExtended({ binding }: Field, from: number): boolean {
  return binding.extensions.slice(from).some(({ active }) => active);
}

/** Where one side of a RIGHT or FULL join is empty the other one is not. */
function mergedGives(field: Field): Given {
  const { own, merged } = field;
  const whole = either([own, ...merged.fields.map((other) => other.own)]);
  if (isExtended(field, merged.extensions)) return { ...whole, nullable: true };
  return merged.proven ? { ...whole, nullable: false } : whole;
}

/** Has another column stand in for a field. */
export function merge(field: Field, other: Field): void {
  field.merged.fields.push(other);
  field.merged.extensions = field.binding.extensions.length;
  field.merged.proven = false;
}

/** Notes that a field is no NULL by the name it goes by: then no join left its side empty either. */
export function prove(field: Field, table: string | null): void {
  if (isMerged(field, table)) {
    field.merged.proven = true;
    return;
  }
  field.proven = true;
  for (const extension of field.binding.extensions) {
    if (!extension.active) continue;
    extension.active = false;
    extension.met();
  }
}
