import type { Change } from "../src/diff/change.ts";
import { finding } from "../src/engine/finding.ts";
import type { Finding, IssueDraft } from "../src/engine/issue.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown, shownColumn } from "../src/engine/wording.ts";
import { changesOf } from "../src/evidence/changes.ts";
import type { Evidence } from "../src/evidence/evidence.ts";
import { type JudgedTable, judgedTables } from "../src/evidence/judged-tables.ts";
import { pairOf, placeOf } from "../src/evidence/lookup.ts";
import { rowsOf } from "../src/evidence/rows.ts";
import type { Column } from "../src/schema/column.ts";
import { findNamed, sameName } from "../src/schema/names.ts";
import { canonicalDefault } from "../src/sql/default.ts";
import { rowsWith } from "../src/sql/probes.ts";

const types = "/** @table */\nexport interface Guest {\n  id: number;\n  phone: string | null;\n}";
const bad = "CREATE TABLE guests (id INTEGER PRIMARY KEY, phone TEXT DEFAULT 'NULL');";
const good = "CREATE TABLE guests (id INTEGER PRIMARY KEY, phone TEXT DEFAULT NULL);";

export const textNullDefault = defineRule({
  id: "text-null-default",
  category: "schema",
  component: "Database",
  severity: "medium",
  summary: "The default of a column is the text 'NULL' instead of NULL.",
  why: "Between quotes NULL is a word of four letters: rows that leave the column out look filled, IS NULL does not find them, and people read NULL on their screens. It is info where a complete declaration says so itself.",
  examples: {
    bad: [
      { declared: { types }, actual: bad },
      { declared: bad, actual: bad, severity: "info" },
    ],
    good: [{ declared: { types }, actual: good }],
  },
  *probes(evidence) {
    for (const { today } of judgedTables(evidence))
      for (const { column, text } of affected(today)) yield rowsWith(today.name, column.name, text);
  },
  *check(evidence): Generator<IssueDraft> {
    const mended = changesOf(evidence.drift, "alter-default", "drop-column");
    for (const judged of judgedTables(evidence)) {
      const { name, today } = judged;
      const found = affected(today).filter(
        ({ column }) =>
          !mended.some((change) => sameName(change.table, name) && sameName(change.column, column.name)),
      );
      if (found.length === 0) continue;
      const changes = found.flatMap(({ column }) => changesFor(judged, column, evidence));
      yield {
        subject: name,
        table: name,
        title: `${counted(found.length, "default")} of ${shown(name)} ${found.length === 1 ? "is" : "are"} the text 'NULL': ${listed(found.map(({ column }) => shown(column.name)))}`,
        description: `A row of ${shown(name)} that leaves the column out gets a word of four letters.`,
        rootCause: "NULL was put between quotes, by hand or by a program that quotes every default.",
        impact: "Such rows look filled: IS NULL does not find them, and people read NULL.",
        repairAction: [
          ...(changes.length > 0 ? ["Rebuild the table without the default."] : []),
          ...(changes.length < found.length ? ["State DEFAULT NULL, or what is meant, in the model."] : []),
          "Rows that hold the word already stay as they are: whether it is a value only a person knows.",
        ].join(" "),
        findings: found.map((one) => findingOf(judged, one, evidence)),
        changes,
      };
    }
  },
});

interface Affected {
  readonly column: Column;
  /** The word as the default spells it. */
  readonly text: string;
}

function affected({ columns }: JudgedTable["today"]): Affected[] {
  return columns.flatMap((column) => {
    // Few defaults say it at all.
    if (!/null/i.test(column.default ?? "")) return [];
    const value = canonicalDefault(column.default, "BLOB");
    return column.generated === null && /^'null'$/i.test(value ?? "")
      ? [{ column, text: (value ?? "").slice(1, -1) }]
      : [];
  });
}

function findingOf({ name, today }: JudgedTable, { column, text }: Affected, evidence: Evidence): Finding {
  const rows = rowsOf(evidence, rowsWith(today.name, column.name, text));
  const stored = rows.known ? ` ${counted(rows.count, "row holds", "rows hold")} that word.` : "";
  const message = `Column ${shownColumn(name, column.name)} has the text '${text}' as its default.${stored}`;
  const severity = pairOf(evidence, name)?.declared.complete ? "info" : "medium";
  return finding(severity, column.name, message, {
    ...{ table: name, column: column.name, location: placeOf(evidence, name, column.name) },
    query: rows.known ? rows.query : null,
  });
}

/** Without the default a required column would refuse the rows that leave it out. */
function changesFor({ name }: JudgedTable, column: Column, evidence: Evidence): Change[] {
  const declared = pairOf(evidence, name)?.declared;
  const stated = findNamed(declared?.columns ?? [], column.name);
  if (!declared || declared.complete || !stated || stated.default !== undefined || column.notNull) return [];
  const change = { kind: "alter-default", table: declared.name, column: stated.name } as const;
  return [{ ...change, from: column.default, to: null }];
}
