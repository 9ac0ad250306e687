import type { Plan } from "../plan/plan.ts";
import { runnable } from "../plan/planner.ts";
import type { Proof, ProofCheck } from "../plan/proof.ts";
import type { Schema } from "../schema/schema.ts";
import { storedTexts } from "./compare-schema.ts";
import { completed, concernedBy, restricted } from "./concerned.ts";
import { introspect } from "./introspect.ts";
import type { OpenDatabase } from "./open.ts";
import { checkRolledBack } from "./proof-back.ts";
import { many } from "./proof-check.ts";
import { checkRepaired } from "./proof-forward.ts";
import type { Rehearsal } from "./rehearsal.ts";
import { failedValidations, type Refusal, runStatements, unmet } from "./run-plan.ts";
import { type CopyProgress, forgetOthers, makeShadow, makeTwin } from "./shadow.ts";

/** What a rehearsal is to show. */
export interface RehearsalOptions {
  /** "rows" copies the database; "schema" makes do with an empty twin. */
  readonly level: "rows" | "schema";
  readonly allowDestructive: boolean;
  /** Plans anew for the repaired schema; steps that may run then are left-overs. */
  readonly replan: (repaired: Schema) => Plan;
  readonly progress?: CopyProgress;
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
): Promise<Proof> {
  const steps = runnable(plan.steps, options.allowDestructive);
  if (steps.length === 0) return { level: "none", ok: true, checks: [] };
  const concerned = concernedBy(before, steps);
  const shared = { plan, steps, before: restricted(before, concerned), isPart: concerned !== null };
  const onPart = {
    ...options,
    replan: (repaired: Schema) => options.replan(completed(repaired, before, concerned)),
  };
  if (options.level === "schema") {
    const twin = makeTwin(source.connection, concerned);
    try {
      return run(
        { ...shared, connection: twin, original: null, shadowFile: null, textsBefore: storedTexts(twin) },
        onPart,
      );
    } finally {
      twin.close();
    }
  }
  const shadow = await makeShadow(source, options.progress ?? (() => undefined));
  try {
    const { connection, original, file } = shadow;
    if (concerned !== null) forgetOthers(connection, concerned);
    return run(
      { ...shared, connection, original, shadowFile: file, textsBefore: storedTexts(connection) },
      onPart,
    );
  } finally {
    shadow.close();
  }
}

function run(rehearsal: Rehearsal, options: RehearsalOptions): Proof {
  const checks = [...forward(rehearsal, options)];
  if (checks.every(({ ok }) => ok)) checks.push(...back(rehearsal));
  return { level: options.level, ok: checks.every(({ ok }) => ok), checks };
}

function* forward(rehearsal: Rehearsal, options: RehearsalOptions): Generator<ProofCheck> {
  const { connection, steps } = rehearsal;
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
  const repaired = introspect(connection);
  yield* checkRepaired(rehearsal, repaired);
  yield secondPlan(options.replan(repaired), options.allowDestructive);
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
