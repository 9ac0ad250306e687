import { isAbsolute, relative, resolve, sep } from "node:path";
import type { RuleSetting } from "../engine/settings.ts";
import { drizzleConfigIn } from "../sources/drizzle-config.ts";
import { prismaSchemaIn } from "../sources/prisma-project.ts";
import type { Config } from "./config.ts";
import { resolveDatabase } from "./database.ts";
import { type Locate, unshield } from "./document.ts";
import { type FoundConfig, findConfig } from "./find.ts";
import { checkShape } from "./mistakes.ts";
import { refuseNullCharacters } from "./null-characters.ts";
import type { WrittenConfig } from "./shape.ts";

/** What the caller states; it has precedence over the config. Its paths are relative to `folder`. */
export interface ConfigRequest {
  /** Absolute path of the current folder. */
  readonly folder: string;
  readonly file?: string | undefined;
  readonly database?: string | undefined;
  readonly model?: readonly string[] | undefined;
  readonly failOn?: Config["failOn"] | undefined;
}

/** A config, and where its parts stand. */
export interface LoadedConfig {
  readonly config: Config;
  readonly locate: Locate;
}

/** The settings of a project with every default filled in. Throws DoctorError for a config that cannot be read or is wrong. */
export function loadConfig(request: ConfigRequest): LoadedConfig {
  refuseNullCharacters([request.folder, request.file, request.database, ...(request.model ?? [])]);
  const found = findConfig(request.folder, request.file ?? null);
  const config = withDefaults(found, found === null ? {} : checkShape(found.document), request.folder);
  refuseNullCharacters([config.database, config.snapshot, ...config.model, ...config.queries]);
  return {
    config: withSchemaOfOrm(withRequest(config, request)),
    locate: found?.document.locate ?? (() => "the command line"),
  };
}

function withDefaults(found: FoundConfig | null, written: WrittenConfig, folder: string): Config {
  return {
    root: found?.root ?? folder,
    file: found?.file ?? null,
    database: written.database ?? null,
    snapshot: written.snapshot ?? null,
    model: written.model ?? [],
    databaseType: written.databaseType ?? null,
    queries: written.queries ?? [],
    naming: {
      tables: written.naming?.tables ?? "snake_plural",
      columns: written.naming?.columns ?? "snake",
    },
    rules: lookup<RuleSetting>(written.rules),
    ignore: written.ignore ?? [],
    renames: {
      tables: lookup(written.renames?.tables),
      columns: nested(written.renames?.columns),
    },
    moves: nested<string | false>(written.moves),
    backfills: nested(written.backfills),
    orphans: nested(written.orphans),
    checks: (written.checks ?? []).map(({ name, severity = "medium", why = "", sql }) => ({
      name,
      severity,
      why,
      sql,
    })),
    conventions: written.conventions ?? false,
    failOn: written.failOn ?? "high",
    typecheck: written.typecheck ?? false,
    data: written.data ?? null,
    proof: { maxBytes: written.proof?.maxBytes ?? 256 * 1024 * 1024 },
    history: written.history ?? true,
  };
}

function withRequest(config: Config, request: ConfigRequest): Config {
  const { folder, database, model, failOn } = request;
  return {
    ...config,
    database: database === undefined ? config.database : resolveDatabase(database, folder),
    model: model === undefined ? config.model : model.map((pattern) => rebase(pattern, folder, config.root)),
    failOn: failOn ?? config.failOn,
  };
}

/** Where no model is named, a drizzle.config beside the config names it, or the schema of Prisma is it. */
function withSchemaOfOrm(config: Config): Config {
  if (config.model.length > 0) return config;
  const file = drizzleConfigIn(config.root) ?? prismaSchemaIn(config.root);
  return file === null ? config : { ...config, model: [file] };
}

/** A pattern of the command line, relative to the config's folder as all patterns are. */
function rebase(pattern: string, folder: string, root: string): string {
  if (folder === root) return pattern;
  const [prefix = ""] = /^(?:!|exported:)*/.exec(pattern) ?? [];
  const path = pattern.slice(prefix.length);
  if (isAbsolute(path)) return pattern;
  return prefix + relative(root, resolve(folder, path)).split(sep).join("/");
}

/** A map without a prototype: a table may be called `constructor`. */
function lookup<Value>(written: Readonly<Record<string, Value>> = {}): Readonly<Record<string, Value>> {
  const map: Record<string, Value> = Object.create(null);
  for (const [key, value] of Object.entries(written)) map[unshield(key)] = value;
  return map;
}

function nested<Value>(
  written: Readonly<Record<string, Readonly<Record<string, Value>>>> = {},
): Readonly<Record<string, Readonly<Record<string, Value>>>> {
  const map: Record<string, Readonly<Record<string, Value>>> = Object.create(null);
  for (const [key, value] of Object.entries(written)) map[unshield(key)] = lookup(value);
  return map;
}
