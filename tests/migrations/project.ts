import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { commandLine, type Ended } from "../cases/command-line.ts";
import { type ToolName, workspace } from "./tools.ts";

/** A project in a folder of its own, with the packages of the migration tools. */
export interface Project {
  readonly folder: string;
  readonly database: string;
}

/** A small application: its rows, its model as SQL, and what else stands in its folder. */
export interface Application {
  readonly actual: string;
  readonly declared: string;
  readonly config?: object;
  readonly manifest?: object;
  readonly files?: Readonly<Record<string, string>>;
}

/** Makes the project of an application. */
export function projectOf({
  actual,
  declared,
  config = {},
  manifest = {},
  files = {},
}: Application): Project {
  const folder = mkdtempSync(join(tmpdir(), "migrations-"));
  const settings = { database: "app.db", model: ["model.sql"], ...config };
  write(folder, {
    "doctor.config.json": JSON.stringify(settings),
    "model.sql": declared,
    "package.json": JSON.stringify({ name: "app", type: "module", ...manifest }),
    ...files,
  });
  return withTools(folder, "app.db", actual);
}

/** Makes the project of a bundled fixture. */
export function fixtureProject(name: string): Project {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  cpSync(fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url)), folder, { recursive: true });
  return withTools(folder, `${name}.db`, readFileSync(join(folder, "database.sql"), "utf8"));
}

function withTools(folder: string, name: string, sql: string): Project {
  symlinkSync(join(workspace, "node_modules"), join(folder, "node_modules"));
  const database = join(folder, name);
  const connection = new Database(database);
  connection.pragma("foreign_keys = OFF");
  connection.exec(sql);
  connection.close();
  return { folder, database };
}

/** Writes files into a folder. */
export function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** Writes the repair of a project for a tool, as the command line does. */
export function writeFor(tool: ToolName, { folder }: Project, ...options: string[]): Promise<Ended> {
  return commandLine(folder, "repair", "--out", "migrations", "--as", tool, ...options);
}
