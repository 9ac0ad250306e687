import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const workspace = fileURLToPath(new URL("workspace", import.meta.url));

/** Why Prisma's engine cannot be run here, or null. `.ci/run` installs it; where nobody has, the first test does. */
export const missing: string | null = install();

/** The SQL that Prisma creates a schema with. */
export function createdBy(files: readonly string[]): string {
  return run(files);
}

/** The SQL by which Prisma would make a database into that of its schema; empty where it sees nothing to do. */
export function leftFor(database: string, files: readonly string[]): string {
  const sql = run(["--from", database, ...files]);
  return sql.trim() === "-- This is an empty migration." ? "" : sql;
}

function run(line: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(workspace, "print.js"), ...line], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

function install(): string | null {
  const lock = join(workspace, ".installing");
  if (isInstalled()) return null;
  try {
    mkdirSync(lock);
  } catch {
    for (let second = 0; second < 240 && existsSync(lock); second++) spawnSync("sleep", ["1"]);
    return isInstalled() ? null : "Prisma's engine is not installed";
  }
  try {
    const line = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    const { status, stderr } = spawnSync("npm", line, { cwd: workspace, encoding: "utf8", timeout: 240_000 });
    return status === 0 ? null : `npm ci in tests/prisma/workspace failed: ${stderr.slice(-300)}`;
  } finally {
    rmSync(lock, { recursive: true });
  }
}

function isInstalled(): boolean {
  const versionOf = (path: string): unknown => JSON.parse(readFileSync(path, "utf8")).version;
  const { dependencies } = JSON.parse(readFileSync(join(workspace, "package.json"), "utf8"));
  return Object.entries(dependencies).every(([name, version]) => {
    const manifest = join(workspace, "node_modules", name, "package.json");
    return existsSync(manifest) && versionOf(manifest) === version;
  });
}
