import { dirname, join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { DoctorError } from "../errors.ts";
import { existsSync, readFileSync } from "../files/disk.ts";
import { drizzleConfigIn, isDrizzleConfig, readDrizzleConfig } from "../sources/drizzle-config.ts";
import { type PrismaDatabase, prismaDatabase } from "../sources/prisma-project.ts";
import type { Config } from "./config.ts";

const variable = "DATABASE_URL";

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The absolute path of the database: the config's (`--db` included), else DATABASE_URL of the environment, else of
 * `.env` beside the config, else `dbCredentials.url` of the drizzle.config that names the model, or lies there, or the
 * `url` of Prisma's schema. Throws DoctorError when none is named or the name is not that of an SQLite file.
 */
export function findDatabase(config: Config, environment: Variables): string {
  const prisma = config.database === null ? fromPrisma(config, environment) : null;
  if (prisma?.url && prisma.variable === variable)
    return besideSchema(prisma.url, prisma.folder, config.root);
  const named = config.database ?? (environment[variable] || fromEnvFile(config.root, variable));
  if (named) return resolveDatabase(named, config.root);
  const drizzle = fromDrizzle(config, environment);
  if (drizzle) return resolveDatabase(drizzle.url, drizzle.folder);
  if (prisma?.url) return besideSchema(prisma.url, prisma.folder, config.root);
  throw new DoctorError(
    "no-database",
    `No database is named: not by --db, not by "database" in ${config.file ?? "a doctor.config.json"}, not by ${variable} in the environment or in .env.`,
    "Name the SQLite file: doctor analyze --db ./app.db",
  );
}

/** The database of a drizzle.config; its path is relative to the folder of that config. */
function fromDrizzle(
  { root, model }: Config,
  environment: Variables,
): { url: string; folder: string } | null {
  const file = model.find(isDrizzleConfig) ?? drizzleConfigIn(root);
  if (file === null) return null;
  const folder = dirname(resolve(root, file));
  const variables = (name: string) =>
    environment[name] || fromEnvFile(folder, name) || fromEnvFile(root, name);
  const { url } = readDrizzleConfig(root, file, variables);
  return url === null ? null : { url, folder };
}

/** The database of Prisma's schema; variables come from the environment, then from `.env` beside the config or the schema. */
function fromPrisma({ root, model }: Config, environment: Variables): PrismaDatabase | null {
  return prismaDatabase(
    root,
    model,
    (name, folder) => environment[name] || fromEnvFile(root, name) || fromEnvFile(folder, name),
  );
}

/** Prisma takes a path from the folder of its schema, the driver of an adapter from where it runs: the one that is there. */
function besideSchema(url: string, folder: string, root: string): string {
  const path = resolveDatabase(url, folder);
  const other = resolveDatabase(url, root);
  return !existsSync(path) && existsSync(other) ? other : path;
}

function fromEnvFile(folder: string, name: string): string | undefined {
  let text: string;
  try {
    text = readFileSync(join(folder, ".env"), "utf8");
  } catch {
    return undefined;
  }
  return parseEnv(text)[name];
}

/**
 * The absolute path behind `./app.db`, `file:./app.db?mode=ro`, `sqlite:./app.db`, `sqlite:///abs/app.db`.
 * A plain path is taken as it is; in a URI `%20` and its like are decoded. https://www.sqlite.org/uri.html
 * Throws DoctorError for another engine's URL and for a database in memory.
 */
export function resolveDatabase(named: string, folder: string): string {
  const uri = /^(file|sqlite3?):(.*)$/is.exec(named);
  const path = uri === null ? named : pathOfUri(uri[2] ?? "", named);
  const scheme = uri === null ? /^([a-z][a-z0-9+.-]+):\/\//i.exec(named)?.[1] : undefined;
  if (scheme !== undefined) throw notAFile(named, `"${scheme}:" names another kind of database`);
  if (path === ":memory:" || path === "") throw notAFile(named, "it names a database in memory, or none");
  return resolve(folder, path);
}

function pathOfUri(rest: string, named: string): string {
  const path = rest.replace(/[?#].*$/s, "");
  const parameters = new URLSearchParams(/\?([^#]*)/.exec(rest)?.[1] ?? "");
  if (parameters.get("mode") === "memory") throw notAFile(named, "it names a database in memory");
  // After "//" stands an authority, empty or localhost in SQLite; `sqlite://app.db` is common all the same.
  const local = path.replace(/^\/\/(localhost(?=\/))?/, "");
  try {
    return decodeURIComponent(local);
  } catch {
    return local;
  }
}

function notAFile(named: string, why: string): DoctorError {
  return new DoctorError(
    "not-a-database-file",
    `The database ${JSON.stringify(withoutPassword(named))} cannot be examined: ${why}.`,
    "The doctor reads SQLite files: name one with --db, for example --db ./app.db",
  );
}

function withoutPassword(url: string): string {
  return url.replace(/(:\/\/[^:/@]*):[^@/]*@/, "$1:…@");
}
