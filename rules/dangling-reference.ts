import { finding } from "../src/engine/finding.ts";
import type { Finding, IssueDraft } from "../src/engine/issue.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, shown, shownColumn } from "../src/engine/wording.ts";
import type { Evidence, Probe } from "../src/evidence/evidence.ts";
import { placeOf } from "../src/evidence/lookup.ts";
import { pluralOf } from "../src/evidence/plural.ts";
import { rowsOf } from "../src/evidence/rows.ts";
import { sameAffinity } from "../src/schema/affinity.ts";
import { byName, findNamed, foldName, sameName } from "../src/schema/names.ts";
import type { Table } from "../src/schema/schema.ts";
import { orphanCondition, rowsWhere } from "../src/sql/probes.ts";
import { quoteName } from "../src/sql/quote.ts";

const types =
  "/** @table */\nexport interface Author {\n  id: number;\n}\n/** @table */\nexport interface Book {\n  id: number;\n  authorId: number | null;\n}";
const tables =
  "CREATE TABLE authors (id INTEGER PRIMARY KEY);\nCREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER);";

export const danglingReference = defineRule({
  id: "dangling-reference",
  category: "data",
  component: "Database",
  severity: "info",
  summary:
    "A few rows point at no row of the table that their column is named after, and no foreign key says whether they may.",
  why: "books.author_id is meant for authors, and almost every row finds its author: the few that find none were most likely left behind by a DELETE. Nobody declared a foreign key, so this is worth knowing and never a failure; a column of which many rows find nothing is taken for something else.",
  examples: {
    bad: [
      {
        declared: { types },
        actual: `${tables}\nINSERT INTO authors VALUES (1);\nINSERT INTO books VALUES (10, 1), (11, 1), (12, 1), (13, 1), (14, 1), (15, 1), (16, 1), (17, 1), (18, 1), (19, 7);`,
      },
    ],
    good: [
      {
        declared: { types },
        actual: `${tables}\nINSERT INTO authors VALUES (1);\nINSERT INTO books VALUES (10, 1), (11, NULL);`,
      },
      {
        declared: { types },
        actual: `${tables}\nINSERT INTO authors VALUES (1);\nINSERT INTO books VALUES (10, 1), (11, 2), (12, 3);`,
      },
    ],
  },
  *probes(evidence) {
    for (const { lost, all } of references(evidence)) {
      yield lost;
      yield all;
    }
  },
  *check(evidence): Generator<IssueDraft> {
    const found = new Map<string, Finding[]>();
    for (const { table, column, parent, lost, all } of references(evidence)) {
      const [rows, filled] = [rowsOf(evidence, lost), rowsOf(evidence, all)];
      if (!rows.known || !filled.known || rows.count === 0 || rows.count * 10 > filled.count) continue;
      const message = `${counted(rows.count, "row", "rows")} of ${filled.count} with a value in ${shownColumn(table, column)} ${rows.count === 1 ? "points" : "point"} at no row of ${shown(parent)}.${rows.limits}`;
      const place = { table, column, location: placeOf(evidence, table, column), query: rows.query };
      found.set(table, [...(found.get(table) ?? []), finding("info", `column:${column}`, message, place)]);
    }
    for (const [table, findings] of found)
      yield {
        subject: table,
        table,
        title: `${shown(table)} holds rows that point at nothing`,
        description: `Rows of ${shown(table)} hold keys of rows that are not there; no foreign key says whether they may.`,
        rootCause:
          "The rows they pointed at were deleted, and nothing told the database that the two belong together.",
        impact: "Joins lose these rows.",
        repairAction:
          "Declare the foreign key (@references) if it is one: then the rows are judged, and the repair adds it.",
        findings,
        changes: [],
      };
  },
});

interface Reference {
  readonly table: string;
  readonly column: string;
  readonly parent: string;
  readonly lost: Probe;
  readonly all: Probe;
}

/** The columns `{singular}_id` of declared tables that nobody calls a foreign key. */
function* references({ drift, actual }: Evidence): Generator<Reference> {
  const parents = byName(actual.tables);
  for (const { declared, actual: child } of drift.pairs) {
    for (const { name, generated, affinity } of child.columns) {
      // What is quickly told first: most of these columns are keys, and plurals take their time.
      if (!ofKey.test(name) || generated !== null) continue;
      if (isKey(name, child) || isForeignKey(name, declared.foreignKeys)) continue;
      const parent = parentOf(name, parents);
      const [key, ...more] = parent?.primaryKey?.columns ?? [];
      const own = parent && key !== undefined ? findNamed(parent.columns, key) : undefined;
      if (!parent || !own || more.length > 0 || !sameAffinity(own.affinity, affinity)) continue;
      const reference = { columns: [name], parent: parent.name, parentColumns: [own.name] };
      yield {
        ...{ table: declared.name, column: name, parent: parent.name },
        lost: rowsWhere(child, orphanCondition(child, reference)),
        all: rowsWhere(child, `${quoteName(name)} IS NOT NULL`),
      };
    }
  }
}

const ofKey = /^(.+)_id$/i;

function parentOf(column: string, parents: ReadonlyMap<string, Table>): Table | undefined {
  const [, stem] = ofKey.exec(column) ?? [];
  return stem === undefined
    ? undefined
    : (parents.get(foldName(pluralOf(stem))) ?? parents.get(foldName(stem)));
}

function isKey(column: string, { foreignKeys, primaryKey }: Table): boolean {
  return has(primaryKey?.columns ?? [], column) || isForeignKey(column, foreignKeys);
}

function isForeignKey(column: string, keys: readonly { readonly columns: readonly string[] }[]): boolean {
  return keys.some(({ columns }) => has(columns, column));
}

function has(names: readonly string[], name: string): boolean {
  return names.some((other) => sameName(other, name));
}
