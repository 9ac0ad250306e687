import * as catalogue from "./index.ts";
import { isOf } from "./program.ts";
import { migrationReadme } from "./readme.ts";
import type {
  MigrationFolder,
  MigrationOrder,
  MigrationTool,
  RefusedMigration,
  WrittenMigration,
} from "./tool.ts";

/** The migration tools that the doctor writes for. */
export const migrationTools: readonly MigrationTool[] = Object.values(catalogue);

/** A repair that stands in the folder already. */
export interface StandingMigration {
  readonly kind: "standing";
  readonly name: string;
}

/** Writes a repair as a migration of a tool, with a README beside it, unless it stands there. */
export function writeMigration(
  tool: MigrationTool,
  order: MigrationOrder,
  folder: MigrationFolder,
): WrittenMigration | RefusedMigration | StandingMigration {
  const { repair } = order;
  const names = folder.list().filter((name) => /\.(?:[cm]?[jt]s|sql)$/.test(name));
  const standing = repair === null ? undefined : names.find((name) => isOf(folder.read(name) ?? "", repair));
  if (standing !== undefined) return { kind: "standing", name: standing };
  const written = tool.write(order, folder);
  if (written.kind === "refused") return written;
  const readme = folder.list().includes("README.md") ? `${written.names[0]}.README.md` : "README.md";
  const files = { [readme]: migrationReadme(order, written), ...written.files };
  const taken = Object.keys(files).find(
    (path) => !written.replaces.includes(path) && folder.read(path) !== null,
  );
  if (taken !== undefined)
    return {
      kind: "refused",
      why: `${folder.shown}/${taken} is there already, and nothing is written over.`,
      help: "Look what it is, and move it away if it belongs to no migration.",
    };
  return { ...written, files, replaces: written.replaces.filter((path) => folder.read(path) !== null) };
}
