import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";

/** A project folder: a database built from SQL text, a model as SQL text, a config that names both. */
export function shopFolder(parts: {
  readonly actual: string;
  readonly declared: string;
  readonly config?: Readonly<Record<string, unknown>>;
}): string {
  const folder = mkdtempSync(join(tmpdir(), "doctor-shop-"));
  const database = new Database(join(folder, "shop.db"));
  database.exec(parts.actual);
  database.close();
  writeFileSync(join(folder, "schema.sql"), parts.declared);
  const config = { database: "shop.db", model: ["schema.sql"], ...parts.config };
  writeFileSync(join(folder, "doctor.config.json"), JSON.stringify(config));
  return folder;
}
