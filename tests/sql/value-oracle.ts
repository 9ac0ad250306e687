import { isUtf8 } from "node:buffer";

/** A value as it is stored: its class, and the bytes of a text. */
export interface Stored {
  readonly class: "null" | "integer" | "real" | "text" | "blob";
  readonly value: null | number | bigint | Buffer;
}

/** The text, as JavaScript reads it; null of another class. */
export function textOf({ class: kind, value }: Stored): string | null {
  return kind === "text" && Buffer.isBuffer(value) ? value.toString("utf8") : null;
}

export function isMalformed({ class: kind, value }: Stored): boolean {
  if (kind !== "text" || !Buffer.isBuffer(value)) return false;
  const end = value.indexOf(0);
  return !isUtf8(end < 0 ? value : value.subarray(0, end));
}

/** What JSON.parse gives; undefined where it throws. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a text is a date as ISO 8601 writes it, by the calendar and the clock of JavaScript's Date. */
export function isDate(text: string): boolean {
  if (/^\d{4}$/.test(text)) return true;
  const month = /^\d{4}-(\d\d)$/.exec(text);
  if (month) return Number(month[1]) >= 1 && Number(month[1]) <= 12;
  const shape =
    /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?(?:Z|z|[-+](\d\d)(?::(\d\d))?)?)?$/.exec(
      text,
    );
  if (!shape) return false;
  const [y = 0, m = 0, d = 0, hour = 0, minute = 0, second = 0, part = 0, offset = 0, minutes = 0] = shape
    .slice(1)
    .map((digits) => Number(digits ?? 0));
  const day = new Date(0);
  day.setUTCFullYear(y, m - 1, d);
  const exists = day.getUTCFullYear() === y && day.getUTCMonth() === m - 1 && day.getUTCDate() === d;
  // The end of the last day of all is beyond what SQLite counts.
  if (hour === 24 && text.startsWith("9999-12-31")) return false;
  const isTime = hour < 24 ? minute < 60 && second < 60 : hour === 24 && minute + second + part === 0;
  return exists && isTime && offset <= 14 && minutes < 60;
}

/** The format of a date, by the name that the doctor gives it; null of a month, a year, or a lower-case z. */
export function formatOf(text: string): string | null {
  const [, between, seconds, zone] =
    /^\d{4}-\d\d-\d\d(?:([ T])\d\d:\d\d(:\d\d(?:\.\d+)?)?(Z|[-+]\d\d(?::\d\d)?)?)?$/.exec(text) ?? [];
  if (!/^\d{4}-\d\d-\d\d/.test(text) || text.endsWith("z")) return null;
  if (between === undefined) return "YYYY-MM-DD";
  const shown = zone === undefined ? "" : zone === "Z" ? "Z" : "±HH:MM";
  return `YYYY-MM-DD${between}HH:MM${seconds === undefined ? "" : ":SS"}${shown}`;
}
