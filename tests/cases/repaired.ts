import { cpSync } from "node:fs";
import Database from "better-sqlite3";
import type { Report } from "../../src/reporting/report.ts";

/** A copy of a database after the steps of a plan that lose nothing, with the original attached as `old`. */
export function repairedCopy(database: string, report: Report): Database.Database {
  return changedCopy(
    database,
    "repaired",
    keptSteps(report).flatMap(({ sql }) => sql),
  );
}

/** The same after the way back, the last step first. */
export function rolledBackCopy(database: string, report: Report): Database.Database {
  const steps = keptSteps(report);
  return changedCopy(database, "rolled-back", [
    ...steps.flatMap(({ sql }) => sql),
    ...steps.toReversed().flatMap(({ rollback }) => rollback.sql),
  ]);
}

function keptSteps(report: Report): Report["plan"]["steps"] {
  return report.plan.steps.filter(({ safety }) => safety !== "destructive");
}

function changedCopy(database: string, suffix: string, statements: readonly string[]): Database.Database {
  const copy = `${database}.${suffix}`;
  cpSync(database, copy);
  const connection = new Database(copy);
  connection.pragma("foreign_keys = OFF");
  connection.exec("BEGIN");
  for (const sql of statements) connection.exec(sql);
  connection.exec("COMMIT");
  connection.pragma("foreign_keys = ON");
  connection.prepare("ATTACH ? AS old").run(database);
  return connection;
}
