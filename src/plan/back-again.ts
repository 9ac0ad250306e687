import type { Change } from "../diff/change.ts";
import { diffSchemas } from "../diff/diff.ts";
import { declareTable } from "../schema/declare.ts";
import { type DeclaredSchema, type DeclaredTable, nothingDeclared } from "../schema/declared.ts";
import { findNamed, sameName } from "../schema/names.ts";
import type { Schema } from "../schema/schema.ts";
import { makePlan } from "./planner.ts";
import type { RepairRecord } from "./repair-record.ts";

/** What to ask of the rows of today before the old schema takes them again. */
export interface BackQuestions {
  /** A row means that the old schema refuses it. */
  readonly refused: readonly string[];
  /** A row means that the old schema would store another value. */
  readonly altered: readonly string[];
}

/** Plans from the schema of today to the one before the repair, for the sake of its preconditions alone. */
export function backQuestions(record: RepairRecord, before: Schema, today: Schema): BackQuestions {
  const declared = declaredOf(record, before);
  const { changes } = diffSchemas(declared, today, { ignore: [], denied: { tables: [], columns: {} } });
  const converts = (change: Change): boolean => change.kind === "alter-type";
  const ask = (wanted: readonly Change[]): string[] => {
    const plan = makePlan({ changes: wanted, declared, actual: today }, { allowDestructive: true });
    return [...new Set(plan.steps.flatMap(({ preconditions }) => preconditions))];
  };
  const altered = ask(changes.filter(converts));
  const refused = ask(changes.filter((change) => !converts(change))).filter(
    (query) => !altered.includes(query),
  );
  return { refused, altered };
}

/** The tables of the repair as they were, called by the names of today where it renamed them. */
function declaredOf({ survivals }: RepairRecord, before: Schema): DeclaredSchema {
  const tables = survivals.flatMap(({ from, to, columns }): DeclaredTable[] => {
    const table = findNamed(before.tables, from);
    if (!table) return [];
    const declared = declareTable(table);
    const renamed = (name: string): { renamedFrom?: string } => {
      const now = columns.find((column) => sameName(column.from, name))?.to;
      return now === undefined || sameName(now, name) ? {} : { renamedFrom: now };
    };
    return [
      {
        ...declared,
        ...(sameName(from, to) ? {} : { renamedFrom: to }),
        columns: declared.columns.map((column) => ({ ...column, ...renamed(column.name) })),
      },
    ];
  });
  return { ...nothingDeclared, tables };
}
