import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";

const folder = fileURLToPath(new URL("./projects/", import.meta.url));

/** The projects, each with its schema and with what drizzle-kit generated from it (kit.sql). */
export const projects: readonly string[] = readdirSync(folder).sort();

/** A copy of a project with the database that drizzle-kit's SQL makes, and what others are expected to create. */
export function copyOf(name: string): { readonly root: string; readonly database: string } {
  const root = mkdtempSync(join(tmpdir(), `doctor-drizzle-${name}-`));
  cpSync(join(folder, name), root, { recursive: true });
  const database = join(root, "app.db");
  const connection = new Database(database);
  connection.exec(kitSql(name));
  const beside = join(root, "beside.sql");
  if (existsSync(beside)) connection.exec(readFileSync(beside, "utf8"));
  connection.close();
  return { root, database };
}

/** What drizzle-kit generated. */
export function kitSql(name: string): string {
  return readFileSync(join(folder, name, "kit.sql"), "utf8");
}
