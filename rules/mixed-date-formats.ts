import { columnsOf, issuePerValues, type ValueQuestion } from "../src/engine/issue-per-values.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown, shownColumn } from "../src/engine/wording.ts";
import { holdsDates, type StoredColumn, storedColumns } from "../src/evidence/columns.ts";
import type { Evidence, Listing } from "../src/evidence/evidence.ts";
import { rowsWhere } from "../src/sql/probes.ts";
import { quoteName } from "../src/sql/quote.ts";
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
  },
  *probes(evidence) {
    for (const { probe } of questions(evidence)) yield probe;
  },
  *check(evidence) {
    yield* issuePerValues(evidence, questions(evidence), (table, findings) => ({
      title: `${shown(table)} holds dates written in more than one way: ${listed(columnsOf(findings).map(shown))}`,
      description: `Dates in one column of ${shown(table)} are written in more than one way.`,
      rootCause:
        "Several writers, or a default of the database and the code, write dates each in their own way.",
      impact: "Comparing and sorting them as text gives a wrong order; ranges lose rows.",
      repairAction: "Choose one way, write all rows so, and let all writers keep to it.",
      changes: [],
    }));
  },
});

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
      probe: rowsWhere(stored.in, inOtherFormat(actual, format).offends),
      message: (count) =>
        `Most of the first rows write ${shownColumn(table, column)} as ${format.name}; ${counted(count, "row writes", "rows write")} it in another way.`,
    };
  }
}
