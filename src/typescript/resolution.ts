import { dirname } from "node:path";
import type { ts } from "ts-morph";
import { compiler } from "./compiler.ts";
import { drivers } from "./drivers.ts";
import { bufferFile, driverFile, knownFolder, knownModule, kyselyFile } from "./known-modules.ts";
import { bufferLibrary, kyselyLibrary, library } from "./library.ts";
import { nearby } from "./nearby.ts";
import { SettingsFinder } from "./settings.ts";

/** The file that stands for the standard library. */
export const libraryFile = `${knownFolder}/library.d.ts`;

/** Files that are on no disk. */
export const knownFiles: ReadonlyMap<string, string> = new Map([
  [libraryFile, library],
  [kyselyFile, kyselyLibrary],
  [bufferFile, bufferLibrary],
  ...[...drivers].map(([name, text]) => [driverFile(name), text] as const),
]);

const driversByFile: ReadonlyMap<string, string> = new Map(
  [...drivers.keys()].map((name) => [driverFile(name), name]),
);

/** The driver that a file stands for, or null. */
export function driverOf(fileName: string): string | null {
  return driversByFile.get(fileName) ?? null;
}

/** Whether a file is the doctor's own. */
export function isKnownFile(fileName: string): boolean {
  return knownFiles.has(fileName);
}

/** Finds the file an import means: `paths`, `imports` of package.json, barrels and `.js` for `.ts` included, packages not. */
export class Resolver {
  private readonly settings = new SettingsFinder();
  private readonly found = new Map<string, ts.ResolvedModuleFull | undefined>();
  private readonly host: ts.ModuleResolutionHost;

  constructor(host: ts.ModuleResolutionHost) {
    this.host = host;
  }

  /** The file meant by an import, or undefined where the doctor does not follow it. */
  resolve(specifier: string, from: string): ts.ResolvedModuleFull | undefined {
    const known = knownModule(specifier);
    if (known) return { resolvedFileName: known, extension: compiler.Extension.Dts };
    const key = `${dirname(from)}\0${specifier}`;
    if (!this.found.has(key)) this.found.set(key, this.look(specifier, from));
    return this.found.get(key);
  }

  private look(specifier: string, from: string): ts.ResolvedModuleFull | undefined {
    const options = this.settings.optionsFor(dirname(from));
    const near =
      options.rootDirs || options.moduleSuffixes ? undefined : nearby(specifier, from, this.host.fileExists);
    if (near) return near;
    const { resolvedModule } = compiler.resolveModuleName(specifier, from, options, this.host);
    if (!resolvedModule) return undefined;
    // A package of the same workspace is linked into node_modules and really lies elsewhere.
    const isPackage =
      !specifier.startsWith(".") && resolvedModule.resolvedFileName.includes("/node_modules/");
    if (isPackage) return undefined;
    return { ...resolvedModule, isExternalLibraryImport: false };
  }
}
