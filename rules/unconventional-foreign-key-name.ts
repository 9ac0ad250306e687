import { type Breach, issuePerHouseTable } from "../src/engine/issue-per-house-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown, shownColumn } from "../src/engine/wording.ts";
import type { HouseKey, HouseTable } from "../src/evidence/house-tables.ts";
import { singularOf } from "../src/evidence/plural.ts";
import { wordsInSnakeCase } from "../src/evidence/snake-words.ts";
import { sameName } from "../src/schema/names.ts";

const config = { conventions: { foreignKeyNames: true } };
const projects = "CREATE TABLE projects (id INTEGER PRIMARY KEY);\n";
const good = `${projects}CREATE TABLE scenes (id INTEGER PRIMARY KEY, project_id INTEGER REFERENCES projects (id), template_project_id INTEGER REFERENCES projects (id));`;
const bad = `${projects}CREATE TABLE scenes (id INTEGER PRIMARY KEY, project INTEGER REFERENCES projects (id));`;

export const unconventionalForeignKeyName = defineRule({
  id: "unconventional-foreign-key-name",
  category: "convention",
  component: "Database",
  severity: "medium",
  summary: "The column of a foreign key is not called by the singular of the table it refers to and _id.",
  why: 'Asked for with the convention "foreignKeyNames". A column called project_id tells without a look at the schema which table it refers to. The part that a column plays may stand before it (template_project_id); where several refer to one table, or a table to itself, that part is enough (parent_id).',
  convention: "foreignKeyNames",
  examples: {
    bad: [{ declared: bad, actual: bad, config }],
    good: [
      { declared: good, actual: good, config },
      { declared: bad, actual: bad },
    ],
  },
  *check(evidence) {
    yield* issuePerHouseTable(evidence, "foreignKeyNames", {
      title: (table, found) =>
        `${counted(found.length, "foreign key")} of ${shown(table)} ${found.length === 1 ? "is" : "are"} not called after what ${found.length === 1 ? "it refers" : "they refer"} to: ${listed(found.map(({ column = "" }) => shown(column)))}`,
      description:
        "The foreign keys of the house are called by the singular of the table they refer to and _id.",
      impact: "Which table the column refers to cannot be told from its name.",
      repair: "",
      find: (table) => table.foreignKeys.flatMap((key) => breachOf(key, table)),
    });
  },
});

function breachOf(key: HouseKey, table: HouseTable): Breach[] {
  const [column, ...more] = key.columns;
  if (column === undefined || more.length > 0) return [];
  // One row of the parent for one of the table: the key is the table's own.
  if (table.key.length === 1 && sameName(table.key[0] ?? "", column)) return [];
  const [wanted, ...others] = accepted(key, table);
  const name = wordsInSnakeCase(column);
  const fits = [wanted, ...others].some(
    (end) => end !== undefined && (name === end || name.endsWith(`_${end}`)),
  );
  const isOneOfSeveral =
    sameName(key.parent, table.name) ||
    table.foreignKeys.filter(({ parent }) => sameName(parent, key.parent)).length > 1;
  if (wanted === undefined || fits || (isOneOfSeveral && name.endsWith("_id"))) return [];
  const shownName = shownColumn(table.name, column);
  return [
    {
      key: column,
      column,
      message: `Column ${shownName} refers to ${shown(key.parent)}, so it would be ${shown(wanted)} by the convention.`,
      advice: `Call ${shownName} ${shown(wanted)} in the model and in the statements of the code, and confirm the rename with @renamedFrom ${column}: the doctor then renames it.`,
    },
  ];
}

/** What the column may be called, or end in: the first is what the convention says, without what the table itself is called. */
function accepted({ parent, parentColumns }: HouseKey, table: HouseTable): string[] {
  const singular = singularOf(wordsInSnakeCase(parent));
  const own = `${singularOf(wordsInSnakeCase(table.name))}_`;
  const short = singular.startsWith(own) ? [singular.slice(own.length)] : [];
  const [column = "id"] = parentColumns ?? [];
  const suffixes = [...new Set(["id", wordsInSnakeCase(column)])];
  return suffixes.flatMap((suffix) => [singular, ...short].map((word) => `${word}_${suffix}`));
}
