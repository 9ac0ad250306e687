import { existsSync } from "node:fs";
import { DoctorError } from "../errors.ts";
import { choose } from "../init/choose.ts";
import { lookAtProject } from "../init/look.ts";
import { configPlace } from "../init/place.ts";
import { type Said, say } from "../init/said.ts";
import { writeConfig } from "../init/write.ts";

/** Which project is looked at, and where its config goes. */
export interface InitOptions {
  /** Absolute path of the current folder. */
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
  /** The config's file, relative to `folder`: the project is the folder it lies in. doctor.config.json unless stated. */
  readonly out?: string | undefined;
  /** Whether a config that is there may be replaced. */
  readonly force?: boolean | undefined;
}

/** A config for a project, and what it was made of. */
export interface InitOutcome extends Said {
  /** Absolute path. */
  readonly path: string;
  /** The path as people see it. */
  readonly shown: string;
  readonly text: string;
  /** Whether an analysis has what it needs. */
  readonly isComplete: boolean;
}

/**
 * Looks at a project and makes its config. Writes nothing, and runs nothing of the project. Throws DoctorError when there
 * is a config already, unless it may be replaced.
 */
export async function init(options: InitOptions): Promise<InitOutcome> {
  const { path, shown, root } = configPlace(options.folder, options.out);
  if (existsSync(path) && !options.force) throw present(`${shown} is there already.`);
  const look = lookAtProject(root, options.environment ?? {});
  if (look.manifest.hasConfig && !options.force)
    throw present(`package.json has a config already, under "doctor": ${shown} would go before it.`);
  const choice = await choose(root, look);
  const hasSource = choice.database !== null || look.snapshot !== null;
  const isComplete = hasSource && (choice.model !== null || look.queries.length > 0);
  return { path, shown, text: writeConfig(look, choice), isComplete, ...say(look, choice) };
}

function present(what: string): DoctorError {
  return new DoctorError(
    "config-exists",
    what,
    `Nothing was written. doctor init --force replaces it; doctor init --out FILE writes another one, to compare.`,
  );
}
