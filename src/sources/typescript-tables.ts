import { openMemory } from "../database/memory.ts";
import { DoctorError } from "../errors.ts";
import type { DeclaredTable, Unparsable } from "../schema/declared.ts";
import type { NotAnalysed } from "../schema/location.ts";
import { openModel, type TypeScriptModel } from "../typescript/model.ts";
import { refuseTwins } from "./declared-twice.ts";
import { place, refuseStray, takesSql } from "./doctor-tags.ts";
import { kyselyCandidates } from "./kysely-candidates.ts";
import { findModelFiles } from "./model-files.ts";
import type { SourceRequest } from "./source.ts";
import { type ReadTable, readTable, type TableType } from "./table.ts";
import type { Candidate, Candidates } from "./table-candidate.ts";
import { typeCandidates } from "./type-candidates.ts";

/** What the TypeScript files of a model declare, whichever source it belongs to. */
export interface TypeScriptTables {
  /** The model files, relative to the root. */
  readonly files: readonly string[];
  readonly tables: readonly ReadTable[];
  readonly unparsable: readonly Unparsable[];
  readonly notAnalysed: Readonly<Record<DeclaredTable["source"], readonly NotAnalysed[]>>;
}

const readBefore = new WeakMap<SourceRequest, Promise<TypeScriptTables>>();

/** Reads the TypeScript files of a request, once for all sources that get the same request. Throws DoctorError. */
export function readTypeScript(request: SourceRequest): Promise<TypeScriptTables> {
  const known = readBefore.get(request) ?? readAll(request);
  readBefore.set(request, known);
  return known;
}

async function readAll(request: SourceRequest): Promise<TypeScriptTables> {
  const files = await findModelFiles(request.root, request.patterns);
  const model = openModel(request.root, files.paths, takesSql);
  refuseStray(model.strayTags, "table");
  const kysely = kyselyCandidates(model, request);
  const types = typeCandidates(model, files, request, kysely);
  const tables = readCandidates(model, [...types.candidates, ...kysely.candidates]);
  refuseTwins(tables.map(({ table }) => table));
  const imported = model.syntaxFaults.filter((fault) => !fault.isModel);
  return {
    files: model.files,
    tables,
    unparsable: model.syntaxFaults
      .filter((fault) => fault.isModel)
      .map(({ location, message }) => ({ location, message })),
    notAnalysed: {
      types: [
        ...types.notAnalysed,
        ...imported.map(({ location, message }) => ({
          what: location.file,
          location,
          why: `it does not parse: ${message}`,
        })),
      ],
      kysely: kysely.notAnalysed,
      sql: [],
    },
  };
}

/** Reads the columns of all candidates; one without any is no table. */
function readCandidates(model: TypeScriptModel, candidates: Candidates["candidates"]): ReadTable[] {
  const read = model.reader(candidates.map(({ body }) => body));
  const broken = new Set(model.syntaxFaults.map(({ location }) => location.file));
  const memory = openMemory();
  try {
    return candidates.flatMap((candidate) => {
      const fields = read(candidate.body, candidate.location);
      if (!fields) return [];
      const type: TableType = { ...candidate, fields, broken: broken.has(candidate.location.file) };
      const table = readTable(type, memory);
      const isEmpty = table.table.columns.length === 0 && !table.table.open;
      return isEmpty ? withoutColumns(candidate) : [table];
    });
  } finally {
    memory.close();
  }
}

function withoutColumns({ name, location, explicit }: Candidate): never[] {
  if (!explicit) return [];
  throw new DoctorError(
    "MODEL_NO_COLUMNS",
    `${place(location)}: the table ${name} has no column.`,
    "Give the type a property that is stored, or take @table away.",
  );
}
