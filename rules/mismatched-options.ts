import type { ChangeOf } from "../src/diff/change.ts";
import { finding } from "../src/engine/finding.ts";
import type { Finding, IssueDraft } from "../src/engine/issue.ts";
import { issuePerTable } from "../src/engine/issue-per-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, shown, shownColumn } from "../src/engine/wording.ts";
import { actualColumnName, actualTable } from "../src/evidence/actual-names.ts";
import { changesOf } from "../src/evidence/changes.ts";
import type { Evidence, Probe } from "../src/evidence/evidence.ts";
import { declaredTable, placeOf } from "../src/evidence/lookup.ts";
import { rowsOf } from "../src/evidence/rows.ts";
import { findNamed } from "../src/schema/names.ts";
import { nullRows, refusedByStrict } from "../src/sql/probes.ts";

type Alter = ChangeOf<"alter-options">;
type Option = Alter["differs"][number];

const words: Readonly<Record<Option, { readonly option: string; readonly effect: string }>> = {
  strict: { option: "STRICT", effect: "A STRICT table refuses values of another type than the column's." },
  withoutRowid: {
    option: "WITHOUT ROWID",
    effect: "A WITHOUT ROWID table is stored by its primary key, which is never NULL, and has no rowid.",
  },
};

export const mismatchedOptions = defineRule({
  id: "mismatched-options",
  category: "schema",
  component: "Database",
  severity: "high",
  summary: "The table is STRICT or WITHOUT ROWID in one of model and database.",
  why: "A STRICT table refuses values of the wrong type, another one keeps them. A WITHOUT ROWID table has no rowid for code to rely on and refuses NULL in its key. It is critical when values are stored that the declared options refuse.",
  examples: {
    bad: [
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT) STRICT;",
        actual: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
      },
      {
        declared: "CREATE TABLE codes (code TEXT NOT NULL PRIMARY KEY, title TEXT) WITHOUT ROWID;",
        actual: "CREATE TABLE codes (code TEXT NOT NULL PRIMARY KEY, title TEXT);",
      },
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, age INTEGER) STRICT;",
        actual:
          "CREATE TABLE users (id INTEGER PRIMARY KEY, age INTEGER);\nINSERT INTO users VALUES (1, 'unknown');",
        severity: "critical",
      },
    ],
    good: [
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT) STRICT;",
        actual: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT) strict;",
      },
    ],
  },
  *probes(evidence) {
    for (const change of changesOf(evidence.drift, "alter-options")) {
      for (const { probe } of refusedIn(evidence, change)) yield probe;
    }
  },
  *check(evidence): Generator<IssueDraft> {
    yield* issuePerTable(changesOf(evidence.drift, "alter-options"), (table, changes) => ({
      title: `Table ${shown(table)} has other options than declared`,
      description: `Model and database disagree on ${changes
        .flatMap(({ differs }) => differs.map((option) => words[option].option))
        .join(" and ")} of ${shown(table)}.`,
      rootCause: "The option was changed on one side only; SQLite cannot change it in place.",
      impact: changes.flatMap(({ differs }) => differs.map((option) => words[option].effect)).join(" "),
      repairAction:
        "Rebuild the table with the declared options. Values that they refuse block it until they are mended.",
      findings: changes.flatMap((change) => [
        ...change.differs.map((option) => findingOf(evidence, change, option)),
        ...refusedIn(evidence, change).flatMap((question) => refusal(evidence, change, question)),
      ]),
    }));
  },
});

function findingOf(evidence: Evidence, change: Alter, option: Option): Finding {
  const { table } = change;
  const [database, model] = change[option] ? ["is not", "declares it so"] : ["is", "does not declare it so"];
  const message = `Table ${shown(table)} ${database} ${words[option].option} in the database, the model ${model}.`;
  const unread = refusedIn(evidence, change)
    .map(({ probe }) => rowsOf(evidence, probe))
    .find((rows) => !rows.known);
  const said = unread?.known === false ? `${message} ${unread.why}` : message;
  return finding("high", `option:${option}`, said, { table, location: placeOf(evidence, table) });
}

interface Question {
  readonly option: Option;
  readonly column: string;
  readonly probe: Probe;
}

/** Per column, the rows that the table would refuse with the declared options. */
function refusedIn(evidence: Evidence, { table, differs, strict, withoutRowid }: Alter): Question[] {
  const actual = actualTable(evidence, table);
  if (!actual) return [];
  const columns = declaredTable(evidence, table)?.columns ?? [];
  const refused = columns.flatMap((column): Question[] => {
    const present = findNamed(actual.columns, actualColumnName(evidence, table, column.name) ?? "");
    if (!strict || !differs.includes("strict") || !present) return [];
    const probe = refusedByStrict(actual, present.name, column.type ?? present.type);
    return probe === null ? [] : [{ option: "strict", column: column.name, probe }];
  });
  if (!withoutRowid || !differs.includes("withoutRowid")) return refused;
  const key = (actual.primaryKey?.columns ?? []).map(
    (column): Question => ({ option: "withoutRowid", column, probe: nullRows(actual, column) }),
  );
  return [...refused, ...key];
}

function refusal(evidence: Evidence, { table }: Alter, { option, column, probe }: Question): Finding[] {
  const rows = rowsOf(evidence, probe);
  if (!rows.known || rows.count === 0) return [];
  const what = option === "strict" ? "a value that" : "NULL, which";
  const message = `${counted(rows.count, "row holds", "rows hold")} in ${shownColumn(table, column)} ${what} ${words[option].option} refuses.`;
  const { query } = rows;
  const place = { table, column, location: placeOf(evidence, table, column), query };
  return [finding("critical", `option:${option}:${column}`, message, place)];
}
