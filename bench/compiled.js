import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url);
const folder = new URL("node_modules/.cache/doctor-bench/", root);

/** Compiles the sources one by one: the build bundles them, and its parts have no names to import. */
export function compileSources() {
  const options = ["--emitDeclarationOnly", "false", "--declaration", "false", "--noCheck"];
  const line = ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json", "--outDir"];
  execFileSync(process.execPath, [...line, fileURLToPath(folder), ...options], { cwd: fileURLToPath(root) });
  writeFileSync(new URL("package.json", folder), '{ "type": "module" }\n');
}

/** Where a module of the sources is, once compiled. @param {string} path such as `src/plan/planner.js` */
export const compiledAt = (path) => new URL(path, folder).href;
