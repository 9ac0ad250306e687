import type { DeclaredSchema } from "../schema/declared.ts";
import type { SourceRequest } from "./source.ts";

/** The part of what TypeScript files declare that belongs to one source. The compiler is loaded only now. Throws DoctorError. */
export async function declaredBy(kind: "types" | "kysely", request: SourceRequest): Promise<DeclaredSchema> {
  const { readTypeScript } = await import("./typescript-tables.ts");
  const read = await readTypeScript(request);
  const own = read.tables.filter(({ table }) => table.source === kind);
  // A project with Kysely only has no types source, but a model without any table has to be some source's.
  const isNobodys = read.tables.length === 0 && read.drizzle === null;
  const speaks = own.length > 0 || (kind === "types" && isNobodys);
  return {
    sources: speaks ? [{ kind, files: read.files }] : [],
    tables: own.map(({ table }) => table),
    virtualTables: [],
    views: [],
    triggers: [],
    unparsable: kind === "types" ? read.unparsable : [],
    notAnalysed: [...read.notAnalysed[kind], ...own.flatMap(({ notAnalysed }) => notAnalysed)],
  };
}
