// Times all that is asked about the rows of a table of 12 columns, against one aggregate over the same columns.
// node bench/data.js ROWS ROUNDS [FOLDER to keep] [--faults: one of each kind, planted in eleven rows]
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compiledAt, compileSources } from "./compiled.js";
import { median } from "./figures.js";

compileSources();
/** @param {string} path */
const built = (path) => import(compiledAt(path));
const { openForDiagnosis } = await built("src/database/port.js");
const { evidenceFor } = await built("src/judge.js");
const { runRules } = await built("src/engine/run-rules.js");
const { readModel } = await built("src/sources/read-model.js");
const { sources } = await built("src/sources/index.js");
const { rules } = await built("rules/catalogue.js");

const Database = createRequire(import.meta.url)("better-sqlite3");
const rows = Number(process.argv[2] ?? 1_000_000);
const rounds = Number(process.argv[3] ?? 5);
const kept = process.argv.slice(4).find((word) => !word.startsWith("--"));
const folder = kept ?? mkdtempSync(join(tmpdir(), "doctor-bench-"));
mkdirSync(folder, { recursive: true });

const model = `/** @table orders */
export interface Order {
  id: number;
  customerId: number;
  code: string;
  email: string;
  note: string | null;
  status: "open" | "paid" | "sent" | "lost";
  isGift: boolean;
  quantity: number;
  total: number;
  weight: number | null;
  options: Record<string, unknown>;
  createdAt: Date;
}
`;
const columns = [
  "id",
  "customer_id",
  "code",
  "email",
  "note",
  "status",
  "is_gift",
  "quantity",
  "total",
  "weight",
  "options",
  "created_at",
];

/** @param {string} path */
function build(path) {
  const db = new Database(path);
  db.pragma("journal_mode = OFF");
  db.pragma("synchronous = OFF");
  db.exec(`CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL, code TEXT NOT NULL,
      email TEXT NOT NULL, note TEXT, status TEXT NOT NULL, is_gift INTEGER NOT NULL, quantity INTEGER NOT NULL,
      total REAL NOT NULL, weight REAL, options TEXT NOT NULL, created_at TEXT NOT NULL);
    WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < ${rows})
    INSERT INTO orders SELECT n, n % 50000, 'C-' || n, 'user' || (n % 50000) || '@example.org',
      CASE n % 4 WHEN 0 THEN 'left with the neighbour on floor ' || (n % 9) END,
      CASE n % 4 WHEN 0 THEN 'open' WHEN 1 THEN 'paid' WHEN 2 THEN 'sent' ELSE 'lost' END,
      n % 2, n % 12, n / 7.0, CASE n % 3 WHEN 0 THEN n / 11.0 END, '{"wrap":' || (n % 3) || '}',
      strftime('%Y-%m-%dT%H:%M:%fZ', 1700000000 + n, 'unixepoch') FROM s`);
  db.close();
}

/** Processor time in milliseconds: other programs on the machine do not count. @param {() => unknown} work */
async function timed(work) {
  const began = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}

/** One fault of each kind, each in a row of its own. */
const faults = [
  ["customer_id", "'anon'"],
  ["code", "x'00'"],
  ["email", "CAST(x'61ff' AS TEXT)"],
  ["note", "'a' || char(0)"],
  ["status", "'pade'"],
  ["is_gift", "'yes'"],
  ["quantity", "9007199254740993"],
  ["total", "''"],
  ["weight", "'heavy'"],
  ["options", "'{'"],
  ["created_at", "'2026-02-31T00:00:00.000Z'"],
];
const isPlanted = process.argv.includes("--faults");

/** @param {string} path */
function plant(path) {
  const db = new Database(path);
  faults.forEach(([column, value], i) => {
    const id = Math.ceil(((i + 1) * rows) / (faults.length + 1));
    db.exec(`UPDATE orders SET ${column} = ${value} WHERE id = ${id}`);
  });
  db.close();
}

const path = join(folder, `orders-${rows}${isPlanted ? "-faults" : ""}.db`);
if (!existsSync(path)) {
  build(path);
  if (isPlanted) plant(path);
}
writeFileSync(join(folder, "model.ts"), model);
const declared = await readModel(
  {
    root: folder,
    patterns: ["model.ts"],
    databaseType: null,
    naming: { tables: "snake_plural", columns: "snake" },
  },
  sources,
);
const database = openForDiagnosis(path);
const plain = new Database(path, { readonly: true });
const aggregate = `SELECT ${columns.map((name) => `sum(typeof(${name}) = 'text')`).join(", ")} FROM orders`;
const nothing = { ignore: [], denied: { tables: [], columns: {} } };
const judging = { rules, settings: {}, diff: nothing, conventions: new Map(), checks: [], showValues: false };
let asked = 0;

function scan() {
  const rows = database.readRows({ sample: false, whole: new Set(), progress: () => undefined });
  const evidence = evidenceFor(declared, database.schema, judging, { rows });
  asked = evidence.probes.size;
  const loud = runRules(rules, evidence, {}).filter(
    (/** @type {{ severity: string }} */ { severity }) => severity !== "info",
  );
  const found = loud.reduce(
    (/** @type {number} */ sum, /** @type {{ findings: { query: unknown }[] }} */ { findings }) =>
      sum + findings.filter(({ query }) => query).length,
    0,
  );
  if (isPlanted && found !== faults.length) throw new Error(`of ${faults.length} faults ${found} are found`);
  if (!isPlanted && loud.length > 0)
    throw new Error(
      `a clean table has issues: ${JSON.stringify(loud.map((/** @type {{ title: string }} */ { title }) => title))}`,
    );
}

const floor = [];
const ours = [];
for (let round = 0; round <= rounds; round++) {
  const [a, b] = [await timed(() => plain.prepare(aggregate).get()), await timed(scan)];
  // The first round warms the cache.
  if (round > 0) {
    floor.push(a);
    ours.push(b);
  }
}
process.stdout.write(
  `${rows} rows, ${columns.length} columns, ${(statSync(path).size / 1e6).toFixed(0)} MB, ${asked} questions, medians of ${rounds}\n` +
    `one aggregate  ${median(floor).toFixed(0)} ms\nall questions  ${median(ours).toFixed(0)} ms\n` +
    `ratio          ${(median(ours) / median(floor)).toFixed(2)}, of the best ${(Math.min(...ours) / Math.min(...floor)).toFixed(2)}\n` +
    `memory         ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB\n`,
);
database.close();
plain.close();
if (kept === undefined) rmSync(folder, { recursive: true });
