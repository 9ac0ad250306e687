import { dirname, join } from "node:path";
import type { ts } from "ts-morph";
import { compiler } from "./compiler.ts";
import { disk } from "./disk.ts";

/** The compiler options that decide what a type is. Null checks are on whatever the project says. */
const fixed: ts.CompilerOptions = {
  target: compiler.ScriptTarget.ESNext,
  module: compiler.ModuleKind.ESNext,
  moduleResolution: compiler.ModuleResolutionKind.Bundler,
  strict: true,
  noLib: true,
  types: [],
  allowImportingTsExtensions: true,
  jsx: compiler.JsxEmit.Preserve,
  resolveJsonModule: true,
  noEmit: true,
};

/** The options of a whole program; JavaScript is read where a file of it is asked for. */
export function programOptions(paths: readonly string[] = []): ts.CompilerOptions {
  return { ...fixed, allowJs: paths.some((path) => /\.[mc]?jsx?$/i.test(path)) };
}

/** Finds the settings for a folder: its nearest tsconfig.json, with what that extends. */
export class SettingsFinder {
  private readonly byFolder = new Map<string, ts.CompilerOptions>();

  /** The options to resolve the imports of the files in a folder with. */
  optionsFor(folder: string): ts.CompilerOptions {
    const known = this.byFolder.get(folder);
    if (known) return known;
    const file = join(folder, "tsconfig.json");
    const parent = dirname(folder);
    const options = disk.fileExists(file)
      ? { ...fixed, ...read(file) }
      : parent === folder
        ? fixed
        : this.optionsFor(parent);
    this.byFolder.set(folder, options);
    return options;
  }
}

/** Reads a tsconfig.json; one that does not parse counts as far as it can be read. */
function read(file: string): ts.CompilerOptions {
  const { config } = compiler.readConfigFile(file, disk.readFile);
  const host: ts.ParseConfigHost = {
    useCaseSensitiveFileNames: true,
    // Which files the project has does not matter here, and looking for them costs.
    readDirectory: () => [],
    fileExists: disk.fileExists,
    readFile: disk.readFile,
  };
  const parsed = compiler.parseJsonConfigFileContent(config ?? {}, host, dirname(file), undefined, file);
  const settings: ts.CompilerOptions = {};
  for (const key of honoured) if (parsed.options[key] !== undefined) settings[key] = parsed.options[key];
  return Object.keys(settings).length > 0 ? settings : referenced(parsed.projectReferences ?? []);
}

/** The settings of the first project that a tsconfig.json without any of its own refers to. */
function referenced(references: readonly ts.ProjectReference[]): ts.CompilerOptions {
  for (const { path } of references) {
    const file = path.endsWith(".json") ? path : join(path, "tsconfig.json");
    const settings = disk.fileExists(file) ? read(file) : {};
    if (Object.keys(settings).length > 0) return settings;
  }
  return {};
}

/** What of a project's tsconfig is honoured: how it names its modules. */
const honoured: readonly string[] = [
  "baseUrl",
  "paths",
  "pathsBasePath",
  "rootDirs",
  "customConditions",
  "moduleSuffixes",
];
