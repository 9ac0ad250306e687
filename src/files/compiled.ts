import { isAscii } from "node:buffer";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import Module, { createRequire, isBuiltin } from "node:module";
import { basename, dirname, join } from "node:path";
import { cachedDataVersionTag } from "node:v8";
import { Script } from "node:vm";
import { type Cache, placeFor, recall, remember } from "./store.ts";

/**
 * Requires a CommonJS package, and what it requires itself, from what V8 made of their sources before. Throws what
 * `require` throws.
 */
export function requireCompiled(from: string, name: string): unknown {
  const require = createRequire(from);
  const file = require.resolve(name);
  if (!require.cache[file]) runCompiled(file);
  return require(name);
}

/**
 * Runs a CommonJS file, and what it requires, from what V8 made of their sources when they were used like this before:
 * another use calls other functions. Throws what `require` throws.
 */
export function runCompiled(file: string, use = ""): void {
  const shelfFor = shelves(use);
  const part = (path: string, shelf: Shelf): unknown => {
    const require = createRequire(path);
    const near = (name: string): unknown => {
      const other = isBuiltin(name) || name.endsWith(".node") ? null : sourceNamed(name, path, require);
      if (other === null) return require(name);
      const known = require.cache[other];
      if (known) return known.exports;
      try {
        // Not every run requires what is required later, which is kept apart therefore.
        return part(other, require.cache[path]?.loaded ? shelfFor(other) : shelf);
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        // An ES module, of which Node takes care itself; or it says what is wrong.
        return require(name);
      }
    };
    return run(path, shelf, Object.assign(near, require)).exports;
  };
  part(file, shelfFor(file));
}

/** The source that a file names; null where it is none in JavaScript. To ask Node for one in the folder takes long. */
function sourceNamed(name: string, from: string, { resolve }: NodeJS.Require): string | null {
  const near = name.startsWith(".") ? [join(dirname(from), name), join(dirname(from), `${name}.js`)] : [];
  const file = near.find((path) => path.endsWith(".js") && existsSync(path)) ?? resolve(name);
  return /\.c?js$/.test(file) ? file : null;
}

/** A module that was run from its compiled form. */
function run(file: string, shelf: Shelf, require: NodeJS.Require): NodeJS.Module {
  const module = new Module(file);
  module.filename = file;
  const whole = shelf.script(file).runInThisContext();
  // Who requires in a circle gets what is there so far, as with Node.
  require.cache[file] = module;
  try {
    whole(module.exports, require, module, file, dirname(file));
  } catch (error) {
    delete require.cache[file];
    throw error;
  }
  module.loaded = true;
  return module;
}

/** What V8 made of a source of a certain size and time. */
interface Compiled {
  readonly stamp: readonly number[];
  readonly data: Uint8Array;
  /** The source itself where it is small: to open one file after another takes longer than to read it here. */
  readonly source: string | null;
}

/** What is kept of a file and of what is required with it. */
interface Kept {
  readonly compiled: ReadonlyMap<string, Compiled>;
  /** All files that were run in the processes it was made in: where another one is, other functions are called here, too. */
  readonly beside: readonly string[];
  /** When it was made first, in milliseconds. */
  readonly since: number;
}

/** After how many milliseconds what is kept is kept anew for the first time: see `isDue`. */
const soon = 10_000;

/** The most characters of a source that is kept itself. */
const largest = 1_000_000;

/** Makes the shelves of one use. They are kept once the process ends: by then V8 knows, too, which functions were called. */
function shelves(use: string): (file: string) => Shelf {
  const made: Shelf[] = [];
  process.once("exit", (code) => {
    // Who could not run called little of what the next run will call, and that is not compiled again.
    const run = made.flatMap((shelf) => shelf.files());
    if (code !== 2) for (const shelf of made) shelf.keep(run);
  });
  return (file) => {
    const shelf = new Shelf(file, use);
    made.push(shelf);
    return shelf;
  };
}

/**
 * The compiled forms of a file and of what is required with it, for one use: kept in `node_modules/.cache` of the
 * installation, where that may be written.
 */
class Shelf {
  readonly #cache: Cache | null;
  readonly #place: string | null;
  readonly #kept: Map<string, Compiled>;
  readonly #beside: readonly string[];
  readonly #since: number;
  readonly #scripts = new Map<string, Omit<Compiled, "data"> & { readonly script: Script }>();
  #isOutdated = false;

  constructor(file: string, use: string) {
    this.#cache = cacheFor(file);
    this.#place = this.#cache && placeFor(this.#cache, ["compiled", file, use]);
    const kept = this.#place === null ? null : recall<Kept>(this.#place);
    this.#kept = new Map(kept?.compiled);
    this.#beside = kept?.beside ?? [];
    this.#since = kept?.since ?? Date.now();
  }

  /** A source, compiled as Node does for `require`. */
  script(file: string): Script {
    const { size, mtimeMs, ctimeMs } = statSync(file);
    const stamp = [size, mtimeMs, ctimeMs];
    const known = this.#kept.get(file);
    // All of them are views of the one file that was read: megabytes, until the last of them is let go.
    this.#kept.delete(file);
    const kept = known?.stamp.join() === stamp.join() ? known : undefined;
    const source = kept?.source ?? Module.wrap(textOf(file));
    const script = new Script(source, { filename: file, ...(kept && { cachedData: kept.data }) });
    this.#scripts.set(file, { stamp, source: source.length > largest ? null : source, script });
    this.#isOutdated ||= script.cachedDataRejected !== false;
    return script;
  }

  /** The files whose sources were asked for. */
  files(): string[] {
    return [...this.#scripts.keys()];
  }

  /** Keeps what V8 made of them, unless it is kept; `run` are all files that this process ran. */
  keep(run: readonly string[]): void {
    const cache = this.#cache;
    const beside = new Set([...this.#beside, ...run]);
    const isNew = this.#isOutdated || beside.size > this.#beside.length;
    if (cache === null || this.#place === null) return;
    if (!(isNew || isDue(this.#place, this.#since)) || !isWritable(cache.folder)) return;
    const made = [...this.#scripts].map(([file, { script, ...of }]): [string, Compiled] => [
      file,
      { ...of, data: new Uint8Array(script.createCachedData()) },
    ]);
    // The parts of a doctor that was installed here before have other names, and would be read with each run.
    const others = [...this.#kept].filter(([file]) => existsSync(file));
    const kept: Kept = {
      compiled: new Map([...others, ...made]),
      beside: [...beside].filter((file) => existsSync(file)),
      since: this.#since,
    };
    remember(cache, this.#place, kept);
  }
}

/**
 * Whether so long has passed that runs of other kinds may have come, with other functions to keep: the first time soon,
 * then after twice as long each time. Nothing tells cheaper how much was compiled in a run.
 */
function isDue(place: string, since: number): boolean {
  const last = statSync(place, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return Date.now() - last > Math.max(soon, last - since);
}

/** Whether a folder can be written to, which is made where it is missing: what is not kept need not be made at each exit. */
function isWritable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** ASCII, as megabytes of program mostly are, needs no decoding. */
function textOf(file: string): string {
  const bytes = readFileSync(file);
  return bytes.toString(isAscii(bytes) ? "latin1" : "utf8");
}

/** Where what is made of the files of an installation is kept; null where no packages are installed around them. */
function cacheFor(file: string): Cache | null {
  const around = dirname(file);
  if (around === file) return null;
  const modules = basename(around) === "node_modules" ? around : join(around, "node_modules");
  if (!existsSync(modules)) return cacheFor(around);
  // What V8 made is of use to the same V8 only, with the same flags, from NODE_OPTIONS too, on such a processor.
  return {
    folder: join(modules, ".cache", "schema-drift-doctor"),
    build: String(cachedDataVersionTag()),
    most: 200,
  };
}
