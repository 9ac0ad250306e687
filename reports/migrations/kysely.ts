import { type Language, languageOf, scriptsIn } from "./language.ts";
import { nextName } from "./names.ts";
import { annotations, elsewhere, headLines, workerOf, worksOf } from "./program.ts";
import type { MigrationFolder, MigrationOrder, MigrationTool, WrittenMigration } from "./tool.ts";

/**
 * https://kysely.dev/docs/migrations: one file a migration, run in the order of the names. For SQLite the Migrator opens
 * no transaction and keeps to one connection.
 */
export const kysely: MigrationTool = { name: "kysely", write };

function write(order: MigrationOrder, folder: MigrationFolder): WrittenMigration {
  const language = languageOf(folder, /^kysely\.config\.[cm]?[jt]s$/);
  const now = new Date(order.report.run.startedAt);
  const taken = scriptsIn(folder).map((name) => name.slice(0, name.lastIndexOf(".")));
  const name = nextName(taken, now, (moment) => String(moment.getTime()));
  return {
    kind: "written",
    files: { [`${name}${language.extension}`]: fileOf(order, language) },
    names: [name],
    command: "npx kysely migrate:latest",
    howTo: [
      "1. Back the database up.\n2. `npx kysely migrate:latest` with kysely-ctl, or `migrator.migrateToLatest()` in your code, with a `FileMigrationProvider` of this folder. Look at the `error` of what it returns: it throws nothing.\n3. `doctor analyze` says what is left.",
      "To go back: `npx kysely migrate:down`, or `migrator.migrateDown()`, while it is the last one that ran.",
      "For SQLite, Kysely's Migrator opens no transaction. This migration opens its own, with foreign keys off, on the Migrator's connection; foreign keys are afterwards as they were. Migrations that run before it in the same call are not taken back when it fails.",
      "Kysely enters it in its ledger after the COMMIT. When the process dies in between, the next call runs it again, and it sees that its work is done.",
      elsewhere,
    ],
    replaces: [],
  };
}

function fileOf(order: MigrationOrder, language: Language): string {
  const typed = annotations(language);
  const commonjs = language.module === "commonjs";
  const head = language.typescript
    ? 'import { type Kysely, sql } from "kysely";'
    : commonjs
      ? 'const { sql } = require("kysely");'
      : 'import { sql } from "kysely";';
  const direction = (name: string, work: string): string =>
    [
      ...(language.typescript ? [] : ['/** @param {import("kysely").Kysely<any>} db */']),
      `${commonjs ? `exports.${name} = async function ${name}` : `export async function ${name}`}(db${typed(": Kysely<unknown>")})${typed(": Promise<void>")} {`,
      `  await onOneConnection(db, (connection) => perform(connection, ${work}));`,
      commonjs ? "};" : "}",
    ].join("\n");
  return [
    [...headLines(order, "//"), head].join("\n"),
    direction("up", "repair"),
    direction("down", "rollback"),
    worksOf(order.migration, language),
    `async function onOneConnection(
  db${typed(": Kysely<unknown>")},
  work${typed(": (connection: Connection) => Promise<void>")},
)${typed(": Promise<void>")} {
  if (db.isTransaction)
    throw new Error("Nothing was changed: this migration opens a transaction of its own. Run it outside of one.");
  await db
    .withoutPlugins()
    .connection()
    .execute((own) => {
      const rows = async (text${typed(": string")})${typed(": Promise<Record<string, unknown>[]>")} =>
        (await sql.raw${typed("<Record<string, unknown>>")}(text).execute(own)).rows;
      return work({ run: rows, rows });
    });
}`,
    workerOf(language),
    "",
  ].join("\n\n");
}
