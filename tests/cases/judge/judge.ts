import { readFileSync } from "node:fs";
import { type Repair, repair } from "../../../src/internal.ts";
import type { Step } from "../../../src/plan/plan.ts";
import { applied, notApplied } from "./applied.ts";
import { compare, restored } from "./compare.ts";
import { asked, meanwhile } from "./meanwhile.ts";
import type { Pair } from "./pair.ts";
import { dump, lay, look, shell, type Workbench } from "./workbench.ts";

/** Runs a pair through the doctor and holds its claims against SQLite itself. Returns complaints; none is a pass. */
export async function judge(pair: Pair): Promise<string[]> {
  const bench = lay(pair);
  try {
    const run = await repair({
      folder: bench.folder,
      only: [],
      allowDestructive: pair.allowDestructive ?? false,
    });
    const outcome = pair.outcome ?? "repaired";
    if (outcome === "repaired") return [...repaired(pair, bench, run), ...(await applied(pair, bench))];
    if (outcome === "nothing") return nothing(run);
    const said = "blocked" in outcome ? blocked(outcome, bench, run) : refused(outcome.refused, bench, run);
    return [...said, ...("blocked" in outcome ? await notApplied(pair, bench) : [])];
  } finally {
    bench.remove();
  }
}

const steps = ({ report }: Repair, allowed: boolean): Step[] =>
  (report.plan.steps as unknown as Step[]).filter(({ safety }) => allowed || safety !== "destructive");

const unproven = ({ report: { proof } }: Repair): string[] =>
  proof.checks.filter(({ ok }) => !ok).map(({ name, detail }) => `unproven: ${name}: ${detail}`);

function* repaired(pair: Pair, bench: Workbench, run: Repair): Generator<string> {
  const allowed = pair.allowDestructive ?? false;
  if (run.exitCode !== 0) yield `exit ${run.exitCode}`;
  if (steps(run, allowed).length === 0) yield "the plan is empty";
  if (!run.report.proof.ok || run.report.proof.level !== "rows")
    yield `proof level ${run.report.proof.level}`;
  yield* unproven(run);
  if (run.exitCode !== 0) return;
  const shelled = bench.copy("shell.db");
  const { errors } = shell(shelled, run.scripts["repair.sql"] ?? "");
  if (errors !== "") yield `repair.sql in the shell: ${errors}`;
  yield* compare("shell", shelled, pair, bench);
  const driven = bench.copy("driver.db");
  yield* drive(
    driven,
    steps(run, allowed).flatMap(({ sql }) => sql),
  );
  yield* compare("driver", driven, pair, bench);
  for (const database of [shelled, driven]) if (pair.meanwhile) meanwhile(database, pair.meanwhile.sql);
  const back = shell(shelled, run.scripts["rollback.sql"] ?? "");
  if (back.errors !== "") yield `rollback.sql in the shell: ${back.errors}`;
  yield* drive(
    driven,
    [...steps(run, allowed)].reverse().flatMap(({ rollback }) => rollback.sql),
  );
  for (const [who, database] of [
    ["shell", shelled],
    ["driver", driven],
  ] as const) {
    if (pair.meanwhile) yield* asked(who, database, pair.meanwhile);
    else yield* restored(who, bench.database, database, pair.legacy ?? false);
  }
}

/** Runs statements as an application's own driver would. */
function* drive(path: string, statements: readonly string[]): Generator<string> {
  const db = look(path);
  try {
    db.exec("BEGIN");
    for (const sql of statements) db.exec(sql);
    db.exec("COMMIT");
  } catch (error) {
    yield `the driver: ${String(error)}`;
  } finally {
    db.close();
  }
}

function nothing(run: Repair): string[] {
  const left = run.report.plan.steps.map(({ comment }) => `wants: ${comment}`);
  return run.exitCode === 0 ? left : [...left, `exit ${run.exitCode}`];
}

function* changesNothing(bench: Workbench, run: Repair): Generator<string> {
  const before = dump(bench.database);
  const script = run.scripts["repair.sql"] ?? "";
  for (const [how, text] of [
    ["with .bail", script],
    ["without .bail", script.replace(".bail on\n", "")],
  ] as const) {
    const copy = bench.copy(`${how}.db`);
    shell(copy, text);
    if (dump(copy) !== before || !readFileSync(copy).equals(readFileSync(bench.database)))
      yield `the script changed the database ${how}`;
  }
}

/** Rows stand in the way: said, counted, and nothing happens. */
function blocked(
  { blocked: rows, by }: { blocked: number; by?: string },
  bench: Workbench,
  run: Repair,
): string[] {
  const found = [...run.offending].filter(([, count]) => count > 0);
  const named = found.filter(([query, count]) => count === rows && query.includes(by ?? ""));
  return [
    ...(run.exitCode === 1 ? [] : [`exit ${run.exitCode}`]),
    ...(run.report.proof.ok ? ["the proof says ok"] : []),
    ...(named.length > 0 ? [] : [`preconditions say ${JSON.stringify(found)}`, ...unproven(run)]),
    ...changesNothing(bench, run),
  ];
}

/** No safe repair: said, not pretended, and nothing happens. */
function refused(why: RegExp, bench: Workbench, run: Repair): string[] {
  const said = JSON.stringify([
    run.report.issues,
    run.report.proof.checks,
    run.report.notAnalysed,
    run.report.plan,
  ]);
  return [
    ...(run.exitCode === 1 ? [] : [`exit ${run.exitCode}`]),
    ...(why.test(said) ? [] : [`says ${said}`]),
    ...(run.report.proof.ok && run.report.plan.steps.length > 0 ? [] : changesNothing(bench, run)),
  ];
}
