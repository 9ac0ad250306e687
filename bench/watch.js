// Measures `doctor watch`: from the moment a model file is saved to the moment its news is read. A project of 100 tables,
// each in a file of its own; one of them loses a column and gets it back. `npm run build && node bench/watch.js`, or with
// `--tables 1000 --saves 40`.

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as later } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import Database from "better-sqlite3";
import { median } from "./figures.js";
import { databaseScript, typesModel } from "./model.js";

const { values } = parseArgs({
  options: {
    tables: { type: "string", default: "100" },
    saves: { type: "string", default: "20" },
    json: { type: "boolean", default: false },
  },
});
const [tables = 100, saves = 20] = [values.tables, values.saves].map(Number);
const doctor = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
/** Saves before the first that counts: whoever watches has saved before. */
const warming = 4;

const folder = mkdtempSync(join(tmpdir(), "doctor-bench-"));
mkdirSync(join(folder, "models"));
const texts = typesModel(tables).split(/^(?=\/\*\* @table )/m);
for (const [table, text] of texts.entries()) writeFileSync(join(folder, "models", `table-${table}.ts`), text);
const database = new Database(join(folder, "app.db"));
database.exec(databaseScript(tables, 20));
database.close();

const watch = spawn(process.execPath, [doctor, "watch", "--db", "app.db", "--model", "models/*.ts"], {
  cwd: folder,
});
/** @returns {Promise<string>} what it says next, up to the end of a line */
const news = () => new Promise((resolve) => watch.stdout.once("data", (text) => resolve(String(text))));

try {
  await news();
  const whole = texts[0] ?? "";
  const less = whole.replace(/ {2}title: string;\n/, "");
  if (less === whole) throw new Error(`the model has no title\n${whole}`);
  const times = [];
  for (let save = 0; save < warming + saves; save++) {
    await later(500);
    const isLess = save % 2 === 0;
    const next = news();
    const began = performance.now();
    writeFileSync(join(folder, "models", "table-0.ts"), isLess ? less : whole);
    const said = await next;
    const time = performance.now() - began;
    if (!(isLess ? /^\+ .*title/m : /^- .*title/m).test(said)) throw new Error(`it said\n${said}`);
    if (save >= warming) times.push(time);
  }
  const milliseconds = Math.round(median(times));
  const shown = `${tables} tables, ${saves} saves: ${milliseconds} ms in the middle, ${Math.round(Math.max(...times))} ms at most`;
  process.stdout.write(
    `${values.json ? JSON.stringify({ goal: 300, measured: milliseconds, unit: "ms" }) : shown}\n`,
  );
} finally {
  watch.kill("SIGKILL");
  rmSync(folder, { recursive: true });
}
