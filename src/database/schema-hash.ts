import { createHash } from "node:crypto";
import type { Database } from "better-sqlite3";

interface StoredObject {
  readonly type: string;
  readonly name: string;
  readonly tbl_name: string;
  readonly sql: string | null;
}

/**
 * The hash of a schema: SHA-256 over the stored rows (type, name, table, SQL text) of all objects but
 * SQLite's own (`sqlite_…`) and the doctor's (`_doctor_…`), one JSON array a line, sorted by type and name.
 * Root pages and the order of creation do not count. https://www.sqlite.org/schematab.html
 */
export function hashSchema(connection: Database): string {
  const rows = connection
    .prepare<[], StoredObject>("SELECT type, name, tbl_name, sql FROM sqlite_schema")
    .all()
    .filter(({ name, tbl_name }) => !isOwn(name) && !isOwn(tbl_name))
    .map(({ type, name, tbl_name, sql }) => JSON.stringify([type, name, tbl_name, sql]))
    .sort();
  return createHash("sha256").update(rows.join("\n")).digest("hex");
}

function isOwn(name: string): boolean {
  return /^(?:sqlite_|_doctor_)/i.test(name);
}
