import type { Database } from "better-sqlite3";
import { DoctorError } from "../errors.ts";

/** What each version of the history's schema adds to the one before; PRAGMA user_version counts them. */
const versions: readonly string[] = [
  `CREATE TABLE attempts (
    repair TEXT NOT NULL,
    number INTEGER NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('apply', 'rollback')),
    status TEXT NOT NULL CHECK (status IN ('pending', 'success', 'failed', 'timeout', 'rolled-back')),
    database TEXT NOT NULL,
    started_at TEXT NOT NULL,
    completed_at TEXT,
    error TEXT,
    hash_before TEXT NOT NULL,
    hash_after TEXT NOT NULL,
    backup TEXT,
    pid INTEGER NOT NULL,
    host TEXT NOT NULL,
    PRIMARY KEY (repair, number)
  );
  CREATE INDEX attempts_of_database ON attempts (database, started_at);`,
  `CREATE TABLE runs (
    id TEXT NOT NULL PRIMARY KEY,
    command TEXT NOT NULL CHECK (command IN ('analyze', 'repair', 'repair --apply', 'rollback', 'rollback --apply')),
    status TEXT NOT NULL CHECK (status IN ('running', 'success', 'failed')),
    database TEXT,
    config TEXT,
    scope TEXT NOT NULL CHECK (scope IN ('all', 'part')),
    started_at TEXT NOT NULL,
    completed_at TEXT,
    duration_ms INTEGER,
    critical INTEGER,
    high INTEGER,
    medium INTEGER,
    info INTEGER,
    exit_code INTEGER CHECK (exit_code IN (0, 1, 2)),
    error TEXT,
    user TEXT NOT NULL,
    host TEXT NOT NULL,
    pid INTEGER NOT NULL,
    process TEXT,
    version TEXT NOT NULL
  );
  CREATE INDEX runs_by_start ON runs (started_at);
  CREATE INDEX runs_of_database ON runs (database, started_at);
  CREATE TABLE reports (
    run TEXT NOT NULL PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
    content BLOB NOT NULL
  );
  ALTER TABLE attempts ADD COLUMN run TEXT REFERENCES runs (id) ON DELETE SET NULL;
  CREATE INDEX attempts_of_run ON attempts (run);`,
  `CREATE TABLE runs_before AS SELECT * FROM runs;
  CREATE TABLE reports_before AS SELECT * FROM reports;
  CREATE TABLE attempts_before AS SELECT repair, number, run FROM attempts;
  DROP TABLE reports;
  UPDATE attempts SET run = NULL;
  DROP TABLE runs;
  CREATE TABLE runs (
    id TEXT NOT NULL PRIMARY KEY,
    command TEXT NOT NULL CHECK (command IN ('analyze', 'repair', 'repair --apply', 'rollback', 'rollback --apply', 'fleet')),
    status TEXT NOT NULL CHECK (status IN ('running', 'success', 'failed')),
    database TEXT,
    config TEXT,
    scope TEXT NOT NULL CHECK (scope IN ('all', 'part')),
    started_at TEXT NOT NULL,
    completed_at TEXT,
    duration_ms INTEGER,
    critical INTEGER,
    high INTEGER,
    medium INTEGER,
    info INTEGER,
    exit_code INTEGER CHECK (exit_code IN (0, 1, 2)),
    error TEXT,
    user TEXT NOT NULL,
    host TEXT NOT NULL,
    pid INTEGER NOT NULL,
    process TEXT,
    version TEXT NOT NULL
  );
  INSERT INTO runs SELECT * FROM runs_before ORDER BY rowid;
  CREATE INDEX runs_by_start ON runs (started_at);
  CREATE INDEX runs_of_database ON runs (database, started_at);
  CREATE TABLE reports (
    run TEXT NOT NULL PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
    content BLOB NOT NULL
  );
  INSERT INTO reports SELECT * FROM reports_before;
  UPDATE attempts SET run =
    (SELECT b.run FROM attempts_before AS b WHERE b.repair = attempts.repair AND b.number = attempts.number);
  DROP TABLE runs_before;
  DROP TABLE reports_before;
  DROP TABLE attempts_before;
  CREATE TABLE fleet_states (
    path TEXT NOT NULL,
    asked TEXT NOT NULL CHECK (asked IN ('schema', 'rows')),
    question TEXT NOT NULL,
    mark TEXT NOT NULL,
    answer BLOB NOT NULL,
    kept_at TEXT NOT NULL,
    PRIMARY KEY (path, asked)
  );
  CREATE INDEX fleet_states_by_time ON fleet_states (kept_at);`,
];

/** Brings the history's schema to the newest version. Throws DoctorError when a newer doctor wrote it. */
export function bringUpToDate(connection: Database, path: string): void {
  if (Number(connection.pragma("user_version", { simple: true })) === versions.length) return;
  connection
    .transaction(() => {
      const version = Number(connection.pragma("user_version", { simple: true }));
      if (version > versions.length) throw newer(path);
      for (const sql of versions.slice(version)) connection.exec(sql);
      connection.pragma(`user_version = ${versions.length}`);
    })
    .immediate();
}

function newer(path: string): DoctorError {
  return new DoctorError(
    "history-newer",
    `The history ${path} was written by a newer schema-drift-doctor.`,
    "Update schema-drift-doctor.",
  );
}
