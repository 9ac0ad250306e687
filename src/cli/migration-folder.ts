import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { MigrationFolder } from "../internal.ts";

/** A folder of migrations as it is on disk, and what the project it belongs to says of itself. */
export function migrationFolder(path: string, shown: string): MigrationFolder {
  return {
    shown,
    list: (inside = "") => namesIn(join(path, inside)),
    read: (inside) => (isFile(join(path, inside)) ? readFileSync(join(path, inside), "utf8") : null),
    project: projectOf(path),
    uuid: () => crypto.randomUUID(),
  };
}

function namesIn(path: string): readonly string[] {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(path).sort() : [];
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** What the nearest package.json says. One that cannot be read says nothing: the migration tool will complain. */
function projectOf(path: string): MigrationFolder["project"] {
  const root = upwards(path).find((folder) => isFile(join(folder, "package.json")));
  if (root === undefined)
    return {
      packageType: "commonjs",
      typescript: existsSync(join(dirname(path), "tsconfig.json")),
      packages: [],
      files: [],
    };
  const manifest = manifestIn(root);
  const packages = ["dependencies", "devDependencies"].flatMap((key) =>
    Object.keys(Object(Reflect.get(manifest, key))),
  );
  const files = namesIn(root);
  return {
    packageType: Reflect.get(manifest, "type") === "module" ? "module" : "commonjs",
    typescript: packages.includes("typescript") || files.includes("tsconfig.json"),
    packages,
    files,
  };
}

function manifestIn(root: string): object {
  try {
    return Object(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

function upwards(path: string): string[] {
  const above = dirname(path);
  return above === path ? [path] : [path, ...upwards(above)];
}
