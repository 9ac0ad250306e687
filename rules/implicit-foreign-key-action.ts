import type { Change } from "../src/diff/change.ts";
import { type Breach, byHand, issuePerHouseTable } from "../src/engine/issue-per-house-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown, shownColumns } from "../src/engine/wording.ts";
import type { HouseKey, HouseTable } from "../src/evidence/house-tables.ts";

const config = { conventions: { foreignKeyActions: true } };
const types =
  "/** @table */\nexport interface Project {\n  id: number;\n}\n/** @table */\nexport interface Scene {\n  id: number;\n  projectId: number;\n}";
const projects = "CREATE TABLE projects (id INTEGER PRIMARY KEY);\n";
const bad = `${projects}CREATE TABLE scenes (id INTEGER PRIMARY KEY, project_id INTEGER NOT NULL REFERENCES projects (id) ON DELETE CASCADE);`;
const good = `${projects}CREATE TABLE scenes (id INTEGER PRIMARY KEY, project_id INTEGER NOT NULL REFERENCES projects (id) ON DELETE CASCADE ON UPDATE NO ACTION);`;

export const implicitForeignKeyAction = defineRule({
  id: "implicit-foreign-key-action",
  category: "convention",
  component: "Database",
  severity: "medium",
  summary: "A foreign key does not say what happens when its parent is deleted or changed.",
  why: 'Asked for with the convention "foreignKeyActions". Where ON DELETE and ON UPDATE are written out somebody has decided; where they are missing SQLite takes NO ACTION, and nobody knows whether it was meant.',
  convention: "foreignKeyActions",
  examples: {
    bad: [{ declared: { types }, actual: bad, config }],
    good: [
      { declared: { types }, actual: good, config },
      { declared: { types }, actual: bad },
    ],
  },
  *check(evidence) {
    yield* issuePerHouseTable(evidence, "foreignKeyActions", {
      title: (table, found) =>
        `${counted(found.length, "foreign key")} of ${shown(table)} ${found.length === 1 ? "does" : "do"} not state what becomes of ${found.length === 1 ? "its" : "their"} rows: ${listed(found.map(({ key }) => `(${key})`))}`,
      description: "Every foreign key of the house states ON DELETE and ON UPDATE.",
      impact: "Deleting or changing a row of the parent does what nobody has decided.",
      repair:
        "Write out the actions that hold today, so that nothing changes but the text; state others with @onDelete and @onUpdate where they are meant.",
      find: (table) => table.foreignKeys.flatMap((key) => breachOf(key, table)),
    });
  },
});

function breachOf({ columns, parent, written, standing }: HouseKey, table: HouseTable): Breach[] {
  const unsaid = [...(written.onDelete ? [] : ["ON DELETE"]), ...(written.onUpdate ? [] : ["ON UPDATE"])];
  if (unsaid.length === 0) return [];
  const reason = byHand(table, columns);
  const changes: Change[] =
    standing === null
      ? []
      : [
          {
            kind: "alter-foreign-key",
            table: table.name,
            declared: { ...standing, spelledOut: true },
            actual: standing,
          },
        ];
  return [
    {
      key: columns.join(", "),
      ...(columns.length === 1 && columns[0] ? { column: columns[0] } : {}),
      message: `Foreign key ${shownColumns(columns)} of ${shown(table.name)} to ${shown(parent)} does not state ${unsaid.join(" and ")}.`,
      ...(reason === null && changes.length > 0
        ? { changes }
        : { advice: `${reason ?? "The model states the key"}: state ${unsaid.join(" and ")} there.` }),
    },
  ];
}
