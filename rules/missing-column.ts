import type { ChangeOf } from "../src/diff/change.ts";
import { finding } from "../src/engine/finding.ts";
import type { Finding, IssueDraft } from "../src/engine/issue.ts";
import { issuePerTable } from "../src/engine/issue-per-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown, shownColumn, shownSql } from "../src/engine/wording.ts";
import { actualTable } from "../src/evidence/actual-names.ts";
import { changesOf } from "../src/evidence/changes.ts";
import type { Evidence } from "../src/evidence/evidence.ts";
import { placeOf } from "../src/evidence/lookup.ts";
import { rowsOf } from "../src/evidence/rows.ts";
import { isUsed } from "../src/evidence/use.ts";
import { comingWithColumns } from "../src/evidence/with-columns.ts";
import { createdType } from "../src/schema/created-type.ts";
import type { DeclaredColumn } from "../src/schema/declared.ts";
import { anyRow } from "../src/sql/probes.ts";

type Missing = ChangeOf<"add-column"> | ChangeOf<"rename-column">;

export const missingColumn = defineRule({
  id: "missing-column",
  category: "schema",
  component: "Database",
  severity: "high",
  summary: "The model declares columns that the table does not have, or has under a former name.",
  why: "Every statement that names the column fails with `no such column`. Where the model belongs to a query builder or ORM, all its columns count as used and the issue is critical. A confirmed rename is carried out as a rename, so that its values stay.",
  examples: {
    bad: [
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
        actual: "CREATE TABLE users (id INTEGER PRIMARY KEY);",
      },
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, role TEXT NOT NULL DEFAULT 'reader');",
        actual: "CREATE TABLE users (id INTEGER PRIMARY KEY);\nINSERT INTO users VALUES (1), (2);",
      },
      {
        declared: {
          types:
            "/** @table users */\nexport interface User {\n  id: number;\n  /** @renamedFrom mail */\n  email: string | null;\n}",
        },
        actual:
          "CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT);\nINSERT INTO users VALUES (1, 'ada@example.org');",
      },
      {
        declared: {
          types:
            'import type { Kysely } from "kysely";\ninterface Database { users: { id: number; email: string | null } }\nexport declare const db: Kysely<Database>;',
        },
        actual: "CREATE TABLE users (id INTEGER PRIMARY KEY);",
        severity: "critical",
      },
    ],
    good: [
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
        actual: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
      },
    ],
  },
  *probes(evidence) {
    for (const change of changesOf(evidence.drift, "add-column")) {
      const table = needsBackfill(change.declared) ? actualTable(evidence, change.table) : null;
      if (table !== null) yield anyRow(table);
    }
  },
  *check(evidence): Generator<IssueDraft> {
    const missing = changesOf(evidence.drift, "add-column", "rename-column");
    const drafts = issuePerTable(missing, (table, changes) => {
      const names = listed(changes.map(({ column }) => shown(column)));
      return {
        title: `Table ${shown(table)} lacks ${counted(changes.length, "declared column")}: ${names}`,
        description: `The model declares ${names} in ${shown(table)}; the table in the database has no column of ${changes.length === 1 ? "that name" : "these names"}.`,
        rootCause: "The model was extended and no migration brought the table up to it.",
        impact: changes.some(({ column }) => isUsed(evidence, table, column))
          ? `The application's statements that name ${changes.length === 1 ? "it" : "one of them"} fail with "no such column".`
          : `Every statement that names ${changes.length === 1 ? "it" : "one of them"} fails with "no such column". No statement is known to do so yet.`,
        repairAction: repairOf(changes),
        findings: changes.map((change) => findingOf(evidence, change)),
      };
    });
    for (const draft of drafts) {
      const constraints = comingWithColumns(evidence, draft.subject);
      yield { ...draft, changes: [...draft.changes, ...constraints] };
    }
  },
});

function findingOf(evidence: Evidence, change: Missing): Finding {
  const { table, column } = change;
  const severity = isUsed(evidence, table, column) ? "critical" : "high";
  const place = { table, column, location: placeOf(evidence, table, column) };
  const name = shownColumn(table, column);
  if (change.kind === "rename-column") {
    const message = `Column ${name} is still called ${shown(change.from)} in the database; the rename is confirmed.`;
    return finding(severity, `column:${column}`, message, place);
  }
  const shape = shapeOf(change.declared);
  const message = `Column ${name} is declared${shape === "" ? "" : ` (${shape})`} and does not exist.`;
  return finding(severity, `column:${column}`, `${message}${fillingOf(evidence, change)}`, place);
}

/** What the declaration says of the column, as SQL says it. */
function shapeOf(column: DeclaredColumn): string {
  const words = [
    createdType(column),
    column.notNull === true ? "NOT NULL" : "",
    typeof column.default === "string" ? `DEFAULT ${shownSql(column.default)}` : "",
    column.generated ? `AS (${shownSql(column.generated.expression)})` : "",
  ];
  return words.filter((word) => word !== "").join(" ");
}

/** What rows that exist get in it, where that is more than the default. */
function fillingOf(evidence: Evidence, { table, declared }: ChangeOf<"add-column">): string {
  if (declared.backfill !== undefined) return ` Rows that exist get ${shownSql(declared.backfill)}.`;
  if (!needsBackfill(declared)) return "";
  const actual = actualTable(evidence, table);
  const rows = rowsOf(evidence, actual && anyRow(actual));
  if (!rows.known) return " It is NOT NULL without a default: rows that exist need a backfill.";
  if (rows.count === 0)
    return " It is NOT NULL without a default; the table has no rows that would need one.";
  return ` It is NOT NULL without a default: ${counted(rows.count, "row needs", "rows need")} a backfill.`;
}

function needsBackfill(column: DeclaredColumn): boolean {
  const filled = column.default !== undefined && column.default !== null;
  return column.notNull === true && !filled && !column.generated && column.backfill === undefined;
}

function repairOf(changes: readonly Missing[]): string {
  const added = changes.flatMap((change) => (change.kind === "add-column" ? shown(change.column) : []));
  const renamed = changes.flatMap((change) =>
    change.kind === "rename-column" ? `${shown(change.from)} to ${shown(change.column)}` : [],
  );
  const undecided = changes.flatMap((change) =>
    change.kind === "add-column" && needsBackfill(change.declared) ? shown(change.column) : [],
  );
  return [
    renamed.length > 0 ? `Rename ${listed(renamed, 20)}; values stay.` : "",
    added.length > 0 ? `Add ${listed(added, 20)} as declared, with default or backfill.` : "",
    undecided.length > 0
      ? `If the table has rows, say with @backfill or "backfills" in the config what they get in ${listed(undecided, 20)}.`
      : "",
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}
