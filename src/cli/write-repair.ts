import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { DoctorError } from "../errors.ts";
import type { Repair } from "../internal.ts";
import type { Doctor } from "./context.ts";
import { migrationFolder } from "./migration-folder.ts";
import { writeFileAtomically } from "./write-file.ts";

/** A folder by its path, and as the one who named it calls it. */
export interface Folder {
  readonly path: string;
  readonly shown: string;
}

/**
 * Writes a dry run into a folder, as scripts or for a migration tool, and returns what was written and how to run it.
 * Throws DoctorError when the folder is not the tool's, or cannot be written to.
 */
export async function writeRepair(
  run: Repair,
  folder: Folder,
  tool: string,
  doctor: Doctor,
): Promise<string> {
  const { path, shown } = folder;
  if (tool === "sql") {
    writeFiles(folder, await doctor.repairFiles(run));
    return `The scripts are in ${shown}; README.md there says how to run them.`;
  }
  const written = await doctor.migrationFiles(run, tool, migrationFolder(path, shown));
  if (written === null) return "There is nothing to repair: no migration was written.";
  if (written.kind === "standing")
    return `${join(shown, written.name)} is this repair already: nothing was written.`;
  writeFiles(folder, written.files);
  const list = Object.keys(written.files).map(
    (name) => `  ${join(shown, name)}${written.replaces.includes(name) ? " (added to)" : ""}\n`,
  );
  const proven =
    run.id === null ? "It is NOT proven, and fails as long as something stands in its way. " : "";
  const notes = (written.notes ?? []).map((note) => `${note}\n`).join("");
  return `Written for ${tool}:\n${list.join("")}${notes}${proven}Run it with: ${written.command}`;
}

function writeFiles({ path, shown }: Folder, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const folder = dirname(join(path, name));
    try {
      mkdirSync(folder, { recursive: true });
    } catch (cause) {
      throw new DoctorError(
        "output-unwritable",
        `The folder ${join(shown, dirname(name))} cannot be made: ${cause instanceof Error ? cause.message : String(cause)}.`,
        "Name a folder that may be written to.",
        { cause },
      );
    }
    writeFileAtomically(join(path, name), text, join(shown, name));
  }
}
