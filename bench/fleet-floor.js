// The least a look at many databases can do: opens each file of a folder and hashes its sqlite_schema. Prints how many
// distinct ones there are.

import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";

const folder = process.argv[2] ?? ".";
const hashes = new Set();
for (const name of readdirSync(folder)) {
  const database = new Database(join(folder, name), { readonly: true });
  const rows = database
    .prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name")
    .raw()
    .all();
  hashes.add(createHash("sha256").update(JSON.stringify(rows)).digest("hex"));
  database.close();
}
process.stdout.write(`${hashes.size}\n`);
