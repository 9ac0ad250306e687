import { basename, dirname } from "node:path";
import { prismaSchemaIn } from "../sources/prisma-project.ts";
import { type ProjectFile, textOf } from "./project-files.ts";
import type { Hints } from "./read-hints.ts";

/** Something that may be the model of a project, with what the config would say. */
export interface ModelCandidate {
  readonly kind: "tags" | "kysely" | "drizzle" | "prisma" | "schema" | "migrations";
  readonly patterns: readonly string[];
  readonly databaseType: string | null;
  /** What it is, as a noun phrase. */
  readonly what: string;
}

/** What may be the model, the best first: types with `@table`, Kysely's interface, Drizzle's tables, Prisma's schema, an SQL schema, migrations. */
export function findModels(
  root: string,
  files: readonly ProjectFile[],
  hints: readonly Hints[],
): ModelCandidate[] {
  const sql = sqlFiles(root, files);
  return [
    ...tagged(hints),
    ...kyselyTypes(hints),
    ...drizzleTables(hints),
    ...prismaSchemas(root, files),
    ...schemas(sql),
    ...migrations(sql),
  ];
}

function tagged(hints: readonly Hints[]): ModelCandidate[] {
  const files = hints.filter(({ hasTag }) => hasTag).map(({ path }) => path);
  if (files.length === 0) return [];
  const what = `types with @table, in ${filesCounted(files.length)}`;
  return [{ kind: "tags", patterns: globsOf(files), databaseType: null, what }];
}

function kyselyTypes(hints: readonly Hints[]): ModelCandidate[] {
  const names = [...new Set(hints.flatMap(({ kysely }) => kysely))];
  return names.flatMap((name): ModelCandidate[] => {
    const declaring = hints.filter(({ declares }) => declares.includes(name)).map(({ path }) => path);
    const [file] = declaring;
    if (file === undefined) return [];
    return [
      { kind: "kysely", patterns: [file], databaseType: name, what: `the type ${name} of Kysely<${name}>` },
    ];
  });
}

function drizzleTables(hints: readonly Hints[]): ModelCandidate[] {
  const files = hints.filter(({ hasDrizzle }) => hasDrizzle).map(({ path }) => path);
  if (files.length === 0) return [];
  const what = `Drizzle's tables, in ${filesCounted(files.length)}`;
  return [{ kind: "drizzle", patterns: globsOf(files), databaseType: null, what }];
}

/** The schema where Prisma looks for it, and those in the packages of a larger repository. */
function prismaSchemas(root: string, files: readonly ProjectFile[]): ModelCandidate[] {
  const usual = prismaSchemaIn(root);
  const others = files.filter(({ path }) => basename(path) === "schema.prisma").map(({ path }) => path);
  const isSqlite = (path: string): boolean => /^\s*provider\s*=\s*"sqlite"/m.test(textOf(root, path));
  const found = usual === null ? others.filter(isSqlite) : [usual];
  return found.map((path) => ({
    ...{ kind: "prisma", patterns: [path], databaseType: null, what: "Prisma's schema" },
  }));
}

/** What the doctor itself writes, and what fills a database with rows, is no model. */
const noModel =
  /(?:^|\/)(?:repair|rollback|validate-before|validate-after)\.sql$|seeds?[^/]*\.sql$|(?:^|\/)seeds?\//i;

function sqlFiles(root: string, files: readonly ProjectFile[]): string[] {
  return files
    .filter(({ path }) => /\.sql$/i.test(path) && !/[._]down\.sql$/i.test(path) && !noModel.test(path))
    .filter(({ path, bytes }) => {
      const text = bytes > largest ? "" : textOf(root, path);
      return !isSnapshot(text) && /\b(?:create|alter)\s+(?:virtual\s+)?table\b/i.test(text);
    })
    .map(({ path }) => path);
}

/** A file above this size is a dump of rows. */
const largest = 5 * 1024 * 1024;

/** Whether a text is a snapshot that the doctor wrote. */
export function isSnapshot(text: string): boolean {
  return text.startsWith("-- schema-drift-doctor snapshot ");
}

function schemas(sql: readonly string[]): ModelCandidate[] {
  return sql
    .filter((path) => !isMigration(path))
    .sort((a, b) => rankOf(a) - rankOf(b) || depth(a) - depth(b))
    .map((path) => ({ kind: "schema", patterns: [path], databaseType: null, what: "an SQL schema" }));
}

const schemaNames = ["schema", "structure", "database", "tables", "ddl", "init"];

function rankOf(path: string): number {
  const rank = schemaNames.indexOf(
    basename(path)
      .replace(/\.sql$/i, "")
      .toLowerCase(),
  );
  return rank < 0 ? schemaNames.length : rank;
}

/** Its name begins with a number or a V and one, it lies in a folder called so, or it is Prisma's. */
function isMigration(path: string): boolean {
  return /^v?\d/i.test(basename(path)) || /(?:^|\/)(?:migrations?|migrate|drizzle)\//i.test(path);
}

function migrations(sql: readonly string[]): ModelCandidate[] {
  const folders = new Map<string, number>();
  for (const path of sql.filter(isMigration)) {
    // Prisma keeps each migration in a folder of its own.
    const isNested = basename(path) === "migration.sql";
    const pattern = isNested ? `${escaped(dirname(dirname(path)))}/*/migration.sql` : dirname(path);
    folders.set(pattern, (folders.get(pattern) ?? 0) + 1);
  }
  return [...folders]
    .sort(([a, many], [b, more]) => more - many || depth(a) - depth(b))
    .map(([pattern, count]) => ({
      ...{ kind: "migrations", patterns: [pattern], databaseType: null },
      what: `migrations in SQL, ${filesCounted(count)}`,
    }));
}

/** Where three files or more lie in one folder, those to come are meant, too. */
function globsOf(files: readonly string[]): string[] {
  const folders = new Map<string, string[]>();
  for (const file of files) folders.set(dirname(file), [...(folders.get(dirname(file)) ?? []), file]);
  return [...folders].flatMap(([folder, own]) => {
    const isPlain = own.length > 2 && folder !== "." && own.every((file) => /\.ts$/.test(file));
    return isPlain ? [`${escaped(folder)}/*.ts`] : own;
  });
}

/** A folder's name in a glob. */
function escaped(folder: string): string {
  return folder.replace(/[\\()[\]{}!*?@+|]/g, "\\$&");
}

function filesCounted(count: number): string {
  return count === 1 ? "1 file" : `${count} files`;
}

function depth(path: string): number {
  return path.split("/").length;
}
