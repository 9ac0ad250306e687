import { cpSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";

const folder = fileURLToPath(new URL("./projects/", import.meta.url));

/** The projects, each with its schema and with what Prisma creates of it (created.sql). */
export const projects: readonly string[] = readdirSync(folder).sort();

/** A copy of a project with the database that Prisma's SQL makes, and rows if some are given. */
export function copyOf(name: string, rows = ""): { readonly root: string; readonly database: string } {
  const root = mkdtempSync(join(tmpdir(), `doctor-prisma-${name}-`));
  cpSync(join(folder, name), root, { recursive: true });
  const database = join(root, "prisma/app.db");
  const connection = new Database(database);
  connection.exec(createdSql(name) + rows);
  connection.close();
  return { root, database };
}

/** What Prisma's engine prints for a project; workspace/print.js makes it. */
export function createdSql(name: string): string {
  return readFileSync(join(folder, name, "created.sql"), "utf8");
}

/** The schema files of a project. */
export function schemaFiles(name: string): string[] {
  const below = join(folder, name, "prisma");
  return readdirSync(below, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".prisma"))
    .sort()
    .map((file) => join(below, file));
}
