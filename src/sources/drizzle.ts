import type { DeclaredSchema } from "../schema/declared.ts";
import { isTypeScriptPattern } from "./model-files.ts";
import type { ModelSource, SourceRequest } from "./source.ts";

/** Tables and views of Drizzle: what the model files export, a complete declaration. */
export const drizzle: ModelSource = {
  kind: "drizzle",
  accepts: isTypeScriptPattern,
  read,
};

/** Throws DoctorError as the reading of TypeScript files does. The compiler is loaded only now. */
async function read(request: SourceRequest): Promise<DeclaredSchema> {
  const { readTypeScript } = await import("./typescript-tables.ts");
  const { files, tables, drizzle: readWith } = await readTypeScript(request);
  if (readWith === null) return nothing;
  const { declareDrizzle } = await import("./drizzle-tables.ts");
  const declared = declareDrizzle(readWith(null));
  const isSilent = declared.tables.length + declared.views.length + declared.notAnalysed.length === 0;
  const speaks = !isSilent || tables.length === 0;
  return { ...nothing, ...declared, sources: speaks ? [{ kind: "drizzle", files }] : [] };
}

const nothing: DeclaredSchema = {
  sources: [],
  tables: [],
  virtualTables: [],
  views: [],
  triggers: [],
  unparsable: [],
  notAnalysed: [],
};
