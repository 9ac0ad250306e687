import type { DeclaredColumn, DeclaredSchema, DeclaredTable } from "../../src/schema/declared.ts";
import { declare, type Options } from "./project.ts";

/**
 * What a model says, a line per table and per thing not analysed. `?` nullable, `~` nullability unspecified,
 * `+` filled by the database, `…` open; a value set stands for its kind, `<REAL>` for a stated type.
 */
export async function said(
  files: string | Readonly<Record<string, string>>,
  options?: Options,
): Promise<string[]> {
  const declared = await declare(files, options);
  return [...declared.tables.map(tableLine), ...unread(declared)];
}

/** What a model says of its tables; for cases where the rest is beside the point. */
export async function tablesSaid(
  files: string | Readonly<Record<string, string>>,
  options?: Options,
): Promise<string[]> {
  return (await declare(files, options)).tables.map(tableLine);
}

function unread({ notAnalysed, unparsable }: DeclaredSchema): string[] {
  return [
    ...notAnalysed.map(({ what, why }) => `! ${what}: ${why}`),
    ...unparsable.map(({ location, message }) => `unparsable ${location.file}:${location.line}: ${message}`),
  ];
}

function tableLine(table: DeclaredTable): string {
  const { primaryKey, uniques, indexes, foreignKeys, checks } = table;
  const names = (
    parts: readonly { column: string | null; expression: string | null; descending: boolean }[],
  ) => parts.map((part) => `${part.column ?? part.expression}${part.descending ? " DESC" : ""}`).join(", ");
  const constraints = [
    ...(primaryKey ? [`key (${primaryKey.columns.join(", ")})${primaryKey.autoincrement ? "++" : ""}`] : []),
    ...uniques.map((each) => `unique ${each.name ? `${each.name} ` : ""}(${names(each.columns)})`),
    ...indexes.map(
      (each) =>
        `${each.unique ? "unique " : ""}index ${each.name ? `${each.name} ` : ""}(${names(each.parts)})${each.where ? ` where ${each.where}` : ""}`,
    ),
    ...foreignKeys.map(
      (each) =>
        `(${each.columns.join(", ")}) -> ${each.parent}${each.parentColumns ? `(${each.parentColumns.join(", ")})` : ""}${each.onDelete ? ` on delete ${each.onDelete}` : ""}${each.onUpdate ? ` on update ${each.onUpdate}` : ""}`,
    ),
    ...checks.map((each) => `check ${each.name ? `${each.name} ` : ""}(${each.expression})`),
    ...(table.strict ? ["strict"] : []),
    ...(table.withoutRowid ? ["without rowid"] : []),
    ...(table.renamedFrom ? [`was ${table.renamedFrom}`] : []),
    ...(table.lookup ? [`lookup ${table.lookup}`] : []),
  ];
  const columns = [...table.columns.map(columnText), ...(table.open ? ["…"] : [])];
  return [`${table.name}: ${columns.join(", ")}`, ...constraints].join("; ");
}

function columnText(column: DeclaredColumn): string {
  const set = column.values?.map((value) => JSON.stringify(value)).join("|");
  const type = column.type === undefined ? "" : `<${column.type}>`;
  const kind = set ?? (type === "" ? (column.accepts ?? "any") : "");
  const nullable = column.notNull === undefined ? "~" : column.notNull ? "" : "?";
  const facets = [
    ...(column.default === undefined ? [] : [`= ${column.default}`]),
    ...(column.collation === undefined ? [] : [`collate ${column.collation}`]),
    ...(column.generated
      ? [`as (${column.generated.expression})${column.generated.stored ? " stored" : ""}`]
      : []),
    ...(column.renamedFrom === undefined ? [] : [`was ${column.renamedFrom}`]),
    ...(column.movedFrom === undefined ? [] : [`from ${column.movedFrom}`]),
    ...(column.backfill === undefined ? [] : [`fill ${column.backfill}`]),
  ];
  return [`${column.name} ${column.filledByDatabase ? "+" : ""}${kind}${type}${nullable}`, ...facets].join(
    " ",
  );
}
