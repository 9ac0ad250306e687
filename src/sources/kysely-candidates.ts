import { DoctorError } from "../errors.ts";
import type { KyselyTable } from "../typescript/kysely-database.ts";
import type { TypeScriptModel } from "../typescript/model.ts";
import type { Tag } from "../typescript/tags.ts";
import type { BrokenFiles } from "./broken-files.ts";
import { doctorTags, place } from "./doctor-tags.ts";
import { optionalName } from "./grammar.ts";
import { pluginName } from "./kysely-naming.ts";
import type { SourceRequest } from "./source.ts";
import { type Candidate, type Candidates, unreadBlocks } from "./table-candidate.ts";
import { TagSet } from "./tag-set.ts";

/** The tables of the Kysely databases, and the types they take up so that nothing else does. */
export interface KyselyCandidates extends Candidates {
  /** Whether a type is a database, or the rows of one of its tables. */
  readonly claims: (type: unknown) => boolean;
  /** Whether a tag stands on a member of a database. */
  readonly owns: (tag: Tag) => boolean;
}

/** Finds the tables of the Kysely databases in the model files. Throws DoctorError when the config's `databaseType` is nowhere. */
export function kyselyCandidates(
  model: TypeScriptModel,
  request: SourceRequest,
  broken: BrokenFiles,
): KyselyCandidates {
  const databases = model.databases(request.databaseType);
  if (!databases) {
    throw new DoctorError(
      "model-no-database-type",
      `No model file declares or imports a type called ${request.databaseType}, which the config names as databaseType.`,
      "Correct databaseType, or add the file that declares the type to the model.",
    );
  }
  const camelCase = model.camelCase();
  const nameOf = (name: string): string => (camelCase ? pluginName(name, camelCase) : name);
  const uses = new Map<unknown, number>();
  for (const { body } of databases.tables) uses.set(body.type, (uses.get(body.type) ?? 0) + 1);
  const tables = databases.tables.filter(({ key }) => isOwn(key));
  const places = new Set(databases.tables.flatMap(({ tags }) => tags.map(({ location }) => place(location))));
  return {
    candidates: tables.flatMap((table) => {
      const isOnlyUse = uses.get(table.body.type) === 1;
      const what = `table ${table.key}`;
      return broken.attempt(what, table.location, () => candidate(table, nameOf, isOnlyUse)) ?? [];
    }),
    notAnalysed: [
      ...databases.notAnalysed,
      ...databases.tables
        .filter(({ key }) => !isOwn(key))
        .map(({ key, location }) => ({
          what: `table ${key}`,
          location,
          why: "it belongs to an attached database",
        })),
      ...tables.flatMap(({ key, unreadTags }) => unreadBlocks(key, unreadTags)),
    ],
    owns: ({ location }) => places.has(place(location)),
    claims: (type) => uses.has(type) || databases.types.has(type as never),
  };
}

/** Whether a table is in the database itself; Kysely writes others as `schema.table`. */
function isOwn(key: string): boolean {
  return !key.includes(".") || key.startsWith("main.");
}

function candidate(table: KyselyTable, nameOf: (name: string) => string, isOnlyUse: boolean): Candidate[] {
  const tags = new TagSet(doctorTags(table.tags, "declaration"));
  if (tags.has("ignore")) return [];
  const stated = tags.read("table", optionalName);
  const name = (isOnlyUse ? stated : null) ?? nameOf(table.key.replace(/^main\./, ""));
  const { location, body } = table;
  return [{ name, source: "kysely", location, tags, body, nameOfColumn: nameOf, explicit: true }];
}
