import { createHash } from "node:crypto";
import type { Database } from "better-sqlite3";
import type { SchemaState, StoredText } from "../schema/stored.ts";
import { storedTexts } from "./compare-schema.ts";

/**
 * The hash of a schema: SHA-256 over the stored rows (type, name, table, SQL text) of all objects but
 * SQLite's own (`sqlite_…`) and the doctor's (`_doctor_…`), one JSON array a line, sorted by type and name.
 * Root pages and the order of creation do not count. https://www.sqlite.org/schematab.html
 */
export function hashSchema(connection: Database): string {
  return hashOf(storedTexts(connection));
}

/** The hash of a schema by its stored texts. */
export function hashOf(objects: readonly StoredText[]): string {
  const rows = objects
    .filter(({ name, table }) => !isOwn(name) && !isOwn(table))
    .map(({ type, name, table, sql }) => JSON.stringify([type, name, table, sql]))
    .sort();
  return createHash("sha256").update(rows.join("\n")).digest("hex");
}

/** A schema by its stored texts, with their hash. */
export function stateOf(objects: readonly StoredText[]): SchemaState {
  return { hash: hashOf(objects), objects };
}

/** Whether a name is one that SQLite or the doctor gives to what it makes for itself. */
export function isOwn(name: string): boolean {
  return /^(?:sqlite_|_doctor_)/i.test(name);
}
