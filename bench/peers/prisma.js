import { drifts, indexOf, nameOf, tablesOf } from "../model.js";
import { database, tablesChanged } from "./peer.js";

const cli = "prisma/build/index.js";

/** @type {import("./peer.js").Peer} */
export const peer = {
  name: "Prisma",
  packages: ["prisma", "@prisma/adapter-better-sqlite3"],
  commands: ["prisma db pull", "prisma migrate diff"],
  note: "Its engine is the one in WebAssembly, behind a driver adapter. There `migrate diff` reads no database, so `db pull` goes before it, and both processes count. The native engine needs one process only, and a download.",
  sees: drifts,
  files: (tables) => ({
    "schema.prisma": `${source}${models(tables)}`,
    "introspected.prisma": source,
    "prisma.config.mjs": `import { PrismaBetterSQLite3 } from "@prisma/adapter-better-sqlite3";
export default {
  experimental: { adapter: true },
  engine: "js",
  schema: "introspected.prisma",
  adapter: async () => new PrismaBetterSQLite3({ url: "${database}" }),
};
`,
  }),
  processes: (bin) => [
    [bin(cli), "db", "pull", "--force"],
    [
      bin(cli),
      "migrate",
      "diff",
      "--from-schema-datamodel=introspected.prisma",
      "--to-schema-datamodel=schema.prisma",
      "--script",
    ],
  ],
  environment: {
    PRISMA_CLIENT_ENGINE_TYPE: "client",
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
  },
  exits: [0],
  reported: tablesChanged,
};

const source = `datasource db {
  provider = "sqlite"
  url      = "file:${database}"
}

`;

/** @param {number} tables */
function models(tables) {
  const described = tablesOf(tables);
  const children = described.flatMap(({ table, columns }) =>
    columns.flatMap(({ name, parent }) => (parent === undefined ? [] : { table, name, parent })),
  );
  return described
    .map(({ table, name, columns }) => {
      const back = children
        .filter(({ parent }) => parent === table)
        .map(
          (child) =>
            `  ${backOf(child)} ${nameOf(child.table)}[] @relation("${relation(child.table, child.name)}")\n`,
        );
      const indexes = columns
        .filter(({ parent }) => parent !== undefined)
        .map((column) => `  @@index([${column.name}], map: "${indexOf(table, column.name)}")\n`);
      return `model ${name} {\n${columns.map((column) => property(table, column)).join("")}${back.join("")}\n${indexes.join("")}}\n`;
    })
    .join("\n");
}

/** @param {number} table @param {string} column */
const relation = (table, column) => `${nameOf(table)}_${column}`;
/** @param {{ table: number, name: string }} child */
const backOf = ({ table, name }) => `of_${relation(table, name)}`;

const scalars = { INTEGER: "Int", TEXT: "String", REAL: "Float" };

/**
 * The default CURRENT_TIMESTAMP of a text column is a string to Prisma's own `db pull`, and so it is here.
 * @param {number} table @param {import("../model.js").Column} column
 */
function property(table, { name, type, nullable, isKey, default: value, parent }) {
  const optional = nullable ? "?" : "";
  const words = [
    `${scalars[type]}${optional}`,
    ...(isKey ? ["@id @default(autoincrement())"] : []),
    ...(value === undefined
      ? []
      : [`@default(${type === "TEXT" ? `"${value.replaceAll("'", "")}"` : value})`]),
  ];
  const scalar = `  ${name} ${words.join(" ")}\n`;
  if (parent === undefined) return scalar;
  const told = `"${relation(table, name)}", fields: [${name}], references: [id], onDelete: NoAction, onUpdate: NoAction`;
  return `${scalar}  to_${relation(table, name)} ${nameOf(parent)}${optional} @relation(${told})\n`;
}
