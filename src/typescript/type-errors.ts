import { resolve } from "node:path";
import type { ts } from "ts-morph";
import type { Location, NotAnalysed } from "../schema/location.ts";
import { type Compilation, compile } from "./compile.ts";
import { compiler } from "./compiler.ts";
import { isAboutSettings, mayFollowFromMissing } from "./doubt.ts";
import { type ProjectSettings, ProjectSettingsFinder } from "./project-settings.ts";
import { relativePath } from "./relative-path.ts";

/** A call of the database: the file, relative to the root, and where in it the call begins and ends. */
export interface CallSpan {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** What the compiler says at the calls, and what it says that may come of packages that are not installed. */
export interface TypeErrors {
  readonly faults: readonly { readonly location: Location; readonly message: string }[];
  readonly notAnalysed: readonly NotAnalysed[];
}

/**
 * The compiler's errors at calls of the database, under the settings of each file's nearest tsconfig.json. A file
 * that does not parse has none: the compiler does not look at its types.
 */
export function typeErrors(root: string, calls: readonly CallSpan[]): TypeErrors {
  const finder = new ProjectSettingsFinder();
  const projects = new Map<ProjectSettings, Map<string, CallSpan[]>>();
  for (const call of calls) {
    const path = resolve(root, call.file).replaceAll("\\", "/");
    const settings = finder.settingsOf(path);
    if (!isCompiled(path, settings)) continue;
    const files = projects.get(settings) ?? new Map<string, CallSpan[]>();
    projects.set(settings, files.set(path, [...(files.get(path) ?? []), call]));
  }
  const found = [...projects].map(([settings, files]) => errorsOf(root, settings, files));
  return {
    faults: found.flatMap(({ faults }) => faults).sort((a, b) => byPlace(a.location, b.location)),
    notAnalysed: found.flatMap(({ notAnalysed }) => notAnalysed),
  };
}

/** The compiler looks at the types of JavaScript only where it is told to. */
function isCompiled(path: string, { options }: ProjectSettings): boolean {
  return /\.[cm]?tsx?$/.test(path) || options.checkJs === true;
}

function errorsOf(
  root: string,
  settings: ProjectSettings,
  files: ReadonlyMap<string, readonly CallSpan[]>,
): TypeErrors {
  const compilation = compile(root, settings, [...files.keys()]);
  const faults: TypeErrors["faults"][number][] = [];
  const notAnalysed = missingPackages(root, settings, compilation);
  for (const [path, calls] of files) {
    const file = compilation.program.getSourceFile(path);
    if (!file || !parses(compilation, file)) continue;
    for (const error of errorsAt(compilation.program, file, calls)) {
      const message = compiler.flattenDiagnosticMessageText(error.messageText, " ").replace(/\s+/g, " ");
      const location = locate(root, file, error.start ?? 0);
      const doubt = doubtAbout(root, compilation, file, error);
      if (doubt === null) faults.push({ location, message });
      else notAnalysed.push({ what: `The compiler's "${message}"`, location, why: doubt });
    }
  }
  return { faults, notAnalysed };
}

function errorsAt(program: ts.Program, file: ts.SourceFile, calls: readonly CallSpan[]): ts.Diagnostic[] {
  const isInside = (start: number): boolean => calls.some((call) => start >= call.start && start < call.end);
  return program
    .getSemanticDiagnostics(file)
    .filter(({ category, start }) => category === compiler.DiagnosticCategory.Error && isInside(start ?? -1))
    .filter((error) => !isAboutSettings(error));
}

/** Why an error may be none; null where nothing speaks for that. */
function doubtAbout(
  root: string,
  compilation: Compilation,
  file: ts.SourceFile,
  error: ts.Diagnostic,
): string | null {
  const broken = brokenImport(compilation, file);
  if (broken !== null) return `${relativePath(root, broken)}, which it builds on, does not parse.`;
  if (!mayFollowFromMissing(compilation, file, error)) return null;
  return "It may come of packages that are not installed.";
}

/** The first file that does not parse among those a file imports, directly or through others. */
function brokenImport({ program, imports }: Compilation, file: ts.SourceFile): string | null {
  const reached = new Set([file.fileName]);
  for (const path of reached) for (const next of imports.get(path) ?? []) reached.add(next);
  const broken = [...reached].find((path) => {
    const source = program.getSourceFile(path);
    return source && !path.includes("/node_modules/") && program.getSyntacticDiagnostics(source).length > 0;
  });
  return broken ?? null;
}

function parses({ program }: Compilation, file: ts.SourceFile): boolean {
  return program.getSyntacticDiagnostics(file).length === 0;
}

function missingPackages(root: string, { file }: ProjectSettings, { missing }: Compilation): NotAnalysed[] {
  if (missing.length === 0) return [];
  const what = file === null ? "Compiler errors" : `Compiler errors under ${relativePath(root, file)}`;
  const names = missing.length > 8 ? [...missing.slice(0, 7), `${missing.length - 7} more`] : missing;
  return [
    { what, location: null, why: `Not installed: ${names.join(", ")}. What comes from there counts as any.` },
  ];
}

function locate(root: string, file: ts.SourceFile, position: number): Location {
  const { line, character } = file.getLineAndCharacterOfPosition(position);
  return { file: relativePath(root, file.fileName), line: line + 1, column: character + 1 };
}

function byPlace(a: Location, b: Location): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
