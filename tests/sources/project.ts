import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { DeclaredColumn, DeclaredSchema, DeclaredTable } from "../../src/schema/declared.ts";
import { kysely } from "../../src/sources/kysely.ts";
import { readModel } from "../../src/sources/read-model.ts";
import type { Naming, SourceRequest } from "../../src/sources/source.ts";
import { types } from "../../src/sources/types.ts";

/** A folder with these files, path to text. */
export function project(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "doctor-model-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** How a project is read; by default every .ts file, no Kysely name, the usual naming. */
export type Options = Partial<Omit<SourceRequest, "root" | "naming">> & { readonly naming?: Partial<Naming> };

/** Reads the TypeScript models of a project, or of one file `model.ts`. */
export function declare(
  files: string | Readonly<Record<string, string>>,
  { naming, ...options }: Options = {},
): Promise<DeclaredSchema> {
  const root = project(typeof files === "string" ? { "model.ts": files } : files);
  const request: SourceRequest = {
    root,
    patterns: ["**/*.ts"],
    databaseType: null,
    ...options,
    naming: { tables: "snake_plural", columns: "snake", ...naming },
  };
  return readModel(request, [types, kysely]);
}

/** The declared table of a name. Throws when there is none. */
export function tableOf(declared: DeclaredSchema, name: string): DeclaredTable {
  const table = declared.tables.find((each) => each.name === name);
  if (table) return table;
  throw new Error(`no table ${name} among ${declared.tables.map((each) => each.name).join(", ")}`);
}

/** The declared column of a name. Throws when there is none. */
export function columnOf(table: DeclaredTable, name: string): DeclaredColumn {
  const column = table.columns.find((each) => each.name === name);
  if (column) return column;
  throw new Error(`no column ${name} among ${table.columns.map((each) => each.name).join(", ")}`);
}

/** The columns of the only table, without their places. */
export async function columns(
  source: string,
  options?: Options,
): Promise<Omit<DeclaredColumn, "location">[]> {
  const declared = await declare(source, options);
  if (declared.tables.length !== 1) throw new Error(`${declared.tables.length} tables`);
  return (declared.tables[0]?.columns ?? []).map(({ location: _, ...column }) => column);
}

/** The message of the error with which reading fails. Throws when it does not fail. */
export async function failure(
  files: string | Readonly<Record<string, string>>,
  options?: Options,
): Promise<string> {
  try {
    await declare(files, options);
  } catch (error) {
    if (error instanceof Error && error.name === "DoctorError")
      return `${error.message} ${(error as Error & { help: string }).help}`;
    throw error;
  }
  throw new Error("reading did not fail");
}
