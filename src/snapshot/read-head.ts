import type { Snapshot, SnapshotSettings } from "../schema/snapshot.ts";
import type { Line, Refuse } from "./refuse.ts";

type Head = Pick<Snapshot, "sqliteVersion" | "schemaHash" | "settings">;

const shapes: readonly (readonly [key: string, shape: RegExp, allowed: string])[] = [
  ["sqlite", /^\d+(?:\.\d+)+$/, "a version"],
  ["schema", /^[0-9a-f]{64}$/, "a SHA-256"],
  ["encoding", /^UTF-(?:8|16le|16be)$/, "UTF-8, UTF-16le or UTF-16be"],
  ["user_version", /^-?\d{1,10}$/, "a number"],
  ["application_id", /^-?\d{1,10}$/, "a number"],
  ["auto_vacuum", /^(?:none|full|incremental)$/, "none, full or incremental"],
];

/** Reads what stands above the objects. Throws DoctorError for a line that does not belong there, or is missing. */
export function readHead(lines: readonly Line[], refuse: Refuse): Head {
  const last = lines.at(-1) ?? { content: "", number: 1 };
  const values = shapes.map(([key, shape, allowed], i) => {
    // The first two lines say what the file is.
    const line = lines[i + 2];
    const value = line?.content.startsWith(`-- ${key} `) ? line.content.slice(key.length + 4) : undefined;
    if (value === undefined || !shape.test(value))
      throw refuse(line ?? last, `here stands "-- ${key}" and ${allowed}`);
    return value;
  });
  const stray = lines[shapes.length + 2];
  if (stray) throw refuse(stray, "this line belongs to no object");
  const [sqliteVersion = "", schemaHash = "", encoding = "", userVersion, applicationId, vacuum] = values;
  const autoVacuum: SnapshotSettings["autoVacuum"] =
    vacuum === "full" || vacuum === "incremental" ? vacuum : "none";
  const settings = {
    ...{ encoding, autoVacuum },
    ...{ userVersion: Number(userVersion), applicationId: Number(applicationId) },
  };
  return { sqliteVersion, schemaHash, settings };
}
