import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { peers } from "./peers/index.js";

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const read = (/** @type {string} */ path) => JSON.parse(readFileSync(path, "utf8"));

/** Installs what the lock file says where it is not there yet. Scripts of packages are not run: they would load binaries. @param {(text: string) => void} progress */
export function install(progress) {
  if (isInstalled()) return;
  progress("npm ci in bench");
  const line = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
  const { status, stderr } = spawnSync("npm", line, { cwd: here("."), encoding: "utf8" });
  if (status !== 0) throw new Error(`npm ci in bench has failed:\n${stderr}`);
}

function isInstalled() {
  /** @type {Record<string, string>} */
  const wanted = read(here("package.json")).dependencies;
  return Object.entries(wanted).every(([name, version]) => {
    const manifest = here(`node_modules/${name}/package.json`);
    return existsSync(manifest) && (version.startsWith("file:") || read(manifest).version === version);
  });
}

/** @returns {Record<string, string>} by package */
export function versions() {
  const packages = [...peers.flatMap((peer) => peer.packages), "better-sqlite3"];
  const installed = packages.map((name) => [name, read(here(`node_modules/${name}/package.json`)).version]);
  return { "schema-drift-doctor": read(here("../package.json")).version, ...Object.fromEntries(installed) };
}
