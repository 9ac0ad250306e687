import type { ChangeOf } from "../src/diff/change.ts";
import type { Spelling } from "../src/diff/drift.ts";
import { backfillChoice } from "../src/engine/choices.ts";
import { finding } from "../src/engine/finding.ts";
import type { Finding, IssueDraft } from "../src/engine/issue.ts";
import { spellingsByTable } from "../src/engine/issue-per-spelling.ts";
import { defineRule } from "../src/engine/rule.ts";
import { judge } from "../src/engine/verdict.ts";
import { counted, listed, shown, shownColumn, shownSql } from "../src/engine/wording.ts";
import { actualColumnName, actualTable } from "../src/evidence/actual-names.ts";
import type { Evidence, Listing, Probe } from "../src/evidence/evidence.ts";
import { declaredColumn, placeOf } from "../src/evidence/lookup.ts";
import { rowsOf } from "../src/evidence/rows.ts";
import { findNamed } from "../src/schema/names.ts";
import { nearest } from "../src/schema/nearest.ts";
import { begun } from "../src/sql/begun.ts";
import { rowidName } from "../src/sql/identity.ts";
import { valueCheck } from "../src/sql/print-table.ts";
import { violatingRows } from "../src/sql/probes.ts";
import { literal, quoteName } from "../src/sql/quote.ts";

export const valueSetWithoutCheck = defineRule({
  id: "value-set-without-check",
  category: "data",
  component: "Database",
  severity: "info",
  summary: "The type allows a few values only; the column has no CHECK that says so.",
  why: "A union or enum exists in the code alone, so any other writer can store something else. In a table that exists this is info and nothing is changed; it is critical when values are stored already that the type forbids, because the code reads what its types call impossible. A new table gets the CHECK. An enum of Drizzle asks for no CHECK: there only stored values that it forbids are told.",
  examples: {
    bad: [
      {
        declared: {
          types:
            '/** @table orders */\nexport interface Order {\n  id: number;\n  status: "open" | "paid" | null;\n}',
        },
        actual:
          "CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT);\nINSERT INTO orders VALUES (1, 'open'), (2, NULL);",
      },
      {
        declared: {
          types:
            '/** @table orders */\nexport interface Order {\n  id: number;\n  status: "open" | "paid" | null;\n}',
        },
        actual:
          "CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT);\nINSERT INTO orders VALUES (1, 'lost');",
        severity: "critical",
      },
    ],
    good: [
      {
        declared: {
          types:
            '/** @table orders */\nexport interface Order {\n  id: number;\n  status: "open" | "paid" | null;\n}',
        },
        actual:
          "CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT CHECK (status = 'paid' OR status = 'open'));",
      },
    ],
  },
  *probes(evidence) {
    for (const spelling of evidence.drift.spellings) {
      const probe = spelling.what === "value-set" ? foreignValues(evidence, spelling) : null;
      if (probe !== null) yield probe;
    }
  },
  *lists(evidence) {
    for (const spelling of evidence.drift.spellings) {
      const listing = spelling.what === "value-set" ? foreignOnes(evidence, spelling) : null;
      if (listing !== null) yield listing;
    }
  },
  *check(evidence): Generator<IssueDraft> {
    for (const [table, found] of spellingsByTable(evidence, ["value-set"])) {
      // A column that is still to be added gets its CHECK with it.
      const spellings = found.filter(
        ({ column }) => actualColumnName(evidence, table, column ?? "") !== null,
      );
      if (spellings.length === 0) continue;
      const findings = spellings
        .map((spelling) => findingOf(evidence, spelling))
        .filter((found) => found.severity !== "info" || !keptInCode(evidence, found));
      if (findings.length === 0) continue;
      const foreign = findings.filter(({ severity }) => severity === "critical");
      const names = listed(findings.map(({ column }) => shown(column ?? "")));
      yield {
        subject: table,
        table,
        title:
          foreign.length > 0
            ? `${shown(table)} holds values that the model forbids: ${listed(foreign.map(({ column }) => shown(column ?? "")))}`
            : `${counted(findings.length, "value set")} of ${shown(table)} ${findings.length === 1 ? "has" : "have"} no CHECK: ${names}`,
        description: `The model allows only certain values in ${names} of ${shown(table)}; no CHECK in the database says so.`,
        rootCause: "A union or enum of the code is not known to the database.",
        impact:
          foreign.length > 0
            ? "The code reads values that its types call impossible."
            : "None today; nothing stops another writer from storing something else.",
        repairAction: repairOf(evidence, table, foreign),
        findings,
        changes: foreign.flatMap(({ column }) => mendOf(evidence, table, column ?? "") ?? []),
      };
    }
  },
});

/** Whether the model says itself that no CHECK is wanted. */
function keptInCode(evidence: Evidence, { table, column }: Finding): boolean {
  return declaredColumn(evidence, table ?? "", column ?? "")?.valuesInCode ?? false;
}

/** What becomes of the values outside the set, where a backfill says it. */
function mendOf(evidence: Evidence, table: string, column: string): ChangeOf<"mend-values"> | null {
  const { values, backfill } = declaredColumn(evidence, table, column) ?? {};
  const actual = actualTable(evidence, table)?.columns ?? [];
  const today = findNamed(actual, actualColumnName(evidence, table, column) ?? "");
  if (!values || backfill === undefined || !today || today.generated !== null) return null;
  const when = `NOT (${valueCheck(column, values)})`;
  return { kind: "mend-values", table, column, when, becomes: backfill, isBackfill: true };
}

function repairOf(evidence: Evidence, table: string, foreign: readonly Finding[]): string {
  if (foreign.length === 0) return "Nothing; or declare the CHECK with @check, then it is added.";
  const columns = foreign.map(({ column }) => column ?? "");
  const left = columns.filter((column) => mendOf(evidence, table, column) === null);
  const done = columns.filter((column) => !left.includes(column));
  const [first] = left;
  return [
    ...(done.length === 0
      ? []
      : [
          `The values of ${listed(done.map(shown))} outside the set become what the backfill says; what was there is kept for the rollback.`,
        ]),
    ...(first === undefined
      ? []
      : [
          `Mend the rows of ${listed(left.map(shown))}, add the values to the type, or say in the config what they become, such as ${backfillChoice(table, first, sample(evidence, table, first))}; only a person knows which.`,
        ]),
    "A CHECK keeps it so.",
  ].join(" ");
}

/** An expression that gives every row a member of the set. */
function sample(evidence: Evidence, table: string, column: string): string {
  const [member = ""] = declaredColumn(evidence, table, column)?.values ?? [];
  return literal(member);
}

function findingOf(evidence: Evidence, spelling: Spelling): Finding {
  const { table } = spelling;
  const column = spelling.column ?? "";
  const rows = rowsOf(evidence, foreignValues(evidence, spelling));
  const verdict = judge(rows, "info", {
    some: (count) => `${counted(count, "row holds", "rows hold")} another value.`,
    none: "No row holds another value.",
  });
  const message = `Column ${shownColumn(table, column)} may hold ${shownSql(spelling.declared)} only; no CHECK says so. ${verdict.words}${strangers(evidence, spelling)}`;
  const place = { table, column, location: placeOf(evidence, table, column), query: verdict.query };
  return finding(verdict.severity, `column:${column}`, message, place);
}

function foreignValues(evidence: Evidence, { table, column }: Spelling): Probe | null {
  const values = declaredColumn(evidence, table, column ?? "")?.values;
  const actual = actualTable(evidence, table);
  const name = actualColumnName(evidence, table, column ?? "");
  if (!values || actual === null || name === null) return null;
  return violatingRows(actual, valueCheck(name, values));
}

/** The values that rows hold beside the set, with how many hold each; null while none is known to. */
function foreignOnes(evidence: Evidence, spelling: Spelling): Listing | null {
  const { table, column } = spelling;
  const rows = rowsOf(evidence, foreignValues(evidence, spelling));
  const values = declaredColumn(evidence, table, column ?? "")?.values;
  const actual = actualTable(evidence, table);
  const name = actualColumnName(evidence, table, column ?? "");
  if (!rows.known || rows.count === 0 || !values || actual === null || name === null) return null;
  const value = quoteName(name);
  const rowid = rowidName(actual);
  const rowids = rows.query.rowids ?? [];
  // Where the scan has named all of them, or reading all rows is what nobody wants, no second pass is needed.
  const isNamed =
    rowid !== null && (rowids.length === rows.count || (rowids.length > 0 && rows.limits !== ""));
  const where = isNamed ? `${rowid} IN (${rowids.join(", ")})` : `NOT (${valueCheck(name, values)})`;
  return `SELECT ${begun(value)}, count(*) FROM ${quoteName(actual.name)} WHERE ${where} GROUP BY ${value} ORDER BY 2 DESC, 1`;
}

/** What is known of these values: themselves only where they may be told, but always the member that one may stand for. */
function strangers(evidence: Evidence, spelling: Spelling): string {
  const listing = foreignOnes(evidence, spelling);
  const found = listing === null ? [] : (evidence.listings.get(listing) ?? []);
  const members = (declaredColumn(evidence, spelling.table, spelling.column ?? "")?.values ?? []).map(String);
  const words = found.map(([value = null, count]) => {
    const meant = typeof value === "string" ? nearest(value.trim(), members) : null;
    const guess = meant === null ? "" : `perhaps ${JSON.stringify(meant)}`;
    const held = evidence.showValues ? `${JSON.stringify(String(value))} in ` : "";
    return [`${held}${counted(Number(count), "row")}`, guess].filter((part) => part !== "").join(", ");
  });
  if (words.length === 0) return "";
  const more = found.length === 20 ? " or more" : "";
  return ` ${counted(found.length, "other value")}${more}: ${listed(words)}.`;
}
