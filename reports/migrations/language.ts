import type { MigrationFolder } from "./tool.ts";

/** The language a migration is written in. */
export interface Language {
  readonly extension: string;
  readonly typescript: boolean;
  readonly module: "esm" | "commonjs";
}

const migrationFile = /(?<!\.d)\.[cm]?[jt]s$/;

/** The names of the migrations that are there, sorted as tools sort them. */
export function scriptsIn(folder: MigrationFolder): string[] {
  return folder
    .list()
    .filter((name) => migrationFile.test(name))
    .sort();
}

/** The language of the migration that is there last; else that of a file such as knexfile.ts, else that of the project. */
export function languageOf(folder: MigrationFolder, besides: RegExp | null): Language {
  const { project } = folder;
  const last = scriptsIn(folder).at(-1);
  const config = project.files.find((name) => besides?.test(name));
  const like = last ?? config ?? (project.typescript ? ".ts" : ".js");
  const extension = like.slice(like.lastIndexOf("."));
  const text = last === undefined ? null : folder.read(last);
  return { extension, typescript: extension.endsWith("ts"), module: moduleOf(extension, text, folder) };
}

function moduleOf(extension: string, last: string | null, { project }: MigrationFolder): Language["module"] {
  if (extension.endsWith("ts") || extension === ".mjs") return "esm";
  if (extension === ".cjs") return "commonjs";
  if (last !== null && /^export\s/m.test(last)) return "esm";
  if (last !== null && /\bexports\b/.test(last)) return "commonjs";
  return project.packageType === "module" ? "esm" : "commonjs";
}
