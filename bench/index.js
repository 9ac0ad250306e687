// Measures the doctor beside its peers and the floors, and writes docs/performance.md. README.md beside this tells how.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { arch, cpus, loadavg, platform, totalmem } from "node:os";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import Database from "better-sqlite3";
import { measureAlone } from "./alone.js";
import { install, versions } from "./install.js";
import { measurement, sizeTable, withMeasurement } from "./page.js";
import { plot } from "./plot.js";
import { checkTime } from "./process.js";
import { measureSize } from "./size.js";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    runs: { type: "string" },
    sizes: { type: "string" },
    redraw: { type: "boolean", default: false },
    doctor: { type: "string", default: "../dist/cli.js" },
  },
});
/** How often each is run: 100 tables are what most goals are about. */
const usual = new Map([
  [10, 5],
  [100, 9],
  [1000, 5],
]);
const rows = 20;
const sizes = values.sizes?.split(",").map(Number) ?? (values.quick ? [10] : [...usual.keys()]);
const isWhole = [...usual.keys()].every((tables) => sizes.includes(tables));

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const say = (/** @type {string} */ text) => process.stdout.write(`${text}\n`);
const progress = (/** @type {string} */ text) => process.stderr.write(`${text}\n`);
const runsOf = (/** @type {number} */ tables) =>
  Number(values.runs ?? (values.quick ? 3 : (usual.get(tables) ?? 5)));

if (values.redraw) write(JSON.parse(readFileSync(here("results.json"), "utf8")));
else measureAll();

function measureAll() {
  checkTime();
  install(progress);
  const doctor = resolve(here("."), values.doctor);
  const load = [loadavg()[0] ?? 0];
  // First, so that a script that does not say what it should ends the run before the long part.
  const alone = isWhole ? measureAlone(progress) : [];
  const measured = sizes.map((tables) =>
    measureSize({ tables, rows, runs: runsOf(tables), doctor, progress }),
  );
  if (!isWhole) {
    for (const size of measured) say(sizeTable(size));
    return;
  }
  load.push(loadavg()[0] ?? 0);
  const results = {
    date: today(),
    machine: machine(load),
    versions: versions(),
    rows,
    sizes: measured,
    alone,
  };
  say(measurement(results));
  write(results);
}

function today() {
  return new Date().toISOString().slice(0, 10);
}

/** @param {number[]} load */
function machine(load) {
  const [first] = cpus();
  const database = new Database(":memory:");
  const sqlite = String(database.prepare("SELECT sqlite_version()").pluck().get());
  database.close();
  return {
    processor: first?.model.trim() ?? "unknown",
    cores: cpus().length,
    gigabytes: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${arch()}`,
    node: process.version.slice(1),
    sqlite,
    load,
  };
}

/** @param {import("./figures.js").Results} results */
function write(results) {
  const page = here("../docs/performance.md");
  writeFileSync(page, withMeasurement(readFileSync(page, "utf8"), results));
  writeFileSync(here("../docs/pictures/performance.svg"), plot(results));
  writeFileSync(here("results.json"), `${JSON.stringify(results)}\n`);
  execFileSync("npx", ["biome", "format", "--write", "bench/results.json"], { cwd: here("..") });
  progress("docs/performance.md, docs/pictures/performance.svg and bench/results.json are written.");
}
