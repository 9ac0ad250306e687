import type { Change } from "../src/diff/change.ts";
import { type Breach, byHand, issuePerHouseTable } from "../src/engine/issue-per-house-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown, shownColumns } from "../src/engine/wording.ts";
import type { HouseKey, HouseTable } from "../src/evidence/house-tables.ts";
import { leads, plainPart } from "../src/evidence/leads.ts";
import { foldName, sameName } from "../src/schema/names.ts";
import { indexName, printIndex } from "../src/sql/print-table.ts";

const config = { conventions: { foreignKeyIndexes: true } };
const types =
  "/** @table */\nexport interface Project {\n  id: number;\n}\n/** @table */\nexport interface Scene {\n  id: number;\n  projectId: number;\n}";
const tables =
  "CREATE TABLE projects (id INTEGER PRIMARY KEY);\nCREATE TABLE scenes (id INTEGER PRIMARY KEY, project_id INTEGER NOT NULL REFERENCES projects (id));";
const indexed = `${tables}\nCREATE INDEX idx_scenes_project_id ON scenes (project_id);`;

export const unindexedForeignKey = defineRule({
  id: "unindexed-foreign-key",
  category: "convention",
  component: "Database",
  severity: "medium",
  summary: "A foreign key has no index that begins with its columns.",
  why: 'Asked for with the convention "foreignKeyIndexes". SQLite makes no index for a foreign key: each time a row of the parent is deleted or its key changes, it reads the whole child table for rows that refer to it, and so does every join from the parent.',
  convention: "foreignKeyIndexes",
  examples: {
    bad: [{ declared: { types }, actual: tables, config }],
    good: [
      { declared: { types }, actual: indexed, config },
      { declared: { types }, actual: tables },
    ],
  },
  *check(evidence) {
    yield* issuePerHouseTable(evidence, "foreignKeyIndexes", {
      title: (table, found) =>
        `${counted(found.length, "foreign key")} of ${shown(table)} ${found.length === 1 ? "has" : "have"} no index: ${listed(found.map(({ key }) => `(${key})`))}`,
      description: "Every foreign key of the house has an index.",
      impact: "Deleting a row of the parent, and every join from it, reads the whole table.",
      repair: "Create the index.",
      find: (table) => unindexed(table).map((columns) => breachOf(columns, table)),
    });
  },
});

/** The columns of the keys that no index leads to, each once. */
function unindexed(table: HouseTable): (readonly string[])[] {
  const collations = table.today?.columns ?? [];
  const own = [
    { parts: table.key.map((name) => partOf(name, table)), where: null },
    ...table.uniques.map(({ columns }) => ({ parts: columns, where: null })),
    ...table.indexes,
  ];
  const found: (readonly string[])[] = [];
  for (const { columns } of table.foreignKeys) {
    const all = [...own, ...found.map((names) => ({ parts: names.map(plainPart), where: null }))];
    if (!all.some((index) => leads(index, columns, collations))) found.push(columns);
  }
  return found;
}

function partOf(name: string, { today }: HouseTable): ReturnType<typeof plainPart> {
  const collation = today?.columns.find((column) => sameName(column.name, name))?.collation ?? "BINARY";
  return { ...plainPart(name), collation };
}

function breachOf(columns: readonly string[], table: HouseTable): Breach {
  const index = { unique: false, parts: columns.map(plainPart), where: null };
  const change: Change = { kind: "create-index", table: table.name, declared: index };
  const reason = byHand(table, columns);
  const sql = `${printIndex(table.name, index, indexName(table.name, index))};`;
  const key: HouseKey | undefined = table.foreignKeys.find((own) => own.columns === columns);
  return {
    key: foldName(columns.join(", ")),
    ...(columns.length === 1 && columns[0] ? { column: columns[0] } : {}),
    message: `No index of ${shown(table.name)} begins with ${shownColumns(columns)}, which refers to ${shown(key?.parent ?? "")}.`,
    ...(reason === null ? { changes: [change] } : { advice: `${reason}: add there ${sql}` }),
  };
}
