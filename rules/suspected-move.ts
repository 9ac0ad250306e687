import type { Suspicion } from "../src/diff/drift.ts";
import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown, shownColumn } from "../src/engine/wording.ts";
import type { Evidence } from "../src/evidence/evidence.ts";
import { placeOf } from "../src/evidence/lookup.ts";
import { isUsed } from "../src/evidence/use.ts";
import { printTable } from "../src/sql/print-table.ts";

export const suspectedMove = defineRule({
  id: "suspected-move",
  category: "schema",
  component: "Database",
  severity: "high",
  summary: "What a table lacks may be what another one still has, moved in the model.",
  why: "Taken for a move, the values go along; taken for a new table and columns nobody needs, the new one stays empty and the old values are out of reach. Only a person knows, so nothing is changed until `@movedFrom` or `moves` in the config says which it is.",
  examples: {
    bad: [
      {
        declared:
          "CREATE TABLE stories (id INTEGER PRIMARY KEY);\nCREATE TABLE generations (id INTEGER PRIMARY KEY REFERENCES stories (id), moral TEXT, model_used TEXT, prompt TEXT);",
        actual:
          "CREATE TABLE stories (id INTEGER PRIMARY KEY, moral TEXT, model_used TEXT);\nINSERT INTO stories VALUES (1, 'Share.', 'quill');",
      },
    ],
    good: [
      {
        declared:
          "CREATE TABLE stories (id INTEGER PRIMARY KEY);\nCREATE TABLE generations (id INTEGER PRIMARY KEY REFERENCES stories (id), moral TEXT, model_used TEXT, prompt TEXT);",
        actual:
          "CREATE TABLE stories (id INTEGER PRIMARY KEY);\nCREATE TABLE generations (id INTEGER PRIMARY KEY REFERENCES stories (id), moral TEXT, model_used TEXT, prompt TEXT);",
      },
    ],
  },
  *check(evidence): Generator<IssueDraft> {
    for (const suspicion of evidence.drift.suspicions) {
      if (suspicion.kind === "move") yield issueOf(evidence, suspicion);
    }
  },
});

function issueOf(evidence: Evidence, suspicion: Suspicion): IssueDraft {
  const { from, to, columns = [], score, evidence: reasons } = suspicion;
  const names = listed(columns.map((column) => shown(column.to)));
  const one = isTable(suspicion)
    ? `table ${shown(to)}`
    : `${counted(columns.length, "column")} of ${shown(to)}`;
  const severity = isUsed(evidence, to) ? "critical" : "high";
  return {
    subject: to,
    table: to,
    title: `What ${shown(to)} lacks may have moved there from ${shown(from)}: ${names}`,
    description: `The model declares ${one}, which the database lacks; the database has ${names} in ${shown(from)}, where the model does not. The values may belong in ${shown(to)} now (score ${score.toFixed(2)} of 1). Nothing is changed, and what depends on it waits, until it is decided.`,
    rootCause: `Columns of ${shown(from)} were moved to ${shown(to)} in the model, or the two have columns of the same names by chance.`,
    impact: `Statements that name what ${shown(to)} lacks fail until it is decided; the values in ${shown(from)} are out of the model's reach.`,
    repairAction: repairOf(suspicion),
    findings: columns.map((column) =>
      finding(
        severity,
        `move:${from}.${column.from}`,
        `${shownColumn(to, column.to)} is missing and ${shownColumn(from, column.from)} is not declared: ${reasons.join("; ")}.`,
        { table: to, column: column.to, location: placeOf(evidence, to, column.to) },
      ),
    ),
    changes: [],
  };
}

const isTable = ({ otherwise }: Suspicion): boolean => otherwise.some(({ kind }) => kind === "create-table");

/** Both ways out, with what to write and what then happens. */
function repairOf(suspicion: Suspicion): string {
  const { from, to, columns = [] } = suspicion;
  const [first] = columns;
  const moves = Object.fromEntries(columns.map((column) => [column.to, `${from}.${column.from}`]));
  const denied = Object.fromEntries(columns.map((column) => [column.to, false]));
  const tag = first ? ` (such as @movedFrom ${from}.${first.from} at ${first.to})` : "";
  const created = suspicion.otherwise.flatMap((change) =>
    change.kind === "create-table" ? `${printTable(change.declared)};` : [],
  );
  const fills = isTable(suspicion)
    ? `${shown(to)} is made with a row for each row of ${shown(from)}`
    : `the columns of ${shown(to)} are filled over the foreign key between the two`;
  return (
    `If the values belong there, confirm it with @movedFrom${tag} or "moves": ${JSON.stringify({ [to]: moves })} in the config; then ${fills}, every value is looked for there, and only then the old columns are dropped. ` +
    `If they do not, deny it with "moves": ${JSON.stringify({ [to]: denied })}; then ${created.length > 0 ? `it is: ${created.join(" ")} Without rows. The` : `${shown(to)} gets the columns without these values, and the`} columns of ${shown(from)} stay, undeclared, until someone allows their loss with --allow-destructive.`
  );
}
