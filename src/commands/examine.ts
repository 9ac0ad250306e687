import { folderInCheckout } from "../config/checkout.ts";
import type { Config } from "../config/config.ts";
import { shownPath } from "../config/find.ts";
import type { LoadedConfig } from "../config/load.ts";
import { notYetActedUpon } from "../config/not-yet.ts";
import { type Diagnosis, diagnose, type Ports, type Settings } from "../doctor.ts";
import { buildReport } from "../reporting/build.ts";
import type { Report } from "../reporting/report.ts";
import { type Begun, beginRun } from "./begun.ts";
import { judgingOf, readCode, readDeclared } from "./held-against.ts";
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
    readDeclared: () => readDeclared(loaded, options),
    readCode: () => readCode(config, options),
    openDatabase: async () =>
      openSource(findSource(config, options), () => enter("introspection"), options.openDatabase),
    enter,
  };
  const diagnosis = await diagnose(ports, {
    ...extent,
    rowsUpTo: extent.rowsUpTo(config),
    ...judgingOf(config, options),
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

/** A report says nothing of code that was not read. */
function withoutNull({
  code,
  ...rest
}: Diagnosis): Omit<Diagnosis, "code"> & { code?: NonNullable<Diagnosis["code"]> } {
  return code === null ? rest : { ...rest, code };
}
