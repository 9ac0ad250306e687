import Database from "better-sqlite3";
import type { Probe, ProbeResult } from "../evidence/evidence.ts";
import type { Plan } from "../plan/plan.ts";
import type { Rehearsed } from "../plan/proof.ts";
import type { Schema } from "../schema/schema.ts";
import { introspect } from "./introspect.ts";
import { type DatabaseFacts, openDatabase } from "./open.ts";
import { type RehearsalOptions, rehearse } from "./rehearse.ts";
import { countRows } from "./run-plan.ts";

/** A database opened for a diagnosis: its facts, its schema, answers about its rows, rehearsals on a copy. */
export interface DiagnosedDatabase {
  readonly facts: DatabaseFacts;
  readonly schema: Schema;
  readonly probe: (probe: Probe) => ProbeResult;
  readonly rehearse: (plan: Plan, options: RehearsalOptions) => Promise<Rehearsed>;
  readonly close: () => void;
}

/** Opens a database, says that it is open, and reads its schema. Throws DoctorError when it cannot be opened or read. */
export function openForDiagnosis(path: string, opened: () => void = () => undefined): DiagnosedDatabase {
  const source = openDatabase(path);
  try {
    opened();
    const schema = introspect(source.connection);
    return {
      facts: source.facts,
      schema,
      probe: (probe) => answer(source.connection, probe),
      rehearse: (plan, options) => rehearse(source, schema, plan, options),
      close: source.close,
    };
  } catch (error) {
    source.close();
    throw error;
  }
}

function answer(connection: Database.Database, probe: Probe): ProbeResult {
  try {
    return { rows: countRows(connection, probe), failed: null };
  } catch (error) {
    if (error instanceof Database.SqliteError) return { rows: 0, failed: error.message };
    throw error;
  }
}
