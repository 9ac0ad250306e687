import { foldName } from "../schema/names.ts";
import type { Snapshot, SnapshotSettings } from "../schema/snapshot.ts";
import type { StoredText } from "../schema/stored.ts";
import { canonicalTokens } from "../sql/canonical.ts";

/** An object that is not in a database as its snapshot has it. */
export type MovedObject = Pick<StoredText, "type" | "name" | "table"> &
  (
    | { readonly kind: "added"; readonly sql: string }
    | { readonly kind: "gone"; readonly sql: string }
    | {
        readonly kind: "changed";
        /** In the snapshot. */
        readonly before: string;
        /** In the database. */
        readonly after: string;
      }
  );

/** What a database says of itself otherwise than its snapshot. */
export interface MovedSetting {
  readonly setting: "encoding" | "user_version" | "application_id" | "auto_vacuum";
  readonly before: string;
  readonly after: string;
}

/** How far a database has moved on from its snapshot. */
export interface SnapshotDifference {
  readonly objects: readonly MovedObject[];
  readonly settings: readonly MovedSetting[];
  /** Objects that differ in blanks, comments, quotes or the case of names alone: no difference. */
  readonly respelt: readonly MovedObject[];
  /** Whether ANALYZE counted otherwise: that follows the rows, and is no difference. */
  readonly statistics: boolean;
}

/** Compares a snapshot with what is in the database now. */
export function compareSnapshots(snapshot: Snapshot, now: Snapshot): SnapshotDifference {
  const moved = movedObjects(snapshot.objects, now.objects);
  return {
    objects: moved.filter((object) => !isRespelt(object)),
    settings: movedSettings(snapshot.settings, now.settings),
    respelt: moved.filter(isRespelt),
    statistics: statisticsOf(snapshot) !== statisticsOf(now),
  };
}

function movedObjects(before: readonly StoredText[], after: readonly StoredText[]): MovedObject[] {
  const keyOf = ({ type, name }: StoredText): string => `${type} ${foldName(name)}`;
  const [then, now] = [before, after].map((objects) => new Map(objects.map((one) => [keyOf(one), one])));
  const gone = before.filter((object) => !now?.has(keyOf(object)));
  const rest = after.flatMap((object): MovedObject[] => {
    const { type, name, table, sql } = object;
    const known = then?.get(keyOf(object));
    if (known === undefined) return [{ kind: "added", type, name, table, sql }];
    return known.sql === sql ? [] : [{ kind: "changed", type, name, table, before: known.sql, after: sql }];
  });
  return [
    ...gone.map(({ type, name, table, sql }): MovedObject => ({ kind: "gone", type, name, table, sql })),
    ...rest,
  ];
}

function isRespelt(object: MovedObject): boolean {
  return object.kind === "changed" && canonicalTokens(object.before) === canonicalTokens(object.after);
}

function movedSettings(before: SnapshotSettings, after: SnapshotSettings): MovedSetting[] {
  const pairs = [
    ["encoding", before.encoding, after.encoding],
    ["user_version", before.userVersion, after.userVersion],
    ["application_id", before.applicationId, after.applicationId],
    ["auto_vacuum", before.autoVacuum, after.autoVacuum],
  ] as const;
  return pairs
    .filter(([, one, other]) => one !== other)
    .map(([setting, one, other]) => ({ setting, before: String(one), after: String(other) }));
}

function statisticsOf({ analysed, statistics }: Snapshot): string {
  return JSON.stringify([analysed, statistics]);
}
