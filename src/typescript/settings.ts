import { dirname, join } from "node:path";
import { ts } from "ts-morph";

/** The compiler options that decide what a type is. Null checks are on whatever the project says. */
const fixed: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  noLib: true,
  types: [],
  allowImportingTsExtensions: true,
  jsx: ts.JsxEmit.Preserve,
  resolveJsonModule: true,
  noEmit: true,
};

/** The options of a whole program. */
export function programOptions(): ts.CompilerOptions {
  return { ...fixed };
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
    const options = ts.sys.fileExists(file)
      ? { ...fixed, ...read(file, folder) }
      : parent === folder
        ? fixed
        : this.optionsFor(parent);
    this.byFolder.set(folder, options);
    return options;
  }
}

/** Reads a tsconfig.json; one that does not parse counts as far as it can be read. */
function read(file: string, folder: string): ts.CompilerOptions {
  const { config } = ts.readConfigFile(file, ts.sys.readFile);
  const host: ts.ParseConfigHost = {
    useCaseSensitiveFileNames: true,
    // Which files the project has does not matter here, and looking for them costs.
    readDirectory: () => [],
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
  };
  const { options } = ts.parseJsonConfigFileContent(config ?? {}, host, folder, undefined, file);
  const settings: ts.CompilerOptions = {};
  for (const key of honoured) if (options[key] !== undefined) settings[key] = options[key];
  return settings;
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
