import type { Suspicion } from "../src/diff/drift.ts";
import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { defineRule } from "../src/engine/rule.ts";
import { shown, shownColumn } from "../src/engine/wording.ts";
import { actualTable } from "../src/evidence/actual-names.ts";
import type { Evidence } from "../src/evidence/evidence.ts";
import { placeOf } from "../src/evidence/lookup.ts";
import { isUsed } from "../src/evidence/use.ts";
import { printColumn, printTable } from "../src/sql/print-table.ts";
import { quoteName } from "../src/sql/quote.ts";

export const suspectedRename = defineRule({
  id: "suspected-rename",
  category: "schema",
  component: "Database",
  severity: "high",
  summary: "A missing and an undeclared column, or table, may be one thing that was renamed.",
  why: "Taken for a rename, the values stay; taken for a drop and an add, they are lost. Only a person knows, so nothing is changed until `@renamedFrom` or `renames` in the config says which it is.",
  examples: {
    bad: [
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, email_address TEXT);",
        actual:
          "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nINSERT INTO users VALUES (1, 'ada@example.org');",
      },
    ],
    good: [
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, email_address TEXT);",
        actual: "CREATE TABLE users (id INTEGER PRIMARY KEY, email_address TEXT);",
      },
    ],
  },
  *check(evidence): Generator<IssueDraft> {
    for (const suspicion of evidence.drift.suspicions) {
      if (suspicion.kind === "move") continue;
      const column = suspicion.kind === "column" ? suspicion.to : undefined;
      const names = namesOf(suspicion);
      const used = isUsed(evidence, suspicion.table, column);
      yield {
        subject: column === undefined ? suspicion.to : `${suspicion.table}.${column}`,
        table: suspicion.table,
        title: `${names.from} may have been renamed to ${names.to}`,
        description: `The model declares ${names.to}, which the database lacks; the database has ${names.from}, which the model lacks. They may be one ${suspicion.kind} (score ${suspicion.score.toFixed(2)} of 1). Nothing is changed, and what depends on it waits, until it is decided.`,
        rootCause: `The ${suspicion.kind} was renamed in the model, or one was dropped and another added.`,
        impact: `Statements that name ${names.to} fail with "no such ${suspicion.kind}" until it is decided.`,
        repairAction: repairOf(evidence, suspicion),
        findings: [
          finding(
            used ? "critical" : "high",
            `rename:${suspicion.from}`,
            `${names.to} is missing and ${names.from} is not declared: ${suspicion.evidence.join("; ")}.`,
            {
              table: suspicion.table,
              ...(column === undefined ? {} : { column }),
              location: placeOf(evidence, suspicion.table, column),
            },
          ),
        ],
        changes: [],
      };
    }
  },
});

function namesOf({ kind, table, from, to }: Suspicion): { from: string; to: string } {
  if (kind === "table") return { from: shown(from), to: shown(to) };
  return { from: shownColumn(table, from), to: shownColumn(table, to) };
}

/** Both ways out, with what to write and what then runs. */
function repairOf(evidence: Evidence, suspicion: Suspicion): string {
  const scripts = scriptsOf(evidence, suspicion);
  return (
    `If it is one ${suspicion.kind}, confirm it with @renamedFrom ${suspicion.from} or ${setting(suspicion, suspicion.to)} in the config; then this runs and values stay: ${scripts.rename} ` +
    `If it is not, deny it with ${setting(suspicion, false)}; then it is: ${scripts.otherwise}`
  );
}

/** The lines of the config that decide it. */
function setting({ kind, table, from }: Suspicion, decision: string | false): string {
  const renames =
    kind === "table" ? { tables: { [from]: decision } } : { columns: { [table]: { [from]: decision } } };
  return `"renames": ${JSON.stringify(renames)}`;
}

function scriptsOf(
  evidence: Evidence,
  { kind, table, from, to, otherwise }: Suspicion,
): { rename: string; otherwise: string } {
  if (kind === "table") {
    const created = otherwise.flatMap((change) =>
      change.kind === "create-table" ? `${printTable(change.declared)};` : [],
    );
    return {
      rename: `ALTER TABLE ${quoteName(from)} RENAME TO ${quoteName(to)};`,
      otherwise: `${created.join(" ")} The rows of ${shown(from)} stay where they are.`,
    };
  }
  const altered = `ALTER TABLE ${quoteName(actualTable(evidence, table)?.name ?? table)}`;
  const added = otherwise.flatMap((change) =>
    change.kind === "add-column"
      ? `${altered} ADD COLUMN ${change.declared.sql ?? printColumn(change.declared, { strict: false, references: null })};`
      : [],
  );
  return {
    rename: `${altered} RENAME COLUMN ${quoteName(from)} TO ${quoteName(to)};`,
    otherwise: `${added.join(" ")} ${altered} DROP COLUMN ${quoteName(from)}; the values are lost, so the drop needs --allow-destructive.`,
  };
}
