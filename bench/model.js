/**
 * A column of every generated table; `sql` follows its name in the DDL, `type` in the model.
 * @typedef {{ name: string, sql: string, type: string, tag: string }} Column
 */

/** @param {number} table @returns {string} */
const nameOf = (table) => `archive_${String(table).padStart(4, "0")}`;

/**
 * Twelve columns, two foreign keys and two indexes; a table refers to the one before it and to one half as far.
 * @param {number} table @returns {Column[]}
 */
function columnsOf(table) {
  const previous = nameOf(Math.max(0, table - 1));
  const half = nameOf(Math.floor(table / 2));
  const plain = (
    /** @type {string} */ name,
    /** @type {string} */ sql,
    /** @type {string} */ type,
    tag = "",
  ) => ({
    name,
    sql,
    type,
    tag,
  });
  return [
    plain("id", "INTEGER PRIMARY KEY", "number"),
    plain(
      "parent_id",
      `INTEGER REFERENCES ${previous}(id)`,
      "number | null",
      `@references ${previous}(id) @index`,
    ),
    plain("owner_id", `INTEGER NOT NULL REFERENCES ${half}(id)`, "number", `@references ${half}(id) @index`),
    plain("title", "TEXT NOT NULL", "string"),
    plain("body", "TEXT", "string | null"),
    plain("status", "TEXT NOT NULL DEFAULT 'draft'", "string", "@default 'draft'"),
    plain("quantity", "INTEGER NOT NULL DEFAULT 0", "number", "@default 0"),
    plain("is_active", "INTEGER NOT NULL DEFAULT 1", "boolean", "@default 1"),
    plain("amount", "REAL", "number | null", "@type REAL"),
    plain("score", "REAL", "number | null", "@type REAL"),
    plain("created_at", "TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP", "string", "@default CURRENT_TIMESTAMP"),
    plain("updated_at", "TEXT", "string | null"),
  ];
}

/** @param {number} table @param {Column[]} columns @param {string[]} indexed */
function ddlOf(table, columns, indexed) {
  const name = nameOf(table);
  const lines = columns.map((column) => `  ${column.name} ${column.sql}`);
  const indexes = indexed.map((column) => `CREATE INDEX idx_${name}_${column} ON ${name} (${column});\n`);
  return `CREATE TABLE ${name} (\n${lines.join(",\n")}\n);\n${indexes.join("")}`;
}

const allIndexed = ["parent_id", "owner_id"];

/** @param {number} tables @returns {string} the model as DDL */
export function sqlModel(tables) {
  return each(tables, (table) => ddlOf(table, columnsOf(table), allIndexed)).join("\n");
}

/** @param {number} tables @returns {string} the same model as Drizzle's tables */
export function drizzleModel(tables) {
  const half = (/** @type {number} */ table) => Math.floor(table / 2);
  return `import { sql } from "drizzle-orm";
import { type AnySQLiteColumn, index, integer, real, sqliteTable, text } from "drizzle-orm/sqlite-core";

${each(
  tables,
  (table) => `export const archive${table} = sqliteTable("${nameOf(table)}", {
  id: integer("id").primaryKey(),
  parentId: integer("parent_id").references((): AnySQLiteColumn => archive${Math.max(0, table - 1)}.id),
  ownerId: integer("owner_id").notNull().references((): AnySQLiteColumn => archive${half(table)}.id),
  title: text("title").notNull(),
  body: text("body"),
  status: text("status").notNull().default("draft"),
  quantity: integer("quantity").notNull().default(0),
  isActive: integer("is_active", { mode: "boolean" }).notNull().default(true),
  amount: real("amount"),
  score: real("score"),
  createdAt: text("created_at").notNull().default(sql\`CURRENT_TIMESTAMP\`),
  updatedAt: text("updated_at"),
}, (t) => [
  index("idx_${nameOf(table)}_parent_id").on(t.parentId),
  index("idx_${nameOf(table)}_owner_id").on(t.ownerId),
]);
`,
).join("\n")}`;
}

/** @param {number} tables @returns {string} the same model as types */
export function typesModel(tables) {
  return each(tables, (table) => {
    const properties = columnsOf(table).map(
      ({ name, type, tag }) =>
        `  ${tag === "" ? "" : `/** ${tag.replace(/ @index/, "\n   * @index")} */\n  `}${name}: ${type};\n`,
    );
    return `/** @table ${nameOf(table)} */\nexport interface Archive${table} {\n${properties.join("")}}\n`;
  }).join("\n");
}

/**
 * The database: every tenth table has drifted, each in one of five ways, and every table holds rows.
 * @param {number} tables @param {number} rows in each table @returns {string} SQL
 */
export function databaseScript(tables, rows) {
  const ddl = each(tables, (table) => {
    const drift = table % 10 === 9 ? Math.floor(table / 10) % 5 : -1;
    const edit = (/** @type {Column} */ column) => ({ ...column, sql: drifted(column, drift) });
    const columns = columnsOf(table)
      .filter(({ name }) => !(drift === 0 && name === "updated_at"))
      .map(edit);
    return ddlOf(table, columns, drift === 1 ? ["parent_id"] : allIndexed);
  });
  const fill = each(
    tables,
    (table) => `INSERT INTO ${nameOf(table)} (id, parent_id, owner_id, title, body, amount)
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
      SELECT i, i, i, 'Title ' || i, 'Body ' || i, i / 4.0 FROM n;\n`,
  );
  return `PRAGMA foreign_keys = OFF;\nBEGIN;\n${ddl.join("")}${fill.join("")}COMMIT;\n`;
}

/** A missing column is 0 and a missing index 1; the others are in a column's definition. @param {Column} column @param {number} drift */
function drifted({ name, sql }, drift) {
  if (drift === 2 && name === "title") return "TEXT";
  if (drift === 3 && name === "quantity") return "INTEGER NOT NULL DEFAULT 1";
  if (drift === 4 && name === "parent_id") return "INTEGER";
  return sql;
}

/** How many issues the drift makes. @param {number} tables */
export const expectedIssues = (tables) => Math.floor(tables / 10);

/** @param {number} count @param {(index: number) => string} make */
function each(count, make) {
  return Array.from({ length: count }, (_, index) => make(index));
}
