// Measures whole processes of the built doctor on generated models, and beside them what the same work costs at least.
// `npm run bench:phases`, or `npm run bench:phases -- --runs 3 --sizes 10,100`. Times depend on the machine; nothing is asserted of them.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import Database from "better-sqlite3";
import { median } from "./figures.js";
import { databaseScript, expectedIssues, sqlModel, typesModel } from "./model.js";
import { shell } from "./process.js";

/** @typedef {Record<string, number>} Milliseconds by phase */

const { values } = parseArgs({
  options: { runs: { type: "string", default: "5" }, sizes: { type: "string", default: "10,100,1000" } },
});
const runs = Number(values.runs);
const sizes = values.sizes.split(",").map(Number);
const rowsInTable = 20;

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const say = (/** @type {string} */ text) => process.stdout.write(`${text}\n`);
const doctor = here("../dist/cli.js");

/** @param {string[]} command @param {string} folder @returns {Milliseconds} whole process, and the phases it tells */
function timed(command, folder) {
  const began = performance.now();
  const { status, stderr } = spawnSync(process.execPath, command, {
    cwd: folder,
    encoding: "utf8",
    env: { ...shell, DOCTOR_TIMINGS: "1" },
  });
  const whole = performance.now() - began;
  if (status !== 0 && status !== 1) throw new Error(`${command.join(" ")} ended with ${status}\n${stderr}`);
  const told = stderr.split("\n").find((line) => line.startsWith("{"));
  return { whole, ...(told === undefined ? {} : JSON.parse(told)) };
}

/** @param {() => Milliseconds} measure @returns {Milliseconds} the median of each phase */
function medians(measure) {
  const samples = Array.from({ length: runs }, measure);
  const phases = Object.keys(samples[0] ?? {});
  return Object.fromEntries(
    phases.map((phase) => [phase, median(samples.map((sample) => sample[phase] ?? 0))]),
  );
}

/** What was measured must have been the real work. @param {string} folder @param {number} tables */
function checkReport(folder, tables) {
  const { summary, proof } = JSON.parse(readFileSync(join(folder, "report.json"), "utf8"));
  if (summary.total !== expectedIssues(tables) || !proof.ok || proof.level !== "rows") {
    const failed = proof.checks.filter((/** @type {{ ok: boolean }} */ { ok }) => !ok);
    throw new Error(`${tables} tables: ${JSON.stringify(summary)}, ${JSON.stringify(failed)}`);
  }
}

/** @param {number} tables @returns {Record<string, Milliseconds>} medians by what was run */
function measure(tables) {
  const folder = mkdtempSync(join(tmpdir(), "doctor-bench-"));
  try {
    writeFileSync(join(folder, "model.sql"), sqlModel(tables));
    writeFileSync(join(folder, "model.ts"), typesModel(tables));
    const database = new Database(join(folder, "app.db"));
    database.exec(databaseScript(tables, rowsInTable));
    database.close();
    const analyze = (/** @type {string} */ model) => {
      const command = [
        doctor,
        "analyze",
        "--db",
        "app.db",
        "--model",
        model,
        "--format",
        "json",
        "--out",
        "report.json",
      ];
      const times = medians(() => timed(command, folder));
      checkReport(folder, tables);
      return times;
    };
    return {
      sql: analyze("model.sql"),
      types: analyze("model.ts"),
      floor: medians(() => timed([here("floor.js"), join(folder, "app.db")], folder)),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {string[]} cells */
function row(cells) {
  say(cells.map((cell, index) => (index === 0 ? cell.padEnd(16) : cell.padStart(12))).join(""));
}

const ms = (/** @type {number | undefined} */ value) => (value === undefined ? "" : `${value.toFixed(1)} ms`);

/** @param {string} title @param {Milliseconds[]} bySize */
function table(title, bySize) {
  say(`\n${title}`);
  const last = bySize.at(-1) ?? {};
  const before = bySize.at(-2) ?? {};
  const times = (sizes.at(-1) ?? 1) / (sizes.at(-2) ?? 1);
  row(["", ...sizes.map((size) => `${size} tables`), ...(bySize.length > 1 ? [`growth / ${times}`] : [])]);
  for (const phase of Object.keys(last)) {
    const growth = (last[phase] ?? 0) / (before[phase] ?? 0) / times;
    row([phase, ...bySize.map((each) => ms(each[phase])), ...(bySize.length > 1 ? [growth.toFixed(2)] : [])]);
  }
}

say(
  `node ${process.version}, medians of ${runs} runs, ${rowsInTable} rows in each table, one table in ten has drifted`,
);
const bare = medians(() => timed(["-e", "0"], "."));
say(`node -e 0: ${ms(bare.whole)}`);
const measured = sizes.map(measure);
const of = (/** @type {string} */ what) => measured.map((each) => each[what] ?? {});
table("doctor analyze, the model in .sql", of("sql"));
table("doctor analyze, the model in TypeScript types", of("types"));
table("floor: open the database and run the joined PRAGMA queries, nothing else", of("floor"));
say("\nIntrospection as a multiple of its floor");
row(["", ...sizes.map((size) => `${size} tables`)]);
for (const model of ["sql", "types"]) {
  const ratio = (/** @type {Record<string, Milliseconds>} */ each) =>
    ((each[model]?.introspection ?? 0) / (each.floor?.introspection ?? 1)).toFixed(2);
  row([model, ...measured.map(ratio)]);
}
