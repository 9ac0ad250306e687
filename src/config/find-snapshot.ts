import { join, resolve } from "node:path";
import type { Config } from "./config.ts";
import { shownPath } from "./find.ts";

/** Where a snapshot file is. */
export interface SnapshotPlace {
  /** Absolute path. */
  readonly path: string;
  /** The path as people see it. */
  readonly shown: string;
}

/** The file that is named, relative to `folder`, else the config's, else doctor-snapshot.sql beside the config. */
export function snapshotPlace(
  { root, snapshot }: Pick<Config, "root" | "snapshot">,
  folder: string,
  named: string | undefined,
): SnapshotPlace {
  const path = named === undefined ? join(root, snapshot ?? "doctor-snapshot.sql") : resolve(folder, named);
  return { path, shown: shownPath(path, named === undefined ? root : folder) };
}
