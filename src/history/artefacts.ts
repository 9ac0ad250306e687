import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import { DoctorError } from "../errors.ts";
import type { RepairRecord } from "../plan/repair-record.ts";

const recordName = "repair.json";

/** The folder of a repair's artefacts. Throws DoctorError for what is no id, so that no path leads elsewhere. */
export function folderOf(doctorFolder: string, repair: string): string {
  if (/^[0-9a-f]{12}$/.test(repair)) return join(doctorFolder, "repairs", repair);
  throw new DoctorError(
    "unknown-repair",
    `"${repair}" is not the id of a repair: those have twelve of the characters 0-9 and a-f.`,
    "doctor rollback without an id takes back the last repair.",
  );
}

/** Writes the record of a repair and the files beside it, each whole or not at all, synced with their folder. */
export function writeArtefacts(
  folder: string,
  record: RepairRecord,
  files: Readonly<Record<string, string>>,
): void {
  mkdirSync(folder, { recursive: true });
  const all = { ...files, [recordName]: `${JSON.stringify(record, null, 2)}\n` };
  for (const [name, text] of Object.entries(all)) writeDurably(folder, name, text);
  sync(folder);
}

/** The record of a repair, or null when it is missing or was cut off. */
export function readRecord(folder: string): RepairRecord | null {
  try {
    const record: RepairRecord = JSON.parse(readFileSync(join(folder, recordName), "utf8"));
    return record.formatVersion === 1 ? record : null;
  } catch {
    return null;
  }
}

function writeDurably(folder: string, name: string, text: string): void {
  const draft = join(folder, `.${name}.${process.pid}`);
  const file = openSync(draft, "w");
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, join(folder, name));
}

function sync(folder: string): void {
  const file = openSync(folder, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
