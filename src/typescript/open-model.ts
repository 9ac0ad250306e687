import { disk } from "./disk.ts";
import type { TypeScriptModel } from "./model.ts";
import type { Vocabulary } from "./tags.ts";

/** Which files a model is read of, and what is looked for in them. */
export interface ModelRequest {
  readonly root: string;
  /** Absolute paths. */
  readonly paths: readonly string[];
  /** Those in which each exported object type is a table. */
  readonly exported: ReadonlySet<string>;
  /** Whether the config names the type of a Kysely database. */
  readonly namesDatabase: boolean;
  readonly vocabulary: Vocabulary;
}

/**
 * Opens model files: by their syntax alone where that says all, else with the compiler, which takes ten times as long.
 * Throws DoctorError for one that cannot be read.
 */
export async function openModel(request: ModelRequest): Promise<TypeScriptModel> {
  return (await openPlain(request)) ?? openChecked(request);
}

async function openChecked({ root, paths, vocabulary }: ModelRequest): Promise<TypeScriptModel> {
  const { openCheckedModel } = await import("./model.ts");
  return openCheckedModel(root, paths, vocabulary);
}

async function openPlain(request: ModelRequest): Promise<TypeScriptModel | null> {
  const { root, paths, exported, vocabulary } = request;
  const texts = paths.map((path) => disk.readFile(path) ?? "");
  // Kysely's types are computed: they need not even load the parser.
  if (request.namesDatabase || texts.some((text) => /kysely/i.test(text))) return null;
  if (exported.size === 0 && texts.some((text) => text.includes("drizzle-orm"))) {
    const drizzle = await import("./drizzle-syntax/model.ts").catch(unbuilt);
    return drizzle?.openDrizzleModel(root, paths, vocabulary, () => openChecked(request)) ?? null;
  }
  const syntax = await import("./syntax/model.ts").catch(unbuilt);
  return syntax?.openPlainModel(root, paths, exported, vocabulary) ?? null;
}

/** The parser is native, and npm leaves out what it needs on a machine at times: https://github.com/npm/cli/issues/4828 */
function unbuilt(error: unknown): null {
  if (error instanceof Error && /native binding/i.test(error.message)) return null;
  throw error;
}
