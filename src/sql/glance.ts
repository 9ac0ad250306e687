import { quoteName } from "./quote.ts";

/** A column by its name. */
interface Named {
  readonly name: string;
}

/** A look at the values of many rows at once: joined with commas, they are clean or hold a suspect. */
export interface Glance {
  /** What of a value is joined, as SQL. */
  readonly value: string;
  /** What the clean ones match together; null where they must be well-formed text without a NUL. */
  readonly pattern: RegExp | null;
}

/** The name of a function that a scan brings along: whether bytes are malformed text up to the first NUL in them. */
export const malformed = "_doctor_malformed";

/** The name of another: a NUL for bytes that are malformed text or have one in them, and NULL for others. */
export const alone = "_doctor_alone";

/** The longest text, in bytes, that is joined with others; a longer one is asked by itself. */
export const longestJoined = 1_000;

/** Whether texts are well-formed, without a NUL. */
export function charactersOf({ name }: Named): Glance {
  const value = quoteName(name);
  const seen = `iif(octet_length(${value}) > ${longestJoined}, ${alone}(CAST(${value} AS BLOB)), ${value})`;
  return { value: seen, pattern: null };
}

const everyFourth = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)";
const long = "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])";
const short = "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)";
const day = `(?:[0-9]{4}-(?:${long}|${short}|02-(?:0[1-9]|1[0-9]|2[0-8]))|${everyFourth}-02-29)`;
const minute = "(?:[01][0-9]|2[0-3]):[0-5][0-9]";
const zones: Readonly<Record<string, string>> = {
  "": "",
  Z: "Z",
  "±HH:MM": "[-+](?:0[0-9]|1[0-3]):[0-5][0-9]",
};

const patterns = new Map<string, RegExp | null>();

/** Whether texts are dates of a format, and days of the calendar; null where the format has no pattern. */
export function datesOf({ name }: Named, format: { readonly name: string }): Glance | null {
  const pattern = patterns.get(format.name) ?? patternOf(format.name);
  patterns.set(format.name, pattern);
  if (pattern === null) return null;
  const value = quoteName(name);
  // Two dates in one value, with a comma between them, are longer than any date of the format.
  const longest = format.name.length < 19 ? 2 * "YYYY-MM-DD".length : 2 * 19;
  return { value: `iif(octet_length(${value}) > ${longest}, '!', ${value})`, pattern };
}

function patternOf(name: string): RegExp | null {
  const [, between = "", clock = "", zone = ""] =
    /^YYYY-MM-DD(?:([ T])(HH:MM(?::SS)?)(.*))?$/.exec(name) ?? [];
  if (!name.startsWith("YYYY")) return null;
  const time = clock === "" ? "" : clock.endsWith("SS") ? `${minute}:[0-5][0-9](?:\\.[0-9]{1,9})?` : minute;
  const one = `${day}${between}${time}${zones[zone] ?? "!"}`;
  return new RegExp(`^(?:${one}(?:,${one})*)?$`);
}
