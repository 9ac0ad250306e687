import { drifts, foreignKeyOf, indexOf, nameOf, tablesOf } from "../model.js";
import { database, tablesChanged } from "./peer.js";

/** @type {import("./peer.js").Peer} */
export const peer = {
  name: "TypeORM",
  packages: ["typeorm"],
  commands: ["typeorm schema:log"],
  note: "Its entities are plain JavaScript, so that no compiler is in its time.",
  sees: drifts,
  files: (tables) => ({
    "data-source.mjs": `import { DataSource, EntitySchema } from "typeorm";
${tablesOf(tables).map(entity).join("")}
export default new DataSource({ type: "better-sqlite3", database: "${database}", entities: [${tablesOf(tables)
      .map(({ table }) => `archive${table}`)
      .join(", ")}] });
`,
  }),
  processes: (bin) => [[bin("typeorm/cli.js"), "schema:log", "--dataSource", "data-source.mjs"]],
  exits: [0],
  reported: tablesChanged,
};

/** @param {import("../model.js").Table} table */
function entity({ table, name, columns }) {
  const referring = columns.flatMap(({ name: column, parent }) =>
    parent === undefined ? [] : { column, parent },
  );
  const indexes = referring.map(
    ({ column }) => `    { name: "${indexOf(table, column)}", columns: ["${column}"] },\n`,
  );
  const foreignKeys = referring.map(
    ({ column, parent }) =>
      `    { name: "${foreignKeyOf(table, column)}", target: "${nameOf(parent)}", columnNames: ["${column}"], referencedColumnNames: ["id"] },\n`,
  );
  return `const archive${table} = new EntitySchema({
  name: "${name}",
  columns: {
${columns.map(property).join("")}  },
  indices: [
${indexes.join("")}  ],
  foreignKeys: [
${foreignKeys.join("")}  ],
});
`;
}

/** @param {import("../model.js").Column} column */
function property({ name, type, nullable, isKey, default: value }) {
  const said = [
    `type: "${type.toLowerCase()}"`,
    ...(isKey ? ["primary: true"] : []),
    ...(nullable ? ["nullable: true"] : []),
    ...(value === undefined
      ? []
      : [`default: ${value === "CURRENT_TIMESTAMP" ? `() => "${value}"` : value.replaceAll("'", '"')}`]),
  ];
  return `    ${name}: { ${said.join(", ")} },\n`;
}
