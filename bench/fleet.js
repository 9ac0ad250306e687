// Measures `doctor fleet` on many databases beside the least that could be done: a plain loop that opens each file with
// better-sqlite3 and hashes its sqlite_schema. Whole processes, taking turns. `npm run build && node bench/fleet.js`, or
// with `--databases 10000 --runs 9 --tables 20`.

import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import Database from "better-sqlite3";
import { median } from "./figures.js";
import { databaseScript, sqlModel } from "./model.js";

const { values } = parseArgs({
  options: {
    databases: { type: "string", default: "1000" },
    runs: { type: "string", default: "7" },
    tables: { type: "string", default: "10" },
    json: { type: "boolean", default: false },
  },
});
const [databases, runs, tables] = [values.databases, values.runs, values.tables].map(Number);
const distinct = 5;
const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));

/** @param {string} folder @param {string[]} command @returns {{ milliseconds: number, out: string }} */
function timed(folder, command) {
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: folder, encoding: "utf8" });
  const milliseconds = performance.now() - began;
  if (status !== 0 && status !== 1) throw new Error(`${command.join(" ")} ended with ${status}\n${stderr}`);
  return { milliseconds, out: stdout };
}

const folder = mkdtempSync(join(tmpdir(), "doctor-bench-"));
try {
  mkdirSync(join(folder, "tenants"));
  for (let i = 0; i < distinct; i++) {
    const database = new Database(join(folder, `kind${i}.db`));
    database.exec(databaseScript(tables ?? 10, 20));
    if (i > 0) database.exec(`CREATE TABLE extra_${i} (id INTEGER PRIMARY KEY, note TEXT)`);
    database.close();
  }
  for (let i = 0; i < (databases ?? 1000); i++)
    copyFileSync(
      join(folder, `kind${i % distinct}.db`),
      join(folder, "tenants", `${String(i).padStart(6, "0")}.db`),
    );
  writeFileSync(join(folder, "model.sql"), sqlModel(tables ?? 10));
  writeFileSync(join(folder, "doctor.config.json"), '{ "model": ["model.sql"] }');
  const fleet = [here("../dist/cli.js"), "fleet", "tenants/*.db", "--format", "json", "--out", "report.json"];
  const floor = [here("fleet-floor.js"), "tenants"];
  /** @type {{ ours: number[], bare: number[] }} */
  const times = { ours: [], bare: [] };
  for (let run = 0; run < (runs ?? 7); run++) {
    times.ours.push(timed(folder, fleet).milliseconds);
    const { milliseconds, out } = timed(folder, floor);
    times.bare.push(milliseconds);
    // What was measured must have been the real work.
    const { summary } = JSON.parse(readFileSync(join(folder, "report.json"), "utf8"));
    if (summary.databases !== databases || summary.unread > 0 || summary.groups !== Number(out))
      throw new Error(JSON.stringify({ summary, out }));
  }
  const [ours, bare] = [median(times.ours), median(times.bare)];
  const start = median(Array.from({ length: runs ?? 7 }, () => timed(folder, ["-e", "0"]).milliseconds));
  process.stdout.write(
    `${databases} databases, ${distinct} schemas of ${tables} tables; node ${process.version}, medians of ${runs} runs\n` +
      `doctor fleet            ${ours.toFixed(0)} ms\nopen and hash each file ${bare.toFixed(0)} ms\nnode -e 0               ${start.toFixed(0)} ms\n` +
      `ratio                   ${(ours / bare).toFixed(2)}\n`,
  );
  if (values.json)
    process.stdout.write(`${JSON.stringify({ goal: 1.5, measured: ours / bare, unit: "times" })}\n`);
} finally {
  rmSync(folder, { recursive: true });
}
