import { setImmediate } from "node:timers/promises";
import { folderInCheckout } from "../../config/checkout.ts";
import type { Config } from "../../config/config.ts";
import { notYetActedUpon } from "../../config/not-yet.ts";
import { refuseNothing, type Written } from "../../doctor.ts";
import { DoctorError } from "../../errors.ts";
import { groupSchemas } from "../../fleet/group.ts";
import type { FleetReport } from "../../fleet/report.ts";
import { fleetExitCode, summaryOf } from "../../fleet/summary.ts";
import type { NotAnalysed } from "../../schema/location.ts";
import { findBaseline } from "../baseline-file.ts";
import type { Begun } from "../begun.ts";
import { judgingOf, readCode, readDeclared } from "../held-against.ts";
import type { RunOptions } from "../project.ts";
import { type Recording, recorded } from "../recorded.ts";
import { version } from "../version.ts";
import type { Assignment } from "./assignment.ts";
import { entriesOf } from "./entries.ts";
import { findFleet } from "./files.ts";
import { readFleet } from "./read.ts";
import { analyseSchemas } from "./schemas.ts";
import { noMemory, openMemory } from "./states.ts";

/** What a fleet run is about. */
export interface FleetOptions extends Omit<RunOptions, "database" | "snapshot" | "onRows"> {
  /** Files, folders and globs; what begins with an exclamation mark leaves out. */
  readonly databases: readonly string[];
  /** Files, taken as they stand. */
  readonly listed?: readonly string[] | undefined;
  /** Whether the rules' questions about rows are asked of every database. */
  readonly rows?: boolean | undefined;
  /** Whether databases that have not changed since an earlier run are left unread. */
  readonly resume?: boolean | undefined;
  readonly threads: number;
  /** The baseline; `false` for none. Without either, doctor-baseline.json beside the config where it is there. */
  readonly baseline?: string | false | undefined;
  /** Told how many databases are read, of how many. */
  readonly onRead?: ((done: number, total: number) => void) | undefined;
  /** Whether somebody asked to stop. */
  readonly stopped?: (() => boolean) | undefined;
}

const recording: Recording<FleetReport> = {
  command: "fleet",
  isOfFleet: true,
  outcome: (report, { failOn }) => ({
    kept: { as: "fleet", report },
    exitCode: fleetExitCode(report, failOn),
  }),
};

/**
 * Holds many databases of one application against its model: each distinct schema is analysed once, the rows of each
 * database where that is asked for. What cannot be read is an entry of the report. Throws DoctorError when nothing is
 * named, the model or the baseline cannot be read, or somebody asked to stop.
 */
export async function fleet(options: FleetOptions): Promise<FleetReport> {
  return recorded(options, recording, (begun) => examineFleet(options, begun));
}

async function examineFleet(options: FleetOptions, begun: Begun): Promise<FleetReport> {
  const { loaded, started } = begun;
  const { config } = loaded;
  const enter = options.onPhase ?? (() => undefined);
  const { files, passedOver } = findFleet(
    { folder: options.folder, words: options.databases, listed: options.listed ?? [] },
    config.root,
  );
  const baseline = findBaseline(config.root, options);
  enter("model");
  const written = await readDeclared(loaded, options);
  enter("code");
  const held: Written = { written, code: await readCode(config, options) };
  refuseNothing(written, held.code);
  enter("opening");
  const pause = pauseOf(options);
  const assignment = assignmentOf(config, held, options);
  const memory = config.history
    ? openMemory(config.root, { assignment, resume: options.resume ?? false, onTrouble: troubleOf(options) })
    : noMemory;
  let resumed = 0;
  let answers: Awaited<ReturnType<typeof readFleet>>;
  try {
    answers = await readFleet(files, {
      ...{ assignment, pause, threads: options.threads },
      recalled: (path) => {
        const answer = memory.recalled(path);
        if (answer !== null) resumed += 1;
        return answer;
      },
      onRead: (path, answer, done) => {
        memory.remember(path, answer);
        options.onRead?.(done, files.length);
      },
    });
  } finally {
    memory.close();
  }
  enter("rules");
  const settings = { ...judgingOf(config, { ...options, onRows: undefined }), data: "off" } as const;
  const judging = { ...settings, only: [], allowDestructive: false, rowsUpTo: 0 };
  const analysed = await analyseSchemas(files, answers, { held, settings: judging, pause });
  const groups = groupSchemas(analysed.schemas);
  enter("report");
  const accepted = baseline?.baseline ?? [];
  const { databases, groups: marked } = entriesOf(files, { ...analysed, groups, baseline: accepted });
  const all = [...marked, ...databases.flatMap(({ rows }) => (rows === null ? [] : [rows]))];
  const findings = all.flatMap(({ issues }) => issues).flatMap((issue) => issue.findings);
  return {
    formatVersion: 1,
    tool: { name: "schema-drift-doctor", version },
    run: {
      ...{ id: begun.id, startedAt: started.toISOString(), durationMs: Date.now() - started.getTime() },
      resumed,
    },
    project: { folder: folderInCheckout(config.root), config: config.file },
    model: { sources: written.sources, tables: written.tables.length },
    ...(held.code ? { code: { files: held.code.files, statements: held.code.queries.length } } : {}),
    rows: options.rows ?? false,
    summary: summaryOf(marked, databases),
    ...(baseline
      ? {
          baseline: {
            path: baseline.place.shown,
            accepted: findings.filter((finding) => finding.accepted !== undefined).length,
          },
        }
      : {}),
    groups: marked,
    databases,
    passedOver,
    notAnalysed: [...notYetActedUpon(config), ...(options.rows ? [] : [rowsUnasked])],
  };
}

const rowsUnasked: NotAnalysed = {
  what: "rows",
  location: null,
  why: "Schemas are compared, and the rows of no database are read; of a file's pages only those that hold its schema. --rows asks the rules' questions of every database.",
};

function assignmentOf(config: Config, held: Written, { rows, showValues = false }: FleetOptions): Assignment {
  return { rows: rows ? { held, config: JSON.stringify({ ...config, database: null }), showValues } : null };
}

/** Lets a signal be heard. */
function pauseOf({ stopped }: FleetOptions): () => Promise<void> {
  return async () => {
    await setImmediate();
    if (stopped?.() !== true) return;
    throw new DoctorError(
      "interrupted",
      "The run was stopped before all databases were read.",
      "doctor fleet with --resume goes on from here: what was read and has not changed is not read again.",
    );
  };
}

function troubleOf({ onNote }: FleetOptions): (why: string) => void {
  return (why) => onNote?.(`What was found in each file is not recorded: ${why.replace(/\.$/, "")}.`);
}
