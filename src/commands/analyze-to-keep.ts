import { contentOf } from "../database/content.ts";
import { markOf } from "../database/mark.ts";
import { type DiagnosedDatabase, openForDiagnosis } from "../database/port.ts";
import { placeFor, remember } from "../files/store.ts";
import { standsStill, witnessed } from "../files/witness.ts";
import { exitCode } from "../reporting/exit.ts";
import type { Report } from "../reporting/report.ts";
import { isOfTheMoment } from "../sql/of-the-moment.ts";
import { type AnalyzeOptions, analyze } from "./analyze.ts";
import { databaseIn } from "./begun.ts";
import { cacheIn } from "./cache.ts";
import { settingsOf } from "./project.ts";
import { keptFor, type Standing } from "./standing.ts";

/** An analysis that can be kept. */
export interface KeepableAnalysis extends Pick<Standing, "report" | "exitCode"> {
  /**
   * Keeps it as the answer to a question, with what the caller needs to say it again, for `analysisThatStands`. Does
   * nothing where it depends on more than can be looked at again, or something has changed meanwhile.
   */
  readonly keep: (question: unknown, said: unknown) => void;
}

/** Analyses a project as a recorded run. Throws what `analyze` throws. */
export async function analyzeToKeep(options: AnalyzeOptions): Promise<KeepableAnalysis> {
  const variables = new Map<string, string | undefined>();
  const environment = noting(options.environment ?? {}, variables);
  const open = options.openDatabase ?? openForDiagnosis;
  let opened: { readonly path: string; readonly mark: string | null } | null = null;
  let isWhole = true;
  let asksThroughViews = false;
  const watched: AnalyzeOptions = {
    ...{ ...options, environment },
    openDatabase: (path, ...more) => {
      opened = { path, mark: markOf(path) };
      const database = open(path, ...more);
      asksThroughViews = database.schema.views.some(({ sql }) => isOfTheMoment(sql));
      return overheard(database, (sql) => {
        isWhole &&= !isOfTheMoment(sql);
      });
    },
    onNote: (note) => {
      isWhole = false;
      options.onNote?.(note);
    },
  };
  const { result, answers } = await witnessed(async () => {
    const report = await analyze(watched);
    const config = settingsOf(watched);
    return { report, config, code: exitCode(report, config.failOn) };
  });
  const { report, config, code } = result;
  const keep = (question: unknown, said: unknown): void => {
    const cache = cacheIn(config.root);
    const isTimeless =
      !report.plan.steps.some(asksOfTheMoment) && !(asksThroughViews && config.checks.length > 0);
    // The compiler itself looks at more of the disk than is noted.
    const isSeen = isWhole && config.history && !config.typecheck && config.root === options.folder;
    if (!isTimeless || !isSeen || cache === null || !standsStill(answers)) return;
    const database = opened && unchanged(opened);
    if (database === null) return;
    const project = { config: config.file, database: databaseIn(config, options) };
    const standing = { report, exitCode: code, answers, variables, database, project, said };
    remember(cache, placeFor(cache, keptFor(config.root, question)), standing satisfies Standing);
  };
  return { report, exitCode: code, keep };
}

/** A database with each question about its rows told. */
function overheard(database: DiagnosedDatabase, tell: (sql: string) => void): DiagnosedDatabase {
  return {
    ...database,
    probe: (probe) => {
      tell(probe);
      return database.probe(probe);
    },
    readRows: (options) => {
      const reader = database.readRows(options);
      return {
        ask: (probes) => {
          for (const probe of probes) if (typeof probe === "string") tell(probe);
          return reader.ask(probes);
        },
        list: (listing) => {
          tell(listing);
          return reader.list(listing);
        },
      };
    },
  };
}

function asksOfTheMoment(step: Report["plan"]["steps"][number]): boolean {
  const { sql, rollback, preconditions, guards = [], validations } = step;
  // A default that is the present moment is part of what a table is, and alike at any.
  const worked = [...sql, ...rollback.sql].filter((text) => !/^\s*(?:CREATE|ALTER|DROP)\b/i.test(text));
  return [...worked, ...preconditions, ...guards, ...validations].some(isOfTheMoment);
}

/** The database that was read, if nobody can have changed it since it was opened. */
function unchanged({ path, mark }: { path: string; mark: string | null }): Standing["database"] | null {
  if (mark === null) return null;
  const content = contentOf(path);
  return content !== null && markOf(path) === mark ? { path, content } : null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The same environment, with each question asked of it noted. */
function noting(environment: Environment, asked: Map<string, string | undefined>): Environment {
  return new Proxy(environment, {
    get: (target, name) => {
      const value = Reflect.get(target, name);
      if (typeof name === "string") asked.set(name, value);
      return value;
    },
  });
}
