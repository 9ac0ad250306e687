import { basename, dirname, isAbsolute, join, posix, resolve } from "node:path";
import { DoctorError } from "../errors.ts";
import { existsSync, globSync, readdirSync, readFileSync, statSync } from "../files/disk.ts";
import type { Casing } from "../typescript/drizzle/casing.ts";
import { type Constant, type Environment, readConstants } from "../typescript/file-constants.ts";

/** What a drizzle.config says that concerns the doctor; null where it does not say it, or not by its text alone. */
export interface DrizzleConfig {
  /** Its name as it was asked for. */
  readonly file: string;
  readonly dialect: string | null;
  /** Files, folders and globs, relative to the folder of the config. */
  readonly schema: readonly string[] | null;
  readonly casing: Casing;
  readonly url: string | null;
  /** The folder of the migrations. */
  readonly out: string;
  /** The table that says which migrations have run. */
  readonly ledger: string;
  /** How the names of migrations begin. */
  readonly prefix: string | null;
}

const names = ["ts", "mts", "cts", "js", "mjs", "cjs", "json"].map(
  (extension) => `drizzle.config.${extension}`,
);

/** Whether a pattern of a model is the path of a drizzle.config. */
export function isDrizzleConfig(pattern: string): boolean {
  return /^drizzle[\w.-]*\.config\.(?:[mc]?[jt]s|json)$/.test(basename(pattern)) && !/[*?{[]/.test(pattern);
}

/** The drizzle.config of a folder, if it has one that speaks of SQLite. */
export function drizzleConfigIn(folder: string): string | null {
  const name = names.find((each) => existsSync(join(folder, each)));
  if (name === undefined) return null;
  return /["'`](?:sqlite|turso|better-sqlite|libsql|d1|d1-http|durable-sqlite|expo|op-sqlite|sqlite-cloud)["'`]/.test(
    readFileSync(join(folder, name), "utf8"),
  )
    ? name
    : null;
}

/** Reads a drizzle.config by its text alone. Throws DoctorError when there is no such file. */
export function readDrizzleConfig(root: string, file: string, environment: Environment): DrizzleConfig {
  const path = resolve(root, file);
  if (!existsSync(path) || !statSync(path).isFile()) {
    throw new DoctorError(
      "model-not-found",
      `The model ${JSON.stringify(file)} is no file in ${root}.`,
      "Check the path of the drizzle.config: it is relative to the folder of the doctor's config.",
    );
  }
  const read = readConstants(path, readFileSync(path, "utf8"), environment);
  const credentials = member(read, "dbCredentials");
  const migrations = member(read, "migrations");
  const casing = text(member(read, "casing"));
  return {
    file,
    dialect: text(member(read, "dialect")) ?? text(member(read, "driver")),
    schema: list(member(read, "schema")),
    casing: casing === "snake_case" || casing === "camelCase" ? casing : null,
    url: text(member(credentials, "url")),
    out: text(member(read, "out")) ?? "./drizzle",
    ledger: text(member(migrations, "table")) ?? "__drizzle_migrations",
    prefix: text(member(migrations, "prefix")),
  };
}

/** The files of the schema as patterns of a model. Throws DoctorError where the config does not say them by its text alone. */
export function schemaPatterns(root: string, config: DrizzleConfig): string[] {
  if (config.schema === null || config.schema.length === 0) {
    throw new DoctorError(
      "model-not-found",
      `${config.file} does not say by its text alone where the schema is.`,
      'Write "schema" as a path, a glob or a list of them, or name the schema files with --model: the config is read, not run.',
    );
  }
  const patterns = config.schema.map((pattern) => {
    if (isAbsolute(pattern)) return pattern;
    const own = posix.join(dirname(config.file).replaceAll("\\", "/"), pattern);
    const path = resolve(root, own);
    return existsSync(path) && statSync(path).isDirectory() ? inFolder(own, path) : throughFolders(own);
  });
  // As in drizzle-kit, one of several that matches nothing is no mistake.
  const found = patterns.filter((pattern) => existsSync(resolve(root, pattern)) || isMatched(root, pattern));
  return found.length > 0 ? found : patterns;
}

function isMatched(root: string, pattern: string): boolean {
  return globSync(pattern, { cwd: root, ignore: ["**/node_modules/**"] }).length > 0;
}

/** As in drizzle-kit, a folder means the files directly in it. */
function inFolder(own: string, path: string): string {
  const isTyped = readdirSync(path).some((name) => /\.[mc]?ts$/.test(name));
  return posix.join(own, isTyped ? "*.{ts,mts,cts}" : "*.{js,mjs,cjs}");
}

/** A pattern that matches folders means the files directly in those, too. */
function throughFolders(pattern: string): string {
  if (pattern.endsWith("/**")) return `${pattern}/*`;
  return pattern.endsWith("/*") ? `${pattern.slice(0, -1)}{*,*/*}` : pattern;
}

function member(value: Constant, key: string): Constant {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as { readonly [key: string]: Constant })[key]
    : undefined;
}

function text(value: Constant): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function list(value: Constant): string[] | null {
  const items = Array.isArray(value) ? value : [value];
  return items.every((item) => typeof item === "string") ? items.map(String) : null;
}
