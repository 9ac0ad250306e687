import { finding } from "../src/engine/finding.ts";
import type { Finding, IssueDraft } from "../src/engine/issue.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown, shownColumns } from "../src/engine/wording.ts";
import { partsKey, shownParts } from "../src/engine/wording-of-keys.ts";
import type { Evidence, Probe } from "../src/evidence/evidence.ts";
import { type JudgedTable, judgedTables } from "../src/evidence/judged-tables.ts";
import { pairOf, placeOf } from "../src/evidence/lookup.ts";
import { rowsOf } from "../src/evidence/rows.ts";
import type { IndexPart } from "../src/schema/constraint.ts";
import { findNamed } from "../src/schema/names.ts";
import { alikeButForNull } from "../src/sql/alike-rows.ts";

const table =
  "CREATE TABLE folders (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES folders (id), name TEXT NOT NULL, UNIQUE (parent_id, name));";
const good =
  "CREATE TABLE folders (id INTEGER PRIMARY KEY, shelf TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (shelf, name));";

export const nullableUniqueColumn = defineRule({
  id: "nullable-unique-column",
  category: "schema",
  component: "Database",
  severity: "info",
  summary: "A column of what is to be unique may be NULL.",
  why: "No two NULLs are equal to a UNIQUE: of several columns, rows with NULL in one may be alike in all others, as often as they like. It is medium where such rows are stored already. A single column that the model itself lets be missing is meant so and is not reported.",
  examples: {
    bad: [
      { declared: table, actual: table },
      {
        declared: table,
        actual: `${table}\nINSERT INTO folders (name) VALUES ('letters'), ('letters');`,
        severity: "medium",
      },
    ],
    good: [{ declared: good, actual: good }],
  },
  *probes(evidence) {
    for (const judged of judgedTables(evidence))
      for (const key of looseKeys(judged, evidence)) {
        const alike = alikeIn(judged, key);
        if (alike !== null) yield alike;
      }
  },
  *check(evidence): Generator<IssueDraft> {
    for (const judged of judgedTables(evidence)) {
      const { name } = judged;
      const keys = looseKeys(judged, evidence);
      if (keys.length === 0) continue;
      const columns = [...new Set(keys.flatMap(({ nullable }) => nullable))];
      yield {
        subject: name,
        table: name,
        title: `What is unique in ${shown(name)} lets NULL in: ${listed(columns.map(shown))}`,
        description: `Rows of ${shown(name)} with NULL in ${listed(columns.map(shown))} are unique to SQLite, whatever their other columns hold.`,
        rootCause: "A UNIQUE compares values, and NULL is none.",
        impact: "Rows that were meant to be refused are stored.",
        repairAction: `Declare ${shownColumns(columns)} as required, or add a unique index over the other columns for the rows WHERE ${columns[0] ? shown(columns[0]) : ""} IS NULL, if these rows must not be alike either.`,
        findings: keys.map((key) => findingOf(judged, key, evidence)),
        changes: [],
      };
    }
  },
});

interface LooseKey {
  readonly parts: readonly IndexPart[];
  readonly nullable: readonly string[];
}

function looseKeys({ name, today }: JudgedTable, evidence: Evidence): LooseKey[] {
  const declared = pairOf(evidence, name)?.declared;
  const lists = [
    ...today.uniques.map(({ columns }) => columns),
    ...today.indexes.filter(({ unique, where }) => unique && where === null).map(({ parts }) => parts),
  ];
  const rowid = today.primaryKey?.rowidAlias ? today.primaryKey.columns : [];
  return lists.flatMap((parts) => {
    const nullable = parts.flatMap(({ column }) => {
      const own = column === null || rowid.includes(column) ? undefined : findNamed(today.columns, column);
      return own && !own.notNull ? [own.name] : [];
    });
    const stated = findNamed(declared?.columns ?? [], nullable[0] ?? "");
    const isMeant = parts.length === 1 && (declared?.complete === true || stated?.notNull === false);
    return nullable.length === 0 || isMeant ? [] : [{ parts, nullable }];
  });
}

function findingOf(judged: JudgedTable, key: LooseKey, evidence: Evidence): Finding {
  const { name } = judged;
  const probe = alikeIn(judged, key);
  const rows = probe === null ? null : rowsOf(evidence, probe);
  const some = rows?.known && rows.count > 0 ? rows : null;
  const words = some
    ? ` ${counted(some.count, "set of rows is", "sets of rows are")} alike but for NULL.`
    : "";
  const message = `${shownParts(key.parts)} of ${shown(name)} is unique, but ${listed(key.nullable.map(shown))} may be NULL.${words}`;
  return finding(some ? "medium" : "info", partsKey(key.parts), message, {
    ...{ table: name, location: placeOf(evidence, name, key.nullable[0]) },
    ...(key.nullable[0] === undefined ? {} : { column: key.nullable[0] }),
    query: some?.query ?? null,
  });
}

/** A single column has nothing else to be alike in, and an expression is not looked into. */
function alikeIn({ today }: JudgedTable, { parts, nullable }: LooseKey): Probe | null {
  if (parts.length < 2 || parts.some(({ column }) => column === null)) return null;
  return alikeButForNull(today.name, parts, nullable);
}
