import { cpSync } from "node:fs";
import Database from "better-sqlite3";
import type { Report } from "../../src/reporting/report.ts";

/** A copy of a database after the steps of a plan that lose nothing, with the original attached as `old`. */
export function repairedCopy(database: string, report: Report): Database.Database {
  const copy = `${database}.repaired`;
  cpSync(database, copy);
  const connection = new Database(copy);
  connection.pragma("foreign_keys = OFF");
  connection.exec("BEGIN");
  for (const step of report.plan.steps) {
    if (step.safety === "destructive") continue;
    for (const sql of step.sql) connection.exec(sql);
  }
  connection.exec("COMMIT");
  connection.pragma("foreign_keys = ON");
  connection.prepare("ATTACH ? AS old").run(database);
  return connection;
}
