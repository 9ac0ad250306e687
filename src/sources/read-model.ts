import { DoctorError } from "../errors.ts";
import { refusedByDisk } from "../files/refused.ts";
import type { DeclaredSchema } from "../schema/declared.ts";
import { refuseTwins } from "./declared-twice.ts";
import type { ModelSource, SourceRequest } from "./source.ts";

/**
 * Reads a model with every source that accepts one of its patterns, and puts together what they declare. Throws
 * DoctorError when there is no pattern, when nobody accepts one, when a file cannot be read, and when two sources declare
 * one table.
 */
export async function readModel(
  request: SourceRequest,
  sources: readonly ModelSource[],
): Promise<DeclaredSchema> {
  try {
    return await readWith(sources, request);
  } catch (error) {
    throw refusedByDisk(error, "model");
  }
}

async function readWith(sources: readonly ModelSource[], request: SourceRequest): Promise<DeclaredSchema> {
  const { patterns, root } = request;
  if (patterns.length === 0) throw noModel();
  const foreign = patterns.find((pattern) => !sources.some((source) => source.accepts(pattern, root)));
  if (foreign !== undefined) throw unreadable(foreign, root);
  // Sources of the same patterns get the same request: they may share what they read.
  const requests = new Map<string, SourceRequest>();
  const parts: DeclaredSchema[] = [];
  for (const source of sources) {
    const own = patterns.filter((pattern) => source.accepts(pattern, root));
    if (own.length === 0) continue;
    const key = JSON.stringify(own);
    const shared = requests.get(key) ?? { ...request, patterns: own };
    requests.set(key, shared);
    parts.push(await source.read(shared));
  }
  const tables = parts.flatMap((part) => part.tables);
  refuseTwins(tables);
  const expectedViews = parts.flatMap((part) => part.expectedViews ?? []);
  const migrations = parts.flatMap((part) => part.migrations ?? []);
  return {
    sources: parts.flatMap((part) => part.sources),
    tables,
    virtualTables: parts.flatMap((part) => part.virtualTables),
    views: parts.flatMap((part) => part.views),
    ...(expectedViews.length > 0 ? { expectedViews } : {}),
    triggers: parts.flatMap((part) => part.triggers),
    unparsable: parts.flatMap((part) => part.unparsable),
    notAnalysed: parts.flatMap((part) => part.notAnalysed),
    ...(migrations.length > 0 ? { migrations } : {}),
  };
}

function noModel(): DoctorError {
  return new DoctorError(
    "no-model",
    'No model is named: not by --model, not by "model" in a doctor.config.json.',
    "Name the TypeScript files or .sql files that declare your tables: doctor analyze --model 'src/models/**/*.ts'",
  );
}

function unreadable(pattern: string, root: string): DoctorError {
  return new DoctorError(
    "model-unreadable",
    `The model ${JSON.stringify(pattern)} names neither TypeScript, .prisma nor .sql files, nor a folder with .prisma or .sql files in ${root}.`,
    "Models are globs of .ts files, a schema.prisma, .sql files, or a folder of .sql migrations, relative to the config's folder.",
  );
}
