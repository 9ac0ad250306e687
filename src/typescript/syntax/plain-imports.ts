import { dirname, join } from "node:path";
import { parse } from "jsonc-parser";
import { disk } from "../disk.ts";
import { drivers } from "../drivers.ts";
import { nearby } from "../nearby.ts";
import { mapped, type Naming, namingFor, objectOf } from "./naming.ts";

/** What an import means: a file (absolute path), a package, or what it takes the compiler to tell. */
export type Meaning = { readonly file: string } | "package" | "unclear";

/**
 * Tells what imports mean where that is plain: relative ones, those that a tsconfig.json leads to files, and packages
 * that lie in node_modules or nowhere.
 */
export class PlainImports {
  readonly #naming = new Map<string, Naming>();
  readonly #packages = new Map<string, boolean>();

  /** What the doctor brings along is a package's, whatever else leads there. */
  meaningOf(specifier: string, from: string): Meaning {
    if (drivers.has(specifier) || /^(?:node:)?buffer$/.test(specifier)) return "package";
    const folder = dirname(from);
    const { paths, unclear } = namingFor(folder, this.#naming);
    if (unclear === "all") return "unclear";
    if (specifier.startsWith(".")) return fileAt(specifier, from);
    if (unclear === "packages" || specifier === "") return "unclear";
    const target = paths && mapped(specifier, paths.patterns);
    if (target === undefined) return "unclear";
    if (target !== null && paths) {
      const meaning = fileAt(target, join(paths.folder, "tsconfig.json"));
      // What lies there is a package's, however it is called.
      return typeof meaning === "object" && meaning.file.includes("/node_modules/") ? "unclear" : meaning;
    }
    if (!/^(?:node:)?(?:@[\w.-]+\/)?[a-z][\w.-]*(?:\/|$)/i.test(specifier)) return "unclear";
    return specifier.startsWith("node:") || this.#isPackage(packageOf(specifier), folder)
      ? "package"
      : "unclear";
  }

  /** Whether a name can only be a package's: none that is linked from elsewhere, and not the name of what asks. */
  #isPackage(name: string, folder: string): boolean {
    const key = join(folder, "node_modules", name);
    const known = this.#packages.get(key);
    if (known !== undefined) return known;
    const own = disk.readFile(join(folder, "package.json"));
    const parent = dirname(folder);
    const is =
      !isLinked(key) &&
      !(name.startsWith("@") && isLinked(dirname(key))) &&
      !(own !== undefined && `${name}/`.startsWith(`${objectOf(parse(own)).name}/`)) &&
      (parent === folder || this.#isPackage(name, parent));
    this.#packages.set(key, is);
    return is;
  }
}

/** Whether a folder in node_modules really lies elsewhere. */
function isLinked(folder: string): boolean {
  return disk.directoryExists(folder) && !disk.realpath(folder).includes("/node_modules/");
}

function fileAt(specifier: string, from: string): Meaning {
  const found = nearby(specifier, from, disk.fileExists);
  return found?.extension === ".ts" ? { file: found.resolvedFileName } : "unclear";
}

function packageOf(specifier: string): string {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}
