import { backfillChoice } from "../src/engine/choices.ts";
import {
  columnsOf,
  countsOf,
  issuePerValues,
  type Mending,
  probesFor,
  type ValueQuestion,
} from "../src/engine/issue-per-values.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown, shownColumn } from "../src/engine/wording.ts";
import { holdsDates, type StoredColumn, storedColumns } from "../src/evidence/columns.ts";
import type { Evidence, Listing } from "../src/evidence/evidence.ts";
import { type Mend, mendOf } from "../src/evidence/mends.ts";
import type { Column } from "../src/schema/column.ts";
import { valuesWhere } from "../src/sql/probe.ts";
import { quoteName } from "../src/sql/quote.ts";
import { writtenOtherwise } from "../src/sql/same-moment.ts";
import { dateFormats, formatOf, inOtherFormat } from "../src/sql/value-conditions.ts";

const model = {
  types: "/** @table */\nexport interface Event {\n  id: number;\n  startsAt: Date | null;\n}",
};
const events = "CREATE TABLE events (id INTEGER PRIMARY KEY, starts_at TEXT);";

export const mixedDateFormats = defineRule({
  id: "mixed-date-formats",
  category: "data",
  component: "Database",
  severity: "medium",
  summary: "The dates of one column are written in more than one way.",
  why: "Texts are compared letter by letter: '2026-05-01 10:00' comes before '2026-05-01T09:00', and every number before every text. Ranges, ORDER BY and max() go wrong for rows that are each right by themselves. Parts of seconds are no way of their own.",
  examples: {
    bad: [
      {
        declared: model,
        actual: `${events}\nINSERT INTO events VALUES (1, '2026-05-01 10:00:00'), (2, '2026-05-01T09:00:00Z');`,
      },
    ],
    good: [
      {
        declared: model,
        actual: `${events}\nINSERT INTO events VALUES (1, '2026-05-01T10:00:00Z'), (2, '2026-05-01T09:00:00.250Z'), (3, NULL);`,
      },
    ],
  },
  *lists(evidence) {
    for (const stored of columnsWithDates(evidence)) yield firstFormat(stored);
    yield* countsOf(evidence, questions);
  },
  probes: (evidence) => probesFor(evidence, questions),
  *check(evidence) {
    yield* issuePerValues(evidence, questions, (table, findings, mending) => ({
      title: `${shown(table)} holds dates written in more than one way: ${listed(columnsOf(findings).map(shown))}`,
      description: `Dates in one column of ${shown(table)} are written in more than one way.`,
      rootCause:
        "Several writers, or a default of the database and the code, write dates each in their own way.",
      impact: "Comparing and sorting them as text gives a wrong order; ranges lose rows.",
      repairAction: repairOf(table, columnsOf(findings)[0] ?? "", mending),
    }));
  },
});

/** Which way is right the writers decide, and so a person; a backfill that keeps the moment says it. */
function mendsOf(stored: StoredColumn): Mend[] {
  const { backfill } = stored.declared;
  if (backfill === undefined || stored.actual.generated !== null) return [];
  const otherwise = (column: Column): string => writtenOtherwise(column.name, backfill);
  return [mendOf(stored, otherwise, { becomes: () => backfill, isBackfill: true, isAll: false })];
}

function repairOf(table: string, column: string, { mended }: Mending): string {
  if (mended > 0)
    return "The rows that the backfill writes in another way, and that keep their moment by it, are written so; what was there is kept for the rollback. Let all writers keep to that way.";
  const name = quoteName(column);
  const choice = (format: string): string => backfillChoice(table, column, `strftime('${format}', ${name})`);
  return (
    "Choose the way that the writers keep to, and say it as a backfill: then all rows that mean the same moment are written so. " +
    `As JavaScript does: ${choice("%Y-%m-%dT%H:%M:%fZ")}; as CURRENT_TIMESTAMP does: ${choice("%Y-%m-%d %H:%M:%S")}. ` +
    "A time without a zone counts as UTC there; where it is none, say what it is."
  );
}

function* columnsWithDates(evidence: Evidence): Generator<StoredColumn> {
  for (const stored of storedColumns(evidence)) if (holdsDates(stored)) yield stored;
}

/** How most of the first rows write it: a single one may be the one that does not. */
function firstFormat({ in: table, actual }: StoredColumn): Listing {
  const value = quoteName(actual.name);
  const first = `SELECT ${value} FROM ${quoteName(table.name)} WHERE ${value} IS NOT NULL LIMIT 1000`;
  return `SELECT format, count(*) FROM (SELECT ${formatOf(actual)} AS format FROM (${first})) WHERE format IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1`;
}

function* questions(evidence: Evidence): Generator<ValueQuestion> {
  for (const stored of columnsWithDates(evidence)) {
    const { table, column, actual } = stored;
    const [[place] = []] = evidence.listings.get(firstFormat(stored)) ?? [];
    const format = place === undefined || place === null ? undefined : dateFormats[Number(place)];
    if (!format) continue;
    yield {
      ...{ table, column, severity: "medium", about: "" },
      probe: valuesWhere(stored.in, actual, inOtherFormat, format),
      mends: () => mendsOf(stored),
      message: (count) =>
        `Most of the first rows write ${shownColumn(table, column)} as ${format.name}; ${counted(count, "row writes", "rows write")} it in another way.`,
    };
  }
}
