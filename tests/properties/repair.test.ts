import type Database from "better-sqlite3";
import fc from "fast-check";
import { describe, it } from "vitest";
import type { Plan } from "../../src/plan/plan.ts";
import { runnable } from "../../src/plan/planner.ts";
import { canonicalTokens } from "../../src/sql/canonical.ts";
import { built, equal, itsRowid, open, rowsOf } from "./content.ts";
import { planFor, run } from "./planned.ts";
import { rowsSql, schemaSql, type World, worlds } from "./world.ts";

/** How many worlds are tried; `npm run test:deep` tries thousands. */
const runs = Number(process.env.PROPERTY_RUNS ?? 300);

/** What was lost between two states of users, in words. */
function lost({ before, after }: World, old: Database.Database, now: Database.Database): string[] {
  const [was, is] = [rowsOf(old), rowsOf(now)];
  if (was.rows.size !== is.rows.size) return [`${was.rows.size} rows became ${is.rows.size}`];
  const keepsRowid = before.key === after.key && was.byRowid === is.byRowid;
  const complaints: string[] = ["badges", "marks"].flatMap((table) => {
    const [then, today] = [old, now].map((one) =>
      String(one.prepare(`SELECT * FROM ${table} ORDER BY id`).raw().all()),
    );
    return then === today ? [] : [`${table}: ${then} became ${today}`];
  });
  for (const [id, row] of was.rows) {
    const found = is.rows.get(id);
    if (!found) complaints.push(`row ${id} is gone`);
    for (const [name, cell] of Object.entries(row)) {
      const made = found?.[name];
      const spec = after.columns.find((column) => column.name === name);
      if (name === itsRowid && !keepsRowid) continue;
      if (!made || (spec?.generated && before.columns.find((column) => column.name === name)?.generated))
        continue;
      if (!equal(cell, made))
        complaints.push(`${name} of row ${id}: ${cell.type} ${cell.text} became ${made.type} ${made.text}`);
    }
  }
  return complaints;
}

/** Values in a column of another type than before that are not of the new one: they survive, and are for a person to decide. */
function strangers({ before, after }: World, now: Database.Database): string[] {
  const { rows } = rowsOf(now);
  return after.columns.flatMap(({ name, type }) => {
    const old = before.columns.find((column) => column.name === name);
    if (!old || (old.type === type && before.strict === after.strict)) return [];
    const foreign = type === "BLOB" ? [] : type === "TEXT" ? ["blob"] : ["text", "blob"];
    return [...rows.values()]
      .filter((row) => foreign.includes(row[name]?.type ?? ""))
      .map(() => `${name} holds a stranger`);
  });
}

function texts(connection: Database.Database): string[] {
  return connection
    .prepare<[], { type: string; name: string; sql: string }>(
      "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY type, name",
    )
    .all()
    .map(({ type, name, sql }) => `${type} ${name} ${canonicalTokens(sql)}`);
}

const everything = (connection: Database.Database): string =>
  JSON.stringify([
    [...rowsOf(connection).rows].sort(),
    ["posts", "badges", "marks"].map((table) =>
      String(connection.prepare(`SELECT * FROM ${table}`).raw().all()),
    ),
    texts(connection),
    connection.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'").get()
      ? connection.prepare("SELECT name, seq FROM sqlite_sequence ORDER BY 1").raw().all().map(String)
      : [],
  ]).replaceAll("[]", "");

/** How many rows of users break a foreign key, by the column it is on: one that goes must not hide one that comes. */
function violations(connection: Database.Database): Map<string, number> {
  const columns = connection
    .prepare<[], string>(
      `SELECT k."from" FROM pragma_foreign_key_check('users') AS c JOIN pragma_foreign_key_list('users') AS k ON k.id = c.fkid`,
    )
    .pluck()
    .all();
  const found = new Map<string, number>();
  for (const column of columns) found.set(column, (found.get(column) ?? 0) + 1);
  return found;
}

/** Everything that is promised of the repair of one world. */
function check(world: World): void {
  const content = built(schemaSql(world.before), rowsSql(world));
  const target = built(schemaSql(world.after), []);
  fc.pre(content !== null && target !== null);
  if (!content || !target) return;
  const plan = planFor(content, target, world.allowDestructive);
  if (plan.impossible.length > 0)
    throw new Error(`impossible: ${plan.impossible.map(({ why }) => why).join("; ")}`);
  const steps = runnable(plan.steps, world.allowDestructive);
  const [old, now] = [open(content), open(content)];
  const asks = (connection: Database.Database, query: string): boolean => {
    try {
      return connection.prepare(query).get() !== undefined;
    } catch (error) {
      throw new Error(`cannot be asked: ${query}: ${error}`);
    }
  };
  const offending = steps.flatMap(({ preconditions }) => preconditions).filter((query) => asks(old, query));
  const refused = run(
    now,
    steps.flatMap(({ sql }) => sql),
  );
  if (offending.length > 0) {
    const harm =
      refused ?? [...lost(world, old, now), ...newViolations(old, now), ...strangers(world, now)].join();
    if (harm === "")
      throw new Error(`stands in the way of nothing: ${offending.join("; ")}\n${report(plan)}`);
    return;
  }
  // What a STRICT table refuses of a computed value or a default no precondition asks yet: the rehearsal meets it.
  const isStrictness = /cannot store|type mismatch on DEFAULT|SqliteError: constraint failed$/;
  if (world.after.strict && refused && isStrictness.test(refused)) return;
  if (refused) throw new Error(`preconditions pass, and yet: ${refused}\n${report(plan)}`);
  const harm = [...lost(world, old, now), ...newViolations(old, now)];
  if (harm.length > 0) throw new Error(`${harm.join("; ")}\n${report(plan)}`);
  const again = runnable(
    planFor(now.serialize(), target, world.allowDestructive).steps,
    world.allowDestructive,
  );
  if (again.length > 0)
    throw new Error(`a second plan wants: ${again.map(({ comment }) => comment).join(" ")}\n${report(plan)}`);
  const failed = steps.flatMap(({ validations }) => validations).filter((query) => asks(now, query));
  if (failed.length > 0) throw new Error(`validation fails: ${failed.join("; ")}`);
  const stuck = run(
    now,
    [...steps].reverse().flatMap(({ rollback }) => rollback.sql),
  );
  if (stuck) throw new Error(`the rollback: ${stuck}\n${report(plan)}`);
  const isLossy = steps.some(({ rollback }) => rollback.kind !== "lossless");
  if (!isLossy && world.before.key === world.after.key && everything(old) !== everything(now))
    throw new Error(`rolled back, not the same:\n${everything(old)}\n${everything(now)}\n${report(plan)}`);
}

function newViolations(old: Database.Database, now: Database.Database): string[] {
  const integrity = now.pragma("integrity_check", { simple: true });
  return [
    ...[...violations(now)]
      .filter(([column, rows]) => rows > (violations(old).get(column) ?? 0))
      .map(([column]) => `new orphans by ${column}`),
    ...(integrity === "ok" ? [] : [String(integrity)]),
  ];
}

const report = (plan: Plan): string =>
  plan.steps.flatMap(({ sql, rollback }) => [...sql, "-- back", ...rollback.sql]).join(";\n");

describe("a repair of any table", () => {
  it("runs exactly when its preconditions pass, loses nothing, leaves nothing to do and can be taken back", () => {
    fc.assert(fc.property(worlds, check), {
      numRuns: runs,
      seed: Number(process.env.PROPERTY_SEED ?? 20_260),
    });
  });
});
