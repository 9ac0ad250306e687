import { unixSeconds, utcStamp } from "./names.ts";
import type { MigrationFolder, MigrationLedger, RefusedMigration } from "./tool.ts";

/** An entry of drizzle-kit's journal. */
export interface Entry {
  readonly idx: number;
  readonly version: string;
  readonly when: number;
  readonly tag: string;
  readonly breakpoints: boolean;
}

/** The journal of a folder. */
export interface Journal {
  readonly version: string;
  readonly dialect: string;
  readonly entries: readonly Entry[];
}

/** Where a folder keeps its journal. */
export const journalPath = "meta/_journal.json";

/** The entries that are there. A folder that does not exist has none. */
export function readJournal(folder: MigrationFolder): Journal | RefusedMigration {
  const text = folder.read(journalPath);
  const folders = folder.list().filter((name) => folder.list(name).includes("migration.sql"));
  if (folders.length > 0)
    return refused(
      `${folder.shown} is laid out by drizzle-kit 1.0 (${folders[0]}/migration.sql), which the doctor does not write.`,
      "Name a folder of drizzle-kit 0.x, or take --as sql.",
    );
  if (folder.list().includes("migrations.js"))
    return refused(
      `${folder.shown} has a migrations.js, which bundles its migrations for Expo.`,
      "Name a folder that drizzle's migrator reads itself, or take --as sql.",
    );
  if (text === null) return { version: "7", dialect: "sqlite", entries: [] };
  const journal = objectIn(text);
  if (!isJournal(journal))
    return refused(
      `${folder.shown}/${journalPath} is no journal of drizzle-kit.`,
      "Mend it: the migrator reads it, too.",
    );
  if (!["sqlite", "turso"].includes(journal.dialect))
    return refused(
      `The migrations in ${folder.shown} are for ${journal.dialect}.`,
      "Name the folder of the SQLite database.",
    );
  return journal;
}

function objectIn(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function isJournal(value: object | null): value is Journal {
  if (value === null || !("entries" in value) || !("dialect" in value)) return false;
  const { entries, dialect } = value;
  return typeof dialect === "string" && Array.isArray(entries) && entries.every(isEntry);
}

function isEntry(value: unknown): value is Entry {
  return (
    typeof value === "object" &&
    value !== null &&
    ["idx", "when"].every((key) => typeof Reflect.get(value, key) === "number") &&
    typeof Reflect.get(value, "tag") === "string"
  );
}

/**
 * The next entries, in the numbering that is there, or that the project asks for. The migrator skips what is not later than
 * the last that ran.
 */
export function nextEntries(
  { entries }: Journal,
  names: readonly string[],
  now: Date,
  ledger: MigrationLedger | null,
): Entry[] {
  const idx = entries.reduce((next, entry) => Math.max(next, entry.idx + 1), 0);
  const last = ledger?.last ?? Number.NEGATIVE_INFINITY;
  const when = [...entries.map((entry) => entry.when), last].reduce(
    (next, made) => Math.max(next, made + 1),
    now.getTime(),
  );
  const style = entries.at(-1)?.tag ?? stamped(ledger?.prefix ?? "", now);
  return names.map((name, i) => ({
    idx: idx + i,
    version: "6",
    when: when + i,
    tag: `${prefixOf(style, idx, i, now)}_${name}`,
    breakpoints: true,
  }));
}

/** How a name of today begins where drizzle-kit stamps it with the time; nothing where it counts. */
function stamped(prefix: string, now: Date): string {
  if (prefix === "timestamp" || prefix === "supabase") return `${utcStamp(now).slice(0, 14)}_`;
  return prefix === "unix" ? `${unixSeconds(now)}_` : "";
}

/** Snapshots are found by their names, so a stamp comes after those that are there. */
function prefixOf(last: string, idx: number, i: number, now: Date): string {
  const stamp = /^(?:\d{14}|\d{10})(?=_)/.exec(last)?.[0];
  if (stamp === undefined) return String(idx + i).padStart(4, "0");
  const today = stamp.length === 14 ? utcStamp(now).slice(0, 14) : unixSeconds(now);
  const next =
    today >= stamp && idx === 0 ? BigInt(today) : today > stamp ? BigInt(today) : BigInt(stamp) + 1n;
  return String(next + BigInt(i));
}

/** The snapshot that goes with an entry. */
export function snapshotPath({ tag }: Entry): string {
  return `meta/${tag.split("_", 1)[0]}_snapshot.json`;
}

/**
 * The snapshots of new entries, as `drizzle-kit generate --custom` writes them: what drizzle-kit knows of the schema is
 * the model, and a repair brings the database to it.
 */
export function nextSnapshots(folder: MigrationFolder, count: number): string[] {
  const last = folder
    .list("meta")
    .filter((name) => !name.startsWith("_"))
    .sort()
    .at(-1);
  const known = last === undefined ? empty : (objectIn(folder.read(`meta/${last}`) ?? "") ?? empty);
  let prevId: unknown = last === undefined ? noSnapshot : Reflect.get(known, "id");
  return Array.from({ length: count }, () => {
    const id = folder.uuid();
    const snapshot = { ...known, id, prevId };
    prevId = id;
    return JSON.stringify(snapshot, null, 2);
  });
}

const noSnapshot = "00000000-0000-0000-0000-000000000000";
const empty = {
  version: "6",
  dialect: "sqlite",
  id: noSnapshot,
  prevId: noSnapshot,
  tables: {},
  views: {},
  enums: {},
  _meta: { columns: {}, schemas: {}, tables: {} },
  internal: { indexes: {} },
};

function refused(why: string, help: string): RefusedMigration {
  return { kind: "refused", why, help };
}
