import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { type FleetOptions, fleet } from "../../src/commands/fleet/fleet.ts";
import type { FleetReport } from "../../src/fleet/report.ts";

/** The model of a shop of which every tenant has a database of its own. */
export const model = `CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);
  CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id), total INTEGER);`;

/** A project folder with a model and databases, by path, built from SQL text. */
export function fleetFolder(
  databases: Readonly<Record<string, string>>,
  { declared = model, config = {} }: { readonly declared?: string; readonly config?: object } = {},
): string {
  const folder = mkdtempSync(join(tmpdir(), "doctor-fleet-"));
  for (const [path, sql] of Object.entries(databases)) makeDatabase(join(folder, path), sql);
  writeFileSync(join(folder, "schema.sql"), declared);
  writeFileSync(join(folder, "doctor.config.json"), JSON.stringify({ model: ["schema.sql"], ...config }));
  return folder;
}

/** A database file of these statements. */
export function makeDatabase(path: string, sql: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const database = new Database(path);
  database.exec(sql);
  database.close();
}

/** A run over the databases of a folder, in this thread. */
export async function fleetOf(folder: string, options: Partial<FleetOptions> = {}): Promise<FleetReport> {
  return await fleet({ folder, databases: ["tenants"], threads: 1, ...options });
}

/** A report without what differs from run to run. */
export function lasting(report: FleetReport): string {
  return JSON.stringify({ ...report, run: null });
}
