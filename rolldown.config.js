import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "rolldown";
import { globSync } from "tinyglobby";

const comments = { legal: true, annotation: false, jsdoc: false };

const shared = defineConfig({
  platform: "node",
  transform: {
    define: {
      __BUILD__: JSON.stringify(digestOfSource()),
      "import.meta.url": 'process.getBuiltinModule("node:url").pathToFileURL(__filename).href',
      "import.meta.dirname": "__dirname",
      "import.meta.filename": "__filename",
      // Only yargs asks it for more, in what the doctor does not call.
      "import.meta": "{}",
    },
  },
});

// One program instead of a thousand modules: Node spends most of a short run on finding and compiling files.
const parts = defineConfig({
  ...shared,
  input: {
    "parts/main": "src/cli/main.ts",
    index: "src/index.ts",
    // A thread begins in a file of its own, found beside the part that starts it.
    "parts/fleet-worker": "src/commands/fleet/fleet-worker.ts",
  },
  // One is native, the other larger than all the rest and loaded only where TypeScript is read.
  external: ["better-sqlite3", "ts-morph"],
  resolve: {
    mainFields: ["module", "main"],
    // yargs asks the other one, which loads the tables of Unicode before it is asked anything: 30 ms.
    alias: { "string-width": "fast-string-width" },
  },
  plugins: [
    notices(),
    onePicomatch(),
    onDemandOnly(),
    patternsOnDemand(),
    nativeFromPackage(),
    plainSpreads(),
    ascii(),
    commonJs(),
  ],
  output: {
    dir: "dist",
    // Of CommonJS alone Node 20 can keep what V8 makes of it.
    format: "cjs",
    chunkFileNames: "parts/[name]-[hash].js",
    // Each file costs half a millisecond: what every command needs is one, and so is what answers as before, what the
    // rules are, what else an analysis takes, and what a model of TypeScript takes where its syntax says all.
    codeSplitting: {
      groups: [
        { name: "start", test: /\/src\/internal\.ts$/ },
        { name: "standing", test: /\/src\/commands\/standing\.ts$/ },
        { name: "catalogue", test: /\/rules\/catalogue\.ts$/ },
        { name: "analysis", test: /\/src\/(commands\/analyze-to-keep|sources\/sql)\.ts$/ },
        // What the compiler's reader needs, too, is none of the parser's: that may be missing.
        {
          name: "typescript",
          test: /\/src\/(sources\/typescript-tables|typescript\/(tags|leaves|nearby|library|known-modules|relative-path))\.ts$/,
        },
        { name: "syntax", test: /\/src\/typescript\/syntax\/model\.ts$/ },
      ],
    },
    comments,
  },
});

// What runs the parts is loaded by Node itself, which takes longest for a file: it is one, and shares none with them.
const launcher = defineConfig({
  ...shared,
  input: { cli: "src/program.ts" },
  output: { dir: "dist", format: "cjs", comments },
});

export default [parts, launcher];

/** Tells one state of the source from another: what a doctor keeps of its reading is nothing to the next. */
function digestOfSource() {
  const digest = createHash("sha256");
  for (const file of [...globSync(["src/**", "rules/**", "package-lock.json"])].sort())
    digest.update(`${file}\n`).update(readFileSync(file));
  return digest.digest("hex");
}

/** fdir looks for a picomatch of the project, and would load it beside the one that is bundled: it requires nothing. */
function onePicomatch() {
  return {
    name: "one-picomatch",
    /** @param {string} code @param {string} id */
    transform: (code, id) =>
      id.includes("/fdir/")
        ? code
            .replaceAll('__require.resolve("picomatch")', "null")
            .replaceAll('__require("picomatch")', "null")
            .replace("createRequire(import.meta.url)", "null")
        : null,
  };
}

/**
 * yargs composes its help after each command, looks for a version before it is told one, and looks whether those who call
 * it give it what it asks for, which their types tell: 5 ms, 2 ms and 1 ms.
 */
function onDemandOnly() {
  /** @type {Record<string, readonly [unasked: string, instead: string]>} */
  const changes = {
    "/yargs/build/lib/command.js": ["yargs.getInternalMethods().getUsageInstance().cacheHelpMessage();", ""],
    "/yargs/build/lib/yargs-factory.js": ["yargs.version();", ""],
    // What it did is called by nobody then, and left out.
    "/yargs/build/lib/argsert.js": [
      "export function argsert(arg1, arg2, arg3) {",
      "export function argsert() {} function asserted(arg1, arg2, arg3) {",
    ],
  };
  return {
    name: "on-demand-only",
    /** @param {string} code @param {string} id */
    transform: (code, id) => {
      const [, change] = Object.entries(changes).find(([file]) => id.endsWith(file)) ?? [];
      if (!change) return null;
      if (!code.includes(change[0])) throw new Error(`${id} is not what it was: ${change[0]} is not in it`);
      return code.replace(...change);
    },
  };
}

/** The width of text is told by patterns that know all scripts and emoji, which few texts need: 1 ms. */
function patternsOnDemand() {
  return {
    name: "patterns-on-demand",
    /** @param {string} code @param {string} id */
    transform: (code, id) => {
      if (!id.endsWith("/fast-string-truncated-width/dist/index.js")) return null;
      const patterns = (code.match(/^const \w+_RE = .*\n/gm) ?? []).join("");
      return code.replace(patterns, "").replace("/* CONSTANTS */", () => patterns);
    },
  };
}

/** The parser is bundled; what is native of it lies beside its package, which to ask Node for takes 4 ms. */
function nativeFromPackage() {
  const installed = `createRequire(import.meta.url).resolve.paths("oxc-parser")
    .map((folder) => folder + "/oxc-parser/src-js/index.js")
    .find(process.getBuiltinModule("node:fs").existsSync)`;
  return {
    name: "native-from-package",
    /** @param {string} code @param {string} id */
    transform: (code, id) =>
      id.endsWith("/oxc-parser/src-js/bindings.js")
        ? code.replace(
            "createRequire(import.meta.url)",
            `createRequire(process.getBuiltinModule("node:fs").realpathSync(${installed} ?? import.meta.filename))`,
          )
        : null,
  };
}

/**
 * Begins each literal like `{ ...one, name }` with the prototype that it has anyway. The V8 of Node 20 copies an object
 * that comes first by another way, and what is added then costs it ten times as much, and a hidden class for each copy.
 */
function plainSpreads() {
  return {
    name: "plain-spreads",
    /** @this {import("rolldown").PluginContext} @param {string} code */
    renderChunk(code) {
      const places = spreadsIn(this.parse(code)).sort((a, b) => b - a);
      return places.reduce(
        (text, at) => `${text.slice(0, at)}__proto__: Object.prototype, ${text.slice(at)}`,
        code,
      );
    },
  };
}

/** @param {unknown} node @returns {number[]} where literals begin that copy an object and add to it */
function spreadsIn(node) {
  if (Array.isArray(node)) return node.flatMap(spreadsIn);
  if (node === null || typeof node !== "object") return [];
  const [first, ...more] = "properties" in node && Array.isArray(node.properties) ? node.properties : [];
  const own = first?.type === "SpreadElement" && more.length > 0 ? [first.start] : [];
  return [...own, ...Object.values(node).flatMap(spreadsIn)];
}

/** What is beyond ASCII is escaped: for one such character V8 takes two bytes for each of a source. */
function ascii() {
  return {
    name: "ascii",
    /** @param {unknown} _options @param {Record<string, import("rolldown").OutputChunk | import("rolldown").OutputAsset>} bundle */
    generateBundle(_options, bundle) {
      for (const part of Object.values(bundle)) if (part.type === "chunk") part.code = escaped(part.code);
    },
  };
}

/** @param {string} code */
function escaped(code) {
  // There an escape would mean something else.
  const [beyond] = code.match(/\\[^\0-\x7f]|String\.raw`[^`]*[^\0-\x7f][^`]*`/) ?? [];
  if (beyond !== undefined) throw new Error(`Cannot be escaped in what is built: ${beyond}`);
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Says of what is built that it is CommonJS, in a package whose sources are not. */
function commonJs() {
  return {
    name: "common-js",
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "package.json", source: '{ "type": "commonjs" }\n' });
    },
  };
}

/** Puts the licences of what is bundled beside it. */
function notices() {
  return {
    name: "notices",
    /** @param {unknown} _options @param {Record<string, import("rolldown").OutputChunk | import("rolldown").OutputAsset>} bundle */
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((part) => (part.type === "chunk" ? part.moduleIds : []));
      const packages = new Set(modules.flatMap((id) => packageOf(id) ?? []));
      const source = [...packages].sort().map(noticeOf).join("\n\n");
      this.emitFile({ type: "asset", fileName: "NOTICES.txt", source });
    },
  };
}

/** @param {string} id @returns {string | undefined} the folder of the package that a module is of */
function packageOf(id) {
  return id.match(/^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0];
}

/** @param {string} folder */
function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const texts = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(licen[cs]e|notice)/i.test(entry.name))
    .map((entry) => entry.name)
    .sort()
    .map((file) => readFileSync(join(folder, file), "utf8").trim());
  return [`${name} ${version} (${license})`, ...texts].join("\n\n");
}
