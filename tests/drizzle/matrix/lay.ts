import { writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { copyOf } from "../projects.ts";
import { bystanders } from "./bystanders.ts";
import type { Drift, Rewrite } from "./drift.ts";
import { rows } from "./rows.ts";

/** A project on disk. */
export interface Laid {
  readonly folder: string;
  readonly database: string;
}

/** A project with the database that drizzle-kit makes, rows in it, a drift, and what Drizzle knows nothing of beside. */
export function lay({ project, drift }: Pick<Drift, "project" | "drift">): Laid {
  const { root, database } = copyOf(project);
  const connection = new Database(database);
  connection.pragma("foreign_keys = off");
  connection.exec(rows[project]);
  for (const each of drift) {
    if (typeof each === "string") connection.exec(each);
    else rewrite(connection, each);
  }
  connection.exec(bystanders(connection, project));
  connection.close();
  decide({ folder: root, database }, {});
  return { folder: root, database };
}

/** Writes the decisions of a person into the doctor's config. */
export function decide({ folder }: Laid, decisions: object): void {
  const config = { database: "app.db", model: ["drizzle.config.ts"], ...decisions };
  writeFileSync(join(folder, "doctor.config.json"), JSON.stringify(config));
}

function rewrite(connection: Database.Database, { table, changes }: Rewrite): void {
  const texts = "SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND type = ? AND sql IS NOT NULL";
  const stored = String(connection.prepare(texts).pluck().get(table, "table"));
  let sql = stored;
  for (const [from, to] of changes) {
    if (!sql.includes(from)) throw new Error(`${table} has no ${from}`);
    sql = sql.replace(from, to);
  }
  const indexes = connection.prepare(texts).pluck().all(table, "index");
  // drizzle-kit writes "orders"."total" into its CHECKs: such a table cannot be renamed with legacy_alter_table.
  connection.exec(`CREATE TABLE old AS SELECT * FROM ${table}; DROP TABLE ${table}; ${sql}`);
  const columns = connection.prepare("SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0").pluck();
  const before = columns.all("old");
  const names = columns.all(table).filter((name) => before.includes(name));
  connection.exec(`INSERT INTO ${table} (${names}) SELECT ${names} FROM old; DROP TABLE old`);
  for (const index of indexes) connection.exec(String(index));
}
