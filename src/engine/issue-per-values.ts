import type { ChangeOf } from "../diff/change.ts";
import type { Drift } from "../diff/drift.ts";
import type { Evidence, Listing, Probe } from "../evidence/evidence.ts";
import { declaredColumn, placeOf } from "../evidence/lookup.ts";
import { countingOf, countOf, type Mend } from "../evidence/mends.ts";
import { offendersOf } from "../evidence/rows.ts";
import { finding } from "./finding.ts";
import type { Finding, IssueDraft, Severity } from "./issue.ts";

/** A question about the values of a column, by its declared names. */
export interface ValueQuestion {
  readonly table: string;
  readonly column: string;
  readonly probe: Probe;
  readonly severity: Severity;
  /** Whether SQLite itself refuses such values today: then it does not matter whether a type forbids them, too. */
  readonly isRefused?: boolean;
  /** What it is about where a rule asks more than one thing of a column; "" else. */
  readonly about: string;
  /** The message, for so many rows. */
  readonly message: (count: number) => string;
  /** How rows that it returns are mended; none where only a person knows. */
  readonly mends?: () => readonly Mend[];
}

/** What a rule asks about values, of evidence that has what the rule lists. */
export type Questions = (evidence: Evidence) => Iterable<ValueQuestion>;

const made = new WeakMap<Drift, Map<Questions, readonly ValueQuestion[]>>();

/** They are asked for before the rows are read and after, and made once. */
function madeOnce(evidence: Evidence, questions: Questions): readonly ValueQuestion[] {
  const ofDrift = made.get(evidence.drift) ?? new Map<Questions, readonly ValueQuestion[]>();
  made.set(evidence.drift, ofDrift);
  const known = ofDrift.get(questions) ?? [...questions(evidence)];
  ofDrift.set(questions, known);
  return known;
}

/** The questions as a rule wants them answered. */
export function probesFor(evidence: Evidence, questions: Questions): Probe[] {
  return madeOnce(evidence, questions).map(({ probe }) => probe);
}

/** The rows of a table that are mended, and how many stay for a person. */
export interface Mending {
  readonly mended: number;
  readonly left: number;
  /** The columns with rows that stay. */
  readonly columns: readonly string[];
}

/** What a rule says of a table with these findings. */
export type ValueWords = Omit<IssueDraft, "subject" | "table" | "findings" | "changes">;

interface Found {
  readonly findings: Finding[];
  readonly changes: ChangeOf<"mend-values">[];
  mended: number;
  left: number;
  readonly columns: Set<string>;
}

/** One issue for each table with rows that offend, a finding for each question that returns some. */
export function* issuePerValues(
  evidence: Evidence,
  questions: Questions,
  words: (table: string, findings: readonly Finding[], mending: Mending) => ValueWords,
): Generator<IssueDraft> {
  if (evidence.probes.size === 0) return;
  const found = new Map<string, Found>();
  for (const question of madeOnce(evidence, questions)) {
    const { table, column, about, message, mends } = question;
    const rows = offendersOf(evidence, question.probe);
    if (rows === null) continue;
    const place = { table, column, location: placeOf(evidence, table, column), query: rows.query };
    const key = about === "" ? `column:${column}` : `column:${column}:${about}`;
    const own = found.get(table) ?? { findings: [], changes: [], mended: 0, left: 0, columns: new Set() };
    found.set(table, own);
    own.findings.push(finding(spoken(evidence, question), key, message(rows.count) + rows.limits, place));
    const counted = (mends?.() ?? []).map((mend) => ({ mend, rows: countOf(evidence, mend, rows) }));
    own.changes.push(...counted.filter((one) => one.rows > 0).map(({ mend }) => mend.change));
    const mended = counted.reduce((sum, one) => sum + one.rows, 0);
    own.mended += mended;
    own.left += Math.max(0, rows.count - mended);
    if (rows.count > mended) own.columns.add(column);
  }
  for (const [table, { findings, changes, mended, left, columns }] of found) {
    const said = words(table, findings, { mended, left, columns: [...columns] });
    yield { subject: table, table, findings, changes, ...said };
  }
}

/** The counts that tell how many of the rows are mended; asked only where some offend. */
export function* countsOf(evidence: Evidence, questions: Questions): Generator<Listing> {
  if (evidence.probes.size === 0) return;
  for (const question of madeOnce(evidence, questions)) {
    const rows = offendersOf(evidence, question.probe);
    if (rows === null) continue;
    for (const mend of question.mends?.() ?? []) {
      const counting = countingOf(mend, rows);
      if (counting !== null) yield counting;
    }
  }
}

/** A type of the code counts on the values; a declared type in SQL is an affinity, to which SQLite itself does not hold. */
function spoken(evidence: Evidence, { table, column, severity, isRefused = false }: ValueQuestion): Severity {
  const declared = declaredColumn(evidence, table, column);
  const isTyped = declared?.accepts !== undefined || declared?.values !== undefined;
  return isTyped || isRefused || severity === "info" ? severity : "medium";
}

/** The columns that findings are about, each once. */
export function columnsOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.flatMap(({ column }) => column ?? []))];
}
