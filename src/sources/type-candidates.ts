import type { NotAnalysed } from "../schema/location.ts";
import type { TypeDeclaration } from "../typescript/declarations.ts";
import type { TypeScriptModel } from "../typescript/model.ts";
import { doctorTags, nearestTag, tagError } from "./doctor-tags.ts";
import { optionalName } from "./grammar.ts";
import type { KyselyCandidates } from "./kysely-candidates.ts";
import type { ModelFiles } from "./model-files.ts";
import { columnName, tableName } from "./naming.ts";
import type { SourceRequest } from "./source.ts";
import { type Candidate, type Candidates, unreadBlocks } from "./table-candidate.ts";
import { TagSet } from "./tag-set.ts";

/** Finds the types marked `@table`, and those that a file of an `exported:` pattern exports. Throws DoctorError. */
export function typeCandidates(
  model: TypeScriptModel,
  files: ModelFiles,
  { naming }: SourceRequest,
  kysely: KyselyCandidates,
): Candidates {
  const candidates: Candidate[] = [];
  const notAnalysed: NotAnalysed[] = [];
  for (const type of model.types) {
    if (kysely.claims(type.body.type)) continue;
    const isMarked = type.tags.some((tag) => tag.name === "table");
    if (!isMarked) refuseMisspelt(type);
    if (!isMarked && !(files.exported.has(type.file) && isExportedTable(type, model))) continue;
    const tags = new TagSet(doctorTags(type.tags, "declaration"));
    if (tags.has("ignore")) continue;
    const stated = tags.read("table", optionalName);
    if (stated === undefined && type.name === null) {
      notAnalysed.push({
        what: "default export",
        location: type.location,
        why: "it has no name: write @table name",
      });
      continue;
    }
    if (isMarked && !model.isObjectType(type.body)) throw noObject(type);
    const name = stated ?? nameFrom(type, naming.tables);
    notAnalysed.push(...unreadBlocks(name, type.unreadTags));
    candidates.push({
      name,
      source: "types",
      location: type.location,
      tags,
      body: type.body,
      nameOfColumn: (property) => columnName(property, naming.columns),
      explicit: isMarked,
    });
  }
  return { candidates, notAnalysed };
}

/** Whether an exported type is a table: an object type with columns that is complete and nobody else's. */
function isExportedTable(type: TypeDeclaration, model: TypeScriptModel): boolean {
  return type.exported && !type.generic && !type.derivedByKysely && model.mayBeTable(type.body);
}

function nameFrom({ name, tags }: TypeDeclaration, convention: Parameters<typeof tableName>[1]): string {
  if (name !== null) return tableName(name, convention);
  const [tag] = tags.filter((each) => each.name === "table");
  throw tagError(
    tag ?? { location: tags[0]?.location ?? nowhere },
    "@table stands on a type without a name.",
    "Write @table name.",
  );
}
const nowhere = { file: "", line: 0, column: 0 };

/** Throws DoctorError for a tag that can only be meant as `@table`. */
function refuseMisspelt({ tags }: TypeDeclaration): void {
  const wrong = tags.find(({ name }) => name.length > 3 && nearestTag(name, 1) === "table");
  if (wrong)
    throw tagError(
      wrong,
      `@${wrong.name} is no tag the doctor knows; the nearest is @table.`,
      "Write @table.",
    );
}

function noObject({ tags, location }: TypeDeclaration): Error {
  const tag = tags.find((each) => each.name === "table") ?? { location };
  return tagError(
    tag,
    "@table stands on a type that is no object type.",
    "Put it on an interface, a class or an object type.",
  );
}
