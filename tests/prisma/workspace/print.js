// node print.js FILE…: the SQL that Prisma 6.19.3 creates a schema with, as
// `prisma migrate diff --from-empty --to-schema-datamodel … --script` prints it.
// node print.js --from DATABASE FILE…: the SQL by which it would make a database into that of the schema, as with
// `--from-schema-datasource`. Its engine is WebAssembly: nothing is downloaded.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
/**
 * The packages are not among those of the repository, so their types are not known there.
 * @type {any}
 */
const engine = await import(pathToFileURL(join(folder, "schema_engine_bg.js")).href);
/** Node has it; the types of Node do not. */
const { WebAssembly } = /** @type {any} */ (globalThis);
const wasm = await WebAssembly.instantiate(readFileSync(join(folder, "schema_engine_bg.wasm")), {
  "./schema_engine_bg.js": engine,
});
const { exports: exported } = wasm.instance;
engine.__wbg_set_wasm(exported);
exported.__wbindgen_start();

const Database = createRequire(import.meta.url)("better-sqlite3");
const [from, database, ...named] = process.argv.slice(2);
const paths = from === "--from" ? named : process.argv.slice(2);
const opened = from === "--from" ? new Database(database, { readonly: true }) : null;

/** @param {unknown} value */
const ok = (value) => ({ ok: true, value });

/**
 * What the engine asks of a database. It knows classes of values by number: whole numbers of 64 bits, numbers, text.
 * @param {{ sql: string, args: unknown[] }} query
 */
function ask({ sql, args }) {
  const statement = opened.prepare(sql).raw();
  const rows = statement.all(...args);
  const columnNames = statement.columns().map((/** @type {{ name: string }} */ { name }) => name);
  const columnTypes = columnNames.map((/** @type {string} */ _, /** @type {number} */ i) => {
    const value = rows
      .map((/** @type {unknown[]} */ row) => row[i])
      .find((/** @type {unknown} */ each) => each !== null);
    return typeof value !== "number" ? 7 : Number.isInteger(value) ? 1 : 3;
  });
  return { columnNames, columnTypes, rows };
}

const connection = {
  ...{ provider: "sqlite", adapterName: "none" },
  getConnectionInfo: () => ok({ schemaName: "main", maxBindValues: 999 }),
  queryRaw: async (/** @type {{ sql: string, args: unknown[] }} */ query) => ok(ask(query)),
  dispose: async () => ok(undefined),
};
const connect = async () => ok(connection);
const adapter = {
  ...{ provider: "sqlite", adapterName: "none", connect },
  ...{ connectToShadowDb: connect, errorRegistry: { consumeError() {} } },
};
const files = paths.map((path) => ({ path, content: readFileSync(path, "utf8") }));
const running = await engine.SchemaEngine.new({ datamodels: undefined }, () => {}, adapter);
const { stdout } = await running.diff({
  from: opened === null ? { tag: "empty" } : { tag: "schemaDatasource", files, configDir: "" },
  to: { tag: "schemaDatamodel", files },
  ...{ script: true, shadowDatabaseUrl: null, exitCode: null },
  filters: { externalTables: [], externalEnums: [] },
});
process.stdout.write(stdout);
