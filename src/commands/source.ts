import { readFileSync } from "node:fs";
import type { Config } from "../config/config.ts";
import { findDatabase } from "../config/database.ts";
import { snapshotPlace } from "../config/find-snapshot.ts";
import { openSnapshot } from "../database/open-snapshot.ts";
import { type DatabaseOpener, type DiagnosedDatabase, openForDiagnosis } from "../database/port.ts";
import { DoctorError } from "../errors.ts";
import { readSnapshot } from "../snapshot/read.ts";
import type { RunOptions } from "./project.ts";

/** What a run looks at: a database, or the snapshot of one. */
export interface Source {
  readonly kind: "database" | "snapshot";
  /** Absolute path of the file. */
  readonly path: string;
  /** The path as people see it. */
  readonly shown: string;
}

/** What of a run's options says what it looks at. */
export type SourceOptions = Pick<RunOptions, "folder" | "environment" | "database" | "snapshot">;

/**
 * What a run looks at: the snapshot that is asked for, else the database, else the snapshot that the config names. Throws
 * DoctorError when none is named, or both are asked for.
 */
export function findSource(config: Config, options: SourceOptions): Source {
  if (options.snapshot !== undefined) {
    if (options.database === undefined) return snapshotOf(config, options);
    throw new DoctorError(
      "two-sources",
      "Both a database and a snapshot are named.",
      "Name one of them: --snapshot for the file in the repository, --db for the database itself.",
    );
  }
  try {
    const path = findDatabase(config, options.environment ?? {});
    return { kind: "database", path, shown: path };
  } catch (error) {
    const isUnnamed = error instanceof DoctorError && error.code === "no-database";
    if (isUnnamed && config.snapshot !== null) return snapshotOf(config, options);
    throw error;
  }
}

/** Throws DoctorError where a run looks at a snapshot: only a database can be changed. */
export function refuseSnapshot(config: Config, options: SourceOptions): void {
  if (options.snapshot === undefined && config.snapshot === null) return;
  const { kind, shown } = findSource(config, options);
  if (kind === "database") return;
  throw new DoctorError(
    "snapshot-not-applicable",
    `A repair cannot be applied to the snapshot ${shown}: it is a text without rows.`,
    "Name the database to repair: doctor repair --apply --db ./app.db. A dry run works on a snapshot, and is proven without rows.",
  );
}

/** Opens what a run looks at, and says when it is open. Throws DoctorError when it cannot be read. */
export function openSource(
  { kind, path, shown }: Source,
  opened: () => void,
  open: DatabaseOpener = openForDiagnosis,
): DiagnosedDatabase {
  if (kind === "database") return open(path, opened);
  const text = readSnapshotFile(path, shown);
  return openSnapshot(readSnapshot(text, shown), { path, bytes: Buffer.byteLength(text) }, opened);
}

function snapshotOf(config: Config, { folder, snapshot }: SourceOptions): Source {
  return { kind: "snapshot", ...snapshotPlace(config, folder, snapshot) };
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder, not a file",
  EACCES: "it may not be read",
};

/** The text of a snapshot file. Throws DoctorError when it cannot be read. */
export function readSnapshotFile(path: string, shown: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    const reason = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    throw new DoctorError(
      "snapshot-unreadable",
      `The snapshot ${shown} cannot be read: ${reasons[reason] ?? reason}.`,
      "Write it from the database: doctor snapshot. Another file is named with --snapshot FILE, or with --out FILE for doctor snapshot.",
      { cause },
    );
  }
}
