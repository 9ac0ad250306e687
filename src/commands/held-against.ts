import { rules } from "../../rules/catalogue.ts";
import type { Config } from "../config/config.ts";
import { deniedRenames, withBackfills, withOrphans, withRenames } from "../config/declare.ts";
import type { LoadedConfig } from "../config/load.ts";
import { deniedMoves, withMoves } from "../config/moves.ts";
import type { Settings } from "../doctor.ts";
import { askedFor, withConventions } from "../engine/conventions.ts";
import type { ReadCode } from "../evidence/code.ts";
import { cached } from "../files/cache.ts";
import type { Cache } from "../files/store.ts";
import { readQueries } from "../queries/read.ts";
import { type DeclaredSchema, nothingDeclared } from "../schema/declared.ts";
import { sources } from "../sources/index.ts";
import { readModel } from "../sources/read-model.ts";
import { cacheIn } from "./cache.ts";
import type { RunOptions } from "./project.ts";

/** What a project declares. Throws DoctorError when a model cannot be read. */
export async function readDeclared(
  { config, locate }: LoadedConfig,
  options: Pick<RunOptions, "cache">,
): Promise<DeclaredSchema> {
  const { root, model, databaseType, naming } = config;
  // Code without a model says by its statements what it counts on.
  if (model.length === 0 && config.queries.length > 0) return nothingDeclared;
  const request = { root, patterns: model, databaseType, naming };
  const read = await cached(cacheOf(config, options), { request }, () => readModel(request, sources));
  const renamed = withRenames(read, config, locate);
  const declared = withBackfills(withMoves(renamed, config, locate), config, locate);
  return withOrphans(declared, config, locate);
}

/** What the code of a project does; null where the config names none. */
export async function readCode(config: Config, options: Pick<RunOptions, "cache">): Promise<ReadCode | null> {
  const { root, queries, typecheck } = config;
  if (queries.length === 0) return null;
  const code = { root, patterns: queries, typecheck };
  // The compiler itself looks at more of the disk than is noted.
  return cached(typecheck ? null : cacheOf(config, options), { code }, () => readQueries(code));
}

/** Where what was read is kept: with the history, where there is one. */
function cacheOf({ root, history }: Config, { cache = true }: Pick<RunOptions, "cache">): Cache | null {
  return cache && history ? cacheIn(root) : null;
}

/** How a project wants to be judged. */
export function judgingOf(
  config: Config,
  { onRows, showValues }: Pick<RunOptions, "onRows" | "showValues">,
): Pick<
  Settings,
  "rules" | "settings" | "diff" | "data" | "onRows" | "showValues" | "conventions" | "checks"
> {
  return {
    rules,
    settings: withConventions(config.rules, config.conventions, rules),
    diff: {
      ignore: config.ignore,
      denied: { ...deniedRenames(config.renames), moves: deniedMoves(config.moves) },
    },
    data: config.data,
    onRows,
    showValues: showValues ?? false,
    conventions: askedFor(config.conventions),
    checks: config.checks,
  };
}
