import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

/** The package as `npm pack` makes it, unpacked. Remove it after use. */
export function pack(): {
  readonly folder: string;
  readonly files: readonly string[];
  readonly bytes: number;
  readonly remove: () => void;
} {
  const place = mkdtempSync(join(tmpdir(), "packed-"));
  const options = ["pack", "--json", "--foreground-scripts=false", "--pack-destination", place];
  const [said] = JSON.parse(npm(options, root));
  execFileSync("tar", ["-xzf", join(place, said.filename), "-C", place]);
  const folder = join(place, "package");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  return { folder, files, bytes: said.size, remove: () => rmSync(place, { recursive: true }) };
}

/** Puts the unpacked package into a project, with its dependencies and what its tests compile with. */
export function install(packed: string, project: string): void {
  const { dependencies } = JSON.parse(readFileSync(join(packed, "package.json"), "utf8"));
  const modules = join(project, "node_modules");
  for (const name of [...Object.keys(dependencies), "@types/node", "undici-types"]) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(root, "node_modules", name), join(modules, name));
  }
  const place = join(modules, "schema-drift-doctor");
  cpSync(packed, place, { recursive: true });
  mkdirSync(join(modules, ".bin"));
  symlinkSync(join("..", "schema-drift-doctor", "dist", "cli.js"), join(modules, ".bin", "doctor"));
}

/** Runs npm; returns what it prints. */
export function npm(words: readonly string[], folder: string): string {
  return execFileSync("npm", words, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}
