import type { NotAnalysed } from "../schema/location.ts";
import type { TypeDeclaration } from "../typescript/declarations.ts";
import type { TypeScriptModel } from "../typescript/model.ts";
import type { BrokenFiles } from "./broken-files.ts";
import { doctorTags, nearestTag, tagError } from "./doctor-tags.ts";
import { optionalName } from "./grammar.ts";
import type { KyselyCandidates } from "./kysely-candidates.ts";
import type { ModelFiles } from "./model-files.ts";
import { columnName, tableName } from "./naming.ts";
import type { Naming, SourceRequest } from "./source.ts";
import { type Candidate, type Candidates, unreadBlocks } from "./table-candidate.ts";
import { TagSet } from "./tag-set.ts";

/** Finds the types marked `@table`, and those that a file of an `exported:` pattern exports. Throws DoctorError. */
export function typeCandidates(
  model: TypeScriptModel,
  files: ModelFiles,
  { naming }: SourceRequest,
  kysely: KyselyCandidates,
  broken: BrokenFiles,
): Candidates {
  const candidates: Candidate[] = [];
  const notAnalysed: NotAnalysed[] = [];
  for (const type of model.types) {
    if (kysely.claims(type.body.type)) continue;
    const what = `type ${type.name ?? "without a name"}`;
    const found = broken.attempt(what, type.location, () => {
      const isMarked = type.tags.some((tag) => tag.name === "table");
      if (isMarked) return candidate(type, naming, model);
      refuseMisspelt(type);
      const isExported = files.exported.has(type.file) && isExportedTable(type, model);
      return isExported ? candidate(type, naming, model) : null;
    });
    if (!found) continue;
    if ("why" in found) notAnalysed.push(found);
    else {
      candidates.push(found);
      notAnalysed.push(...unreadBlocks(found.name, type.unreadTags));
    }
  }
  return { candidates, notAnalysed };
}

/** Whether an exported type is a table: an object type with columns that is complete and nobody else's. */
function isExportedTable(type: TypeDeclaration, model: TypeScriptModel): boolean {
  return type.exported && !type.generic && !type.derivedByKysely && model.mayBeTable(type.body);
}

/** A type as a table; null where `@ignore` says it is none, a note where it lacks a name. */
function candidate(
  type: TypeDeclaration,
  naming: Naming,
  model: TypeScriptModel,
): Candidate | NotAnalysed | null {
  const { location, body } = type;
  const tags = new TagSet(doctorTags(type.tags, "declaration"));
  if (tags.has("ignore")) return null;
  const tag = tags.one("table");
  const stated = tag ? optionalName(tag) : null;
  if (stated === null && type.name === null) {
    if (tag) throw tagError(tag, "@table stands on a type without a name.", "Write @table name.");
    return { what: "default export", location, why: "it has no name: write @table name" };
  }
  if (tag && !model.isObjectType(body)) {
    const help = "Put it on an interface, a class or an object type.";
    throw tagError(tag, "@table stands on a type that is no object type.", help);
  }
  return {
    name: stated ?? tableName(type.name ?? "", naming.tables),
    source: "types",
    location,
    tags,
    body,
    nameOfColumn: (property) => columnName(property, naming.columns),
    explicit: tag !== undefined,
  };
}

/** Throws DoctorError for a tag that can only be meant as `@table`. */
function refuseMisspelt({ tags }: TypeDeclaration): void {
  const wrong = tags.find(({ name }) => name.length > 3 && nearestTag(name, 1) === "table");
  if (!wrong) return;
  const message = `@${wrong.name} is no tag the doctor knows; the nearest is @table.`;
  throw tagError(wrong, message, "Write @table.");
}
