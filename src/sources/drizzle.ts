import { dirname, isAbsolute, posix, relative } from "node:path";
import { DoctorError } from "../errors.ts";
import { type DeclaredSchema, nothingDeclared } from "../schema/declared.ts";
import { findCasing, nearestConfig } from "./drizzle-casing.ts";
import { type DrizzleConfig, isDrizzleConfig, readDrizzleConfig, schemaPatterns } from "./drizzle-config.ts";
import { readMigrations } from "./drizzle-migrations.ts";
import { isTypeScriptPattern } from "./model-files.ts";
import type { ModelSource, SourceRequest } from "./source.ts";

/** Tables and views of Drizzle: what the model files export, a complete declaration. A drizzle.config names its schema files. */
export const drizzle: ModelSource = {
  kind: "drizzle",
  accepts: (pattern) => isDrizzleConfig(pattern) || isTypeScriptPattern(pattern),
  read,
};

/** Throws DoctorError as the reading of TypeScript files does, and for a drizzle.config of another engine. */
async function read(request: SourceRequest): Promise<DeclaredSchema> {
  const { root, patterns } = request;
  const named = patterns.filter(isDrizzleConfig);
  if (named.length === 0) return (await readFiles(request, null)).declared;
  const parts: DeclaredSchema[] = [];
  for (const file of named) {
    const config = readDrizzleConfig(root, file, () => undefined);
    refuseOther(config);
    const own = { ...request, patterns: schemaPatterns(root, config) };
    const { declared, unparsable } = await readFiles(own, config);
    // Nobody else reads these files.
    parts.push({ ...declared, unparsable });
  }
  const others = patterns.filter((pattern) => !named.includes(pattern));
  if (others.some((pattern) => !pattern.startsWith("!")))
    parts.push((await readFiles({ ...request, patterns: others }, null)).declared);
  return joined(parts);
}

/** Reads the files of a request, as the config that names them says. The compiler is loaded only now. */
async function readFiles(
  request: SourceRequest,
  named: DrizzleConfig | null,
): Promise<{ declared: DeclaredSchema; unparsable: DeclaredSchema["unparsable"] }> {
  const { root } = request;
  const { readTypeScript } = await import("./typescript-tables.ts");
  const { files, tables, drizzle: readWith, unparsable } = await readTypeScript(request);
  if (readWith === null) return { declared: nothingDeclared, unparsable };
  const { declareDrizzle } = await import("./drizzle-tables.ts");
  const declared = declareDrizzle(await readWith(named ? named.casing : findCasing(root, files)));
  const isSilent =
    [...declared.tables, ...declared.views, ...declared.expectedViews, ...declared.notAnalysed].length === 0;
  const sources = isSilent && tables.length > 0 ? [] : [{ kind: "drizzle", files }];
  const { migrations, notAnalysed } = isSilent
    ? nothingDeclared
    : migrationsOf(root, named ?? nearestConfig(root, files));
  return {
    declared: {
      ...nothingDeclared,
      ...declared,
      sources,
      notAnalysed: [...declared.notAnalysed, ...notAnalysed],
      ...(migrations ? { migrations } : {}),
    },
    unparsable,
  };
}

/** The migrations of a project: where its drizzle.config says, or where drizzle-kit puts them unless told otherwise. */
function migrationsOf(
  root: string,
  config: DrizzleConfig | null,
): Pick<DeclaredSchema, "migrations" | "notAnalysed"> {
  const usual = { file: "", out: "drizzle", ledger: "__drizzle_migrations", prefix: null };
  const { file, out, ledger, prefix } = config ?? usual;
  const folder = isAbsolute(out) ? relative(root, out) : posix.join(dirname(file), out);
  return readMigrations(root, { folder, ledger, ...(prefix === null ? {} : { prefix }) });
}

function refuseOther({ dialect, file }: DrizzleConfig): void {
  if (dialect === null || /sqlite|turso|libsql|d1|expo/.test(dialect)) return;
  throw new DoctorError(
    "model-unreadable",
    `${file} is about another engine than SQLite: its dialect is ${JSON.stringify(dialect)}.`,
    "Name the config or the schema files of the SQLite database with --model.",
  );
}

function joined(parts: readonly DeclaredSchema[]): DeclaredSchema {
  return {
    ...nothingDeclared,
    sources: parts.flatMap(({ sources }) => sources),
    tables: parts.flatMap(({ tables }) => tables),
    views: parts.flatMap(({ views }) => views),
    expectedViews: parts.flatMap(({ expectedViews = [] }) => expectedViews),
    unparsable: parts.flatMap(({ unparsable }) => unparsable),
    notAnalysed: parts.flatMap(({ notAnalysed }) => notAnalysed),
    migrations: parts.flatMap(({ migrations = [] }) => migrations),
  };
}
