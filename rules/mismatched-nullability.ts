import type { ChangeOf } from "../src/diff/change.ts";
import { finding } from "../src/engine/finding.ts";
import type { Finding, IssueDraft } from "../src/engine/issue.ts";
import { defineRule } from "../src/engine/rule.ts";
import { judge } from "../src/engine/verdict.ts";
import { counted, listed, shown, shownColumn } from "../src/engine/wording.ts";
import { actualColumnName, actualTable } from "../src/evidence/actual-names.ts";
import { byTable, changesOf } from "../src/evidence/changes.ts";
import type { Evidence, Probe } from "../src/evidence/evidence.ts";
import { givenUpRowids } from "../src/evidence/given-up-rowid.ts";
import { declaredColumn, placeOf } from "../src/evidence/lookup.ts";
import { rowsOf } from "../src/evidence/rows.ts";
import { sameName } from "../src/schema/names.ts";
import { nullRows } from "../src/sql/probes.ts";
import { quoteName } from "../src/sql/quote.ts";

type Alter = ChangeOf<"alter-nullability">;

export const mismatchedNullability = defineRule({
  id: "mismatched-nullability",
  category: "schema",
  component: "Database",
  severity: "high",
  summary:
    "The model and the database disagree on whether a column may be NULL, or on what becomes of a row with NULL.",
  why: "Where the model says never NULL and the database allows it, one bad write breaks every reader; it is critical when NULLs are stored already. Where the database refuses NULL and the model allows it, a write that the types accept fails.",
  examples: {
    bad: [
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);",
        actual:
          "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nINSERT INTO users VALUES (1, 'ada@example.org');",
      },
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);",
        actual:
          "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nINSERT INTO users VALUES (1, NULL);",
        severity: "critical",
      },
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
        actual: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);",
      },
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, role TEXT NOT NULL DEFAULT 'reader');",
        actual:
          "CREATE TABLE users (id INTEGER PRIMARY KEY, role TEXT NOT NULL ON CONFLICT REPLACE DEFAULT 'reader');",
      },
      {
        declared: {
          types:
            "/** @table codes */\nexport interface Code {\n  /** @primaryKey */\n  code: string;\n  title: string | null;\n}",
        },
        actual:
          "CREATE TABLE codes (code TEXT PRIMARY KEY, title TEXT);\nINSERT INTO codes VALUES (NULL, 'none');",
        severity: "critical",
      },
    ],
    good: [
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);",
        actual: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);",
      },
    ],
  },
  *probes(evidence) {
    for (const change of disagreements(evidence)) {
      const probe = change.notNull ? nullsIn(evidence, change.table, change.column) : null;
      if (probe !== null) yield probe;
    }
    for (const { table, column } of uncompared(evidence)) {
      const probe = nullsIn(evidence, table, column);
      if (probe !== null) yield probe;
    }
  },
  *check(evidence): Generator<IssueDraft> {
    const stored = nullsStored(evidence);
    const changes = new Map(byTable(disagreements(evidence)));
    for (const table of new Set([...changes.keys(), ...stored.keys()])) {
      const own = changes.get(table) ?? [];
      const kinds = new Set([
        ...own.map((change) => kindOf(evidence, change)),
        ...(stored.has(table) ? ["loose" as const] : []),
      ]);
      const findings = [...own.map((change) => findingOf(evidence, change)), ...(stored.get(table) ?? [])];
      const filled = stored.has(table) ? fillings(evidence, table) : [];
      yield { ...issueOf(table, own, findings, kinds, filled), changes: [...own, ...filled] };
    }
  },
});

function disagreements(evidence: Evidence): Alter[] {
  const ofKeys = givenUpRowids(evidence);
  return changesOf(evidence.drift, "alter-nullability").filter((change) => !ofKeys.includes(change));
}

/** How a column differs: the database is looser, stricter, or does something else with a row that has NULL. */
type Kind = "loose" | "strict" | "conflict";

function kindOf(evidence: Evidence, { table, column, notNull }: Alter): Kind {
  if (!notNull) return "strict";
  const name = actualColumnName(evidence, table, column);
  const actual = actualTable(evidence, table)?.columns.find((candidate) => candidate.name === name);
  return actual?.notNull === true ? "conflict" : "loose";
}

const impacts: Readonly<Record<Kind, string>> = {
  loose: "The application can read NULL where its types say there is always a value.",
  strict: 'A write of NULL that the types allow fails with "NOT NULL constraint failed".',
  conflict: "A write of NULL is replaced, ignored or refused otherwise than declared.",
};

function issueOf(
  table: string,
  changes: readonly Alter[],
  findings: readonly Finding[],
  kinds: ReadonlySet<Kind>,
  filled: readonly ChangeOf<"mend-values">[],
): Omit<IssueDraft, "changes"> {
  const names = listed(findings.map(({ column }) => shown(column ?? "")));
  return {
    subject: table,
    table,
    title: `${counted(findings.length, "column")} of ${shown(table)} ${findings.length === 1 ? "disagrees" : "disagree"} on NULL: ${names}`,
    description: `Model and database disagree on whether ${names} in ${shown(table)} may be NULL.`,
    rootCause: "NOT NULL was added or dropped on one side only.",
    impact: [...kinds].map((kind) => impacts[kind]).join(" "),
    repairAction: repairOf(changes, kinds, filled),
    findings,
  };
}

function repairOf(
  changes: readonly Alter[],
  kinds: ReadonlySet<Kind>,
  filled: readonly ChangeOf<"mend-values">[],
): string {
  if (changes.length === 0 && filled.length > 0)
    return "The rows that hold NULL get what the backfill says; a rollback makes them NULL again.";
  if (changes.length === 0)
    return 'Give the rows that hold NULL a value: only a person knows which; or say it with @backfill or "backfills" in the config.';
  const tightened =
    kinds.has("loose") && changes.some(({ notNull, backfill }) => notNull && backfill === null);
  const words = "Change the column to what the model declares.";
  if (!tightened) return words;
  return `${words} Stored NULLs block NOT NULL until they are filled: say with @backfill or "backfills" in the config what they become.`;
}

function findingOf(evidence: Evidence, change: Alter): Finding {
  const { table, column } = change;
  const place = { table, column, location: placeOf(evidence, table, column) };
  const name = shownColumn(table, column);
  if (kindOf(evidence, change) === "conflict") {
    const message = `Column ${name} is NOT NULL on both sides, with another ON CONFLICT clause in the database than the model declares.`;
    return finding("high", `column:${column}`, message, place);
  }
  if (!change.notNull) {
    const message = `Column ${name} is NOT NULL in the database, the model allows NULL.`;
    return finding("high", `column:${column}`, message, place);
  }
  const verdict = judge(rowsOf(evidence, nullsIn(evidence, table, column)), "high", {
    some: (count) => `${counted(count, "row holds", "rows hold")} NULL there.`,
    none: "No row holds NULL there.",
  });
  const message = `Column ${name} allows NULL in the database, the model says NOT NULL. ${verdict.words}`;
  return finding(verdict.severity, `column:${column}`, message, { ...place, query: verdict.query });
}

/** Keys and generated columns, whose nullability is not compared although the type says they are never NULL. */
function* uncompared(evidence: Evidence): Generator<{ table: string; column: string }> {
  for (const { declared, actual } of evidence.drift.pairs) {
    if (declared.complete) continue;
    const key = actual.primaryKey?.rowidAlias ? [] : (actual.primaryKey?.columns ?? []);
    for (const { name, notNull, generated } of declared.columns) {
      const actualName = notNull === true ? actualColumnName(evidence, declared.name, name) : null;
      const column = actual.columns.find((candidate) => candidate.name === actualName);
      if (!column || column.notNull) continue;
      const isKey = has(key, column.name) || has(declared.primaryKey?.columns ?? [], name);
      if (isKey || generated || column.generated) yield { table: declared.name, column: name };
    }
  }
}

function has(names: readonly string[], name: string): boolean {
  return names.some((other) => sameName(other, name));
}

/** What fills such columns where a backfill says it; a computed one nothing fills. */
function fillings(evidence: Evidence, table: string): ChangeOf<"mend-values">[] {
  return [...uncompared(evidence)].flatMap(({ table: name, column }): ChangeOf<"mend-values">[] => {
    const { backfill, generated } = declaredColumn(evidence, table, column) ?? {};
    const rows = rowsOf(evidence, nullsIn(evidence, name, column));
    if (name !== table || backfill === undefined || generated || !rows.known || rows.count === 0) return [];
    const when = `${quoteName(column)} IS NULL`;
    return [{ kind: "mend-values", table, column, when, becomes: backfill, isBackfill: true }];
  });
}

/** NULLs that are stored in such columns all the same. */
function nullsStored(evidence: Evidence): Map<string, Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const { table, column } of uncompared(evidence)) {
    const rows = rowsOf(evidence, nullsIn(evidence, table, column));
    if (!rows.known || rows.count === 0) continue;
    const message = `Column ${shownColumn(table, column)} is never NULL to the model; ${counted(rows.count, "row holds", "rows hold")} NULL there.`;
    const place = { table, column, location: placeOf(evidence, table, column) };
    const { query } = rows;
    const findings = found.get(table) ?? [];
    found.set(table, findings);
    findings.push(finding("critical", `column:${column}`, message, { ...place, query }));
  }
  return found;
}

function nullsIn(evidence: Evidence, table: string, column: string): Probe | null {
  const from = actualTable(evidence, table);
  const name = actualColumnName(evidence, table, column);
  return from === null || name === null ? null : nullRows(from, name);
}
