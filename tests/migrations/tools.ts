import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import ts from "typescript";
import { hasShell } from "../shell.ts";

/** The folder with the tools and their lock file. */
export const workspace = fileURLToPath(new URL("workspace", import.meta.url));

export const toolNames = ["knex", "kysely", "drizzle"] as const;
export type ToolName = (typeof toolNames)[number];

/** Why the tools cannot be run here, or null. `.ci/run` installs them; where nobody has, the first test does. */
export const missing: string | null = install();

function install(): string | null {
  const lock = `${workspace}/.installing`;
  if (isInstalled()) return null;
  try {
    mkdirSync(lock);
  } catch {
    return waitFor(lock);
  }
  try {
    const line = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    const { status, stderr } = spawnSync("npm", line, { cwd: workspace, encoding: "utf8", timeout: 240_000 });
    return status === 0 ? null : `npm ci in tests/migrations/workspace failed: ${stderr.slice(-300)}`;
  } finally {
    rmSync(lock, { recursive: true });
  }
}

function waitFor(lock: string): string | null {
  for (let second = 0; second < 240 && existsSync(lock); second++) spawnSync("sleep", ["1"]);
  return isInstalled() ? null : "the migration tools are not installed";
}

function isInstalled(): boolean {
  const versionOf = (path: string): unknown => JSON.parse(readFileSync(path, "utf8")).version;
  const { dependencies } = JSON.parse(readFileSync(join(workspace, "package.json"), "utf8"));
  return Object.entries(dependencies).every(([name, version]) => {
    const manifest = join(workspace, "node_modules", name, "package.json");
    return existsSync(manifest) && versionOf(manifest) === version;
  });
}

/** What came of running a tool. */
export interface Ran {
  readonly error: string | null;
  /** What the connection says of foreign keys afterwards. */
  readonly foreignKeys: number;
  /** Whether it was left in a transaction. */
  readonly open: boolean;
}

/** Runs the migrations of a folder with the real tool, as it opens a database by itself. */
export function migrate(tool: ToolName, project: string, direction: "up" | "down", database: string): Ran {
  if (tool === "drizzle" && direction === "down") return takeBack(project, database);
  const from = compiled(project);
  const line = [join(workspace, "run.js"), tool, database, from, direction];
  const { stdout, stderr } = spawnSync(process.execPath, line, { encoding: "utf8", cwd: project });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout);
}

/** Drizzle has no way back: the shell runs the script, and the ledger is told as its first lines say. */
function takeBack(project: string, database: string): Ran {
  if (!hasShell) throw new Error("There is no sqlite3 shell.");
  const folder = join(project, "migrations");
  const name = readdirSync(folder).find((file) => file.endsWith(".down.sql")) ?? "";
  const script = readFileSync(join(folder, name), "utf8");
  const { stderr, status } = spawnSync("sqlite3", [database], { input: script, encoding: "utf8" });
  if (status === 0) {
    const connection = new Database(database);
    connection.exec(/^-- (DELETE FROM __drizzle_migrations .*;)$/m.exec(script)?.[1] ?? "no line");
    connection.close();
  }
  return { error: status === 0 ? null : stderr, foreignKeys: 1, open: false };
}

/** The folder with the migrations of a project as JavaScript. */
function compiled(project: string): string {
  const folder = join(project, "migrations");
  const sources = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  if (sources.length === 0) return folder;
  mkdirSync(join(project, "compiled"), { recursive: true });
  for (const name of sources) {
    const { outputText } = ts.transpileModule(readFileSync(join(folder, name), "utf8"), {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
    });
    writeFileSync(join(project, "compiled", name.replace(/ts$/, "js")), outputText);
  }
  return join(project, "compiled");
}

/** What the compiler says of the migrations of a project, told to be as strict as it can be. */
export function complaints(project: string, options: readonly string[] = []): string {
  const tsc = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));
  const folder = join(project, "migrations");
  const files = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  const line = [
    ...[tsc, "--ignoreConfig", "--noEmit", "--skipLibCheck", "--target", "ES2022"],
    ...["--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes", "--noUnusedLocals"],
    ...["--noUnusedParameters", "--noImplicitReturns", "--noPropertyAccessFromIndexSignature"],
    ...["--isolatedModules", "--verbatimModuleSyntax", "--erasableSyntaxOnly"],
    ...["--module", "NodeNext", ...options, ...files.map((name) => join(folder, name))],
  ];
  return spawnSync(process.execPath, line, { encoding: "utf8", cwd: project }).stdout;
}
