import type { Issue } from "./engine/issue.ts";
import { DoctorError } from "./errors.ts";
import { calledIndexes } from "./evidence/called-indexes.ts";
import type { ReadCode, TriedQuery } from "./evidence/code.ts";
import type { Probe, ProbeResult, RowReader } from "./evidence/evidence.ts";
import { inHouseStyle } from "./evidence/house-style.ts";
import { inferModel } from "./evidence/infer-model.ts";
import { type KeptLedger, keptLedgers } from "./evidence/ledgers.ts";
import { type Judging, judge, judgeCode, type TwinPort } from "./judge.ts";
import { destroyed } from "./plan/destroyed.ts";
import type { Plan, Step } from "./plan/plan.ts";
import type { Proof, Rehearsed } from "./plan/proof.ts";
import { planBesideCode, planFor } from "./repair-plan.ts";
import { selectIssues } from "./reporting/select.ts";
import type { DeclaredSchema } from "./schema/declared.ts";
import type { NotAnalysed } from "./schema/location.ts";
import { withLedgers } from "./schema/migrations.ts";
import type { Schema } from "./schema/schema.ts";
import { withValues } from "./values.ts";

/** An opened database, read-only, as the pipeline needs it. */
export interface DatabasePort {
  readonly facts: {
    readonly path: string;
    readonly bytes: number;
    readonly sqliteVersion: string;
    readonly schemaHash: string;
  };
  readonly schema: Schema;
  /** Why there are no rows, which nothing is asked of then; absent where there may be some. */
  readonly withoutRows?: string;
  /** Runs a SELECT and counts its rows; never throws for a query that does not prepare. */
  readonly probe: (select: string) => ProbeResult;
  /** Answers the rules' questions about rows. */
  readonly readRows: (options: RowOptions) => RowReader;
  /** Opens a schema twin on which these steps have run. */
  readonly openTwin: (steps: readonly Step[]) => TwinPort;
  /** Runs the plan on a shadow copy, takes it back, and says what it saw. `replan` plans anew for the repaired schema. */
  readonly rehearse: (
    plan: Plan,
    options: {
      readonly level: "rows" | "schema";
      readonly allowDestructive: boolean;
      readonly replan: (repaired: Schema) => Plan;
      readonly progress?: (bytes: number, total: number) => void;
      readonly pause?: () => Promise<void>;
      /** Statements that work today and must work then. */
      readonly statements: readonly { readonly sql: string; readonly place: string }[];
    },
  ) => Promise<Rehearsed>;
  readonly close: () => void;
}

/** The parts of a run, in their order. */
export type Phase =
  | "model"
  | "opening"
  | "introspection"
  | "code"
  | "diff"
  | "rules"
  | "plan"
  | "rehearsal"
  | "report";

/** The edges of the pipeline. */
export interface Ports {
  readonly readDeclared: () => Promise<DeclaredSchema>;
  /** Reads the code; null where the project names none. */
  readonly readCode: () => Promise<ReadCode | null>;
  /** Opens and introspects, and says when it begins the latter. */
  readonly openDatabase: () => Promise<DatabasePort>;
  /** Told when a part begins. */
  readonly enter: (phase: Phase) => void;
}

/** How rows are read for the rules. */
export interface RowOptions {
  /** Whether parts of a table stand for all of it. */
  readonly sample: boolean;
  /** Questions that are asked as they stand, and of all rows. */
  readonly whole: ReadonlySet<Probe>;
  /** Told now and then how many rows of a table are done, of about how many. */
  readonly progress: (table: string, rows: number, about: number) => void;
}

/** What a diagnosis depends on besides model and database. */
export interface Settings extends Judging {
  /** How much of the rows is read to answer the rules' questions; what is too large for all is sampled where nobody says. */
  readonly data: "full" | "sample" | "off" | null;
  /** Shown how far a table is read, in rows. */
  readonly onRows?: RowOptions["progress"] | undefined;
  /** Ids, fingerprints or rules to repair; all when empty. */
  readonly only: readonly string[];
  /** Fingerprints that were issues once, and may be named though they are none today. */
  readonly known?: readonly string[] | undefined;
  readonly allowDestructive: boolean;
  /** Shown how far the copy for the rehearsal is, in bytes. */
  readonly onCopy?: ((bytes: number, total: number) => void) | undefined;
  /** Awaited between the checks of the rehearsal; may throw to end it. */
  readonly pause?: (() => Promise<void>) | undefined;
  /** Up to which size, in bytes, the repair is rehearsed with all rows. */
  readonly rowsUpTo: number;
}

/** What a step takes away, with how much there is of it today. */
export interface CountedLoss {
  readonly step: string;
  readonly what: string;
  readonly count: number;
}

/** All that was found, and the repair with its proof. */
export interface Diagnosis {
  readonly facts: DatabasePort["facts"];
  readonly declared: DeclaredSchema;
  readonly actual: Schema;
  readonly issues: readonly Issue[];
  readonly pulledIn: readonly string[];
  readonly plan: Plan;
  /** How many rows each precondition of the plan returns today. */
  readonly offending: ReadonlyMap<string, number>;
  /** What the steps that need leave take away, counted today. */
  readonly losses: readonly CountedLoss[];
  readonly proof: Proof;
  /** The schema before the repair, and after it as rehearsed. */
  readonly states: Pick<Rehearsed, "before" | "after">;
  /** What of the code was read. */
  readonly code: { readonly files: number; readonly statements: number } | null;
  /** The statements of the code, as tried. */
  readonly queries: readonly TriedQuery[];
  readonly ledgers: readonly KeptLedger[];
  readonly notAnalysed: readonly NotAnalysed[];
}

/** Compares what is declared with what is there, judges the difference, plans its repair and rehearses it. */
export async function diagnose(ports: Ports, settings: Settings): Promise<Diagnosis> {
  ports.enter("model");
  const written = await ports.readDeclared();
  ports.enter("code");
  const code = await ports.readCode();
  refuseNothing(written, code);
  ports.enter("opening");
  const database = await ports.openDatabase();
  try {
    ports.enter("diff");
    ports.enter("rules");
    const found = findIssues(database, { written, code }, settings);
    const { declared, actual, issues, working, judging } = found;
    const planning = { declared, actual, allowDestructive: settings.allowDestructive };
    ports.enter("plan");
    const known = [...settings.rules.map(({ id }) => id), ...(settings.known ?? [])];
    const selection = selectIssues(issues, settings.only, known);
    const twins = { working, openTwin: database.openTwin };
    const { plan, held } = planBesideCode(selection.issues, planning, twins);
    ports.enter("rehearsal");
    const wanted = new Set(selection.issues.map(({ fingerprint }) => fingerprint));
    const left = new Set(issues.map(({ fingerprint }) => fingerprint).filter((known) => !wanted.has(known)));
    const rehearsed = await database.rehearse(plan, {
      level:
        database.withoutRows === undefined && database.facts.bytes <= settings.rowsUpTo ? "rows" : "schema",
      allowDestructive: settings.allowDestructive,
      statements: working.map(({ sql, location: { file, line } }) => ({
        sql,
        place: `${file}:${line}`,
      })),
      ...(settings.onCopy ? { progress: settings.onCopy } : {}),
      ...(settings.pause ? { pause: settings.pause } : {}),
      replan: (repaired) => {
        // What nobody selected may stay; what was not there before is the repair's own doing.
        const again = judge(declared, repaired, judging, { rows: null }).issues;
        const selected = again.filter((issue) => !left.has(issue.fingerprint));
        return planFor(selected, { ...planning, actual: repaired, held });
      },
    });
    return {
      facts: database.facts,
      declared,
      actual,
      issues: selection.issues,
      pulledIn: selection.pulledIn,
      plan,
      offending: offendingRows(plan, database),
      losses: countedLosses(plan, database),
      proof: rehearsed.proof,
      states: rehearsed,
      notAnalysed: found.notAnalysed,
      queries: found.queries,
      ledgers: found.ledgers,
      code: code && { files: code.files, statements: code.queries.length },
    };
  } finally {
    database.close();
  }
}

/** What a database is held against: what is declared, and the code where it is read. */
export interface Written {
  readonly written: DeclaredSchema;
  readonly code: ReadCode | null;
}

/** What is wrong with a database, before anything is planned. */
export interface Found
  extends Pick<Diagnosis, "declared" | "actual" | "issues" | "queries" | "ledgers" | "notAnalysed"> {
  readonly judging: Judging;
  /** The statements of the code that work today. */
  readonly working: readonly TriedQuery[];
}

/** Throws DoctorError where neither a model nor code says anything of a database. */
export function refuseNothing(written: DeclaredSchema, code: ReadCode | null): void {
  if (declaresNothing(written) && code === null) throw noTables(written);
}

/** Holds an opened database against what is declared and against the code, and judges the difference. */
export function findIssues(database: DatabasePort, { written, code }: Written, settings: Settings): Found {
  const actual = withLedgers(database.schema, written.migrations);
  const model = declaresNothing(written) && code ? inferModel(code, actual) : written;
  const declared = inHouseStyle(model, actual, settings.conventions);
  const { rows, left: unread } = rowsFor(database, settings);
  const { allowDestructive } = settings;
  const judging = code ? { ...settings, calledIndexes: calledIndexes(code) } : settings;
  const found = judge(declared, actual, judging, { rows: code ? null : rows });
  const judged = code
    ? judgeCode(code, found.issues, {
        declared,
        actual,
        judging,
        rows,
        openTwin: database.openTwin,
        planFor: (issues) => planFor(issues, { declared, actual, allowDestructive }),
        allowDestructive,
      })
    : { issues: found.issues, queries: [], working: [], notAnalysed: [] };
  return {
    declared,
    actual,
    judging,
    issues: rows && settings.showValues ? withValues(judged.issues, found.drift, rows) : judged.issues,
    queries: judged.queries,
    working: judged.working,
    ledgers: keptLedgers(declared.migrations ?? [], actual, rows),
    notAnalysed: [
      ...declared.notAnalysed,
      ...actual.notAnalysed,
      ...found.drift.notAnalysed,
      ...judged.notAnalysed,
      ...unread,
    ],
  };
}

function declaresNothing({ tables, unparsable }: DeclaredSchema): boolean {
  return tables.length === 0 && unparsable.length === 0;
}

/** Up to which size, in bytes, all rows are read where nobody says how much. */
const fullUpTo = 4 * 1024 ** 3;

/** Who reads the rows, and what is left unread. */
function rowsFor(
  database: DatabasePort,
  { data, checks, onRows }: Settings,
): { rows: RowReader | null; left: NotAnalysed[] } {
  const left = (why: string): NotAnalysed[] => [{ what: "rows", location: null, why }];
  if (database.withoutRows !== undefined) return { rows: null, left: left(database.withoutRows) };
  if (data === "off") return { rows: null, left: left('They are not read: the config says "data": "off".') };
  const sample = data === null ? database.facts.bytes > fullUpTo : data === "sample";
  const whole = new Set(checks.map(({ sql }) => sql));
  const rows = database.readRows({ sample, whole, progress: onRows ?? (() => undefined) });
  if (!sample) return { rows, left: [] };
  const why =
    data === null
      ? 'The database is above 4 GiB: of large tables a sample is read. "data": "full" reads all.'
      : 'Of large tables a sample is read: the config says "data": "sample".';
  return { rows, left: left(why) };
}

function offendingRows(plan: Plan, database: DatabasePort): Map<string, number> {
  if (database.withoutRows !== undefined) return new Map();
  const queries = new Set(plan.steps.flatMap((step) => step.preconditions));
  return new Map([...queries].map((query) => [query, database.probe(query).rows]));
}

function countedLosses(plan: Plan, { probe, withoutRows }: DatabasePort): CountedLoss[] {
  if (withoutRows !== undefined) return [];
  return plan.steps.flatMap((step) =>
    destroyed(step, plan).map(({ what, query }) => ({ step: step.id, what, count: probe(query).rows })),
  );
}

function noTables({ sources }: DeclaredSchema): DoctorError {
  const files = sources.flatMap((source) => source.files);
  return new DoctorError(
    "no-declared-table",
    `The model declares no table (${files.length === 0 ? "no file" : files.join(", ")} read).`,
    'Mark a type with /** @table */, point "model" at the file of your Kysely Database or at .sql files, or use an "exported:" glob. See docs/model.md.',
  );
}
