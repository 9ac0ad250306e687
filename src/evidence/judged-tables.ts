import { foldName } from "../schema/names.ts";
import type { Table } from "../schema/schema.ts";
import type { Evidence } from "./evidence.ts";

/** A table of the application that is there, with the name that the model has for it. */
export interface JudgedTable {
  readonly name: string;
  readonly today: Table;
}

/** The tables that are judged by themselves, whatever the model says: those it designs, and those that nothing names. */
export function judgedTables({ actual, drift }: Evidence): JudgedTable[] {
  const designed = drift.pairs.filter((pair) => !pair.declared.implied);
  const declared = new Map(designed.map((pair) => [foldName(pair.actual.name), pair.declared.name]));
  const unmanaged = new Set(
    drift.unmanaged.flatMap(({ kind, name }) => (kind === "table" ? [foldName(name)] : [])),
  );
  return actual.tables.flatMap((today) => {
    const name = declared.get(foldName(today.name));
    const isJudged = name !== undefined || unmanaged.has(foldName(today.name));
    return isJudged && today.role === "application" ? [{ name: name ?? today.name, today }] : [];
  });
}
