import type Database from "better-sqlite3";
import type { IndexTrial } from "../evidence/code.ts";
import type { ProbeResult, RowReader } from "../evidence/evidence.ts";
import type { Plan, Step } from "../plan/plan.ts";
import type { Rehearsed } from "../plan/proof.ts";
import type { Schema } from "../schema/schema.ts";
import { answer, type ReadingRows, readRows } from "./answers.ts";
import { tryIndexes, type Wanting } from "./index-trials.ts";
import { introspect } from "./introspect.ts";
import { type DatabaseFacts, type OpenDatabase, type OpenOptions, openDatabase } from "./open.ts";
import { type RehearsalOptions, rehearse } from "./rehearse.ts";
import { openTryout, type TwinTryout } from "./tryout.ts";

/** A database opened for a diagnosis: its facts, its schema, answers about its rows, rehearsals on a copy. */
export interface DiagnosedDatabase {
  readonly facts: DatabaseFacts;
  readonly schema: Schema;
  /** Why there are no rows; absent where there may be some. */
  readonly withoutRows?: string;
  readonly probe: (select: string) => ProbeResult;
  /** Answers the rules' questions about rows. */
  readonly readRows: (options: ReadingRows) => RowReader;
  /** Opens a schema twin with the statistics, on which these steps have run. */
  readonly openTwin: (steps: readonly Step[]) => OpenTwin;
  readonly rehearse: (plan: Plan, options: RehearsalOptions) => Promise<Rehearsed>;
  readonly close: () => void;
}

/** Opens a database for a diagnosis, and says when it is open. */
export type DatabaseOpener = (path: string, opened: () => void) => DiagnosedDatabase;

/** Opens a database, says that it is open, and reads its schema. Throws DoctorError when it cannot be opened or read. */
export function openForDiagnosis(
  path: string,
  opened: () => void = () => undefined,
  options: OpenOptions = {},
): DiagnosedDatabase {
  return diagnosable(openDatabase(path, options), opened);
}

/** Makes a database that is open ready for a diagnosis, and closes it where that fails. Throws as `introspect` does. */
export function diagnosable(source: OpenDatabase, opened: () => void): DiagnosedDatabase {
  try {
    opened();
    const schema = introspect(source.connection);
    return {
      facts: source.facts,
      schema,
      probe: (probe) => answer(source.connection, probe),
      readRows: (options) => readRows(source.connection, schema.tables, options),
      openTwin: (steps) => openTwin(source.connection, steps, schema),
      rehearse: (plan, options) => rehearse(source, schema, plan, options),
      close: source.close,
    };
  } catch (error) {
    source.close();
    throw error;
  }
}

/** A schema twin to try statements and indexes on. */
export interface OpenTwin extends Omit<TwinTryout, "connection"> {
  readonly tryIndexes: (
    statements: readonly (Wanting | null)[],
    isLeftAlone: (table: string) => boolean,
  ) => readonly IndexTrial[];
}

/** Opens a schema twin on which these steps have run. Tables that stay as they are in `schema` are not read again. */
export function openTwin(source: Database.Database, steps: readonly Step[], schema?: Schema): OpenTwin {
  const { connection, ...tryout } = openTryout(source, steps, schema);
  return { ...tryout, tryIndexes: (...asked) => tryIndexes(connection, tryout.schema, ...asked) };
}
