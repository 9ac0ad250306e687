import { codeOf } from "../layout/markdown-text.ts";
import { type Language, languageOf, scriptsIn } from "./language.ts";
import { localStamp, nextName } from "./names.ts";
import { annotations, elsewhere, headLines, workerOf, worksOf } from "./program.ts";
import type { MigrationFolder, MigrationOrder, MigrationTool, WrittenMigration } from "./tool.ts";

/** https://knexjs.org/guide/migrations.html: one file a migration, `YYYYMMDDHHMMSS_name`, each in a transaction unless it says no. */
export const knex: MigrationTool = { name: "knex", write };

function write(order: MigrationOrder, folder: MigrationFolder): WrittenMigration {
  const language = languageOf(folder, /^knexfile\.[cm]?[jt]s$/);
  const now = new Date(order.report.run.startedAt);
  const taken = scriptsIn(folder).map((name) => name.slice(0, name.lastIndexOf(".")));
  const name = `${nextName(taken, now, (moment) => localStamp(moment).slice(0, 14))}${language.extension}`;
  return {
    kind: "written",
    files: { [name]: fileOf(order, language) },
    names: [name],
    command: "npx knex migrate:latest",
    howTo: [
      `1. Back the database up.\n2. \`npx knex migrate:latest\`, or \`knex.migrate.latest()\` in your code. This folder must be the \`migrations.directory\` of your knexfile.\n3. \`doctor analyze\` says what is left.`,
      `To go back: \`npx knex migrate:down ${name}\`, while it is the last one that ran.`,
      "Knex runs a migration in a transaction, inside which SQLite does not switch foreign keys off. This one says `transaction: false` and opens its own on one connection of the pool; foreign keys are afterwards as they were. Migrations that run in the same batch before it are not taken back when it fails.",
      `Knex enters it in its ledger after the COMMIT. When the process dies in between, ${codeOf("migrate:latest")} runs it again, and it sees that its work is done.`,
      elsewhere,
    ],
    replaces: [],
  };
}

function fileOf(order: MigrationOrder, language: Language): string {
  const typed = annotations(language);
  const commonjs = language.module === "commonjs";
  const direction = (name: string, work: string): string =>
    [
      ...(language.typescript ? [] : ['/** @param {import("knex").Knex} knex */']),
      `${commonjs ? `exports.${name} = async function ${name}` : `export async function ${name}`}(knex${typed(": Knex")})${typed(": Promise<void>")} {`,
      `  await onOneConnection(knex, (connection) => perform(connection, ${work}));`,
      commonjs ? "};" : "}",
    ].join("\n");
  return [
    [...headLines(order, "//"), ...(language.typescript ? ['import type { Knex } from "knex";'] : [])].join(
      "\n",
    ),
    [
      "// Knex would open a transaction, in which SQLite does not switch foreign keys off: this migration opens its own.",
      `${commonjs ? "exports.config" : "export const config"} = { transaction: false };`,
    ].join("\n"),
    direction("up", "repair"),
    direction("down", "rollback"),
    worksOf(order.migration, language),
    `async function onOneConnection(
  knex${typed(": Knex")},
  work${typed(": (connection: Connection) => Promise<void>")},
)${typed(": Promise<void>")} {
  const own = await knex.client.acquireConnection();
  const rows = async (sql${typed(": string")})${typed(": Promise<Record<string, unknown>[]>")} => knex.raw(sql).connection(own);
  try {
    await work({ run: rows, rows });
  } finally {
    await knex.client.releaseConnection(own);
  }
}`,
    workerOf(language),
    "",
  ].join("\n\n");
}
