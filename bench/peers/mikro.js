import { foreignKeyOf, indexOf, tablesOf } from "../model.js";
import { database, tablesChanged } from "./peer.js";

/** @type {import("./peer.js").Peer} */
export const peer = {
  name: "MikroORM",
  packages: ["@mikro-orm/core", "@mikro-orm/cli", "@mikro-orm/better-sqlite"],
  commands: ["mikro-orm schema:update --dump"],
  note: "Its entities are plain JavaScript, so that no compiler is in its time. On SQLite it shows no NOT NULL, default or foreign key, so it is not among those that show a full diff.",
  sees: ["column", "index"],
  files: (tables) => ({
    "package.json": `{ "type": "module", "mikro-orm": { "configPaths": ["./mikro-orm.config.js"] } }\n`,
    "mikro-orm.config.js": `import { defineConfig, EntitySchema } from "@mikro-orm/better-sqlite";
${tablesOf(tables).map(entity).join("")}
export default defineConfig({ dbName: "${database}", entities: [${tablesOf(tables)
      .map(({ table }) => `archive${table}`)
      .join(", ")}] });
`,
  }),
  processes: (bin) => [[bin("@mikro-orm/cli/cli.js"), "schema:update", "--dump"]],
  environment: { MIKRO_ORM_ALLOW_GLOBAL_CLI: "1" },
  exits: [0],
  reported: tablesChanged,
};

/** @param {import("../model.js").Table} table */
function entity({ table, name, columns }) {
  return `const archive${table} = new EntitySchema({
  name: "Archive${table}",
  tableName: "${name}",
  properties: {
${columns.map((column) => property(table, column)).join("")}  },
});
`;
}

/** @param {number} table @param {import("../model.js").Column} column */
function property(table, { name, type, nullable, isKey, default: value, parent }) {
  const said = [
    ...(parent === undefined
      ? [`type: "${type === "TEXT" ? "text" : type === "REAL" ? "double" : "integer"}"`]
      : [
          `kind: "m:1", entity: () => archive${parent}, fieldName: "${name}", index: "${indexOf(table, name)}"`,
          `foreignKeyName: "${foreignKeyOf(table, name)}", updateRule: "no action", deleteRule: "no action"`,
        ]),
    ...(isKey ? ["primary: true"] : []),
    ...(nullable ? ["nullable: true"] : []),
    ...(value === undefined
      ? []
      : [
          value === "CURRENT_TIMESTAMP" ? `defaultRaw: "${value}"` : `default: ${value.replaceAll("'", '"')}`,
        ]),
  ];
  return `    ${name}: { ${said.join(", ")} },\n`;
}
