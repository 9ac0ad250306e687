import { applyToFile } from "../database/apply.ts";
import { storedTexts } from "../database/compare-schema.ts";
import { openDatabase } from "../database/open.ts";
import { countRows } from "../database/run-plan.ts";
import { openHistory } from "../history/open.ts";
import { keptTables } from "../plan/kept.ts";
import { foldName } from "../schema/names.ts";
import { quoteName } from "../sql/quote.ts";
import { appliedRepair } from "./applied-repairs.ts";
import { databaseOf, loadProject } from "./project.ts";
import type { RollbackOptions } from "./rollback.ts";
import { settleToday } from "./today.ts";
import { watchOf } from "./watch.ts";

/** What a repair keeps in the database for its rollback, and whether it was dropped. */
export interface ForgetOutcome {
  readonly repair: string;
  readonly tables: readonly { readonly name: string; readonly rows: number }[];
  readonly dropped: boolean;
}

/**
 * Drops the undo log of a repair that is to stay: what it would give back is gone then, and its rollback is refused.
 * A dry run unless `apply`. Throws DoctorError when it could not run.
 */
export async function forget(options: RollbackOptions): Promise<ForgetOutcome> {
  const { config } = loadProject(options);
  const database = databaseOf(config, options);
  const history = openHistory(config.root);
  try {
    settleToday(history, database);
    const record = appliedRepair(history, database, options.repair);
    const { tables, hash } = keptToday(database, keptTables(record));
    if (options.apply && tables.length > 0) {
      const sql = tables.map(({ name }) => `DROP TABLE ${quoteName(name)}`);
      const step = { id: "forget", sql, preconditions: [], validations: [] };
      // The hash does not count the doctor's own tables. What is dropped is what the backup of the repair has in its place.
      const application = { database, steps: [step], before: hash, after: hash, checked: [], backup: null };
      await applyToFile(application, watchOf(options));
    }
    return { repair: record.id, tables, dropped: options.apply && tables.length > 0 };
  } finally {
    history.close();
  }
}

function keptToday(
  database: string,
  names: readonly string[],
): { tables: ForgetOutcome["tables"]; hash: string } {
  const source = openDatabase(database);
  try {
    const tables = storedTexts(source.connection)
      .filter(({ type, name }) => type === "table" && names.includes(foldName(name)))
      .map(({ name }) => ({ name, rows: countRows(source.connection, `SELECT 1 FROM ${quoteName(name)}`) }));
    return { tables, hash: source.facts.schemaHash };
  } finally {
    source.close();
  }
}
