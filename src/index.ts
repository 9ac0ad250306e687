import { existsSync, readFileSync } from "node:fs";
import { repairCompanions } from "../reports/repair-folder.ts";
import { rules } from "../rules/catalogue.ts";
import type { Config } from "./config/config.ts";
import { findDatabase } from "./config/database.ts";
import { checkOrphans, checkRuleIds, deniedRenames, withBackfills, withRenames } from "./config/declare.ts";
import { shownPath } from "./config/find.ts";
import { type LoadedConfig, loadConfig } from "./config/load.ts";
import { notYetActedUpon } from "./config/not-yet.ts";
import { openForDiagnosis } from "./database/port.ts";
import { type Diagnosis, diagnose, type Phase, type Ports } from "./doctor.ts";
import { renderScripts } from "./plan/scripts.ts";
import { buildReport } from "./reporting/build.ts";
import { repairExitCode } from "./reporting/exit.ts";
import type { Report } from "./reporting/report.ts";
import type { DeclaredSchema } from "./schema/declared.ts";
import { sources } from "./sources/index.ts";
import { readModel } from "./sources/read-model.ts";

export { renderIssue, renderRule, renderRules } from "../reports/explain.ts";
export { reporters } from "../reports/index.ts";
export { plainLines } from "../reports/layout/plain.ts";
export { renderDryRun } from "../reports/repair.ts";
export type { Config } from "./config/config.ts";
export type { Phase } from "./doctor.ts";
export { DoctorError } from "./errors.ts";
export { exitCode, type FailOn } from "./reporting/exit.ts";
export type { Report, Reporter } from "./reporting/report.ts";
export { nearest } from "./schema/nearest.ts";
export { rules };

/** What a run is about. What is stated here has precedence over the config; paths are relative to `folder`. */
export interface RunOptions {
  /** Absolute path of the folder to run in. */
  readonly folder: string;
  /** Where DATABASE_URL is looked up; a `.env` beside the config is read in any case. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
  readonly config?: string | undefined;
  readonly database?: string | undefined;
  readonly model?: readonly string[] | undefined;
  readonly failOn?: Config["failOn"] | undefined;
  /** Told when a phase begins. */
  readonly onPhase?: ((phase: Phase) => void) | undefined;
}

/** What a repair is to take in. */
export interface RepairOptions extends RunOptions {
  /** Ids, fingerprints or rules; all issues when empty. */
  readonly only: readonly string[];
  readonly allowDestructive: boolean;
}

/** A dry run of a repair: its report, what it took in, its scripts and its exit code. */
export interface Repair {
  readonly report: Report;
  readonly pulledIn: readonly string[];
  /** How many rows each precondition returns today. */
  readonly offending: ReadonlyMap<string, number>;
  readonly allowDestructive: boolean;
  readonly scripts: Readonly<Record<string, string>>;
  readonly exitCode: 0 | 1;
}

/** The version of this package, as its package.json states it. */
export const version: string = packageVersion();

/** The settings of a project: its config with what is stated here before it. Throws DoctorError for a wrong config. */
export function settingsOf(options: RunOptions): Config {
  return load(options).config;
}

/** Compares model and database and rehearses the repair. Throws DoctorError when it cannot run. */
export async function analyze(options: RunOptions): Promise<Report> {
  const extent = { only: [], allowDestructive: false, rowsUpTo: ({ proof }: Config) => proof.maxBytes };
  return (await examine(options, extent)).report;
}

/** Plans and rehearses a repair with all rows. Throws DoctorError when it cannot run or does not know what `only` names. */
export async function repair(options: RepairOptions): Promise<Repair> {
  const { only, allowDestructive } = options;
  const { report, diagnosis } = await examine(options, {
    only,
    allowDestructive,
    rowsUpTo: () => Number.POSITIVE_INFINITY,
  });
  return {
    report,
    pulledIn: diagnosis.pulledIn,
    offending: diagnosis.offending,
    allowDestructive,
    scripts: { ...renderScripts(diagnosis.plan, { allowDestructive, unproven: unproven(diagnosis) }) },
    exitCode: repairExitCode(report, allowDestructive),
  };
}

/** What the rehearsal could not show. Rows that stand in the way may be mended, and the script asks for them itself. */
function unproven({ proof }: Diagnosis): string[] {
  return proof.checks.filter(({ ok, name }) => !ok && name !== "preconditions").map(({ name }) => name);
}

async function examine(
  options: RunOptions,
  extent: { only: readonly string[]; allowDestructive: boolean; rowsUpTo: (config: Config) => number },
): Promise<{ report: Report; diagnosis: Diagnosis }> {
  const started = new Date();
  const loaded = load(options);
  const { config } = loaded;
  const enter = options.onPhase ?? (() => undefined);
  const ports: Ports = {
    readDeclared: () => readDeclared(loaded),
    openDatabase: async () =>
      openForDiagnosis(findDatabase(config, options.environment ?? {}), () => enter("introspection")),
    enter,
  };
  const diagnosis = await diagnose(ports, {
    ...extent,
    rowsUpTo: extent.rowsUpTo(config),
    rules,
    settings: config.rules,
    diff: { ignore: config.ignore, denied: deniedRenames(config.renames) },
    readRows: config.data !== "off",
  });
  enter("report");
  const report = buildReport({
    tool: { name: "schema-drift-doctor", version },
    run: { id: runId(started), startedAt: started.toISOString(), durationMs: Date.now() - started.getTime() },
    database: { ...diagnosis.facts, path: shownPath(diagnosis.facts.path, config.root) },
    model: { sources: diagnosis.declared.sources, tables: diagnosis.declared.tables.length },
    ...diagnosis,
    notAnalysed: [...notYetActedUpon(config), ...diagnosis.notAnalysed],
  });
  return { report, diagnosis };
}

async function readDeclared({ config, locate }: LoadedConfig): Promise<DeclaredSchema> {
  const { root, model, databaseType, naming } = config;
  const read = await readModel({ root, patterns: model, databaseType, naming }, sources);
  const declared = withBackfills(withRenames(read, config, locate), config, locate);
  checkOrphans(declared, config, locate);
  return declared;
}

/** Sorts by time, and two of one instant differ. */
function runId(started: Date): string {
  const suffix = Math.floor(Math.random() * 0x10000)
    .toString(16)
    .padStart(4, "0");
  return `${started.toISOString().replace(/[-:]|\..*/g, "")}-${suffix}`;
}

/** The files that a dry run leaves: scripts for the sqlite3 shell, the plan as data, and how to run them. */
export function repairFiles(run: Repair): Readonly<Record<string, string>> {
  return { ...run.scripts, ...repairCompanions(run.report, run.scripts) };
}

function load({ folder, config: file, database, model, failOn }: RunOptions): LoadedConfig {
  const loaded = loadConfig({ folder, file, database, model, failOn });
  checkRuleIds(
    loaded.config,
    rules.map(({ id }) => id),
    loaded.locate,
  );
  return loaded;
}

function packageVersion(): string {
  // One folder up from the source, two from what is built of it.
  const places = ["../package.json", "../../package.json"].map((path) => new URL(path, import.meta.url));
  const place = places.find((url) => existsSync(url));
  if (place === undefined) return "";
  return String(JSON.parse(readFileSync(place, "utf8")).version);
}
