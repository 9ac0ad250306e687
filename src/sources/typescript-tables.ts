import { openMemory } from "../database/memory.ts";
import { DoctorError } from "../errors.ts";
import type { DeclaredTable, Unparsable } from "../schema/declared.ts";
import type { NotAnalysed } from "../schema/location.ts";
import type { TypeScriptModel } from "../typescript/model.ts";
import { openModel } from "../typescript/open-model.ts";
import { BrokenFiles } from "./broken-files.ts";
import { refuseTwins } from "./declared-twice.ts";
import { isTagName, place, refuseStray, takesSql } from "./doctor-tags.ts";
import { kyselyCandidates } from "./kysely-candidates.ts";
import { findModelFiles } from "./model-files.ts";
import { withParentColumns } from "./parent-columns.ts";
import type { SourceRequest } from "./source.ts";
import { type ReadTable, readTable, type TableType } from "./table.ts";
import type { Candidate } from "./table-candidate.ts";
import { typeCandidates } from "./type-candidates.ts";

/** What the TypeScript files of a model declare, whichever source it belongs to. */
export interface TypeScriptTables {
  /** The model files, relative to the root. */
  readonly files: readonly string[];
  readonly tables: readonly ReadTable[];
  readonly unparsable: readonly Unparsable[];
  readonly notAnalysed: Readonly<Record<DeclaredTable["source"], readonly NotAnalysed[]>>;
  /** What they declare with Drizzle; null where none of them speaks of it. */
  readonly drizzle: TypeScriptModel["drizzle"];
}

const readBefore = new WeakMap<SourceRequest, Promise<TypeScriptTables>>();

/** Reads the TypeScript files of a request, once for all sources that get the same request. Throws DoctorError. */
export function readTypeScript(request: SourceRequest): Promise<TypeScriptTables> {
  const known = readBefore.get(request) ?? readAll(request);
  readBefore.set(request, known);
  return known;
}

async function readAll(request: SourceRequest): Promise<TypeScriptTables> {
  const files = findModelFiles(request.root, request.patterns);
  const model = await openModel({
    root: request.root,
    ...files,
    namesDatabase: request.databaseType !== null,
    vocabulary: { isDoctorTag: isTagName, takesSql },
  });
  const broken = new BrokenFiles(model.syntaxFaults.map(({ location }) => location.file));
  refuseStray(
    model.strayTags.filter(({ location }) => !broken.has(location)),
    "table",
  );
  const kysely = kyselyCandidates(model, request, broken);
  const types = typeCandidates(model, files, request, kysely, broken);
  const { tables, empty } = readCandidates(model, [...types.candidates, ...kysely.candidates], broken);
  refuseTwins(tables.map(({ table }) => table));
  return {
    files: model.files,
    tables: withParentColumns(tables),
    unparsable: model.syntaxFaults
      .filter((fault) => fault.isModel)
      .map(({ location, message }) => ({ location, message })),
    notAnalysed: {
      types: [
        ...types.notAnalysed,
        ...model.misplacedTables.filter((tag) => !kysely.owns(tag) && !broken.has(tag.location)).map(noTable),
        ...broken.notAnalysed,
        ...unparsableImports(model),
      ],
      kysely: [...kysely.notAnalysed, ...empty],
      drizzle: [],
      prisma: [],
      sql: [],
      inferred: [],
    },
    drizzle: model.drizzle,
  };
}

function noTable({ location, on }: TypeScriptModel["misplacedTables"][number]): NotAnalysed {
  const why = `it stands on ${on}: only an interface, an object type alias or a class declaration can be a table`;
  return { what: "@table", location, why };
}

function unparsableImports({ syntaxFaults }: TypeScriptModel): NotAnalysed[] {
  return syntaxFaults
    .filter((fault) => !fault.isModel)
    .map(({ location, message }) => ({
      what: location.file,
      location,
      why: `it does not parse: ${message}`,
    }));
}

/** Reads the columns of all candidates; one without any is no table. */
function readCandidates(
  model: TypeScriptModel,
  candidates: readonly Candidate[],
  broken: BrokenFiles,
): { tables: ReadTable[]; empty: NotAnalysed[] } {
  const read = model.reader(candidates.map(({ body }) => body));
  const tables: ReadTable[] = [];
  const empty: NotAnalysed[] = [];
  if (candidates.length === 0) return { tables, empty };
  const memory = openMemory();
  try {
    for (const candidate of candidates) {
      const { name, location } = candidate;
      const fields = read(candidate.body, location);
      if (!fields) continue;
      const isBroken = [candidate, ...fields.fields].some((each) => broken.has(each.location));
      const type: TableType = { ...candidate, fields, broken: isBroken };
      const table = broken.attempt(`table ${name}`, location, () => readTable(type, memory));
      if (table && (table.table.columns.length > 0 || table.table.open)) tables.push(table);
      else if (table) empty.push(...withoutColumns(candidate));
    }
    return { tables, empty };
  } finally {
    memory.close();
  }
}

/** What is said of a type that is a table and stores nothing. Throws DoctorError where someone called it one. */
function withoutColumns({ name, location, explicit, source }: Candidate): NotAnalysed[] {
  if (source === "kysely") return [{ what: `table ${name}`, location, why: "its type has no column" }];
  if (!explicit) return [];
  throw new DoctorError(
    "model-no-columns",
    `${place(location)}: the table ${name} has no column.`,
    "Give the type a property that is stored, or take @table away.",
  );
}
