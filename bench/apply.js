// Times `doctor repair --apply` on a large table, backup and proof aside, against the plain statements that rebuild it.
import { copyFileSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compiledAt, compileSources } from "./compiled.js";
import { median } from "./figures.js";

compileSources();
/** @param {string} path */
const built = (path) => import(compiledAt(path));
const { applyToFile } = await built("src/database/apply.js");
const { openForDiagnosis } = await built("src/database/port.js");
const { diffSchemas } = await built("src/diff/diff.js");
const { makePlan } = await built("src/plan/planner.js");
const { declareScripts } = await built("src/sources/sql.js");

const Database = createRequire(import.meta.url)("better-sqlite3");
const rows = Number(process.argv[2] ?? 1_000_000);
const rounds = Number(process.argv[3] ?? 3);
const folder = mkdtempSync(join(tmpdir(), "doctor-bench-"));

const columns = Array.from({ length: 10 }, (_, i) => `c${i} ${i % 2 === 0 ? "TEXT" : "INTEGER"}`);
const indexes = ["CREATE INDEX by_c0 ON big (c0)", "CREATE INDEX by_c1 ON big (c1)"];
/** @param {string} name @param {string} email */
const create = (name, email) =>
  `CREATE TABLE ${name} (id INTEGER PRIMARY KEY, email ${email}, ${columns.join(", ")})`;

/** @param {string} path */
function build(path) {
  const db = new Database(path);
  const list = Array.from({ length: 10 }, (_, i) =>
    i % 2 === 0 ? `'text of row ' || (n % ${97 + i})` : `n * ${i}`,
  );
  db.exec(create("big", "TEXT"));
  db.exec(`WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < ${rows})
    INSERT INTO big SELECT n, 'user' || n || '@example.org', ${list.join(", ")} FROM s`);
  for (const sql of indexes) db.exec(sql);
  db.close();
}

/** @param {string} path */
function raw(path) {
  const db = new Database(path);
  db.pragma("foreign_keys = OFF");
  db.pragma("synchronous = FULL");
  const began = performance.now();
  db.exec("BEGIN IMMEDIATE");
  db.exec(create("new_big", "TEXT NOT NULL"));
  db.exec("INSERT INTO new_big SELECT * FROM big");
  db.exec("DROP TABLE big");
  db.exec("ALTER TABLE new_big RENAME TO big");
  for (const sql of indexes) db.exec(sql);
  db.exec("COMMIT");
  const spent = performance.now() - began;
  db.close();
  return spent;
}

/** @param {string} path */
async function application(path) {
  const declared = declareScripts([
    { file: "model.sql", sql: [create("big", "TEXT NOT NULL"), ...indexes].join(";\n") },
  ]);
  const database = openForDiagnosis(path);
  try {
    const actual = database.schema;
    const { changes } = diffSchemas(declared, actual, { ignore: [], denied: { tables: [], columns: {} } });
    const plan = makePlan({ changes, declared, actual }, { allowDestructive: false });
    const nothing = { steps: [], survivals: [], impossible: [] };
    const { before, after } = await database.rehearse(plan, {
      level: "schema",
      allowDestructive: false,
      replan: () => nothing,
    });
    if (after === null) throw new Error("the plan does not run");
    const checked = [{ from: "big", to: "big" }];
    return {
      database: path,
      steps: plan.steps,
      before: before.hash,
      after: after.hash,
      checked,
      backup: null,
    };
  } finally {
    database.close();
  }
}

/** @param {string} text */
const say = (text) => process.stdout.write(`${text}\n`);
/** @param {number} milliseconds */
const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(2)} s`;
const watch = { enter: () => {}, copied: () => {}, waiting: () => {}, stopped: () => false };

try {
  const [before, path] = [join(folder, "before.db"), join(folder, "app.db")];
  build(before);
  const times = { raw: /** @type {number[]} */ ([]), ours: /** @type {number[]} */ ([]) };
  for (let round = 0; round < rounds; round++) {
    copyFileSync(before, path);
    times.raw.push(raw(path));
    copyFileSync(before, path);
    const wanted = await application(path);
    const began = performance.now();
    const { milliseconds } = await applyToFile(wanted, watch);
    times.ours.push(performance.now() - began);
    const parts = Object.entries(milliseconds).map(([part, spent]) => `${part} ${seconds(spent)}`);
    if (round === 0) say(parts.join(", "));
  }
  const plain = median(times.raw);
  const ours = median(times.ours);
  say(`${rows} rows, ${(statSync(before).size / 1024 / 1024).toFixed(0)} MB, median of ${rounds}`);
  say(`plain statements ${seconds(plain)}, applied ${seconds(ours)}: ${(ours / plain).toFixed(2)} times`);
  say(`memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
