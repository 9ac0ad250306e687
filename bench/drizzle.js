// @ts-check
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compiledAt, compileSources } from "./compiled.js";
import { median } from "./figures.js";
import { drizzleModel, typesModel } from "./model.js";

/*
 * How long it takes to read a model of Drizzle, beside the same tables as plain types: whole processes, so that the
 * compiler's start is in both. `node bench/drizzle.js [--tables 300] [--runs 7]`
 */

const option = (/** @type {string} */ name, /** @type {number} */ otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? otherwise : Number(process.argv[at + 1]);
};
const tables = option("tables", 300);
const runs = option("runs", 7);
compileSources();
const built = fileURLToPath(compiledAt("src/sources/"));

const read = `
  const { sources } = await import(process.argv[1] + "index.js");
  const { readModel } = await import(process.argv[1] + "read-model.js");
  const naming = { tables: "snake_plural", columns: "snake" };
  const started = performance.now();
  const declared = await readModel({ root: process.argv[2], patterns: ["*.ts"], databaseType: null, naming }, sources);
  const took = performance.now() - started;
  console.log(JSON.stringify({ took, tables: declared.tables.length, notAnalysed: declared.notAnalysed.length }));`;

/** @param {string} root @returns {number} milliseconds */
function measure(root) {
  const output = execFileSync(process.execPath, ["--input-type=module", "-e", read, built, root], {
    encoding: "utf8",
  });
  const result = JSON.parse(output);
  if (result.tables !== tables || result.notAnalysed !== 0) throw new Error(output);
  return result.took;
}

const models = { types: typesModel(tables), drizzle: drizzleModel(tables) };
/** @type {Record<string, number[]>} */
const times = { types: [], drizzle: [] };
const folders = Object.entries(models).map(([kind, text]) => {
  const folder = mkdtempSync(join(tmpdir(), `doctor-bench-${kind}-`));
  writeFileSync(join(folder, "model.ts"), text);
  return [kind, folder];
});
// By turns: what else the machine does then hits both alike.
for (let run = 0; run < runs; run++)
  for (const [kind = "", folder = ""] of folders) times[kind]?.push(measure(folder));
for (const [, folder = ""] of folders) rmSync(folder, { recursive: true });

const [types, drizzle] = [median(times.types ?? []), median(times.drizzle ?? [])];
process.stdout.write(
  `${tables} tables, median of ${runs}: types ${types.toFixed(0)} ms, drizzle ${drizzle.toFixed(0)} ms, ratio ${(drizzle / types).toFixed(2)}\n`,
);
