// node run.js TOOL DATABASE FOLDER up|down: what somebody writes who runs a tool from code, with the tool's own defaults.
// Says what came of it as JSON.
import { promises as fs } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const [tool = "", database = "", folder = "", direction = "up"] = process.argv.slice(2);

/**
 * The packages are not among those of the repository, so their types are not known there.
 * @param {string} name
 * @returns {Promise<any>}
 */
const load = (name) => import(name);
const Database = createRequire(import.meta.url)("better-sqlite3");

/** @type {Record<string, () => Promise<{ error: string | null, foreignKeys: number, open: boolean }>>} */
const tools = {
  async knex() {
    const { default: knex } = await load("knex");
    const log = { warn() {}, error() {}, debug() {}, deprecate() {} };
    const db = knex({
      client: "better-sqlite3",
      connection: { filename: database },
      useNullAsDefault: true,
      migrations: { directory: folder },
      log,
    });
    try {
      const error = await errorOf(() => (direction === "up" ? db.migrate.latest() : db.migrate.down()));
      const [{ foreign_keys: foreignKeys }] = await db.raw("PRAGMA foreign_keys");
      return { error, foreignKeys, open: false };
    } finally {
      await db.destroy();
    }
  },

  async kysely() {
    const { Kysely, SqliteDialect, Migrator, FileMigrationProvider } = await load("kysely");
    const connection = new Database(database);
    const db = new Kysely({ dialect: new SqliteDialect({ database: connection }) });
    const provider = new FileMigrationProvider({ fs, path, migrationFolder: folder });
    const migrator = new Migrator({ db, provider });
    const { error } = await (direction === "up" ? migrator.migrateToLatest() : migrator.migrateDown());
    const foreignKeys = connection.pragma("foreign_keys", { simple: true });
    const open = connection.inTransaction;
    await db.destroy();
    return { error: error === undefined ? null : error.message, foreignKeys, open };
  },

  async drizzle() {
    const { drizzle } = await load("drizzle-orm/better-sqlite3");
    const { migrate } = await load("drizzle-orm/better-sqlite3/migrator");
    const connection = new Database(database);
    const error = await errorOf(async () => migrate(drizzle(connection), { migrationsFolder: folder }));
    const foreignKeys = connection.pragma("foreign_keys", { simple: true });
    return { error, foreignKeys, open: connection.inTransaction };
  },
};

/**
 * @param {() => Promise<unknown>} work
 * @returns {Promise<string | null>}
 */
async function errorOf(work) {
  try {
    await work();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

process.stdout.write(JSON.stringify(await tools[tool]?.()));
