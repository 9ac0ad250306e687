// A project of 5,000 source files, some of which hold 1,000 statements on 100 tables.

import {
  component,
  components,
  each,
  functions,
  random,
  service,
  services,
  typeFiles,
  types,
} from "./plain-code.js";

/** @typedef {{ path: string, text: string, sql: boolean }} SourceFile */

/**
 * How many files hold how many statements each, how much more than usual stands in the others, whether everything is imported
 * from one file that hands on all the others, and whether functions state what they return.
 * @typedef {{ sqlFiles: number, perFile: number, bulk: number, barrel: boolean, stated: boolean }} Shape
 */

/** @type {Record<string, Shape>} */
export const variants = {
  usual: { sqlFiles: 250, perFile: 4, bulk: 1, barrel: false, stated: true },
  spread: { sqlFiles: 1000, perFile: 1, bulk: 1, barrel: false, stated: true },
  barrels: { sqlFiles: 250, perFile: 4, bulk: 1, barrel: true, stated: true },
  unstated: { sqlFiles: 250, perFile: 4, bulk: 1, barrel: false, stated: false },
  big: { sqlFiles: 250, perFile: 4, bulk: 5, barrel: false, stated: true },
};

const all = 5000;
const tables = 100;

/** @param {number} table */
const tableOf = (table) => `ledger_${String(table).padStart(3, "0")}`;

/** @param {number} table @param {boolean} indexed */
function ddlOf(table, indexed) {
  const name = tableOf(table);
  const drift = table % 20 === 7;
  return `CREATE TABLE ${name} (
  id INTEGER PRIMARY KEY, owner_id INTEGER NOT NULL, parent_id INTEGER, title TEXT NOT NULL, body TEXT,
  status TEXT NOT NULL DEFAULT 'draft', quantity INTEGER NOT NULL DEFAULT 0, amount REAL, created_at TEXT NOT NULL${
    drift ? "" : ",\n  updated_at TEXT"
  }
);\n${indexed ? `CREATE INDEX idx_${name}_owner_id ON ${name} (owner_id);\n` : ""}`;
}

/** Five tables lack a column; half of them have an index on the owner. @returns {string} SQL */
export function database() {
  const rows = each(
    tables,
    (table) => `INSERT INTO ${tableOf(table)} (id, owner_id, parent_id, title, amount, created_at)
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50)
    SELECT i, i % 7, i / 2, 'Title ' || i, i / 4.0, '2024-01-01' FROM n;\n`,
  );
  return `BEGIN;\n${each(tables, (table) => ddlOf(table, table % 2 === 0)).join("")}${rows.join("")}COMMIT;\n`;
}

/** @param {number} table */
function rowType(table) {
  return `/** @table ${tableOf(table)} */
export interface Ledger${table} {
  /** @primaryKey */
  id: number;
  owner_id: number;
  parent_id: number | null;
  title: string;
  body: string | null;
  status: string;
  quantity: number;
  /** @type REAL */
  amount: number | null;
  created_at: string;
  updated_at: string | null;
}

export type Ledger${table}Key = Pick<Ledger${table}, "id">;
export interface Ledger${table}Summary { title: string; status: string; quantity: number }
export const ledger${table}States = ["draft", "open", "closed"] as const;
export type Ledger${table}State = (typeof ledger${table}States)[number];
`;
}

/**
 * Four statements: one for a row, one for a list, one that writes, and a join, a list in a loop or a constant; or one of these.
 * @param {number} index @param {Shape} shape
 */
function repository(index, { perFile, barrel }) {
  const pick = random(index + 1);
  const table = index % tables;
  const [name, other, type] = [
    tableOf(table),
    tableOf((table + 1 + pick(tables - 1)) % tables),
    `Ledger${table}`,
  ];
  const used = [...new Set(each(4, () => String(pick(services))))];
  const four = [
    `  find(id: number): ${type} | undefined {
    return this.db.prepare(\`\${columns} WHERE id = ?\`).get(id) as ${type} | undefined;
  }`,
    `  list(owner: number): ${type}[] {
    return this.db.prepare<[number], ${type}>(\`\${columns} WHERE owner_id = ? ORDER BY title\`).all(owner);
  }`,
    `  rename({ id }: ${type}Key, title: string): void {
${index % 4 === 0 ? `    void this.on${used[0]}?.handle(id, title);\n` : ""}    try {
      this.db.prepare("UPDATE ${name} SET title = ?, quantity = quantity + 1 WHERE id = ?").run(format(title), id);
    } catch (error) {
      console.error("Cannot rename", error);
      throw error;
    }
  }`,
    [
      `  joined(owner: number): { title: string; other: string | null }[] {
    return this.db
      .prepare("SELECT a.title, b.title AS other FROM ${name} a LEFT JOIN ${other} b ON b.id = a.parent_id WHERE a.owner_id = ?")
      .all(owner) as { title: string; other: string | null }[];
  }`,
      `  several(ids: readonly number[]): ${type}[] {
    const found: ${type}[] = [];
    const one = this.db.prepare(\`\${columns} WHERE parent_id = ?\`);
    for (const id of ids) found.push(...(one.all(id) as ${type}[]));
    return found;
  }`,
      `  search(text: string, limit: number): ${type}Summary[] {
    let sql = "SELECT title, status, quantity FROM ${name} WHERE 1 = 1";
    if (text !== "") sql += " AND title LIKE ?";
    sql += " ORDER BY created_at DESC LIMIT ?";
    return all<${type}Summary>(this.db, sql, [\`%\${text}%\`, limit]);
  }`,
    ][index % 3] ?? "",
  ];
  const methods = perFile === 4 ? four : [four[index % 4] ?? ""];
  const from = barrel ? () => "../../index.ts" : (/** @type {string} */ path) => `../../${path}.ts`;
  return `import type { Database } from "better-sqlite3";
import { all } from "${from("database/query")}";
import { connection } from "${from("database/connection")}";
import type { ${type}, ${type}Key, ${type}Summary } from "${from("types/index")}";
import { ledger${table}States } from "${from("types/index")}";
import { format } from "${from("shared/format")}";
${used.map((one) => `import { Service${one} } from "${from(`services/${Number(one) % 30}/service${one}`)}";\n`).join("")}
${methods.some((method) => method.includes("columns")) ? `const columns = "SELECT id, owner_id, parent_id, title, body, status, quantity, amount, created_at, updated_at FROM ${name}";\n` : ""}
export class ${type}Repository${index} {
  private readonly db: Database = connection();
${used.map((one) => `  private readonly on${one}: Service${one} | null = null;\n`).join("")}
${methods.join("\n")}
  async announce(id: number): Promise<number> {
    const parts = [${used.map((one) => `this.on${one}`).join(", ")}].filter((part) => part !== null);
    const said = await Promise.all(parts.map((part) => part.handle(id, ledger${table}States[0])));
    return said.filter(({ ok }) => ok).length;
  }
}
${functions(20 + pick(150), pick)}`;
}

/** The files that hand on: each folder's, and above them one for all. @returns {SourceFile[]} */
function barrels() {
  const star = (/** @type {string} */ path) => `export * from "${path}";\n`;
  const folders = each(30, (folder) => star(`./${folder}/index.ts`)).join("");
  const within = Array.from({ length: 30 }, (_, folder) =>
    plain(
      `src/services/${folder}/index.ts`,
      each(services / 30, (i) => star(`./service${i * 30 + folder}.ts`)).join(""),
    ),
  );
  const parts = [
    "types/index.ts",
    "services/index.ts",
    "shared/format.ts",
    "database/query.ts",
    "database/connection.ts",
  ];
  return [
    plain("src/index.ts", parts.map((part) => star(`./${part}`)).join("")),
    plain("src/services/index.ts", folders),
    ...within,
  ];
}

const plain = (/** @type {string} */ path, /** @type {string} */ text) => ({ path, text, sql: false });

/** @param {Shape} shape @returns {SourceFile[]} */
export function files(shape) {
  const { sqlFiles, bulk, barrel } = shape;
  const typesBarrel = [
    ...each(tables, (i) => `export * from "./ledger${i}.ts";\n`),
    ...each(typeFiles, (i) => `export * from "./options${i}.ts";\n`),
    "export type Settled<T> = { ok: true; value: T } | { ok: false; reason: string };\n",
  ];
  const sharedTypes = barrel ? "../../index.ts" : "../../types/index.ts";
  const panels = shape.sqlFiles > 500 ? components - 700 : components;
  const made = [
    plain("src/types/index.ts", typesBarrel.join("")),
    plain(
      "src/shared/format.ts",
      `export const format = (text: string): string => text.trim();\n${functions(60 * bulk, random(7))}`,
    ),
    {
      path: "src/database/connection.ts",
      sql: true,
      text: `import Database from "better-sqlite3";
let opened: Database.Database | null = null;
export function connection(): Database.Database {
  opened ??= new Database("app.db");
  opened.pragma("journal_mode = WAL");
  return opened;
}
`,
    },
    {
      path: "src/database/query.ts",
      sql: true,
      text: `import type { Database } from "better-sqlite3";
export function all<Row>(db: Database, sql: string, values: readonly unknown[] = []): Row[] {
  return db.prepare(sql).all(...values) as Row[];
}
`,
    },
    ...Array.from({ length: tables }, (_, i) => plain(`src/types/ledger${i}.ts`, rowType(i))),
    ...Array.from({ length: typeFiles }, (_, i) => plain(`src/types/options${i}.ts`, types(i))),
    ...Array.from({ length: services }, (_, i) =>
      plain(`src/services/${i % 30}/service${i}.ts`, service(i, shape, sharedTypes)),
    ),
    ...Array.from({ length: panels }, (_, i) =>
      plain(`src/components/${i % 40}/panel${i}.tsx`, component(i, bulk)),
    ),
    ...(barrel ? barrels() : []),
    ...Array.from({ length: sqlFiles }, (_, i) => ({
      path: `src/repositories/${i % 10}/ledger${i}.repository.ts`,
      text: repository(i, shape),
      sql: true,
    })),
  ];
  const rest = all - made.length;
  const others = Array.from({ length: rest }, (_, i) =>
    plain(`src/tools/${i % 20}/tool${i}.ts`, functions((50 + (i % 200)) * bulk, random(i + 200_000))),
  );
  return [...made, ...others];
}
