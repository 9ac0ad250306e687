import { deflateSync, inflateSync } from "node:zlib";
import type Database from "better-sqlite3";
import type { KeptReport, Run, StoredAttempt } from "./run.ts";

/** How many reports are kept of a database; older runs keep their row only. */
export const keptReports = 200;

/** How a run ended. */
export type RunEnd = Pick<
  Run,
  "status" | "critical" | "high" | "medium" | "info" | "exitCode" | "error" | "completedAt" | "durationMs"
>;

/** The recorded runs of a project. Each method throws what SQLite says. */
export interface Runs {
  /** Enters a run that begins. */
  readonly begin: (run: Run) => void;
  /** Says how a run ended, keeps what it printed, and lets go of the oldest reports of its database. */
  readonly end: (run: Run, end: RunEnd, report: string | null) => void;
  /** All runs, the last one first. */
  readonly all: () => readonly Run[];
  /** The ids of runs whose report is kept. */
  readonly withReport: () => ReadonlySet<string>;
  /** What a run printed, as it was given to `end`, or null when it is not kept. */
  readonly report: (id: string) => string | null;
  /** The attempts at the repair that a run was about, of whatever run, in their order. */
  readonly attempts: (id: string) => readonly StoredAttempt[];
  /** Forgets runs and their reports, and gives the space back. */
  readonly remove: (ids: readonly string[]) => void;
  readonly close: () => void;
}

/** The runs behind a connection to a history. */
export function runsOf(connection: Database.Database, close: () => void): Runs {
  return {
    begin: (run) => {
      connection
        .prepare(
          "INSERT INTO runs (id, command, status, database, config, scope, started_at, user, host, pid, process, version) " +
            "VALUES (@id, @command, @status, @database, @config, @scope, @startedAt, @user, @host, @pid, @process, @version)",
        )
        .run(run);
    },
    end: ({ id, database }, end, report) => {
      const packed = report === null ? null : deflateSync(report);
      connection
        .transaction(() => {
          connection
            .prepare(
              "UPDATE runs SET status = @status, critical = @critical, high = @high, medium = @medium, info = @info, " +
                "exit_code = @exitCode, error = @error, completed_at = @completedAt, duration_ms = @durationMs WHERE id = @id",
            )
            .run({ ...end, id });
          if (packed === null) return;
          connection.prepare("INSERT INTO reports (run, content) VALUES (?, ?)").run(id, packed);
          connection.prepare(letGoOfOldest).run({ database, kept: keptReports });
        })
        .immediate();
    },
    all: () =>
      connection
        .prepare<[], Run>(
          "SELECT id, command, status, database, config, scope, started_at AS startedAt, completed_at AS completedAt, " +
            "duration_ms AS durationMs, critical, high, medium, info, exit_code AS exitCode, error, user, host, pid, process, version " +
            "FROM runs ORDER BY started_at DESC, rowid DESC",
        )
        .all(),
    withReport: () =>
      new Set(
        connection
          .prepare<[], Pick<KeptReport, "run">>("SELECT run FROM reports")
          .all()
          .map(({ run }) => run),
      ),
    report: (id) => {
      const kept = connection
        .prepare<[string], Pick<KeptReport, "content">>("SELECT content FROM reports WHERE run = ?")
        .get(id);
      return kept === undefined ? null : inflateSync(kept.content).toString("utf8");
    },
    attempts: (id) =>
      connection
        .prepare<[string], StoredAttempt>(
          "SELECT repair, number, action, status, database, started_at AS startedAt, completed_at AS completedAt, error, " +
            "hash_before AS hashBefore, hash_after AS hashAfter, backup, pid, host, run FROM attempts " +
            "WHERE repair IN (SELECT repair FROM attempts WHERE run = ?) ORDER BY started_at, number",
        )
        .all(id),
    remove: (ids) => {
      const remove = connection.prepare("DELETE FROM runs WHERE id = ?");
      connection
        .transaction(() => {
          for (const id of ids) remove.run(id);
          connection.prepare(letGoOfStates).run();
        })
        .immediate();
      giveBackSpace(connection);
    },
    close,
  };
}

/** Another doctor at work is no reason to fail: the pages are used again. */
function giveBackSpace(connection: Database.Database): void {
  try {
    connection.exec("VACUUM");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY")))
      throw error;
  }
}

const letGoOfOldest =
  "DELETE FROM reports WHERE run IN (SELECT reports.run FROM reports JOIN runs ON runs.id = reports.run " +
  "WHERE runs.database IS @database ORDER BY runs.started_at DESC, runs.rowid DESC LIMIT -1 OFFSET @kept)";

/** What fleet runs found before any run that is remembered. */
const letGoOfStates =
  "DELETE FROM fleet_states WHERE kept_at < coalesce((SELECT min(started_at) FROM runs), '9999')";
