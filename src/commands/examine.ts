import { rules } from "../../rules/catalogue.ts";
import { folderInCheckout } from "../config/checkout.ts";
import type { Config } from "../config/config.ts";
import { deniedRenames, withBackfills, withOrphans, withRenames } from "../config/declare.ts";
import { shownPath } from "../config/find.ts";
import type { LoadedConfig } from "../config/load.ts";
import { deniedMoves, withMoves } from "../config/moves.ts";
import { notYetActedUpon } from "../config/not-yet.ts";
import { type Diagnosis, diagnose, type Ports, type Settings } from "../doctor.ts";
import { askedFor, withConventions } from "../engine/conventions.ts";
import { readQueries } from "../queries/read.ts";
import { buildReport } from "../reporting/build.ts";
import type { Report } from "../reporting/report.ts";
import type { DeclaredSchema } from "../schema/declared.ts";
import { sources } from "../sources/index.ts";
import { readModel } from "../sources/read-model.ts";
import { type Begun, beginRun } from "./begun.ts";
import type { RunOptions } from "./project.ts";
import { findSource, openSource } from "./source.ts";
import { version } from "./version.ts";

/** How far a run goes. */
export interface Extent extends Pick<Settings, "only" | "known" | "allowDestructive" | "onCopy" | "pause"> {
  readonly rowsUpTo: (config: Config) => number;
}

/** What a run found, and in which project. */
export interface Examined {
  readonly loaded: LoadedConfig;
  readonly report: Report;
  readonly diagnosis: Diagnosis;
}

/** Compares model and database of a project, plans the repair and rehearses it. Throws DoctorError when it cannot run. */
export async function examine(
  options: RunOptions,
  extent: Extent,
  { id, started, loaded }: Begun = beginRun(options),
): Promise<Examined> {
  const { config } = loaded;
  const enter = options.onPhase ?? (() => undefined);
  const ports: Ports = {
    readDeclared: () => readDeclared(loaded),
    readCode: async () =>
      config.queries.length === 0
        ? null
        : readQueries({ root: config.root, patterns: config.queries, typecheck: config.typecheck }),
    openDatabase: async () => openSource(findSource(config, options), () => enter("introspection")),
    enter,
  };
  const diagnosis = await diagnose(ports, {
    ...extent,
    rowsUpTo: extent.rowsUpTo(config),
    rules,
    settings: withConventions(config.rules, config.conventions, rules),
    diff: {
      ignore: config.ignore,
      denied: { ...deniedRenames(config.renames), moves: deniedMoves(config.moves) },
    },
    data: config.data,
    onRows: options.onRows,
    showValues: options.showValues ?? false,
    conventions: askedFor(config.conventions),
    checks: config.checks,
  });
  enter("report");
  const report = buildReport({
    tool: { name: "schema-drift-doctor", version },
    run: { id, startedAt: started.toISOString(), durationMs: Date.now() - started.getTime() },
    project: { folder: folderInCheckout(config.root), config: config.file },
    database: { ...diagnosis.facts, path: shownPath(diagnosis.facts.path, config.root) },
    model: { sources: diagnosis.declared.sources, tables: diagnosis.declared.tables.length },
    ...withoutNull(diagnosis),
    notAnalysed: [...notYetActedUpon(config), ...diagnosis.notAnalysed],
  });
  return { loaded, report, diagnosis };
}

const nothingDeclared: DeclaredSchema = {
  sources: [],
  tables: [],
  virtualTables: [],
  views: [],
  triggers: [],
  unparsable: [],
  notAnalysed: [],
};

async function readDeclared({ config, locate }: LoadedConfig): Promise<DeclaredSchema> {
  const { root, model, databaseType, naming } = config;
  // Code without a model says by its statements what it counts on.
  if (model.length === 0 && config.queries.length > 0) return nothingDeclared;
  const read = await readModel({ root, patterns: model, databaseType, naming }, sources);
  const renamed = withRenames(read, config, locate);
  const declared = withBackfills(withMoves(renamed, config, locate), config, locate);
  return withOrphans(declared, config, locate);
}

/** A report says nothing of code that was not read. */
function withoutNull({
  code,
  ...rest
}: Diagnosis): Omit<Diagnosis, "code"> & { code?: NonNullable<Diagnosis["code"]> } {
  return code === null ? rest : { ...rest, code };
}
