import { dirname, join } from "node:path";
import type { ts } from "ts-morph";
import { compiler } from "./compiler.ts";

/** What a project says of how its files are compiled. */
export interface ProjectSettings {
  /** Its tsconfig.json; null for files without one. */
  readonly file: string | null;
  readonly options: ts.CompilerOptions;
  /** The files whose declarations hold everywhere in the project, whoever imports them. */
  readonly ambient: readonly string[];
}

/** Finds the settings of files: their nearest tsconfig.json, or the project it refers to that includes them. */
export class ProjectSettingsFinder {
  private readonly read = new Map<string, Parsed[]>();
  private readonly made = new Map<Parsed | null, ProjectSettings>();

  /** The settings for a file. Files of one project share one object. */
  settingsOf(path: string): ProjectSettings {
    const nearest = findUpwards(dirname(path), "tsconfig.json");
    const parsed = nearest === undefined ? null : this.chosen(nearest, path);
    const known = this.made.get(parsed);
    if (known) return known;
    const folder = parsed ? dirname(parsed.file) : dirname(path);
    const settings: ProjectSettings = {
      file: parsed?.file ?? null,
      options: { ...defaults(folder), ...parsed?.options, ...fixed },
      ambient: parsed ? parsed.fileNames.filter(isAmbient) : [],
    };
    this.made.set(parsed, settings);
    return settings;
  }

  private chosen(nearest: string, path: string): Parsed | null {
    const projects = this.read.get(nearest) ?? [...projectsFrom(nearest, new Set())];
    this.read.set(nearest, projects);
    const [own, ...referred] = projects;
    const including = projects.find(({ fileNames }) => fileNames.includes(path));
    return including ?? (own?.fileNames.length === 0 ? referred[0] : undefined) ?? own ?? null;
  }
}

interface Parsed {
  readonly file: string;
  readonly options: ts.CompilerOptions;
  readonly fileNames: readonly string[];
}

/** A tsconfig.json and the projects it refers to, itself first. One that does not parse counts as far as it does. */
function* projectsFrom(file: string, seen: Set<string>): Generator<Parsed> {
  if (seen.has(file) || !compiler.sys.fileExists(file)) return;
  seen.add(file);
  const { config } = compiler.readConfigFile(file, compiler.sys.readFile);
  const { options, fileNames, projectReferences } = compiler.parseJsonConfigFileContent(
    config ?? {},
    compiler.sys,
    dirname(file),
    undefined,
    file,
  );
  yield { file, options, fileNames };
  for (const { path } of projectReferences ?? [])
    yield* projectsFrom(path.endsWith(".json") ? path : join(path, "tsconfig.json"), seen);
}

/** What has no bearing on whether a call is right, or is about files that the doctor does not write. */
const fixed: ts.CompilerOptions = {
  noEmit: true,
  skipLibCheck: true,
  composite: false,
  incremental: false,
  declaration: false,
  isolatedDeclarations: false,
  noUnusedLocals: false,
  noUnusedParameters: false,
  allowUnusedLabels: true,
  allowUnreachableCode: true,
  ignoreDeprecations: "6.0",
};

/** Of settings that are left out, what TypeScript 5 took for granted where the project does not use a later one. */
function defaults(folder: string): ts.CompilerOptions {
  const types = ["*"];
  return isSixOrLater(folder) ? { types } : { types, strict: false };
}

function isSixOrLater(folder: string): boolean {
  const installed = findUpwards(folder, "node_modules/typescript/package.json");
  const version = installed ? json(installed).version : wantedVersion(folder);
  return Number(/\d+/.exec(String(version))?.[0] ?? 0) >= 6;
}

function wantedVersion(folder: string): unknown {
  const file = findUpwards(folder, "package.json");
  if (file === undefined) return undefined;
  const { dependencies, devDependencies } = json(file);
  const wanted = { ...record(dependencies), ...record(devDependencies) }.typescript;
  const parent = dirname(dirname(file));
  return wanted === undefined && parent !== dirname(file) ? wantedVersion(parent) : wanted;
}

function json(file: string): Record<string, unknown> {
  return record(compiler.readConfigFile(file, compiler.sys.readFile).config);
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/** A declaration file, or one that adds to packages or to what is global. */
function isAmbient(path: string): boolean {
  if (/\.d\.([^/.]+\.)?[cm]?ts$/.test(path)) return true;
  return /\bdeclare\s+(module\s*["']|global\s*\{)/.test(compiler.sys.readFile(path) ?? "");
}

function findUpwards(folder: string, name: string): string | undefined {
  const file = join(folder, name);
  if (compiler.sys.fileExists(file)) return file;
  const parent = dirname(folder);
  return parent === folder ? undefined : findUpwards(parent, name);
}
