import { sameName } from "../schema/names.ts";
import { anyValue, asDefault, isNow, nowDefaults } from "../sql/moments.ts";
import type { Evidence, Probe } from "./evidence.ts";
import { timestamps } from "./house-style.ts";
import { type HouseColumn, type HouseTable, houseTables } from "./house-tables.ts";
import { rowsOf } from "./rows.ts";

/** The questions that tell how the moments of a column are written, where its default does not. */
export function momentProbes({ today }: HouseTable, column: HouseColumn): Probe[] {
  if (isNow(column.default) || today === null || column.today === null) return [];
  const forms = nowDefaults(today.name, column.today, column.affinity);
  return [anyValue(today.name, column.today), ...forms.map(({ otherwise }) => otherwise)];
}

/**
 * What gives the present moment in the way that a column writes it, as it stands behind DEFAULT: its own default, else what
 * agrees with every row, else with the table's other timestamp. null where that is not known.
 */
export function nowFor(table: HouseTable, column: HouseColumn, evidence: Evidence): string | null {
  if (isNow(column.default)) return asDefault(column.default ?? "");
  const beside = table.columns.find(
    (other) =>
      other !== column &&
      timestamps.some((name) => sameName(name, other.name)) &&
      other.affinity === column.affinity &&
      isNow(other.default),
  );
  const likely = beside ? asDefault(beside.default ?? "") : null;
  const { today } = table;
  // A new column is empty; what it is to hold its default says, or nobody.
  if (today === null || column.today === null) return likely;
  const has = rowsOf(evidence, anyValue(today.name, column.today));
  if (!has.known) return null;
  const forms = nowDefaults(today.name, column.today, column.affinity);
  if (has.count === 0) return likely ?? (column.affinity === "INTEGER" ? null : (forms[0]?.now ?? null));
  const fitting = forms.filter(({ otherwise }) => {
    const rows = rowsOf(evidence, otherwise);
    return rows.known && rows.count === 0;
  });
  return fitting[0]?.now ?? null;
}

/** The timestamps of the tables for which a convention is asked. */
export function timestampsFor(
  evidence: Evidence,
  convention: string,
): { readonly table: HouseTable; readonly column: HouseColumn }[] {
  return houseTables(evidence, convention).flatMap((table) =>
    table.columns
      .filter(({ name }) => timestamps.some((timestamp) => sameName(timestamp, name)))
      .map((column) => ({ table, column })),
  );
}
