import { dirname, join, posix, resolve } from "node:path";
import { existsSync, readFileSync, statSync } from "../files/disk.ts";
import { type Constant, type Environment, readConstants } from "../typescript/file-constants.ts";
import { namesPrismaFiles, readPrisma } from "./prisma-files.ts";
import { textOf } from "./prisma-syntax.ts";

/** The schema of a project that has no config for the doctor: where Prisma looks for one, if it speaks of SQLite. */
export function prismaSchemaIn(root: string): string | null {
  const stated = [member(prismaConfig(root, () => undefined)?.value, "schema"), fromManifest(root)];
  const paths = stated.flatMap((path) =>
    typeof path === "string" && path !== "" ? [posix.normalize(path)] : [],
  );
  const schema = [...paths, "schema.prisma", "prisma/schema.prisma"].find((path) =>
    existsSync(join(root, path)),
  );
  if (schema === undefined || !namesPrismaFiles(schema, root)) return null;
  const { blocks } = readPrisma(root, [schema]);
  const isSqlite = blocks.some(
    ({ kind, settings }) => kind === "datasource" && textOf(settings.get("provider")) === "sqlite",
  );
  return isSqlite ? schema : null;
}

/** Where a schema says its database is. */
export interface PrismaDatabase {
  /** The variable it is in; null where it is written out. */
  readonly variable: string | null;
  /** null where the variable is not set. */
  readonly url: string | null;
  /** What a relative path is relative to: the folder of the file with the datasource; since Prisma 7 that of prisma.config. */
  readonly folder: string;
}

/** The database of the schema that these patterns of a model name; null where they name none, or it does not say. */
export function prismaDatabase(
  root: string,
  model: readonly string[],
  variables: (name: string, folder: string) => string | undefined,
): PrismaDatabase | null {
  const patterns = model.filter((pattern) => namesPrismaFiles(pattern, root));
  if (!patterns.some((pattern) => !pattern.startsWith("!"))) return null;
  const { blocks } = readPrisma(root, patterns);
  for (const { kind, settings, location } of blocks) {
    if (kind !== "datasource") continue;
    const folder = dirname(resolve(root, location.file));
    const stated = settings.get("url");
    const variable = stated?.kind === "call" && stated.name === "env" ? textOf(stated.args[0]?.value) : null;
    if (variable !== null) return { variable, url: variables(variable, folder) ?? null, folder };
    const url = textOf(stated);
    if (url !== null) return { variable: null, url, folder };
  }
  const config = prismaConfig(root, (name) => variables(name, root));
  const url = member(member(config?.value, "datasource"), "url");
  return config && typeof url === "string" ? { variable: null, url, folder: config.folder } : null;
}

const configs = ["ts", "mts", "cts", "js", "mjs", "cjs"].flatMap((extension) => [
  `prisma.config.${extension}`,
  `.config/prisma.${extension}`,
]);

/** What a prisma.config says by its text alone. */
function prismaConfig(root: string, environment: Environment): { value: Constant; folder: string } | null {
  const path = configs
    .map((name) => join(root, name))
    .find((each) => statSync(each, { throwIfNoEntry: false })?.isFile());
  if (path === undefined) return null;
  return { value: readConstants(path, readFileSync(path, "utf8"), environment), folder: dirname(path) };
}

function fromManifest(root: string): Constant {
  const path = join(root, "package.json");
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return undefined;
  return member(
    member(
      readConstants(path, readFileSync(path, "utf8"), () => undefined),
      "prisma",
    ),
    "schema",
  );
}

function member(value: Constant, key: string): Constant {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as { readonly [key: string]: Constant })[key]
    : undefined;
}
