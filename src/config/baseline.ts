import * as v from "valibot";
import type { AcceptedFinding, Baseline } from "../engine/baseline.ts";
import { DoctorError } from "../errors.ts";
import { parseDocument } from "./document.ts";
import { checked } from "./mistakes.ts";
import { object, oneOf, text } from "./shape.ts";

const severity = oneOf(["critical", "high", "medium", "info"]);
const fingerprint = v.pipe(text, v.regex(/^[0-9a-f]{16}$/, "16 hexadecimal digits in lower case"));
const day = v.pipe(text, v.isoDate("a day as 2026-03-14"));

const entry = object({
  fingerprint,
  rule: text,
  table: v.nullable(text),
  severity,
  message: text,
  reason: v.nullable(text),
  since: day,
});

const shape = object({
  formatVersion: v.literal(1),
  accepted: v.array(entry, "a list of accepted findings"),
});

const help = "Correct it, or write it anew with `doctor baseline`; docs/baseline.md describes the file.";

/** Reads a baseline's text. Throws DoctorError when it is no baseline, or one of another version. */
export function parseBaseline(written: string, shown: string): Baseline {
  refuseConflict(written, shown);
  const document = parseDocument(written, shown, {
    ...{ inside: null, lenient: false, code: "baseline-syntax" },
    help: 'It is plain JSON, without comments: what is to be said of a finding belongs into its "reason".',
  });
  refuseForeign(document.value, shown);
  return each(checked(shape, document, { code: "baseline-invalid", help }).accepted);
}

/** A finding that stands twice, as after a merge, is accepted once: as the first says. */
function each(entries: Baseline): Baseline {
  const first = new Map<string, AcceptedFinding>();
  for (const accepted of entries) {
    if (!first.has(accepted.fingerprint)) first.set(accepted.fingerprint, accepted);
  }
  return [...first.values()];
}

function refuseConflict(written: string, shown: string): void {
  const at = written.split(/\r\n|\n|\r/).findIndex((line) => /^(<{7}|={7}|>{7}|\|{7})( |$)/.test(line));
  if (at === -1) return;
  throw new DoctorError(
    "baseline-conflict",
    `${shown}:${at + 1}:1: a merge was left unfinished here.`,
    "Keep the findings of both sides (each is a block of its own) and take the marks out.",
  );
}

function refuseForeign(value: unknown, shown: string): void {
  const version =
    typeof value === "object" && value !== null ? Reflect.get(value, "formatVersion") : undefined;
  if (version === 1) return;
  if (typeof version === "number") {
    throw new DoctorError(
      "baseline-version",
      `${shown} has format version ${version}; this doctor reads version 1.`,
      "Use the version of the doctor that wrote it, or write it anew with `doctor baseline`.",
    );
  }
  throw new DoctorError("baseline-invalid", `${shown} is no baseline: it lacks "formatVersion": 1.`, help);
}

/** A baseline as the text of its file. */
export function baselineText(baseline: Baseline): string {
  const accepted = baseline.map(({ fingerprint, rule, table, severity, message, reason, since }) => ({
    ...{ fingerprint, rule, table, severity, message, reason, since },
  }));
  return `${JSON.stringify({ formatVersion: 1, accepted }, null, 2)}\n`;
}
