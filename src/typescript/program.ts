import type { ts } from "ts-morph";
import { DoctorError } from "../errors.ts";
import type { Location } from "../schema/location.ts";
import { compiler } from "./compiler.ts";
import { disk } from "./disk.ts";
import { isKnownModule } from "./known-modules.ts";
import { parsedOnce } from "./parsed-files.ts";
import { relativePath } from "./relative-path.ts";
import { isKnownFile, knownFiles, libraryFile, Resolver } from "./resolution.ts";
import { programOptions } from "./settings.ts";

/** The model files and what they import, parsed and checked, never executed. */
export interface ModelProgram {
  readonly checker: ts.TypeChecker;
  /** The model files themselves, in the order given. */
  readonly files: readonly ts.SourceFile[];
  /** The files that model files import, themselves no model files. */
  readonly imported: readonly ts.SourceFile[];
  /** The first syntax error of a file, or null. */
  readonly syntaxError: (
    file: ts.SourceFile,
  ) => { readonly location: Location; readonly message: string } | null;
  /** Where a node begins. */
  readonly locate: (node: ts.Node) => Location;
  /** The place of a character in a file. */
  readonly locateAt: (file: ts.SourceFile, position: number) => Location;
}

/** Which imports of files are followed, with what was parsed to find that out. */
export interface Imports {
  readonly parsed: ReadonlyMap<string, ts.SourceFile>;
  readonly follows: (specifier: string, from: string) => boolean;
}

/**
 * Parses files (absolute paths) and their import closure, or what of it is followed. Throws DoctorError for a file that
 * cannot be read.
 */
export function openProgram(
  root: string,
  paths: readonly string[],
  importsOf?: (resolver: Resolver) => Imports,
): ModelProgram {
  const host = compilerHost(root, importsOf);
  const program = compiler.createProgram({
    rootNames: [libraryFile, ...paths],
    options: programOptions(paths),
    host,
  });
  const files = paths.map((path) => {
    const file = program.getSourceFile(path);
    if (file) return file;
    throw new DoctorError(
      "model-unreadable",
      `The model file ${relativePath(root, path)} cannot be read.`,
      "Check that it is a file and that you may read it.",
    );
  });
  const models = new Set(files);
  const relativePaths = new Map<ts.SourceFile, string>();
  const pathOf = (file: ts.SourceFile): string => {
    const path = relativePaths.get(file) ?? relativePath(root, file.fileName);
    relativePaths.set(file, path);
    return path;
  };
  const locateAt = (file: ts.SourceFile, position: number): Location => {
    const { line, character } = file.getLineAndCharacterOfPosition(position);
    return { file: pathOf(file), line: line + 1, column: character + 1 };
  };
  return {
    checker: program.getTypeChecker(),
    files,
    imported: program.getSourceFiles().filter((file) => !models.has(file) && !isKnownFile(file.fileName)),
    syntaxError: (file) => {
      const [first] = program.getSyntacticDiagnostics(file);
      if (!first) return null;
      const message = compiler.flattenDiagnosticMessageText(first.messageText, " ");
      return { location: locateAt(file, first.start), message };
    },
    locate: (node) => locateAt(node.getSourceFile(), node.getStart()),
    locateAt,
  };
}

/** Parses a file. The doctor reads comments itself, see comments.ts. */
export function parseFile(path: string, text: string): ts.SourceFile {
  const options = {
    languageVersion: compiler.ScriptTarget.ESNext,
    jsDocParsingMode: compiler.JSDocParsingMode.ParseNone,
  };
  return compiler.createSourceFile(path, text, options);
}

function compilerHost(root: string, importsOf?: (resolver: Resolver) => Imports): ts.CompilerHost {
  const resolver = new Resolver(disk);
  const imports = importsOf?.(resolver);
  const resolve = (specifier: string, from: string): ts.ResolvedModuleFull | undefined =>
    !imports || isKnownModule(specifier) || imports.follows(specifier, from)
      ? resolver.resolve(specifier, from)
      : undefined;
  return {
    ...disk,
    getSourceFile: (path) => {
      const parsed = imports?.parsed.get(path);
      if (parsed) return parsed;
      const text = knownFiles.get(path) ?? disk.readFile(path);
      return text === undefined ? undefined : parsedOnce(path, text, () => parseFile(path, text));
    },
    getDefaultLibFileName: () => libraryFile,
    getCurrentDirectory: () => root,
    getCanonicalFileName: (path) => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    writeFile: () => undefined,
    resolveModuleNameLiterals: (literals, from) =>
      literals.map(({ text }) => ({ resolvedModule: resolve(text, from) })),
  };
}
