import type { Evidence, Probe } from "../evidence/evidence.ts";
import { placeOf } from "../evidence/lookup.ts";
import { rowsOf } from "../evidence/rows.ts";
import { finding } from "./finding.ts";
import type { Finding, IssueDraft, Severity } from "./issue.ts";

/** A question about the values of a column, by its declared names. */
export interface ValueQuestion {
  readonly table: string;
  readonly column: string;
  readonly probe: Probe;
  readonly severity: Severity;
  /** What it is about where a rule asks more than one thing of a column; "" else. */
  readonly about: string;
  /** The message, for so many rows. */
  readonly message: (count: number) => string;
}

/** What a rule says of a table with these findings. */
export type ValueWords = Omit<IssueDraft, "subject" | "table" | "findings">;

/** One issue for each table with rows that offend, a finding for each question that returns some. */
export function* issuePerValues(
  evidence: Evidence,
  questions: Iterable<ValueQuestion>,
  words: (table: string, findings: readonly Finding[]) => ValueWords,
): Generator<IssueDraft> {
  const found = new Map<string, Finding[]>();
  for (const { table, column, probe, severity, about, message } of questions) {
    const rows = rowsOf(evidence, probe);
    if (!rows.known || rows.count === 0) continue;
    const place = { table, column, location: placeOf(evidence, table, column), query: rows.query };
    const key = about === "" ? `column:${column}` : `column:${column}:${about}`;
    const findings = found.get(table) ?? [];
    found.set(table, findings);
    findings.push(finding(severity, key, message(rows.count) + rows.limits, place));
  }
  for (const [table, findings] of found) yield { subject: table, table, findings, ...words(table, findings) };
}

/** The columns that findings are about, each once. */
export function columnsOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.flatMap(({ column }) => column ?? []))];
}
