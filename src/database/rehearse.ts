import type { Plan } from "../plan/plan.ts";
import { runnable } from "../plan/planner.ts";
import type { ProofCheck, Rehearsed } from "../plan/proof.ts";
import type { Schema } from "../schema/schema.ts";
import type { SchemaState, StoredText } from "../schema/stored.ts";
import { storedTexts } from "./compare-schema.ts";
import { complaintOf } from "./complaint.ts";
import { completed, concernedBy, restricted } from "./concerned.ts";
import { copySchema } from "./copy-schema.ts";
import { introspect } from "./introspect.ts";
import type { OpenDatabase } from "./open.ts";
import { checkRolledBack } from "./proof-back.ts";
import { many, verdict } from "./proof-check.ts";
import { checkRepaired } from "./proof-forward.ts";
import type { Rehearsal } from "./rehearsal.ts";
import { failedValidations, type Refusal, runStatements, unmet } from "./run-plan.ts";
import { stateOf } from "./schema-hash.ts";
import { type CopyProgress, copyRefused, forgetOthers, makeShadow } from "./shadow.ts";

/** What a rehearsal is to show. */
export interface RehearsalOptions {
  /** "rows" copies the database; "schema" makes do with an empty twin. */
  readonly level: "rows" | "schema";
  readonly allowDestructive: boolean;
  /** Plans anew for the repaired schema; steps that may run then are left-overs. */
  readonly replan: (repaired: Schema) => Plan;
  /** Statements of the code that prepare today and must do so then, with their places. */
  readonly statements?: readonly { readonly sql: string; readonly place: string }[];
  readonly progress?: CopyProgress;
  /** Awaited between checks, so that a signal is heard; it may throw to end the rehearsal. */
  readonly pause?: () => Promise<void>;
}

/**
 * Runs a plan on a copy, looks at everything it must not have changed, takes it back and looks again. The database
 * itself is only read. A refusal by SQLite is part of the proof, not an error.
 */
export async function rehearse(
  source: OpenDatabase,
  before: Schema,
  plan: Plan,
  options: RehearsalOptions,
): Promise<Rehearsed> {
  const steps = runnable(plan.steps, options.allowDestructive);
  const state = stateOf(storedTexts(source.connection));
  if (steps.length === 0)
    return { proof: { level: "none", ok: true, checks: [] }, before: state, after: state };
  const concerned = concernedBy(before, steps);
  const isPart = concerned !== null;
  const shared = { plan, steps, whole: before, before: restricted(before, concerned), isPart };
  const onPart = {
    ...options,
    replan: (repaired: Schema) => options.replan(completed(repaired, before, concerned)),
  };
  if (options.level === "schema") {
    const connection = copySchema(source.connection, concerned);
    try {
      const textsBefore = storedTexts(connection);
      const rehearsal = { ...shared, connection, original: null, shadowFile: null, textsBefore };
      return await run(rehearsal, onPart, state);
    } finally {
      connection.close();
    }
  }
  const shadow = await makeShadow(source, options.progress ?? (() => undefined));
  try {
    const { connection, original, file } = shadow;
    if (concerned !== null) forgetOthers(connection, concerned);
    const textsBefore = storedTexts(connection);
    return await run({ ...shared, connection, original, shadowFile: file, textsBefore }, onPart, state);
  } catch (error) {
    throw copyRefused(error);
  } finally {
    shadow.close();
  }
}

async function run(rehearsal: Rehearsal, options: RehearsalOptions, before: SchemaState): Promise<Rehearsed> {
  const checks: ProofCheck[] = [];
  const fine = (): boolean => checks.every(({ ok }) => ok);
  const look = async (found: Iterable<ProofCheck>): Promise<void> => {
    for (const check of found) {
      checks.push(check);
      await options.pause?.();
    }
  };
  await look(forward(rehearsal, options));
  const after = fine() ? stateOf(wholeAfter(before.objects, rehearsal)) : null;
  if (fine()) await look(back(rehearsal));
  return { proof: { level: options.level, ok: fine(), checks }, before, after };
}

/** The texts of the whole schema after the plan, where the copy may have only a part of it. */
function wholeAfter(texts: readonly StoredText[], { connection, textsBefore }: Rehearsal): StoredText[] {
  const key = ({ type, name }: StoredText): string => `${type} ${name}`;
  const copied = new Set(textsBefore.map(key));
  return [...texts.filter((text) => !copied.has(key(text))), ...storedTexts(connection)];
}

function* forward(rehearsal: Rehearsal, options: RehearsalOptions): Generator<ProofCheck> {
  const { connection, steps } = rehearsal;
  const working = (options.statements ?? []).filter(({ sql }) => complaintOf(connection, sql) === null);
  const blocked = unmet(connection, steps);
  const asked = steps.reduce((sum, step) => sum + step.preconditions.length, 0);
  yield check("preconditions", blocked, `asked: ${asked}; no row stands in the way`);
  if (blocked.length > 0) return;
  const refused = runStatements(connection, steps);
  const statements = steps.reduce((sum, step) => sum + step.sql.length, 0);
  yield check(
    "plan runs",
    refused ? [refused] : [],
    `${many(steps.length, "step")}, ${many(statements, "statement")}, one transaction`,
  );
  if (refused) return;
  const failed = failedValidations(connection, steps);
  const validations = steps.reduce((sum, step) => sum + step.validations.length, 0);
  yield check("validations", failed, `asked: ${validations}; none returns a row`);
  const repaired = introspect(connection, rehearsal.whole);
  yield* checkRepaired(rehearsal, repaired);
  if (working.length > 0) yield stillWorking(connection, working);
  yield secondPlan(options.replan(repaired), options.allowDestructive);
}

/** A statement of the code that works today and fails after the plan means that the plan takes away what is in use. */
function stillWorking(
  connection: Rehearsal["connection"],
  working: readonly { readonly sql: string; readonly place: string }[],
): ProofCheck {
  const broken = working.flatMap(({ sql, place }) => {
    const complaint = complaintOf(connection, sql);
    return complaint === null ? [] : [`${place}: ${complaint}`];
  });
  return verdict(
    "statements of the code",
    broken,
    `${many(working.length, "statement")} that prepare today: all prepare`,
  );
}

function secondPlan(plan: Plan, allowDestructive: boolean): ProofCheck {
  const left = runnable(plan.steps, allowDestructive);
  const comments = left.map(({ comment }) => comment).join(" ");
  return {
    name: "second plan is empty",
    ok: left.length === 0,
    detail:
      left.length === 0 ? "planning anew finds nothing to do" : `planning anew still wants: ${comments}`,
  };
}

function* back(rehearsal: Rehearsal): Generator<ProofCheck> {
  const { connection, steps } = rehearsal;
  const undone = [...steps].reverse().filter(({ rollback }) => rollback.kind !== "impossible");
  const refused = runStatements(
    connection,
    undone.map(({ id, rollback }) => ({ id, sql: rollback.sql })),
  );
  yield check(
    "rollback runs",
    refused ? [refused] : [],
    `${undone.length} of ${many(steps.length, "step")} taken back`,
  );
  if (!refused) yield* checkRolledBack(rehearsal);
}

function check(name: string, refusals: readonly Refusal[], fine: string): ProofCheck {
  const detail = refusals.map(({ step, why }) => `${step}: ${why}`).join("\n");
  return { name, ok: refusals.length === 0, detail: refusals.length === 0 ? fine : detail };
}
