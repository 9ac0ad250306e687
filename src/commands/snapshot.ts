import { findDatabase } from "../config/database.ts";
import { shownPath } from "../config/find.ts";
import { type SnapshotPlace, snapshotPlace } from "../config/find-snapshot.ts";
import { takeSnapshot } from "../database/take-snapshot.ts";
import { compareSnapshots, type SnapshotDifference } from "../diff/snapshots.ts";
import { DoctorError } from "../errors.ts";
import type { Snapshot } from "../schema/snapshot.ts";
import { readSnapshot } from "../snapshot/read.ts";
import { writeSnapshot } from "../snapshot/write.ts";
import { type RunOptions, settingsOf } from "./project.ts";
import { readSnapshotFile } from "./source.ts";

/** What a snapshot is taken of, and where it is kept. */
export interface SnapshotOptions extends RunOptions {
  /** The file, relative to `folder`; without it the config's, or doctor-snapshot.sql beside the config. */
  readonly out?: string | undefined;
}

/** A snapshot of a database, as the text of a file. */
export interface TakenSnapshot extends SnapshotPlace {
  /** The path of the database as people see it. */
  readonly database: string;
  readonly objects: number;
  readonly text: string;
}

/** A snapshot file held against the database. */
export interface CheckedSnapshot extends SnapshotDifference, SnapshotPlace {
  readonly database: string;
  /** 1 when the database has moved on. */
  readonly exitCode: 0 | 1;
}

/**
 * Takes a snapshot of a project's database. Writes nothing. Throws DoctorError when the database cannot be read, or holds
 * a text that is no statement of a schema.
 */
export function snapshot(options: SnapshotOptions): TakenSnapshot {
  const { place, database, taken } = take(options);
  const text = writeSnapshot(taken);
  const back = readBack(text, database);
  const isSame =
    JSON.stringify(back.objects) === JSON.stringify(taken.objects) &&
    JSON.stringify(back.statistics) === JSON.stringify(taken.statistics);
  if (!isSame) throw unwritable(database, "it does not read back as it is");
  return { ...place, database, objects: taken.objects.length, text };
}

/**
 * Holds a project's snapshot file against its database: the schema and the settings; statistics follow the rows. Throws
 * DoctorError when one of the two cannot be read.
 */
export function checkSnapshot(options: SnapshotOptions): CheckedSnapshot {
  const { place, database, taken } = take(options);
  const known = readSnapshot(readSnapshotFile(place.path, place.shown), place.shown);
  const difference = compareSnapshots(known, taken);
  const hasMoved = difference.objects.length > 0 || difference.settings.length > 0;
  return { ...place, database, ...difference, exitCode: hasMoved ? 1 : 0 };
}

function take(options: SnapshotOptions): { place: SnapshotPlace; database: string; taken: Snapshot } {
  const config = settingsOf(options);
  const place = snapshotPlace(config, options.folder, options.out);
  const path = findDatabase(config, options.environment ?? {});
  return { place, database: shownPath(path, config.root), taken: takeSnapshot(path) };
}

function readBack(text: string, database: string): Snapshot {
  try {
    return readSnapshot(text, "the snapshot");
  } catch (error) {
    if (error instanceof DoctorError) throw unwritable(database, error.message, error);
    throw error;
  }
}

/** A schema that somebody wrote to by hand may hold any text. */
function unwritable(database: string, why: string, cause?: unknown): DoctorError {
  return new DoctorError(
    "snapshot-impossible",
    `No snapshot can be taken of ${database}: a stored text of its schema is none that SQLite writes (${why}).`,
    "Somebody edited sqlite_schema (PRAGMA writable_schema). SELECT type, name, sql FROM sqlite_schema shows it; drop the object and create it anew.",
    { cause },
  );
}
