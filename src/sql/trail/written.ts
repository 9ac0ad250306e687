import { declareTable } from "../../schema/declare.ts";
import { findNamed, foldName } from "../../schema/names.ts";
import type { Schema, Table, Trigger } from "../../schema/schema.ts";
import type { TrailLog, TrailTrigger } from "../../schema/trail.ts";
import { canonicalTrigger } from "../canonical.ts";
import { rowidName } from "../identity.ts";
import { isOperator, isWord, nameOf, tokenize } from "../tokens.ts";
import { asTrailLog } from "./log.ts";
import { printTrail, type Recorded } from "./print.ts";
import { readTrail } from "./read.ts";

/** A trigger of a trail as the doctor has written it, for all or some of the columns that its table has today. */
export interface WrittenTrail extends TrailTrigger {
  readonly log: TrailLog;
  readonly columns: readonly string[];
}

/** What a trail records of a table as it is today. */
export function recordedToday({ name, columns, primaryKey, withoutRowid }: Table): Recorded {
  const key = primaryKey?.columns ?? [];
  return {
    name,
    columns: columns.filter(({ generated }) => !generated).map((column) => column.name),
    key,
    alias: primaryKey?.rowidAlias === true ? (key[0] ?? null) : null,
    rowid: rowidName({ columns, withoutRowid }),
  };
}

/** Reads a trigger that the doctor wrote; null for one that somebody wrote or changed by hand. */
export function writtenTrail(trigger: Trigger, table: Table, { tables }: Schema): WrittenTrail | null {
  const read = readTrail(trigger.sql);
  const into = findNamed(tables, read?.into[0] ?? "");
  if (!read || !into) return null;
  const log = asTrailLog(declareTable(into), into);
  if ("why" in log) return null;
  const [today, named] = [recordedToday(table), rowColumns(trigger.sql)];
  const columns = today.columns.filter((column) => named.has(foldName(column)));
  const written = { event: read.event, name: trigger.name };
  const text = printTrail({ ...today, columns }, written, log);
  return canonicalTrigger(text) === canonicalTrigger(trigger.sql) ? { ...written, log, columns } : null;
}

/** The folded names of the columns that a trigger reads of the row. */
function rowColumns(sql: string): ReadonlySet<string> {
  const tokens = tokenize(sql);
  return new Set(
    tokens.flatMap((token, i) => {
      const column = tokens[i + 2];
      const isOfRow = isWord(token, "OLD", "NEW") && isOperator(tokens[i + 1], ".");
      return isOfRow && column ? [foldName(nameOf(column))] : [];
    }),
  );
}
