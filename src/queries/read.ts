import type { ReadCode } from "../evidence/code.ts";
import { foldName } from "../schema/names.ts";
import type { FoundCode } from "../typescript/code/found.ts";
import type { TypeErrors } from "../typescript/type-errors.ts";
import { undefinedVariables } from "./environment.ts";
import { findCodeFiles } from "./files.ts";
import { settingsOf } from "./settings.ts";
import { madeBy, statementsOf } from "./statements.ts";

/** What of the code is read. */
export interface CodeRequest {
  /** Absolute path. */
  readonly root: string;
  /** Globs, as written in the config. */
  readonly patterns: readonly string[];
  /** Whether the compiler is asked about calls of the database. */
  readonly typecheck: boolean;
}

/** Reads the code of a project, statically. Throws DoctorError for a file that cannot be read. */
export async function readQueries({ root, patterns, typecheck }: CodeRequest): Promise<ReadCode> {
  const { all, withSql } = findCodeFiles(root, patterns);
  const { found, checked } = await compiled(root, withSql, typecheck);
  const queries = found.queries.flatMap(statementsOf);
  const texts = queries.flatMap(({ sql, alternatives }) => [sql, ...alternatives]);
  const nothing =
    all > 0
      ? []
      : [
          {
            what: `queries ${patterns.join(", ")}`,
            location: null,
            why: "no TypeScript file matches these globs",
          },
        ];
  return {
    files: all,
    queries,
    faults: found.faults,
    typeErrors: checked.faults,
    connections: settingsOf(found.connections, found.queries),
    handlers: found.handlers,
    openTransactions: found.queries.flatMap(({ transaction, within, ignored }) =>
      transaction?.open && ignored !== "all" && !ignored.includes("open-transaction")
        ? [{ ...transaction.open, within }]
        : [],
    ),
    undefinedVariables: undefinedVariables(root, found.variables),
    makes: new Set([...madeBy([...texts, ...found.strays]), ...found.ownTables.map(foldName)]),
    notAnalysed: [...nothing, ...found.notAnalysed, ...checked.notAnalysed],
  };
}

/** What the compiler is needed for, which is not loaded where no file has a trace of SQL. */
async function compiled(
  root: string,
  files: readonly string[],
  typecheck: boolean,
): Promise<{ found: FoundCode; checked: TypeErrors }> {
  const checked: TypeErrors = { faults: [], notAnalysed: [] };
  if (files.length === 0) {
    const found = {
      files: [],
      queries: [],
      handlers: [],
      connections: [],
      variables: [],
      strays: [],
      ownTables: [],
    };
    return { found: { ...found, faults: [], notAnalysed: [] }, checked };
  }
  const { readCode } = await import("../typescript/code/read-code.ts");
  const found = readCode(root, files);
  if (!typecheck) return { found, checked };
  const { typeErrors } = await import("../typescript/type-errors.ts");
  const calls = found.queries.map(({ call }) => call);
  return { found, checked: typeErrors(root, calls) };
}
