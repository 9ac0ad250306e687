import type { ts } from "ts-morph";
import { compiler } from "./compiler.ts";
import { drivers } from "./drivers.ts";
import type { ProjectSettings } from "./project-settings.ts";
import { libraryFolder, libraryText } from "./standard-library.ts";

/** Files of one project, compiled as the project says. */
export interface Compilation {
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
  /** What the files build on that is not there: packages, types of packages, files. In order of name. */
  readonly missing: readonly string[];
  /** Whether types are missing, or stand for those of a package. */
  readonly incomplete: boolean;
  /** Which files a file imports. */
  readonly imports: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Compiles files with what they import; nothing is written. Drivers that are not installed are known to the doctor. */
export function compile(root: string, settings: ProjectSettings, paths: readonly string[]): Compilation {
  const { options, ambient } = settings;
  const imported = new Imports();
  const program = compiler.createProgram({
    rootNames: [...new Set([...paths, ...ambient])],
    options,
    host: compilerHost(root, options, imported),
  });
  const checker = program.getTypeChecker();
  const declared = checker
    .getAmbientModules()
    .filter(isInstalled)
    .map(({ name }) => name.slice(1, -1));
  const absent = [...imported.unresolved].filter((name) => !declared.some((known) => matches(known, name)));
  const typings = program
    .getOptionsDiagnostics()
    .filter(({ code }) => code === typesNotFound)
    .map(
      ({ messageText }) => /'(.+?)'/.exec(compiler.flattenDiagnosticMessageText(messageText, " "))?.[1] ?? "",
    );
  const missing = [...new Set([...absent, ...typings])].sort();
  const files = program.getSourceFiles();
  const alone = !files.some(
    ({ fileName }) => fileName.includes("/node_modules/") && libraryText(fileName) === undefined,
  );
  const incomplete = missing.length > 0 || alone || files.some(({ fileName }) => isDriverFile(fileName));
  return { program, checker, missing, incomplete, imports: imported.files };
}

/** "Cannot find type definition file for '{0}'." */
const typesNotFound = 2688;

class Imports {
  readonly files = new Map<string, Set<string>>();
  readonly unresolved = new Set<string>();

  add(from: string, specifier: string, found: ts.ResolvedModuleFull | undefined): void {
    if (found === undefined || /^\.[cm]?jsx?$/.test(found.extension)) {
      if (!from.includes("/node_modules/")) this.unresolved.add(specifier);
      return;
    }
    const known = this.files.get(from) ?? new Set();
    this.files.set(from, known.add(found.resolvedFileName));
  }
}

function compilerHost(root: string, options: ts.CompilerOptions, imported: Imports): ts.CompilerHost {
  const disk = compiler.createCompilerHost(options);
  const readFile = (path: string): string | undefined =>
    libraryText(path) ?? driverFiles.get(path) ?? disk.readFile(path);
  const fileExists = (path: string): boolean =>
    driverFiles.has(path) || libraryText(path) !== undefined || disk.fileExists(path);
  const cache = compiler.createModuleResolutionCache(root, disk.getCanonicalFileName, options);
  const host: ts.CompilerHost = {
    ...disk,
    readFile,
    fileExists,
    getCurrentDirectory: () => root,
    getDefaultLibLocation: () => libraryFolder,
    getDefaultLibFileName: (given) => `${libraryFolder}/${compiler.getDefaultLibFileName(given)}`,
    getSourceFile: (path, version) => {
      const text = readFile(path);
      return text === undefined ? undefined : compiler.createSourceFile(path, text, version);
    },
    resolveModuleNameLiterals: (literals, from, redirected, given, file) =>
      literals.map((literal) => {
        const mode = compiler.getModeForUsageLocation(file, literal, given);
        const { text } = literal;
        const { resolvedModule } = compiler.resolveModuleName(
          text,
          from,
          given,
          host,
          cache,
          redirected,
          mode,
        );
        const typed = resolvedModule && !isScript(resolvedModule) ? resolvedModule : undefined;
        const found = typed ?? driverModule(text) ?? resolvedModule;
        imported.add(from, text, found);
        return { resolvedModule: found };
      }),
  };
  return host;
}

function isScript({ extension }: ts.ResolvedModuleFull): boolean {
  return /^\.[cm]?jsx?$/.test(extension);
}

/** The stubs of the drivers. A default export beside others is that of an ES module. */
const driverFiles: ReadonlyMap<string, string> = new Map(
  [...drivers].map(([name, text]) => [driverFile(name, text), text] as const),
);

function driverFile(name: string, text: string): string {
  const extension = /\bexport default\b/.test(text) ? "d.mts" : "d.ts";
  return `/__drivers__/${name.replaceAll(/[/:]/g, "-")}.${extension}`;
}

function driverModule(name: string): ts.ResolvedModuleFull | undefined {
  const text = drivers.get(name);
  if (text === undefined) return undefined;
  const resolvedFileName = driverFile(name, text);
  const extension = resolvedFileName.endsWith(".d.mts") ? compiler.Extension.Dmts : compiler.Extension.Dts;
  return { resolvedFileName, extension, isExternalLibraryImport: true };
}

/** Whether a file stands for a driver that is not installed. */
export function isDriverFile(path: string): boolean {
  return driverFiles.has(path);
}

/** Whether an ambient module comes from a package, or names files by pattern; others may only add to what is missing. */
function isInstalled(module: ts.Symbol): boolean {
  return (
    module.name.includes("*") ||
    (module.declarations ?? []).some((each) => each.getSourceFile().fileName.includes("/node_modules/"))
  );
}

function matches(pattern: string, name: string): boolean {
  const [before = "", after] = pattern.split("*");
  return after === undefined ? pattern === name : name.startsWith(before) && name.endsWith(after);
}
