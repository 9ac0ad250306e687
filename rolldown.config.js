import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "rolldown";
import { globSync } from "tinyglobby";

// One program instead of a thousand modules: Node spends most of a short run on finding and compiling files.
export default defineConfig({
  input: {
    cli: "src/cli/main.ts",
    index: "src/index.ts",
    // A thread begins in a file of its own, found beside the part that starts it.
    "parts/fleet-worker": "src/commands/fleet/fleet-worker.ts",
  },
  platform: "node",
  transform: { define: { __BUILD__: JSON.stringify(digestOfSource()) } },
  // One is native, the other larger than all the rest and loaded only where TypeScript is read.
  external: ["better-sqlite3", "ts-morph"],
  resolve: { mainFields: ["module", "main"] },
  plugins: [notices()],
  output: {
    dir: "dist",
    chunkFileNames: "parts/[name]-[hash].js",
    comments: { legal: true, annotation: false, jsdoc: false },
  },
});

/** Tells one state of the source from another: what a doctor keeps of its reading is nothing to the next. */
function digestOfSource() {
  const digest = createHash("sha256");
  for (const file of [...globSync(["src/**", "rules/**", "package-lock.json"])].sort())
    digest.update(`${file}\n`).update(readFileSync(file));
  return digest.digest("hex");
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
