import { rules } from "../../rules/catalogue.ts";
import type { Config } from "../config/config.ts";
import { findDatabase } from "../config/database.ts";
import { checkRuleIds } from "../config/declare.ts";
import { type LoadedConfig, loadConfig } from "../config/load.ts";
import { lookAt } from "../database/file.ts";
import type { DatabaseOpener } from "../database/port.ts";
import type { Phase } from "../doctor.ts";

/** What a run is about. What is stated here has precedence over the config; paths are relative to `folder`. */
export interface RunOptions {
  /** Absolute path of the folder to run in. */
  readonly folder: string;
  /** Where DATABASE_URL is looked up; a `.env` beside the config is read in any case. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
  readonly config?: string | undefined;
  readonly database?: string | undefined;
  /** A snapshot file, which is analysed instead of a database. */
  readonly snapshot?: string | undefined;
  readonly model?: readonly string[] | undefined;
  readonly failOn?: Config["failOn"] | undefined;
  /** Whether stored values may stand in the report. */
  readonly showValues?: boolean | undefined;
  /** Whether what was read of model and code before counts, as long as no file of theirs has changed; it does unless stated. */
  readonly cache?: boolean | undefined;
  /** Opens the database, where that is not done as for any other run. */
  readonly openDatabase?: DatabaseOpener | undefined;
  /** Told now and then how many rows of a table are read, of about how many. */
  readonly onRows?: ((table: string, rows: number, about: number) => void) | undefined;
  /** Told when a phase begins. */
  readonly onPhase?: ((phase: Phase) => void) | undefined;
  /** Told in a sentence what is worth knowing beside the result. */
  readonly onNote?: ((note: string) => void) | undefined;
}

/** The settings of a project: its config with what is stated here before it. Throws DoctorError for a wrong config. */
export function settingsOf(options: RunOptions): Config {
  return loadProject(options).config;
}

/**
 * The path by which the history knows the database of a run: absolute, links resolved. Throws DoctorError when none is
 * named, and for what cannot be a database.
 */
export function databaseOf(config: Config, { environment }: Pick<RunOptions, "environment">): string {
  return lookAt(findDatabase(config, environment ?? {})).path;
}

/** The config of a run, checked. Throws DoctorError for a wrong one. */
export function loadProject({ folder, config: file, database, model, failOn }: RunOptions): LoadedConfig {
  const loaded = loadConfig({ folder, file, database, model, failOn });
  checkRuleIds(
    loaded.config,
    rules.map(({ id }) => id),
    loaded.locate,
  );
  return loaded;
}
