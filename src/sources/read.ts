import { DoctorError } from "../errors.ts";
import type { DeclaredSchema } from "../schema/declared.ts";
import { refuseTwins } from "./declared-twice.ts";
import type { ModelSource, SourceRequest } from "./source.ts";

/**
 * Reads a whole model: every pattern by every source that accepts it. Throws DoctorError for a pattern that no
 * source accepts and for a table that two sources declare.
 */
export async function readModel(
  request: SourceRequest,
  sources: readonly ModelSource[],
): Promise<DeclaredSchema> {
  const unread = request.patterns.find(
    (pattern) => !sources.some((source) => source.accepts(pattern, request.root)),
  );
  if (unread !== undefined) {
    throw new DoctorError(
      "MODEL_PATTERN",
      `The model pattern "${unread}" is none the doctor can read: no TypeScript file, no .sql file and no folder of .sql files.`,
      "Name .ts files or globs of them, .sql files, or a folder of .sql migrations, relative to the config's folder.",
    );
  }
  // Sources with the same patterns get the very same request, so that they can share their work.
  const requests = new Map<string, SourceRequest>();
  const parts: DeclaredSchema[] = [];
  for (const source of sources) {
    const patterns = request.patterns.filter((pattern) => source.accepts(pattern, request.root));
    if (patterns.length === 0) continue;
    const key = patterns.join("\n");
    const own = requests.get(key) ?? { ...request, patterns };
    requests.set(key, own);
    parts.push(await source.read(own));
  }
  const declared = joined(parts);
  refuseTwins(declared.tables);
  return declared;
}

function joined(parts: readonly DeclaredSchema[]): DeclaredSchema {
  return {
    sources: parts.flatMap((part) => part.sources),
    tables: parts.flatMap((part) => part.tables),
    virtualTables: parts.flatMap((part) => part.virtualTables),
    views: parts.flatMap((part) => part.views),
    triggers: parts.flatMap((part) => part.triggers),
    unparsable: parts.flatMap((part) => part.unparsable),
    notAnalysed: parts.flatMap((part) => part.notAnalysed),
  };
}
