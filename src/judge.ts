import type { DiffOptions } from "./diff/diff.ts";
import { diffSchemas } from "./diff/diff.ts";
import type { Drift } from "./diff/drift.ts";
import type { Issue } from "./engine/issue.ts";
import { withMasked, withMaskedFindings } from "./engine/masked.ts";
import type { Rule } from "./engine/rule.ts";
import { arranged, listingsOf, probesOf, runRules } from "./engine/run-rules.ts";
import { enabledRules, type RuleSettings, settingFor } from "./engine/settings.ts";
import { type Code, type IndexTrial, noCode, type ReadCode, type TriedQuery } from "./evidence/code.ts";
import type { AskedConventions, Evidence, ProbeResult, RowReader } from "./evidence/evidence.ts";
import type { OwnCheck } from "./evidence/own-check.ts";
import { type Tryout, tryQueries } from "./evidence/try-queries.ts";
import { isSilenced } from "./evidence/use.ts";
import type { Plan, Step } from "./plan/plan.ts";
import { runnable } from "./plan/planner.ts";
import type { DeclaredSchema } from "./schema/declared.ts";
import type { NotAnalysed } from "./schema/location.ts";
import type { Schema } from "./schema/schema.ts";
import { matchesTable } from "./schema/table-glob.ts";

/** How what was found is judged. */
export interface Judging {
  readonly rules: readonly Rule[];
  readonly settings: RuleSettings;
  readonly diff: DiffOptions;
  /** The conventions that the project asks for. */
  readonly conventions: AskedConventions;
  /** The project's own questions. */
  readonly checks: readonly OwnCheck[];
  /** Whether values that are stored may be told. */
  readonly showValues: boolean;
  /** Folded names of indexes that statements call by INDEXED BY; none when absent. */
  readonly calledIndexes?: ReadonlySet<string>;
}

/** What follows from two schemas, the answers about rows, and the code. */
export interface Judged {
  readonly drift: Drift;
  readonly issues: readonly Issue[];
}

/** What the rules look at, with their questions about the rows answered; none is asked without a reader of rows. */
export function evidenceFor(
  declared: DeclaredSchema,
  actual: Schema,
  judging: Judging,
  { rows, code = noCode }: { rows: RowReader | null; code?: Code },
): Evidence {
  const { rules, settings, diff, conventions, checks, showValues, calledIndexes } = judging;
  const drift = diffSchemas(declared, actual, diff);
  const called = calledIndexes ? { calledIndexes } : {};
  const nothing = { probes: new Map(), listings: new Map(), showValues };
  const unanswered: Evidence = { declared, actual, drift, code, conventions, checks, ...nothing, ...called };
  if (rows === null) return unanswered;
  // What is listed may decide what is asked, and the answers what is listed.
  const shown = withListings(unanswered, judging, rows);
  return withListings({ ...shown, probes: rows.ask(probesOf(rules, shown, settings)) }, judging, rows);
}

function withListings(evidence: Evidence, { rules, settings }: Judging, { list }: RowReader): Evidence {
  const wanted = listingsOf(rules, evidence, settings);
  return { ...evidence, listings: new Map(wanted.map((listing) => [listing, list(listing)])) };
}

/** Drift, evidence, issues. */
export function judge(
  declared: DeclaredSchema,
  actual: Schema,
  judging: Judging,
  given: { rows: RowReader | null; code?: Code },
): Judged {
  const evidence = evidenceFor(declared, actual, judging, given);
  return { drift: evidence.drift, issues: runRules(judging.rules, evidence, judging.settings) };
}

/** A schema twin to try statements and indexes on. */
export interface TwinPort extends Tryout {
  /** Null stands in the place of a statement that is not to be helped; tables may be left alone. */
  readonly tryIndexes: (
    queries: readonly (TriedQuery | null)[],
    isLeftAlone: (table: string) => boolean,
  ) => readonly IndexTrial[];
  readonly close: () => void;
}

/** What judging the code needs besides. */
export interface CodeContext {
  readonly declared: DeclaredSchema;
  readonly actual: Schema;
  readonly judging: Judging;
  readonly rows: RowReader | null;
  readonly openTwin: (steps: readonly Step[]) => TwinPort;
  readonly planFor: (issues: readonly Issue[]) => Plan;
  readonly allowDestructive: boolean;
}

/** What the code adds: issues, those hidden behind others included, and the statements that work today. */
export interface CodeJudged {
  readonly issues: readonly Issue[];
  readonly queries: readonly TriedQuery[];
  readonly working: readonly TriedQuery[];
  readonly notAnalysed: readonly NotAnalysed[];
}

const rounds = 5;

/** Tries the code's statements on the schema as it is and as the plan of these issues leaves it, and judges anew. */
export function judgeCode(read: ReadCode, schemaIssues: readonly Issue[], context: CodeContext): CodeJudged {
  const { declared, actual, judging, rows } = context;
  const { code, notAnalysed } = tryCode(read, schemaIssues, context);
  let issues = withMaskedFindings(judge(declared, actual, judging, { rows, code }).issues, actual);
  for (let round = 1; round < rounds; round++) {
    const next = onRepaired(
      issues,
      context,
      (repaired) => repaired && masked(issues, code, repaired, context),
    );
    if (!next?.isNew) break;
    issues = arranged(inRuleOrder(next.issues, judging.rules), declared);
  }
  const working = code.queries.filter(({ now }) => now.ok && now.prepared);
  return { issues, queries: code.queries, working, notAnalysed: [...read.notAnalysed, ...notAnalysed] };
}

function inRuleOrder(issues: readonly Issue[], rules: readonly Rule[]): Issue[] {
  const places = new Map(rules.map(({ id }, place) => [id, place]));
  return [...issues].sort((a, b) => (places.get(a.rule) ?? 0) - (places.get(b.rule) ?? 0));
}

/** What the rules look at where there is code: first what follows from the schema, for the plan to try it on. */
export function evidenceWithCode(read: ReadCode, context: CodeContext): Evidence {
  const { declared, actual, judging, rows } = context;
  const { issues } = judge(declared, actual, judging, { rows: null });
  return evidenceFor(declared, actual, judging, { rows, code: tryCode(read, issues, context).code });
}

function tryCode(
  read: ReadCode,
  schemaIssues: readonly Issue[],
  context: CodeContext,
): { code: Code; notAnalysed: readonly NotAnalysed[] } {
  const now = context.openTwin([]);
  try {
    return onRepaired(schemaIssues, context, (repaired) => {
      const { queries, notAnalysed } = tryQueries(read, context.declared, now, repaired ?? now);
      const trials = trialsFor(queries, repaired ?? now, context.judging);
      return { code: { ...read, queries, trials }, notAnalysed };
    });
  } finally {
    now.close();
  }
}

/** Indexes are tried for the rules that look at them, where neither the config nor a comment tells these to be silent. */
function trialsFor(
  queries: readonly TriedQuery[],
  twin: TwinPort,
  { rules, settings, diff }: Judging,
): readonly IndexTrial[] {
  const asking = enabledRules(rules, settings).filter(({ needs }) => needs?.includes("index-trials"));
  if (asking.length === 0) return [];
  const isHeard = (query: TriedQuery): boolean => asking.some(({ id }) => !isSilenced(query, id));
  const isOff = (table: string): boolean =>
    asking.every(({ id }) => settingFor(settings, id, table) === "off");
  return twin.tryIndexes(
    queries.map((query) => (isHeard(query) ? query : null)),
    (table) => isOff(table) || diff.ignore.some((glob) => matchesTable(glob, table)),
  );
}

/** Opens the schema as the plan of these issues leaves it; null where the plan does nothing. */
function onRepaired<T>(
  issues: readonly Issue[],
  context: CodeContext,
  work: (repaired: TwinPort | null) => T,
): T {
  const steps = runnable(context.planFor(issues).steps, context.allowDestructive);
  if (steps.length === 0) return work(null);
  const twin = context.openTwin(steps);
  try {
    return work(twin);
  } finally {
    twin.close();
  }
}

/** The issues with those that are seen on the repaired schema only. A statement that the repair breaks is an issue of today. */
function masked(
  issues: readonly Issue[],
  code: Code,
  repaired: TwinPort,
  { declared, judging, rows }: CodeContext,
): ReturnType<typeof withMasked> {
  const queries = code.queries
    .filter((query) => !query.now.ok || query.repaired.ok)
    .map((query) => ({ ...query, now: query.repaired, needs: new Set<string>() }));
  // A table that the repair makes has no rows that could contradict anything.
  const seen = judge(declared, repaired.schema, judging, {
    rows: rows && withoutMissing(rows),
    code: { ...code, queries, trials: [] },
  });
  return withMasked(issues, seen.issues);
}

function withoutMissing({ ask, list }: RowReader): RowReader {
  const none = (answer: ProbeResult): ProbeResult =>
    answer.failed?.startsWith("no such table") ? { rows: 0, failed: null } : answer;
  return {
    ask: (probes) => new Map([...ask(probes)].map(([probe, answer]) => [probe, none(answer)])),
    list,
  };
}
