import { type Breach, byHand, issuePerHouseTable } from "../src/engine/issue-per-house-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { shown, shownColumn } from "../src/engine/wording.ts";
import type { Evidence } from "../src/evidence/evidence.ts";
import { type HouseColumn, type HouseTable, houseTables } from "../src/evidence/house-tables.ts";
import { momentProbes, nowFor } from "../src/evidence/moments.ts";
import { findNamed, foldName, sameName } from "../src/schema/names.ts";
import type { Trigger } from "../src/schema/schema.ts";
import { rowidName } from "../src/sql/identity.ts";
import { quoteName } from "../src/sql/quote.ts";
import { printTouch, touches } from "../src/sql/touch.ts";

const config = { conventions: { updatedAtTrigger: true } };
const types =
  "/** @table */\nexport interface Worker {\n  id: number;\n  host: string;\n  updatedAt: Date;\n}";
const bad =
  "CREATE TABLE workers (id INTEGER PRIMARY KEY, host TEXT NOT NULL, updated_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP);";
const good = `${bad}\nCREATE TRIGGER workers_touched AFTER UPDATE ON workers WHEN new.updated_at IS old.updated_at BEGIN UPDATE workers SET updated_at = CURRENT_TIMESTAMP WHERE id = new.id; END;`;

export const missingUpdatedAtTrigger = defineRule({
  id: "missing-updated-at-trigger",
  category: "convention",
  component: "Database",
  severity: "medium",
  summary: "No trigger keeps updated_at when a row is changed.",
  why: 'Asked for with the convention "updatedAtTrigger". A statement that forgets updated_at leaves a lie behind; a trigger keeps it whatever program writes. The one the doctor makes leaves a value alone that a statement sets itself, and calls itself neither with nor without PRAGMA recursive_triggers.',
  convention: "updatedAtTrigger",
  examples: {
    bad: [{ declared: { types }, actual: bad, config }],
    good: [
      { declared: { types }, actual: good, config },
      { declared: { types }, actual: bad },
    ],
  },
  *probes(evidence) {
    for (const table of houseTables(evidence, "updatedAtTrigger")) {
      const column = findNamed(table.columns, "updated_at");
      if (column) yield* momentProbes(table, column);
    }
  },
  *check(evidence) {
    const name = freeNames(evidence);
    yield* issuePerHouseTable(evidence, "updatedAtTrigger", {
      title: (table) => `No trigger keeps updated_at of ${shown(table)}`,
      description: "A trigger of the house sets updated_at when a row is changed.",
      impact: "A row that is changed by a statement without updated_at seems to be as old as before.",
      repair:
        "Create the trigger. It sets updated_at to the present moment where the statement did not set it, and calls itself under no setting of PRAGMA recursive_triggers.",
      find: (table) => breachOf(table, evidence, name),
    });
  },
});

function breachOf(table: HouseTable, evidence: Evidence, free: (wanted: string) => string): Breach[] {
  const column = findNamed(table.columns, "updated_at");
  if (!column || column.generated || isKept(table, column, evidence)) return [];
  const reason = byHand(table, [column.name]);
  const now = nowFor(table, column, evidence);
  const row = rowOf(table);
  const message = `Nothing sets ${shownColumn(table.name, column.name)} when a row is changed.`;
  const breach = { key: "trigger", column: column.name, message };
  if (reason !== null) return [{ ...breach, advice: `${reason}: add a trigger there that sets updated_at.` }];
  if (now === null)
    return [
      {
        ...breach,
        advice: `State with @default how ${shownColumn(table.name, column.name)} writes the present moment: rows and schema do not tell.`,
      },
    ];
  if (row === null)
    return [
      { ...breach, advice: `Give ${shown(table.name)} a primary key by which a trigger finds the row.` },
    ];
  const name = free(`trg_${table.name}_updated_at`);
  const { affinity } = column;
  const sql = printTouch(name, { table: table.name, column: column.name, affinity, row }, now);
  const declared: Trigger = { name, table: table.name, sql, broken: null };
  return [{ ...breach, changes: [{ kind: "create-trigger", table: name, declared }] }];
}

/** Whether some trigger sets the column on any change of a row that is no change of the column itself. */
function isKept(table: HouseTable, column: HouseColumn, { actual, declared }: Evidence): boolean {
  const standing = actual.triggers.filter(
    ({ broken, name }) => broken === null && !findNamed(declared.triggers, name),
  );
  const own = [...standing, ...declared.triggers].filter(({ table: on }) =>
    [table.name, table.today?.name ?? ""].some((name) => sameName(name, on)),
  );
  return own.some((trigger) => {
    const touch = [column.name, column.today ?? ""].map((name) => touches(trigger, name)).find(Boolean);
    if (!touch) return false;
    const { of } = touch;
    return (
      of === null ||
      table.columns.every((other) => isMinor(other, table) || of.includes(foldName(other.name)))
    );
  });
}

/** A column whose change needs no new updated_at: the timestamps themselves, the key, and what is computed. */
function isMinor({ name, generated }: HouseColumn, { key }: HouseTable): boolean {
  const names = ["created_at", "updated_at", ...key];
  return generated || names.some((minor) => sameName(minor, name));
}

/** What tells a row from all others within a trigger, quoted; null where nothing does. */
function rowOf({ alias, key, columns, withoutRowid }: HouseTable): string[] | null {
  if (alias !== null) return [quoteName(alias)];
  const rowid = rowidName({ columns, withoutRowid });
  if (rowid !== null) return [rowid];
  return key.length > 0 ? key.map(quoteName) : null;
}

function freeNames({ actual, declared }: Evidence): (wanted: string) => string {
  const taken = new Set([...actual.triggers, ...declared.triggers].map(({ name }) => foldName(name)));
  return (wanted) => {
    let name = wanted;
    for (let n = 2; taken.has(foldName(name)); n++) name = `${wanted}_${n}`;
    taken.add(foldName(name));
    return name;
  };
}
