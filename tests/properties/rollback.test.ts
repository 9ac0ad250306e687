import fc from "fast-check";
import { describe, it } from "vitest";
import { runnable } from "../../src/plan/planner.ts";
import { built, open } from "./content.ts";
import { planFor, run } from "./planned.ts";
import { carryOut, type Edit, edits, notBack } from "./since.ts";
import { rowsSql, schemaSql, type World, worlds } from "./world.ts";

/** How many worlds are tried; `npm run test:deep` tries thousands. */
const runs = Number(process.env.PROPERTY_RUNS ?? 300);

/** The old schema has no place for what was written since: said by SQLite, nothing is touched. */
const noPlace = /constraint failed|cannot store|datatype mismatch/;

function check(world: World, list: readonly Edit[]): void {
  const content = built(schemaSql(world.before), rowsSql(world));
  const target = built(schemaSql(world.after), []);
  fc.pre(content !== null && target !== null);
  if (!content || !target) return;
  const plan = planFor(content, target, world.allowDestructive);
  const steps = runnable(plan.steps, world.allowDestructive);
  const now = open(content);
  const blocked = steps.some(({ preconditions }) =>
    preconditions.some((query) => now.prepare(query).get() !== undefined),
  );
  fc.pre(!blocked && steps.length > 0);
  const forth = run(
    now,
    steps.flatMap(({ sql }) => sql),
  );
  fc.pre(forth === null);
  const repaired = now.serialize();
  carryOut(now, list);
  const edited = now.serialize();
  const way = [...steps].reverse().flatMap(({ rollback }) => rollback.sql);
  const stuck = run(now, way);
  if (stuck !== null && noPlace.test(stuck)) return;
  if (stuck !== null) throw new Error(`the rollback: ${stuck}\n${way.join(";\n")}`);
  const keepsRowid =
    world.before.key === world.after.key && world.before.withoutRowid === world.after.withoutRowid;
  const course = { old: open(content), repaired: open(repaired), edited: open(edited), back: now };
  const complaints = notBack(course, keepsRowid);
  if (complaints.length > 0) throw new Error(`${complaints.join("; ")}\n${way.join(";\n")}`);
}

describe("a rollback some time later", () => {
  it("gives back what the repair changed and keeps what was done since", () => {
    fc.assert(fc.property(worlds, edits, check), {
      numRuns: runs,
      seed: Number(process.env.PROPERTY_SEED ?? 20_261),
    });
  });
});
