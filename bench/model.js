/**
 * A column of every generated table. What is said of it in DDL, types or an ORM's words follows from this.
 * @typedef {object} Column
 * @property {string} name
 * @property {"INTEGER" | "TEXT" | "REAL"} type
 * @property {boolean} nullable
 * @property {boolean} [isKey]
 * @property {boolean} [isBoolean] a boolean to the code
 * @property {string} [default] as SQL writes it
 * @property {number} [parent] the table whose key it refers to; such a column has an index
 */

/** @typedef {{ table: number, name: string, columns: Column[] }} Table */

/** @param {number} table @returns {string} */
export const nameOf = (table) => `archive_${String(table).padStart(4, "0")}`;

/** @param {number} table @param {string} column */
export const indexOf = (table, column) => `idx_${nameOf(table)}_${column}`;

/** @param {number} table @param {string} column */
export const foreignKeyOf = (table, column) => `fk_${nameOf(table)}_${column}`;

/**
 * Twelve columns, two foreign keys and two indexes; a table refers to the one before it and to one half as far.
 * @param {number} table @returns {Column[]}
 */
function columnsOf(table) {
  return [
    { name: "id", type: "INTEGER", nullable: false, isKey: true },
    { name: "parent_id", type: "INTEGER", nullable: true, parent: Math.max(0, table - 1) },
    { name: "owner_id", type: "INTEGER", nullable: false, parent: Math.floor(table / 2) },
    { name: "title", type: "TEXT", nullable: false },
    { name: "body", type: "TEXT", nullable: true },
    { name: "status", type: "TEXT", nullable: false, default: "'draft'" },
    { name: "quantity", type: "INTEGER", nullable: false, default: "0" },
    { name: "is_active", type: "INTEGER", nullable: false, default: "1", isBoolean: true },
    { name: "amount", type: "REAL", nullable: true },
    { name: "score", type: "REAL", nullable: true },
    { name: "created_at", type: "TEXT", nullable: false, default: "CURRENT_TIMESTAMP" },
    { name: "updated_at", type: "TEXT", nullable: true },
  ];
}

/** @param {number} tables @returns {Table[]} the description that every form of the model is made from */
export function tablesOf(tables) {
  return Array.from({ length: tables }, (_, table) => ({
    table,
    name: nameOf(table),
    columns: columnsOf(table),
  }));
}

/** The ways a table drifts, in turn: every tenth has drifted. */
export const drifts = /** @type {const} */ (["column", "index", "nullability", "default", "foreign key"]);
/** @typedef {(typeof drifts)[number]} DriftKind */

/** @param {number} table @returns {DriftKind | undefined} */
export const driftOf = (table) =>
  table % 10 === 9 ? drifts[Math.floor(table / 10) % drifts.length] : undefined;

/** How many issues the drift makes. @param {number} tables */
export const expectedIssues = (tables) => Math.floor(tables / 10);

/** @param {Column} column */
function ddlOfColumn({ name, type, nullable, isKey, default: value }) {
  const key = isKey ? " PRIMARY KEY" : "";
  const notNull = nullable ? "" : " NOT NULL";
  const otherwise = value === undefined ? "" : ` DEFAULT ${value}`;
  return `${name} ${type}${key}${notNull}${otherwise}`;
}

/**
 * Foreign keys are named and stand in double quotes at the table's end, the one form in which TypeORM knows them again.
 * @param {Table} table @param {string[]} indexed
 */
function ddlOf({ table, name, columns }, indexed) {
  const foreignKeys = columns.flatMap(({ name: column, parent }) =>
    parent === undefined
      ? []
      : `CONSTRAINT "${foreignKeyOf(table, column)}" FOREIGN KEY ("${column}") REFERENCES "${nameOf(parent)}" ("id")`,
  );
  const lines = [...columns.map(ddlOfColumn), ...foreignKeys].map((line) => `  ${line}`);
  const indexes = indexed.map((column) => `CREATE INDEX ${indexOf(table, column)} ON ${name} (${column});\n`);
  return `CREATE TABLE ${name} (\n${lines.join(",\n")}\n);\n${indexes.join("")}`;
}

const allIndexed = ["parent_id", "owner_id"];

/** @param {number} tables @returns {string} the model as DDL */
export function sqlModel(tables) {
  return tablesOf(tables)
    .map((table) => ddlOf(table, allIndexed))
    .join("\n");
}

/** @param {Column} column */
function property({ name, type, nullable, isBoolean, default: value, parent }) {
  const tags = [
    ...(parent === undefined ? [] : [`@references ${nameOf(parent)}(id)`, "@index"]),
    ...(value === undefined ? [] : [`@default ${value}`]),
    ...(type === "REAL" ? ["@type REAL"] : []),
  ];
  const comment = tags.length === 0 ? "" : `  /** ${tags.join("\n   * ")} */\n`;
  const plain = isBoolean ? "boolean" : type === "TEXT" ? "string" : "number";
  return `${comment}  ${name}: ${plain}${nullable ? " | null" : ""};\n`;
}

/** @param {number} tables @returns {string} the same model as types */
export function typesModel(tables) {
  return tablesOf(tables)
    .map(
      ({ table, name, columns }) =>
        `/** @table ${name} */\nexport interface Archive${table} {\n${columns.map(property).join("")}}\n`,
    )
    .join("\n");
}

/**
 * The database: every tenth table has drifted, each in one of five ways, and every table holds rows.
 * @param {number} tables @param {number} rows in each table @returns {string} SQL
 */
export function databaseScript(tables, rows) {
  const ddl = tablesOf(tables).map(({ table, name, columns }) => {
    const kind = driftOf(table);
    const kept = columns.filter((column) => !(kind === "column" && column.name === "updated_at"));
    const edited = kept.map((column) => drifted(column, kind));
    return ddlOf({ table, name, columns: edited }, kind === "index" ? ["parent_id"] : allIndexed);
  });
  const fill = tablesOf(tables).map(
    ({ name }) => `INSERT INTO ${name} (id, parent_id, owner_id, title, body, amount)
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
      SELECT i, i, i, 'Title ' || i, 'Body ' || i, i / 4.0 FROM n;\n`,
  );
  return `PRAGMA foreign_keys = OFF;\nBEGIN;\n${ddl.join("")}${fill.join("")}COMMIT;\n`;
}

/** What a drift does to a column, if it is the one. @param {Column} column @param {DriftKind | undefined} kind @returns {Column} */
function drifted(column, kind) {
  if (kind === "nullability" && column.name === "title") return { ...column, nullable: true };
  if (kind === "default" && column.name === "quantity") return { ...column, default: "1" };
  if (kind === "foreign key" && column.name === "parent_id") {
    const { parent: _, ...rest } = column;
    return rest;
  }
  return column;
}

/** @param {string} name */
const camelCase = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

/**
 * A column in Drizzle's words. A boolean is written as an integer and CURRENT_TIMESTAMP in brackets: drizzle-kit takes
 * `DEFAULT 1` for another default than `true`, and would rebuild every table.
 * @param {Column} column
 */
function drizzleColumn({ name, type, nullable, isKey, default: value, parent }) {
  const calls = [
    `${type.toLowerCase()}("${name}")`,
    ...(isKey ? ["primaryKey()"] : nullable ? [] : ["notNull()"]),
    ...(value === undefined
      ? []
      : [`default(${value === "CURRENT_TIMESTAMP" ? `sql\`(${value})\`` : value.replaceAll("'", '"')})`]),
    ...(parent === undefined ? [] : [`references((): AnySQLiteColumn => archive${parent}.id)`]),
  ];
  return `  ${camelCase(name)}: ${calls.join(".")},\n`;
}

/** @param {number} tables @returns {string} the same model as Drizzle's tables */
export function drizzleModel(tables) {
  const declarations = tablesOf(tables).map(({ table, name, columns }) => {
    const indexes = columns
      .filter(({ parent }) => parent !== undefined)
      .map((column) => `  index("${indexOf(table, column.name)}").on(t.${camelCase(column.name)}),\n`);
    return `export const archive${table} = sqliteTable("${name}", {\n${columns.map(drizzleColumn).join("")}}, (t) => [\n${indexes.join("")}]);\n`;
  });
  return `import { sql } from "drizzle-orm";
import { type AnySQLiteColumn, index, integer, real, sqliteTable, text } from "drizzle-orm/sqlite-core";

${declarations.join("\n")}`;
}
