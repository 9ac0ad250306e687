import { sameName } from "../../schema/names.ts";
import { shownBy } from "./conditions.ts";
import type { Bound, Field, Reference, Scope, Sort, Target } from "./lookup.ts";
import type { Expr, Output } from "./tree.ts";

/** The tables whose columns a field shows. */
export function targetsOf({ shows }: Field): Target[] {
  return shows.map(({ target }) => target);
}

/** The field of that name. */
export function namedIn(bounds: readonly Bound[], name: string): Field | undefined {
  return bounds.flatMap(({ fields }) => fields ?? []).find((field) => sameName(field.name, name));
}

/** The names that both sides of a NATURAL join have. */
export function commonNames(left: readonly Bound[], right: readonly Bound[]): string[] {
  const names = left.flatMap(({ fields }) => fields ?? []).map(({ name }) => name);
  return names.filter((name) => namedIn(right, name));
}

/** The fields under the names that a view or common table expression gives them. */
export function renamed(
  fields: readonly Field[] | null,
  names: readonly string[] | null,
): readonly Field[] | null {
  return fields && names ? fields.map((field, i) => ({ ...field, name: names[i] ?? field.name })) : fields;
}

/** The fields that a SELECT returns; null where a star stands for fields that are not known. */
export function fieldsOf(outputs: readonly Output[], scope: Scope): readonly Field[] | null {
  const all = (table: string | null): readonly Bound[] =>
    scope.bounds.filter(({ alias }) => table === null || sameName(alias, table));
  if (outputs.some((output) => output.kind === "all" && all(output.table).some(({ fields }) => !fields)))
    return null;
  return outputs.flatMap((output): readonly Field[] => {
    if (output.kind === "all") return all(output.table).flatMap(({ fields }) => fields ?? []);
    const { value, alias, text } = output;
    const name = alias ?? (value.kind === "column" ? value.name : text);
    return [{ name, shows: shownBy(value, scope) ?? [] }];
  });
}

/** The output that ORDER BY or GROUP BY names by its place or its alias; else the expression itself. https://www.sqlite.org/lang_select.html#orderby */
export function outputMeant(expr: Expr, outputs: readonly Output[]): Expr {
  const shown = outputs.flatMap((output) => (output.kind === "expression" ? [output] : []));
  if (expr.kind === "literal" && expr.type === "integer" && shown.length === outputs.length)
    return shown[Number(expr.text) - 1]?.value ?? expr;
  if (expr.kind !== "column" || expr.table !== null) return expr;
  return shown.find(({ alias }) => alias !== null && sameName(alias, expr.name))?.value ?? expr;
}

/** The columns of an index that sorts by these: it can be read backwards, and ends with the rowid in ascending order. */
export function sortBy(
  terms: readonly { readonly column: Reference["column"]; readonly descending: boolean }[],
): Sort["columns"] {
  const end = terms.findIndex(({ column }) => column === null);
  const columns = end < 0 ? terms : terms.slice(0, end);
  const backwards = (terms[end] ?? terms[0])?.descending ?? false;
  return columns.map(({ column, descending }) => ({
    name: column ?? "",
    descending: descending !== backwards,
  }));
}
