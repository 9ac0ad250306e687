import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { openForDiagnosis } from "../database/port.ts";
import { DoctorError } from "../errors.ts";
import { type DeclaredSchema, nothingDeclared } from "../schema/declared.ts";
import { findNamed } from "../schema/names.ts";
import type { Schema } from "../schema/schema.ts";
import { sources } from "../sources/index.ts";
import { readModel } from "../sources/read-model.ts";
import type { Naming } from "../sources/source.ts";
import type { Look } from "./look.ts";
import type { ModelCandidate } from "./models.ts";

/** Something that was found and not chosen, and why where it could not be. */
export interface PassedOver {
  readonly name: string;
  readonly why: string | null;
}

/** What the config is to say. */
export interface Choice {
  readonly database:
    | { readonly kind: "file"; readonly path: string; readonly shared: number }
    | { readonly kind: "environment"; readonly path: string; readonly shared: number }
    | null;
  readonly otherDatabases: readonly PassedOver[];
  readonly model: (ModelCandidate & { readonly tables: number }) | null;
  readonly otherModels: readonly PassedOver[];
  /** Null where names follow the default. */
  readonly naming: Naming | null;
}

/** How many of the likeliest databases are opened. */
const mostOpened = 8;

/**
 * Chooses: the first model that can be read and declares a table; the database that DATABASE_URL names, else the one that
 * has most of the model's tables, else the likeliest. Databases are read as an analysis reads them.
 */
export async function choose(root: string, look: Look): Promise<Choice> {
  const { model, declared, passedOver } = await chooseModel(root, look.models);
  const { chosen, schema, others } = chooseDatabase(root, look, declared);
  const naming = model?.kind === "tags" && schema ? await fittingNaming(root, model, declared, schema) : null;
  const shared = schema ? sharedTables(naming?.declared ?? declared, schema) : 0;
  return {
    database: chosen && { ...chosen, shared },
    otherDatabases: others,
    model: model && { ...model, tables: declared.tables.length },
    otherModels: passedOver,
    naming: naming?.naming ?? null,
  };
}

const usual: Naming = { tables: "snake_plural", columns: "snake" };

async function chooseModel(
  root: string,
  candidates: readonly ModelCandidate[],
): Promise<{ model: ModelCandidate | null; declared: DeclaredSchema; passedOver: PassedOver[] }> {
  const passedOver: PassedOver[] = [];
  let found: { model: ModelCandidate; declared: DeclaredSchema } | null = null;
  for (const candidate of candidates) {
    const name = `${JSON.stringify(candidate.patterns)} (${candidate.what})`;
    if (found) passedOver.push({ name, why: null });
    else {
      const read = await tryModel(root, candidate, usual);
      if (typeof read === "string") passedOver.push({ name, why: read });
      else found = { model: candidate, declared: read };
    }
  }
  return { model: found?.model ?? null, declared: found?.declared ?? nothingDeclared, passedOver };
}

/** What a candidate declares, or why it cannot be the model. */
async function tryModel(
  root: string,
  candidate: ModelCandidate,
  naming: Naming,
): Promise<DeclaredSchema | string> {
  const { patterns, databaseType } = candidate;
  try {
    const declared = await readModel({ root, patterns, databaseType, naming }, sources);
    return declared.tables.length === 0 ? "it declares no table" : declared;
  } catch (error) {
    if (error instanceof DoctorError) return error.message;
    throw error;
  }
}

interface Opened {
  readonly kind: "file" | "environment";
  readonly path: string;
}

function chooseDatabase(
  root: string,
  { named, databases }: Look,
  declared: DeclaredSchema,
): { chosen: Opened | null; schema: Schema | null; others: PassedOver[] } {
  const byName = named?.path ?? null;
  const isThere = byName !== null && existsSync(resolve(root, byName));
  const candidates: Opened[] = [
    ...(isThere ? [{ kind: "environment", path: byName } as const] : []),
    ...databases.filter((path) => path !== byName).map((path) => ({ kind: "file", path }) as const),
  ];
  const opened = candidates.slice(0, mostOpened).map((candidate) => {
    const schema = schemaOf(resolve(root, candidate.path));
    return { candidate, schema, shared: typeof schema === "string" ? -1 : sharedTables(declared, schema) };
  });
  const readable = opened.filter(({ shared }) => shared >= 0);
  const best =
    readable.find(({ candidate }) => candidate.kind === "environment") ??
    readable.reduce<(typeof readable)[number] | undefined>(
      (best, one) => (best && best.shared >= one.shared ? best : one),
      undefined,
    );
  const others = candidates
    .filter((candidate) => candidate !== best?.candidate)
    .map((candidate) => {
      const schema = opened.find((one) => one.candidate === candidate)?.schema;
      return { name: JSON.stringify(candidate.path), why: typeof schema === "string" ? schema : null };
    });
  const schema = best && typeof best.schema !== "string" ? best.schema : null;
  return { chosen: best?.candidate ?? null, schema, others };
}

function schemaOf(path: string): Schema | string {
  try {
    const database = openForDiagnosis(path);
    database.close();
    return database.schema;
  } catch (error) {
    if (error instanceof DoctorError) return error.message;
    throw error;
  }
}

function sharedTables(declared: DeclaredSchema, { tables }: Schema): number {
  return declared.tables.filter(({ name }) => findNamed(tables, name)).length;
}

function sharedColumns(declared: DeclaredSchema, { tables }: Schema): number {
  return declared.tables.reduce((sum, table) => {
    const actual = findNamed(tables, table.name);
    return sum + table.columns.filter(({ name }) => actual && findNamed(actual.columns, name)).length;
  }, 0);
}

const columnNamings = ["snake", "camel", "as-is"] as const;
const tableNamings = ["snake_plural", "snake", "camel", "pascal", "as-is"] as const;

/** The naming by which more of the model is found in the database than by the usual one; null where there is none. */
async function fittingNaming(
  root: string,
  model: ModelCandidate,
  declared: DeclaredSchema,
  schema: Schema,
): Promise<{ naming: Naming; declared: DeclaredSchema } | null> {
  const columns = declared.tables.reduce((sum, table) => sum + table.columns.length, 0);
  if (sharedColumns(declared, schema) * 2 > columns) return null;
  let best = { naming: usual, declared, found: scoreOf(declared, schema) };
  const attempt = async (naming: Naming): Promise<void> => {
    const read = await tryModel(root, model, naming);
    if (typeof read === "string") return;
    const found = scoreOf(read, schema);
    if (found > best.found) best = { naming, declared: read, found };
  };
  for (const tables of tableNamings) await attempt({ ...best.naming, tables });
  for (const columns of columnNamings) await attempt({ ...best.naming, columns });
  return best.naming === usual ? null : best;
}

function scoreOf(declared: DeclaredSchema, schema: Schema): number {
  return sharedTables(declared, schema) + sharedColumns(declared, schema);
}
