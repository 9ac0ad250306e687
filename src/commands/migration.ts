import type { MigrationFolder, WrittenMigration } from "../../reports/migrations/tool.ts";
import { migrationTools, type StandingMigration, writeMigration } from "../../reports/migrations/write.ts";
import { DoctorError } from "../errors.ts";
import { ledgerOf } from "./migration-ledger.ts";
import type { Repair } from "./repair.ts";

/** The names of the tools a repair can be written for. */
export const migrationToolNames: readonly string[] = migrationTools.map(({ name }) => name);

/**
 * The files of a repair as a migration of a tool; null when there is nothing to do. Throws DoctorError for a folder that
 * is not the tool's, and before anything would be written over.
 */
export function migrationFiles(
  { migration, report, id, ledgers }: Repair,
  toolName: string,
  folder: MigrationFolder,
): WrittenMigration | StandingMigration | null {
  const tool = migrationTools.find(({ name }) => name === toolName);
  if (!tool) throw new RangeError(`There is no migration tool ${toolName}.`);
  if (migration === null) return null;
  const ledger = tool.name === "drizzle" ? ledgerOf(ledgers[0]) : null;
  const written = writeMigration(tool, { migration, report, repair: id, ledger }, folder);
  if (written.kind === "refused") throw new DoctorError("migration-refused", written.why, written.help);
  return written;
}
