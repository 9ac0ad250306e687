import { openDatabase } from "../database/open.ts";
import { failedValidations } from "../database/run-plan.ts";
import type { History } from "../history/history.ts";
import { type Settled, settle } from "../history/settle.ts";

/** Settles what earlier runs left pending on a database. Throws DoctorError while another doctor is at work on it. */
export function settleToday(history: History, database: string): Settled[] {
  const opened = (): ReturnType<typeof openDatabase> => openDatabase(database);
  return settle(history, database, {
    hash: () => {
      const source = opened();
      source.close();
      return source.facts.schemaHash;
    },
    holds: (repair) => {
      const source = opened();
      try {
        const steps = history.record(repair, database)?.steps ?? [];
        return failedValidations(source.connection, steps).length === 0;
      } finally {
        source.close();
      }
    },
  });
}
