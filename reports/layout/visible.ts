import { plain, plainLines } from "./plain.ts";

/** What is SQL and keeps its lines. */
const inLines = new Set([
  "sql",
  "statements",
  "validation",
  "validations",
  "preconditions",
  "guards",
  "rollback",
  "repair",
  "before",
  "after",
]);

/** A copy of a value in which no text steers or hides: such characters are written as escapes, of SQL all but its lines. */
export function visible<T>(value: T): T;
export function visible(value: unknown): unknown {
  return shown(value, false);
}

function shown(value: unknown, isSql: boolean): unknown {
  if (typeof value === "string") return isSql ? plainLines(value) : plain(value);
  if (Array.isArray(value)) return value.map((item) => shown(item, isSql));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shown(item, inLines.has(key))]));
}
