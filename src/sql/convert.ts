import { columnAffinity } from "../schema/affinity.ts";

/**
 * What a column of this declared type makes of a value, as an expression: what SQLite does without being told when the
 * value is stored. Text is a number here only where the number prints alike; the rest is for a precondition to find.
 * https://www.sqlite.org/datatype3.html#type_affinity
 */
export function stored(value: string, type: string, strict: boolean): string {
  const isNumber = `typeof(${value}) = 'text' AND CAST(CAST(${value} AS NUMERIC) AS TEXT) IS ${value}`;
  const isWhole = `typeof(${value}) = 'real' AND CAST(${value} AS INTEGER) = ${value}`;
  switch (columnAffinity(type, strict)) {
    case "BLOB":
      return value;
    case "TEXT":
      // The cast gives the affinity too, by which a CHECK compares.
      return `CAST(${value} AS TEXT)`;
    case "REAL":
      return `CASE WHEN typeof(${value}) = 'integer' OR ${isNumber} THEN CAST(${value} AS REAL) ELSE ${value} END`;
    default:
      return `CASE WHEN ${isNumber} THEN CAST(${value} AS NUMERIC) WHEN ${isWhole} THEN CAST(${value} AS INTEGER) ELSE ${value} END`;
  }
}
