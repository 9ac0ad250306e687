import type { Probe, RowReader } from "../evidence/evidence.ts";
import { isOfTheMoment } from "../sql/of-the-moment.ts";
import { lookAt } from "./file.ts";
import { markOf } from "./mark.ts";
import { openDatabase } from "./open.ts";
import { type DiagnosedDatabase, diagnosable } from "./port.ts";

interface Kept {
  readonly path: string;
  readonly mark: string;
  readonly database: DiagnosedDatabase;
}

/**
 * Opens a database again and again. While nothing writes to it, its private copy stays open, and with it what is known of
 * its schema and its rows. Close it.
 */
export class StandingDatabase {
  private kept: Kept | null = null;

  /** Opens the database as `openForDiagnosis` does, or gives the one that is open. Throws as that does. */
  open(path: string, opened: () => void): DiagnosedDatabase {
    const mark = markOfDatabase(path);
    if (this.kept !== null && this.kept.path === path && this.kept.mark === mark) {
      opened();
      return lent(this.kept.database);
    }
    this.close();
    const source = openDatabase(path);
    const database = diagnosable(source, opened);
    // One that is read in place would be in the way of writers, and see what they write.
    if (mark === null || !source.isPrivate || markOfDatabase(path) !== mark) return database;
    this.kept = { path, mark, database: rememberingRows(database) };
    return lent(this.kept.database);
  }

  /** Closes what is open. */
  close(): void {
    this.kept?.database.close();
    this.kept = null;
  }
}

/** Null where it cannot be looked at: opening it tells why. */
function markOfDatabase(path: string): string | null {
  try {
    return markOf(lookAt(path).path);
  } catch {
    return null;
  }
}

/** Whoever borrows it does not close it. */
function lent(database: DiagnosedDatabase): DiagnosedDatabase {
  return { ...database, close: () => undefined };
}

/** Keeps what was answered about rows, for each way to read them. */
function rememberingRows(database: DiagnosedDatabase): DiagnosedDatabase {
  const readers = new Map<string, RowReader>();
  const lasting = new Set<Probe>();
  // What a view asks is not seen in the question that reads it.
  if (database.schema.views.some(({ sql }) => isOfTheMoment(sql))) return database;
  const lasts = (probe: Probe): boolean => {
    if (!lasting.has(probe) && !isOfTheMoment(probe)) lasting.add(probe);
    return lasting.has(probe);
  };
  return {
    ...database,
    readRows: (options) => {
      const way = JSON.stringify([options.sample, [...options.whole]]);
      const known = readers.get(way) ?? database.readRows(options);
      readers.set(way, known);
      const now = database.readRows(options);
      return {
        ask: (probes) =>
          new Map([...known.ask(probes.filter(lasts)), ...now.ask(probes.filter((probe) => !lasts(probe)))]),
        list: now.list,
      };
    },
  };
}
