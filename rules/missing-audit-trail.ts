import type { Change } from "../src/diff/change.ts";
import { finding } from "../src/engine/finding.ts";
import type { Finding, IssueDraft } from "../src/engine/issue.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown, shownColumn } from "../src/engine/wording.ts";
import type { Evidence } from "../src/evidence/evidence.ts";
import { placeOf } from "../src/evidence/lookup.ts";
import { chooseLog, type LogChoice, type Untrailed, untrailedTables } from "../src/evidence/trails.ts";
import { foldName } from "../src/schema/names.ts";
import type { RowEvent } from "../src/schema/trail.ts";

const users = "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);";
const log =
  "CREATE TABLE users_log (id INTEGER PRIMARY KEY, user_id INTEGER, email TEXT, what TEXT NOT NULL);\n";
const trigger = (event: string, row: string): string =>
  `CREATE TRIGGER users_${event} AFTER ${event} ON users BEGIN INSERT INTO users_log (user_id, email, what) VALUES (${row}.id, ${row}.email, '${event}'); END;\n`;
const trailed = `${users}\n${log}${trigger("insert", "new")}${trigger("update", "old")}${trigger("delete", "old")}`;
const config = { conventions: { auditTrail: true } };

export const missingAuditTrail = defineRule({
  id: "missing-audit-trail",
  category: "convention",
  component: "Database",
  severity: "medium",
  summary: "No table keeps a trail of what is inserted, updated and deleted.",
  why: 'Asked for with "conventions": { "auditTrail": true }. Without a trail nobody can tell when a value was changed, what it was before, or bring it back. Triggers keep one whatever program writes; a table has a trail where a trigger for each event writes into a table whose name says that it is a log.',
  convention: "auditTrail",
  examples: {
    bad: [{ declared: users, actual: users, config }],
    good: [
      { declared: trailed, actual: trailed, config },
      { declared: users, actual: users },
    ],
  },
  *check(evidence): Generator<IssueDraft> {
    if (!evidence.conventions.has("auditTrail")) return;
    const untrailed = untrailedTables(evidence);
    if (untrailed.length === 0) return;
    const choice = chooseLog(evidence);
    yield {
      subject: "audit trail",
      table: null,
      ...wordsOf(untrailed),
      rootCause:
        "The convention was agreed on after the tables were made, or a table was added without its trail.",
      impact: "Who asks when a value changed, or what it was before, gets no answer.",
      repairAction: repairOf(choice),
      findings: untrailed.flatMap((found) => findingsOf(found, evidence)),
      changes: changesFor(untrailed, choice, evidence),
    };
  },
});

function wordsOf(untrailed: readonly Untrailed[]): Pick<IssueDraft, "title" | "description"> {
  const names = untrailed.filter(({ events }) => events.length > 0).map(({ table }) => shown(table.name));
  if (names.length > 0)
    return {
      title: `No audit trail of changes in ${counted(names.length, "table")}`,
      description: `No trigger writes down all that happens to the rows of ${listed(names)}.`,
    };
  const columns = untrailed.flatMap(({ table, stale }) =>
    stale.columns.map((column) => shownColumn(table.name, column)),
  );
  return {
    title: `The audit trail leaves out ${counted(columns.length, "column")}`,
    description: `The triggers that record changes were made before ${listed(columns)}.`,
  };
}

function findingsOf({ table, events, stale }: Untrailed, evidence: Evidence): Finding[] {
  const place = { table: table.name, location: placeOf(evidence, table.name) };
  const key = foldName(table.name);
  const message = `Nothing records what is ${pastOf(events)} in ${shown(table.name)}.`;
  return [
    ...(events.length > 0 ? [finding("medium", key, message, place)] : []),
    ...stale.columns.map((column) => {
      const silent = `The trail of ${shown(table.name)} does not record ${shown(column)}, which the table got later.`;
      return finding("medium", `${key}:${foldName(column)}`, silent, { ...place, column });
    }),
  ];
}

function repairOf(choice: LogChoice): string {
  if (choice.log === null)
    return `${choice.why} Give it columns table_name, row_id, action, old_values and new_values that take text, or another name, and analyse again.`;
  const { name } = choice.log;
  const first = choice.create === null ? `Use the table ${shown(name)}.` : `Create the table ${shown(name)}.`;
  return (
    `${first} Three triggers for each table write a row into it for what is inserted, updated and deleted, with the old and` +
    " the new values as JSON (BLOBs in hexadecimal); rows of today are not recorded, and triggers that miss a column are written anew. The row that INSERT OR REPLACE takes the" +
    " place of is recorded as deleted only under PRAGMA recursive_triggers = ON."
  );
}

function pastOf(events: readonly RowEvent[]): string {
  return listed(events.map((event) => (event === "insert" ? "inserted" : `${event}d`)));
}

function changesFor(untrailed: readonly Untrailed[], choice: LogChoice, evidence: Evidence): Change[] {
  if (choice.log === null) return [];
  const { log, create } = choice;
  const taken = new Set(
    [...evidence.actual.triggers, ...evidence.declared.triggers].map(({ name }) => foldName(name)),
  );
  const free = (wanted: string): string => {
    let name = wanted;
    for (let n = 2; taken.has(foldName(name)); n++) name = `${wanted}_${n}`;
    taken.add(foldName(name));
    return name;
  };
  return [
    ...(create ? [{ kind: "create-table", table: create.name, declared: create } as const] : []),
    ...untrailed.map(({ table, events, stale }) => ({
      kind: "create-trail" as const,
      table: table.name,
      log,
      triggers: [
        ...stale.triggers.map(({ event, name }) => ({ event, name })),
        ...events.map((event) => ({ event, name: free(`audit_${table.name}_${event}`) })),
      ],
    })),
  ];
}
