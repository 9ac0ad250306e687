// node print.js FILE…: the SQL that Prisma 6.19.3 creates a schema with, as
// `prisma migrate diff --from-empty --to-schema-datamodel … --script` prints it. Its engine is WebAssembly; nothing is
// downloaded and no database is opened.
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

/** @param {unknown} value */
const ok = (value) => ({ ok: true, value });
const connection = {
  ...{ provider: "sqlite", adapterName: "none" },
  getConnectionInfo: () => ok({ schemaName: "main", maxBindValues: 999 }),
  dispose: async () => ok(undefined),
};
const connect = async () => ok(connection);
const adapter = {
  ...{ provider: "sqlite", adapterName: "none", connect },
  ...{ connectToShadowDb: connect, errorRegistry: { consumeError() {} } },
};
const files = process.argv.slice(2).map((path) => ({ path, content: readFileSync(path, "utf8") }));
const running = await engine.SchemaEngine.new({ datamodels: undefined }, () => {}, adapter);
const { stdout } = await running.diff({
  from: { tag: "empty" },
  to: { tag: "schemaDatamodel", files },
  ...{ script: true, shadowDatabaseUrl: null, exitCode: null },
  filters: { externalTables: [], externalEnums: [] },
});
process.stdout.write(stdout);
