import { findDatabases } from "./databases.ts";
import { type NamedDatabase, namedByEnvironment } from "./environment.ts";
import { type Manifest, readManifest } from "./manifest.ts";
import { findModels, isSnapshot, type ModelCandidate } from "./models.ts";
import { listFiles, type ProjectFile, textOf } from "./project-files.ts";
import { type Hints, readHints, sourcesOf } from "./read-hints.ts";

/** What a look at a project finds, before anything is chosen. */
export interface Look {
  readonly manifest: Manifest;
  readonly hasTsconfig: boolean;
  readonly named: NamedDatabase | null;
  /** The likeliest first. */
  readonly databases: readonly string[];
  /** The best first. */
  readonly models: readonly ModelCandidate[];
  readonly hints: readonly Hints[];
  /** The patterns of the files that hold SQL. */
  readonly queries: readonly string[];
  /** A snapshot that is there already. */
  readonly snapshot: string | null;
  /** Whether git would take .doctor/ in; null where there is no .gitignore. */
  readonly ignoresHistory: boolean | null;
  readonly isPart: boolean;
}

/** Looks at a project: names of files, magic headers, texts. Runs nothing of it. */
export function lookAtProject(root: string, environment: Readonly<Record<string, string | undefined>>): Look {
  const { files, isPart } = listFiles(root);
  const hints = readHints(root, sourcesOf(files));
  return {
    manifest: readManifest(root),
    hasTsconfig: files.some(({ path }) => path === "tsconfig.json"),
    named: namedByEnvironment(root, environment),
    databases: findDatabases(root, files, hints),
    models: findModels(root, files, hints),
    hints,
    queries: queriesOf(hints, files),
    snapshot: snapshotAmong(root, files),
    ignoresHistory: ignores(root),
    isPart,
  };
}

/** The top folders with SQL in them, or the files where those lie in none; tests are left out where there are some. */
function queriesOf(hints: readonly Hints[], files: readonly ProjectFile[]): string[] {
  const withSql = hints.filter(({ hasSql }) => hasSql).map(({ path }) => path);
  const folders = [...new Set(withSql.filter((path) => path.includes("/")).map(topOf))].sort();
  const loose = withSql.filter((path) => !path.includes("/"));
  const hasTests = folders.some((folder) =>
    files.some(({ path }) => path.startsWith(`${folder}/`) && /\.(?:test|spec)\.[cm]?tsx?$/.test(path)),
  );
  const wanted = [
    ...folders.map((folder) => `${escaped(folder)}/**/*.${extensions(withSql, folder)}`),
    ...loose,
  ];
  return hasTests ? [...wanted, "!**/*.{test,spec}.*"] : wanted;
}

/** In a monorepo each package has its own source folder. */
function topOf(path: string): string {
  const parts = path.split("/").slice(0, -1);
  return parts[0] === "packages" || parts[0] === "apps" ? parts.slice(0, 3).join("/") : (parts[0] ?? "");
}

function extensions(paths: readonly string[], folder: string): string {
  const own = paths
    .filter((path) => path.startsWith(`${folder}/`))
    .map((path) => path.slice(path.lastIndexOf(".") + 1));
  const found = [...new Set(["ts", ...own])];
  return found.length === 1 ? "ts" : `{${found.join(",")}}`;
}

function escaped(folder: string): string {
  return folder.replace(/[\\()[\]{}!*?@+|]/g, "\\$&");
}

function snapshotAmong(root: string, files: readonly ProjectFile[]): string | null {
  const found = files.find(
    ({ path, bytes }) => /\.sql$/i.test(path) && bytes < 10_000_000 && isSnapshot(textOf(root, path)),
  );
  return found?.path ?? null;
}

function ignores(root: string): boolean | null {
  const text = textOf(root, ".gitignore");
  return text === "" ? null : /^\/?\.doctor\/?\s*$/m.test(text);
}
