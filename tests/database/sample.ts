import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { onTestFinished } from "vitest";

/** A fresh folder that is removed when the test ends. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "doctor-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Builds a database file from SQL text and returns its path. */
export function buildDatabase(sql: string, path = join(freshFolder(), "shop.db")): string {
  const connection = new Database(path);
  connection.exec(sql);
  connection.close();
  return path;
}
