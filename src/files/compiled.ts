import { mkdirSync, readFileSync, statSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";
import { Script } from "node:vm";
import { attempt, type Cache, placeFor, recall, remember } from "./store.ts";

/**
 * Requires a CommonJS package, and before it what it requires itself, each named as the one before it does: what V8 makes
 * of a source of megabytes is kept in `node_modules/.cache`, where that may be written, and need not be made again.
 * Throws what `require` throws.
 */
export function requireCompiled(from: string, name: string, ...inner: readonly string[]): unknown {
  const require = createRequire(from);
  const file = require.resolve(name);
  const [next, ...others] = inner;
  if (next !== undefined) requireCompiled(file, next, ...others);
  require.cache[file] ??= compiled(file);
  return require(name);
}

/** A module that was run from its compiled form. */
function compiled(file: string): NodeJS.Module {
  const source = Module.wrap(readFileSync(file, "utf8"));
  const cache = cacheBeside(file);
  const { size, mtimeMs, ctimeMs } = statSync(file);
  const place = cache && placeFor(cache, [file, size, mtimeMs, ctimeMs, process.execArgv]);
  const kept = place && recall<Uint8Array>(place);
  const script = new Script(source, { filename: file, ...(kept && { cachedData: kept }) });
  if (cache && place && script.cachedDataRejected !== false)
    // When all is done V8 knows, too, which functions were called.
    process.once("exit", () => {
      attempt(() => mkdirSync(dirname(cache.folder), { recursive: true }));
      remember(cache, place, new Uint8Array(script.createCachedData()));
    });
  const module = new Module(file);
  module.filename = file;
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
  module.loaded = true;
  return module;
}

/** Where what is made of installed packages is kept, within the installation; null for a package that lies elsewhere. */
function cacheBeside(file: string): Cache | null {
  const within = `${sep}node_modules`;
  const at = file.lastIndexOf(within + sep);
  if (at === -1) return null;
  return { folder: join(file.slice(0, at) + within, ".cache", "schema-drift-doctor"), build: process.arch };
}
