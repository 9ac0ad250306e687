import { createHash } from "node:crypto";
import type { Snapshot } from "../schema/snapshot.ts";
import { markerOf } from "./marker.ts";
import { writeText } from "./text-form.ts";

/** The version of the format that this doctor writes, and the newest it reads. */
export const formatVersion = 1;

/** The text of a snapshot file: the same for the same schema, on every machine and at any time. */
export function writeSnapshot(snapshot: Snapshot): string {
  const { objects, analysed, statistics } = snapshot;
  const parts = [
    headOf(snapshot),
    ...objects.map((object) => {
      const { writing, text } = writeText(object.sql);
      return `${markerOf(object, writing)}\n${text}`;
    }),
    ...analysed.map((name) => {
      const rows = name === "sqlite_stat1" ? statistics : [];
      return [`-- [statistics] ${name}`, ...rows.map((row) => `-- ${JSON.stringify(row)}`)].join("\n");
    }),
  ];
  const body = `${parts.join("\n\n")}\n\n`;
  return `${body}${endOf(body)}\n`;
}

/** The last line: what stands above was written whole, and is as it was written. */
export function endOf(body: string): string {
  return `-- [end] ${createHash("sha256").update(body).digest("hex")}`;
}

function headOf({ sqliteVersion, schemaHash, settings }: Snapshot): string {
  const { encoding, userVersion, applicationId, autoVacuum } = settings;
  return [
    `-- schema-drift-doctor snapshot ${formatVersion}`,
    "-- The schema and the statistics of a database, no rows. Written by `doctor snapshot`: write it anew, do not edit it.",
    `-- sqlite ${sqliteVersion}`,
    `-- schema ${schemaHash}`,
    `-- encoding ${encoding}`,
    `-- user_version ${userVersion}`,
    `-- application_id ${applicationId}`,
    `-- auto_vacuum ${autoVacuum}`,
  ].join("\n");
}
