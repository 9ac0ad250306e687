import type { Reporter } from "../src/reporting/report.ts";
import { isUnshowable } from "./layout/plain.ts";

/** The report as data: format version 1, described by report.schema.json. */
export const json: Reporter = {
  format: "json",
  summary: "For programs: the whole report, described by report.schema.json.",
  render: jsonText,
};

/** A value as JSON for people's terminals and programs alike. */
export function jsonText(value: unknown): string {
  return `${escapedForTerminals(JSON.stringify(value, null, 2))}\n`;
}

/** JSON lets characters through that steer a terminal; as escapes they mean the same. */
function escapedForTerminals(text: string): string {
  return text.replace(/[^\x20-\x7e\n]/gu, (character) =>
    isUnshowable(character) ? jsonEscape(character) : character,
  );
}

function jsonEscape(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}
