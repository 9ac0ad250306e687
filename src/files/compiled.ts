import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";
import { Script } from "node:vm";
import { attempt, placeFor, recall, remember } from "./store.ts";

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
  const folder = cacheBeside(file);
  const cache = { folder: folder ?? "", build: process.arch };
  const { size, mtimeMs, ctimeMs } = statSync(file);
  const place = placeFor(cache, [file, size, mtimeMs, ctimeMs, process.execArgv]);
  const kept = folder === null ? null : recall<Uint8Array>(place);
  const script = new Script(source, { filename: file, ...(kept && { cachedData: kept }) });
  if (folder !== null && script.cachedDataRejected !== false)
    // When all is done V8 knows, too, which functions were called.
    process.once("exit", () => remember(cache, place, new Uint8Array(script.createCachedData())));
  const module = new Module(file);
  module.filename = file;
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
  module.loaded = true;
  return module;
}

/** The folder for what is kept of installed packages, within the installation; null for a package that lies elsewhere. */
function cacheBeside(file: string): string | null {
  const at = file.lastIndexOf(`${sep}node_modules${sep}`);
  if (at === -1) return null;
  const modules = file.slice(0, at + "/node_modules".length);
  const around = join(modules, ".cache");
  if (!existsSync(around)) attempt(() => mkdirSync(around));
  return join(around, "schema-drift-doctor");
}
