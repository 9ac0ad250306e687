import type { ReportedColumn, ReportedTable } from "../../src/reporting/report.ts";
import { foldName } from "../../src/schema/names.ts";

/** More tables than this make no picture; GitHub refuses a diagram of more than 50,000 characters too. */
const mostTables = 40;

/** A Mermaid diagram of the tables that a plan changes, or null when there are none or too many. https://mermaid.js.org/syntax/entityRelationshipDiagram.html */
export function erDiagram(tables: readonly ReportedTable[]): string | null {
  if (tables.length === 0 || tables.length > mostTables) return null;
  const label = labeller();
  const entities = tables.flatMap((table) => [
    `    "${label(table.name)}" {`,
    ...columnsShown(table).map((column) => `        ${attributeOf(column)}`),
    "    }",
  ]);
  const relations = tables.flatMap((table) =>
    table.references.map(
      ({ parent, columns }) =>
        `    "${label(table.name)}" }o--|| "${label(parent)}" : "${labelText(columns.join(", "))}"`,
    ),
  );
  return ["erDiagram", ...entities, ...new Set(relations)].join("\n");
}

/** Of a table that stays only its key and what changes: the rest is as it was. */
function columnsShown(table: ReportedTable): readonly ReportedColumn[] {
  if (table.change === "created") return table.columns;
  return table.columns.filter((column) => column.key || column.change !== "none");
}

function attributeOf(column: ReportedColumn): string {
  const name = wordText(column.name);
  const remarks = [
    column.change === "none" ? "" : column.change,
    name === column.name ? "" : labelText(column.name),
  ].filter((remark) => remark !== "");
  const remark = remarks.length === 0 ? "" : ` "${remarks.join(", ")}"`;
  return `${wordText(column.type || "any")} ${name}${column.key ? " PK" : ""}${remark}`;
}

/** Gives each table a label of its own, though what Mermaid cannot show is taken out of it. */
function labeller(): (name: string) => string {
  const labels = new Map<string, string>();
  const taken = new Set<string>();
  return (name) => {
    const known = labels.get(foldName(name));
    if (known !== undefined) return known;
    const plainLabel = labelText(name);
    let label = plainLabel;
    for (let number = 2; taken.has(label); number++) label = `${plainLabel} (${number})`;
    taken.add(label);
    labels.set(foldName(name), label);
    return label;
  };
}

/** A text in double quotes: letters, digits and what Mermaid gives no meaning. */
function labelText(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N} _.,()-]/gu, "_").trim() || "_";
}

/** A bare word of Mermaid's: begins with a letter, and is none of its words for keys. */
function wordText(text: string): string {
  const word = text.replace(/[^A-Za-z0-9_()]/g, "_");
  return /^([^A-Za-z].*|pk|fk|uk|)$/i.test(word) ? `c_${word}` : word;
}
