// A project of 5,000 source files, 250 of which hold 1,000 statements on 100 tables.

/** @typedef {{ path: string, text: string, sql: boolean }} SourceFile */

export const tables = 100;
export const sqlFiles = 250;
export const statementsPerFile = 4;
const services = 1500;
const components = 2200;
const typeFiles = 400;

/** @param {number} count @param {(index: number) => string} make */
const each = (count, make) => Array.from({ length: count }, (_, index) => make(index));
/** The same numbers in every run. @param {number} seed */
const random = (seed) => {
  let state = seed * 2654435761 + 1;
  return (/** @type {number} */ below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

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

/** Plain work without a database. @param {number} lines @param {(below: number) => number} pick */
function functions(lines, pick) {
  return each(Math.ceil(lines / 12), (i) => {
    const word = ["total", "label", "range", "group", "limit", "share"][pick(6)] ?? "total";
    return `
/** Works out the ${word} of what it is given, rounded where the caller wants that. */
export function ${word}Of${i}(values: readonly number[], options: { round?: boolean; from: number }): number {
  const kept = values.filter((value) => value >= options.from && Number.isFinite(value));
  let sum = 0;
  for (const [place, value] of kept.entries()) {
    sum += place % 2 === 0 ? value : value * ${pick(9) + 1};
    if (sum > ${pick(9000)}) throw new Error(\`too much in ${word} ${i}: \${sum} after \${place} of \${kept.length}\`);
  }
  const result = kept.map((value) => ({ value, share: sum === 0 ? 0 : value / sum }));
  return options.round === true ? Math.round(result.reduce((whole, { share }) => whole + share, 0)) : sum;
}
`;
  }).join("");
}

/** @param {number} index @returns {string} */
function service(index) {
  const pick = random(index + 10_000);
  const others = each(3 + pick(4), () => {
    const other = pick(services);
    if (other === index) return "";
    return `import { Service${other} } from "../${other % 30}/service${other}.ts";\n`;
  });
  const shown = each(pick(3), () => {
    const other = pick(components);
    return `import { Panel${other} } from "../../components/${other % 40}/panel${other}.tsx";\n`;
  });
  const fields = [...new Set(others)].filter(Boolean).map((line) => /Service\d+/.exec(line)?.[0] ?? "");
  return `${[...new Set(others), ...new Set(shown)].join("")}import type { Options${index % typeFiles}, Settled } from "../../types/index.ts";
import { format } from "../../shared/format.ts";

export const service${index}Name = "service-${index}";

export class Service${index} {
${fields.map((name, i) => `  private readonly part${i}: ${name} | null = null;\n`).join("")}  private readonly options: Options${index % typeFiles};
  constructor(options: Options${index % typeFiles}) {
    this.options = options;
  }
  async handle(id: number, input: string): Promise<Settled<string>> {
    const parts = [${fields.map((_, i) => `this.part${i}`).join(", ")}].filter((part) => part !== null);
    const values = await Promise.all(parts.map((part) => part.handle(id, input)));
    if (values.some((value) => !value.ok)) return { ok: false, reason: format(input) };
    return { ok: true, value: \`\${format(this.options.name)} ${index} \${values.length}\` };
  }
}
${functions(30 + pick(200), pick)}`;
}

/** @param {number} index @returns {string} */
function component(index) {
  const pick = random(index + 50_000);
  const others = [...new Set(each(2 + pick(4), () => String(pick(components))))].filter(
    (other) => other !== String(index),
  );
  const imports = others.map(
    (other) => `import { Panel${other} } from "../${Number(other) % 40}/panel${other}.tsx";\n`,
  );
  const rows = each(
    4 + pick(20),
    (i) => `      <div className="row row-${i}" onClick={() => props.onSelect(${i})}>
        <span className="label">{labels[${i}] ?? "Choose an entry from the list"}</span>
        {open && <button type="button" disabled={!props.enabled} title="Update the entry">Update {props.title}</button>}
      </div>`,
  );
  return `import { useEffect, useState } from "react";
${imports.join("")}import { format } from "../../shared/format.ts";

export interface Panel${index}Props {
  title: string;
  enabled: boolean;
  onSelect: (place: number) => void;
}

export function Panel${index}(props: Panel${index}Props) {
  const [open, setOpen] = useState(false);
  const [labels, setLabels] = useState<string[]>([]);
  useEffect(() => {
    setLabels([format(props.title), "Select", "Deleted", "with care"]);
  }, [props.title]);
  return (
    <section className="panel">
      <h2 onClick={() => setOpen(!open)}>{props.title}</h2>
${rows.join("\n")}
${others.map((other) => `      <Panel${other} title="${other}" enabled={open} onSelect={props.onSelect} />`).join("\n")}
    </section>
  );
}
${functions(pick(90), pick)}`;
}

/** @param {number} index @returns {string} */
function types(index) {
  const pick = random(index + 90_000);
  const parts = each(
    4 + pick(12),
    (i) => `
export interface Part${index}x${i} {
  readonly name: string;
  readonly count: number;
  readonly next: Part${index}x${Math.max(0, i - 1)} | null;
  readonly at: Date;
  readonly kinds: ReadonlyMap<string, readonly string[]>;
}
`,
  );
  return `export interface Options${index} { name: string; limit?: number; parts: readonly Part${index}x0[] }\n${parts.join("")}`;
}

/** Four statements: one for a row, one for a list, one that writes, and a join, a list in a loop or a constant. @param {number} index */
function repository(index) {
  const pick = random(index + 1);
  const table = index % tables;
  const [name, other, type] = [
    tableOf(table),
    tableOf((table + 1 + pick(tables - 1)) % tables),
    `Ledger${table}`,
  ];
  const used = [...new Set(each(4, () => String(pick(services))))];
  const fourth = [
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
  ][index % 3];
  return `import type { Database } from "better-sqlite3";
import { all } from "../../database/query.ts";
import { connection } from "../../database/connection.ts";
import type { ${type}, ${type}Key, ${type}Summary } from "../../types/index.ts";
import { ledger${table}States } from "../../types/index.ts";
import { format } from "../../shared/format.ts";
${used.map((one) => `import { Service${one} } from "../../services/${Number(one) % 30}/service${one}.ts";\n`).join("")}
const columns = "SELECT id, owner_id, parent_id, title, body, status, quantity, amount, created_at, updated_at FROM ${name}";

export class ${type}Repository${index} {
  private readonly db: Database = connection();
${used.map((one) => `  private readonly on${one}: Service${one} | null = null;\n`).join("")}
  find(id: number): ${type} | undefined {
    return this.db.prepare(\`\${columns} WHERE id = ?\`).get(id) as ${type} | undefined;
  }
  list(owner: number): ${type}[] {
    return this.db.prepare<[number], ${type}>(\`\${columns} WHERE owner_id = ? ORDER BY title\`).all(owner);
  }
  rename({ id }: ${type}Key, title: string): void {
${index % 4 === 0 ? `    void this.on${used[0]}?.handle(id, title);\n` : ""}    try {
      this.db.prepare("UPDATE ${name} SET title = ?, quantity = quantity + 1 WHERE id = ?").run(format(title), id);
    } catch (error) {
      console.error("Cannot rename", error);
      throw error;
    }
  }
${fourth}
  async announce(id: number): Promise<number> {
    const parts = [${used.map((one) => `this.on${one}`).join(", ")}].filter((part) => part !== null);
    const said = await Promise.all(parts.map((part) => part.handle(id, ledger${table}States[0])));
    return said.filter(({ ok }) => ok).length;
  }
}
${functions(20 + pick(150), pick)}`;
}

/** @returns {SourceFile[]} */
export function files() {
  const plain = (/** @type {string} */ path, /** @type {string} */ text) => ({ path, text, sql: false });
  const barrel = [
    ...each(tables, (i) => `export * from "./ledger${i}.ts";\n`),
    ...each(typeFiles, (i) => `export * from "./options${i}.ts";\n`),
    `export type Settled<T> = { ok: true; value: T } | { ok: false; reason: string };\n`,
  ];
  const made = [
    plain("src/types/index.ts", barrel.join("")),
    plain(
      "src/shared/format.ts",
      `export const format = (text: string): string => text.trim();\n${functions(60, random(7))}`,
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
    ...Array.from({ length: services }, (_, i) => plain(`src/services/${i % 30}/service${i}.ts`, service(i))),
    ...Array.from({ length: components }, (_, i) =>
      plain(`src/components/${i % 40}/panel${i}.tsx`, component(i)),
    ),
    ...Array.from({ length: sqlFiles }, (_, i) => ({
      path: `src/repositories/${i % 10}/ledger${i}.repository.ts`,
      text: repository(i),
      sql: true,
    })),
  ];
  const rest = 5000 - made.length;
  const others = Array.from({ length: rest }, (_, i) =>
    plain(`src/tools/${i % 20}/tool${i}.ts`, functions(50 + (i % 200), random(i + 200_000))),
  );
  return [...made, ...others];
}
