import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { contestantsIn } from "./contestants.js";
import { databaseScript } from "./model.js";

/** @typedef {import("./contestants.js").Contestant} Contestant */
/** @typedef {import("./figures.js").Entry} Entry */

/**
 * Measures every contestant at one size.
 * @param {{ tables: number, rows: number, runs: number, doctor: string, progress: (text: string) => void }} wanted
 * @returns {import("./figures.js").Size}
 */
export function measureSize({ tables, rows, runs, doctor, progress }) {
  const root = mkdtempSync(join(tmpdir(), "doctor-bench-"));
  try {
    const path = join(root, "app.db");
    build(path, tables, rows);
    symlinkSync(fileURLToPath(new URL("node_modules", import.meta.url)), join(root, "node_modules"), "dir");
    const hash = hashOf(path);
    const contestants = contestantsIn(root, tables, doctor);
    const entries = contestants.map((contestant) => {
      const entry = firstRun(contestant, progress);
      if (hashOf(path) !== hash) throw new Error(`${contestant.id} has changed the database.`);
      return entry;
    });
    for (let round = 1; round <= runs; round++) {
      progress(`${tables} tables, round ${round} of ${runs}`);
      for (const [i, contestant] of contestants.entries()) {
        const entry = entries[i];
        if (entry === undefined || entry.failed !== null) continue;
        entry.samples.push(sample(contestant));
        if (hashOf(path) !== hash) throw new Error(`${contestant.id} has changed the database.`);
      }
    }
    return { tables, megabytes: statSync(path).size / 1e6, entries };
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** @param {string} path @param {number} tables @param {number} rows */
function build(path, tables, rows) {
  const database = new Database(path);
  database.exec(databaseScript(tables, rows));
  database.close();
}

/** @param {string} path */
const hashOf = (path) => createHash("sha256").update(readFileSync(path)).digest("hex");

/**
 * The run that counts for nothing but what it reports, and that fills caches. A peer that does not run here is an entry.
 * @param {Contestant} contestant @param {(text: string) => void} progress @returns {Entry}
 */
function firstRun(contestant, progress) {
  const { id, name, kind, isWhole } = contestant;
  /** @type {Entry} */
  const entry = {
    id,
    name,
    kind,
    isWhole,
    found: { reported: 0, drifted: 0, noise: 0 },
    failed: null,
    samples: [],
  };
  try {
    contestant.prepare();
    entry.found = contestant.check(contestant.run());
  } catch (error) {
    if (kind !== "peer" || !(error instanceof Error)) throw error;
    progress(error.message);
    entry.failed = `does not run here: ${error.message.split("\n")[0]}`;
  }
  return entry;
}

/** @param {Contestant} contestant @returns {import("./figures.js").Kept} */
function sample(contestant) {
  contestant.prepare();
  const run = contestant.run();
  contestant.check(run);
  const { wall, cpu, memory, phases } = run;
  return { wall: tenth(wall), cpu: tenth(cpu), memory: tenth(memory), phases };
}

const tenth = (/** @type {number} */ value) => Math.round(value * 10) / 10;
