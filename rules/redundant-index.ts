import type { Pair } from "../src/diff/drift.ts";
import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown, shownSql } from "../src/engine/wording.ts";
import { partsKey, shownParts } from "../src/engine/wording-of-keys.ts";
import { actualParts } from "../src/evidence/actual-names.ts";
import { changesOf } from "../src/evidence/changes.ts";
import type { Evidence } from "../src/evidence/evidence.ts";
import { placeOf } from "../src/evidence/lookup.ts";
import type { Index, IndexPart, Unique } from "../src/schema/constraint.ts";
import { foldName, sameName } from "../src/schema/names.ts";
import type { Table } from "../src/schema/schema.ts";
import { canonicalExpression } from "../src/sql/canonical.ts";
import { quoteName } from "../src/sql/quote.ts";

/** What makes another index needless, in words, with the parts it begins with. */
interface Cover {
  readonly words: string;
  readonly parts: readonly IndexPart[];
  /** Whether an index of exactly the same parts gives way to it. */
  readonly wins: boolean;
}

export const redundantIndex = defineRule({
  id: "redundant-index",
  category: "performance",
  component: "Database",
  severity: "medium",
  summary: "An index that nobody declares covers only what another index or key covers already.",
  why: "SQLite uses the longer index for the same look-ups, so the shorter one only costs space and time on every write.",
  examples: {
    bad: [
      {
        declared: {
          types:
            "/** @table orders */\nexport interface Order {\n  id: number;\n  customerId: number;\n  placedAt: string;\n}",
        },
        actual:
          "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL, placed_at TEXT NOT NULL);\nCREATE INDEX by_customer ON orders (customer_id);\nCREATE INDEX by_customer_and_date ON orders (customer_id, placed_at);",
      },
    ],
    good: [
      {
        declared: {
          types:
            "/** @table orders */\nexport interface Order {\n  id: number;\n  customerId: number;\n  placedAt: string;\n}",
        },
        actual:
          "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL, placed_at TEXT NOT NULL);\nCREATE INDEX by_date ON orders (placed_at);\nCREATE INDEX by_customer_and_date ON orders (customer_id, placed_at);",
      },
    ],
  },
  *check(evidence): Generator<IssueDraft> {
    const changing = changingKeys(evidence);
    for (const pair of evidence.drift.pairs) {
      const table = pair.declared.name;
      const redundant = redundantIn(evidence, pair, changing);
      if (redundant.length === 0) continue;
      yield {
        subject: table,
        table,
        title: `Table ${shown(table)} has ${counted(redundant.length, "redundant index", "redundant indexes")}: ${listed(redundant.map(({ index }) => shown(index.name)))}`,
        description: `${counted(redundant.length, "index", "indexes")} of ${shown(table)} ${redundant.length === 1 ? "covers" : "cover"} only what another covers already, and the model does not declare ${redundant.length === 1 ? "it" : "them"}.`,
        rootCause: "A longer index was added later, or the same one twice.",
        impact: "Space, and time on every write.",
        repairAction: `Drop it by hand, no row is lost: ${redundant.map(({ index }) => `DROP INDEX ${shownSql(quoteName(index.name))};`).join(" ")} Or declare it with @index, if it is wanted. A model that does not speak of indexes leaves them to the database, so the plan does not touch it.`,
        findings: redundant.map(({ index, cover }) =>
          finding(
            "medium",
            `index:${index.name}`,
            `Index ${shown(index.name)} on ${shown(table)} ${shownParts(index.parts)} is covered by ${cover}.`,
            { table, location: placeOf(evidence, table) },
          ),
        ),
        changes: [],
      };
    }
  },
});

/** Names of indexes, and of tables for their primary key, that the drift replaces: they cover nothing for sure. */
function changingKeys({ drift }: Evidence): ReadonlySet<string> {
  return new Set([
    ...changesOf(drift, "replace-index").map(({ actual }) => `index ${foldName(actual.name)}`),
    ...changesOf(drift, "alter-primary-key").map(({ table }) => `key ${foldName(table)}`),
  ]);
}

/** A complete declaration states its indexes: what it does not list is unexpected, what it lists is wanted. */
function redundantIn(
  evidence: Evidence,
  { declared, actual }: Pair,
  changing: ReadonlySet<string>,
): { index: Index; cover: string }[] {
  if (declared.complete) return [];
  const stated = new Set(
    declared.indexes.map(({ parts, where }) =>
      foldName(partsKey(actualParts(evidence, declared.name, parts) ?? parts, where)),
    ),
  );
  const settled = actual.indexes.filter(({ name }) => !changing.has(`index ${foldName(name)}`));
  const key = changing.has(`key ${foldName(declared.name)}`) ? [] : keyOf(actual);
  return settled.flatMap((index) => {
    if (index.unique || index.where !== null || stated.has(foldName(partsKey(index.parts)))) return [];
    const candidates = [...key, ...coversOf(actual.uniques, settled, index)];
    const cover = candidates.find((candidate) => covers(candidate, index));
    return cover ? [{ index, cover: cover.words }] : [];
  });
}

function coversOf(uniques: readonly Unique[], indexes: readonly Index[], index: Index): Cover[] {
  const others = indexes.filter(({ name, where }) => name !== index.name && where === null);
  return [
    ...uniques.map(({ columns }) => ({
      words: `the UNIQUE constraint on ${shownParts(columns)}`,
      parts: columns,
      wins: true,
    })),
    ...others.map(({ name, parts, unique }) => ({
      words: `index ${shown(name)} ${shownParts(parts)}`,
      parts,
      // Of two that are the same the first by name stays.
      wins: unique || foldName(name) < foldName(index.name),
    })),
  ];
}

function keyOf({ primaryKey, columns }: Table): Cover[] {
  if (!primaryKey) return [];
  const parts = primaryKey.columns.map((column) => ({
    column,
    expression: null,
    collation: columns.find(({ name }) => sameName(name, column))?.collation ?? "BINARY",
    descending: primaryKey.descending.some((name) => sameName(name, column)),
  }));
  return [{ words: "the primary key", parts, wins: true }];
}

function covers({ parts, wins }: Cover, index: Index): boolean {
  const longer = parts.length > index.parts.length || (wins && parts.length === index.parts.length);
  return longer && index.parts.every((part, i) => samePart(part, parts[i]));
}

function samePart(a: IndexPart, b: IndexPart | undefined): boolean {
  if (!b || a.descending !== b.descending || a.collation !== b.collation) return false;
  if (a.column !== null && b.column !== null) return sameName(a.column, b.column);
  if (a.expression === null || b.expression === null) return false;
  return canonicalExpression(a.expression) === canonicalExpression(b.expression);
}
