import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown, shownColumn } from "../src/engine/wording.ts";
import type { Evidence } from "../src/evidence/evidence.ts";
import { judgedTables } from "../src/evidence/judged-tables.ts";
import { placeOf } from "../src/evidence/lookup.ts";
import { type Affinity, sameAffinity } from "../src/schema/affinity.ts";
import { foldName } from "../src/schema/names.ts";

const hotels = "CREATE TABLE hotels (id INTEGER PRIMARY KEY, room_number TEXT);\n";
const bad = `${hotels}CREATE TABLE bookings (id INTEGER PRIMARY KEY, room_number INTEGER);`;
const good = `${hotels}CREATE TABLE bookings (id INTEGER PRIMARY KEY, room_number VARCHAR(10));`;

export const inconsistentColumnType = defineRule({
  id: "inconsistent-column-type",
  category: "schema",
  component: "Database",
  severity: "info",
  summary: "Columns of one name have different types in different tables.",
  why: "'007' in a column for text and 7 in one for numbers are not equal, so a join on the two loses rows; and whoever knows the one table is wrong about the other.",
  examples: { bad: [{ declared: bad, actual: bad }], good: [{ declared: good, actual: good }] },
  *check(evidence): Generator<IssueDraft> {
    const mixed = [...byName(evidence)].filter(([, uses]) => isMixed(uses));
    if (mixed.length === 0) return;
    const names = mixed.map(([, [first]]) => shown(first.column));
    yield {
      subject: "column types",
      table: null,
      title: `${counted(mixed.length, "column name stands", "column names stand")} for different types: ${listed(names)}`,
      description: "Columns that are called alike hold different kinds of values.",
      rootCause: "The tables were made at different times or by different hands.",
      impact: "A join or comparison of the two finds less than it seems to.",
      repairAction:
        "Nothing, where the two are different things; otherwise decide for one type in the model.",
      findings: mixed.map(([key, uses]) => {
        const [{ table, column }] = uses;
        const words = uses.map((use) => `${use.type || "without a type"} in ${shown(use.table)}`);
        const message = `${shownColumn(table, column)} and its namesakes differ: ${listed(words, 8)}.`;
        return finding("info", key, message, { table, column, location: placeOf(evidence, table, column) });
      }),
      changes: [],
    };
  },
});

interface Use {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly affinity: Affinity;
}

type Uses = [Use, ...Use[]];

function byName(evidence: Evidence): Map<string, Uses> {
  const uses = new Map<string, Uses>();
  for (const { name: table, today } of judgedTables(evidence)) {
    for (const { name: column, type, affinity, generated } of today.columns) {
      // What keys one table is nothing to another that calls its own alike.
      const isKey = today.primaryKey?.columns.length === 1 && today.primaryKey.columns[0] === column;
      if (generated || isKey) continue;
      const use = { table, column, type, affinity };
      const key = foldName(column);
      const others = uses.get(key);
      if (others) others.push(use);
      else uses.set(key, [use]);
    }
  }
  return uses;
}

/** A column without a type takes what comes; the values of whole and of decimal numbers are equal where they should be. */
function isMixed(uses: Uses): boolean {
  const typed = uses.filter(({ type }) => type !== "").map(({ affinity }) => numeric(affinity));
  return typed.some((affinity) => !sameAffinity(affinity, typed[0] ?? affinity));
}

const numeric = (affinity: Affinity): Affinity => (affinity === "REAL" ? "NUMERIC" : affinity);
