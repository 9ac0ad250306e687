import { resolve } from "node:path";
import { type Replayed, replay, type Script } from "../database/replay.ts";
import { DoctorError } from "../errors.ts";
import { readFileSync } from "../files/disk.ts";
import { declareTable } from "../schema/declare.ts";
import type { DeclaredSchema } from "../schema/declared.ts";
import { foldName } from "../schema/names.ts";
import type { Table } from "../schema/schema.ts";
import { withoutDown } from "./migration-sections.ts";
import type { ModelSource } from "./source.ts";
import { findSqlFiles, namesSqlFiles } from "./sql-files.ts";

/**
 * Models in .sql files: schemas, dumps and folders of migrations, run in an empty database in memory. A
 * complete declaration. Throws DoctorError when a pattern names no file or a statement fails.
 */
export const sqlSource: ModelSource = {
  kind: "sql",
  accepts: namesSqlFiles,
  read: async ({ root, patterns }) => {
    const files = findSqlFiles(patterns, root);
    return declareScripts(files.map((file) => readScript(file, root)));
  },
};

function readScript(file: string, root: string): Script {
  const bytes = readFileSync(resolve(root, file));
  if (bytes.includes(0)) {
    throw new DoctorError(
      "model-sql-not-text",
      `The model ${file} is not UTF-8 text.`,
      "Save it as UTF-8. A database file is compared with --db, not --model.",
    );
  }
  return { file, sql: withoutDown(bytes.toString("utf8")) };
}

/** The complete declaration that scripts make together. Ledgers of migration tools and the doctor's own tables are left out. */
export function declareScripts(scripts: readonly Script[]): DeclaredSchema {
  const { schema, places } = replay(scripts);
  const [first] = scripts;
  const declared = schema.tables.filter(({ role }) => role !== "ledger" && role !== "doctor");
  const leftOut = new Set(
    schema.tables.filter((table) => !declared.includes(table)).map(({ name }) => foldName(name)),
  );
  return {
    sources: [{ kind: "sql", files: scripts.map(({ file }) => file) }],
    tables: declared.map((table) => declareTable(table, placeOf(table, places, first))),
    virtualTables: schema.virtualTables,
    views: schema.views,
    triggers: schema.triggers.filter(({ table }) => !leftOut.has(foldName(table))),
    unparsable: [],
    notAnalysed: schema.notAnalysed,
  };
}

function placeOf(table: Table, places: Replayed["places"], first: Script | undefined) {
  return places.get(foldName(table.name)) ?? (first && { file: first.file, line: 1, column: 1 });
}
