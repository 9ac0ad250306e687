// Measures the built doctor on a project of 5,000 source files with 1,000 statements, and beside it what ts-morph needs to
// parse the files that hold SQL and no others. `npm run bench:queries`, or with `-- --runs 3 --variants usual,barrels`.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import Database from "better-sqlite3";
import { median } from "./figures.js";
import { shell } from "./process.js";
import { database, files, variants } from "./project.js";

/** @typedef {Record<string, number>} Milliseconds by phase */

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const say = (/** @type {string} */ text) => process.stdout.write(`${text}\n`);
const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "5" },
    variants: { type: "string", default: Object.keys(variants).join(",") },
    doctor: { type: "string", default: here("../dist/cli.js") },
    keep: { type: "boolean", default: false },
  },
});
const runs = Number(values.runs);

/** @param {string[]} command @param {string} folder @param {string} input @returns {Milliseconds} whole process, and the phases it tells */
function timed(command, folder, input = "") {
  const began = performance.now();
  const { status, stderr } = spawnSync(process.execPath, command, {
    cwd: folder,
    input,
    encoding: "utf8",
    env: { ...shell, DOCTOR_TIMINGS: "1" },
  });
  const whole = performance.now() - began;
  if (status !== 0 && status !== 1) throw new Error(`${command.join(" ")} ended with ${status}\n${stderr}`);
  const told = stderr.split("\n").find((line) => line.startsWith("{"));
  return { whole, ...(told === undefined ? {} : JSON.parse(told)) };
}

/** @param {Milliseconds[]} samples @returns {Milliseconds} the median of each phase */
function medians(samples) {
  const middle = (/** @type {string} */ phase) => median(samples.map((sample) => sample[phase] ?? 0));
  return Object.fromEntries(Object.keys(samples[0] ?? {}).map((phase) => [phase, middle(phase)]));
}

/** What was measured must have been the real work. @param {string} folder */
function checkReport(folder) {
  const { issues, notAnalysed, proof } = JSON.parse(readFileSync(join(folder, "report.json"), "utf8"));
  const lacking = issues.filter((/** @type {{ rule: string }} */ { rule }) => rule === "missing-column");
  if (lacking.length !== 5 || !proof.ok || notAnalysed.length > 0)
    throw new Error(
      JSON.stringify({ issues: issues.length, notAnalysed: notAnalysed.slice(0, 3), proof: proof.ok }),
    );
}

/** @param {string} name @param {import("./project.js").Shape} shape */
function measure(name, shape) {
  const folder = mkdtempSync(join(tmpdir(), "doctor-bench-"));
  try {
    const made = files(shape);
    for (const { path, text } of made) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const config = {
      database: "app.db",
      model: ["src/types/ledger*.ts"],
      queries: ["src/**/*.{ts,tsx}"],
      history: false,
    };
    writeFileSync(join(folder, "doctor.config.json"), JSON.stringify(config));
    const db = new Database(join(folder, "app.db"));
    db.exec(database());
    db.close();
    const sql = made.filter((file) => file.sql).map(({ path }) => path);
    const doctor = [resolve(values.doctor), "analyze", "--format", "json", "--out", "report.json"];
    const samples = Array.from({ length: runs }, () => ({
      floor: timed([here("parse-floor.js")], folder, sql.join("\n")),
      doctor: timed(doctor, folder),
    }));
    checkReport(folder);
    const floor = medians(samples.map((sample) => sample.floor));
    const own = medians(samples.map((sample) => sample.doctor));
    const size = (/** @type {typeof made} */ some) =>
      `${(some.reduce((sum, { text }) => sum + text.length, 0) / 1e6).toFixed(1)} MB`;
    say(
      `\n${name}: ${made.length} files (${size(made)}), ${sql.length} with SQL (${size(made.filter((file) => file.sql))})`,
    );
    say(
      `  ts-morph parses them: ${ms(floor.parsing)}, with its loading ${ms((floor.loading ?? 0) + (floor.parsing ?? 0))}, as a process ${ms(floor.whole)}`,
    );
    say(
      `  doctor reads the code: ${ms(own.code)} (${ratio(own.code, floor.parsing)}); the whole analysis as a process ${ms(own.whole)} (${ratio(own.whole, floor.whole)})`,
    );
    say(
      `  ${Object.entries(own)
        .map(([phase, time]) => `${phase} ${ms(time)}`)
        .join(", ")}`,
    );
    if (values.keep) say(`  ${folder}`);
  } finally {
    if (!values.keep) rmSync(folder, { recursive: true });
  }
}

const ms = (/** @type {number | undefined} */ value) => `${(value ?? 0).toFixed(0)} ms`;
const ratio = (/** @type {number | undefined} */ a, /** @type {number | undefined} */ b) =>
  `${((a ?? 0) / (b ?? 1)).toFixed(2)} times`;

say(`node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, medians of ${runs} runs`);
for (const name of values.variants.split(",")) {
  const shape = variants[name];
  if (!shape) throw new Error(`There is no variant ${name}: ${Object.keys(variants).join(", ")}`);
  measure(name, shape);
}
