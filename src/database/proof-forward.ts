import type { Change } from "../diff/change.ts";
import type { Survival } from "../plan/plan.ts";
import type { ProofCheck } from "../plan/proof.ts";
import { findNamed, foldName, sameName } from "../schema/names.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { rowidName } from "../sql/identity.ts";
import { mentionedNames } from "../sql/mentions.ts";
import { checkedTables } from "./checked.ts";
import { compareRows } from "./compare-rows.ts";
import { type Concerned, disturbed, storedTexts } from "./compare-schema.ts";
import { movedTables } from "./concerned.ts";
import { violations } from "./foreign-keys.ts";
import { integrity } from "./integrity.ts";
import { nothingBroken } from "./proof-broken.ts";
import { attached, many, verdict } from "./proof-check.ts";
import { reachableChildren } from "./reach.ts";
import type { Rehearsal } from "./rehearsal.ts";

/** Everything a plan must leave as it was, and nothing new that is wrong. */
export function* checkRepaired(rehearsal: Rehearsal, repaired: Schema): Generator<ProofCheck> {
  yield untouched(rehearsal);
  yield nothingBroken(rehearsal, repaired, concernedOf(rehearsal).renamed);
  if (!rehearsal.original) return;
  yield* attached(rehearsal, (original) => [
    rowsSurvive(original, rehearsal),
    countersSurvive(original, rehearsal),
  ]);
  yield integrity(rehearsal);
  yield foreignKeys(rehearsal, repaired);
}

function untouched(rehearsal: Rehearsal): ProofCheck {
  const after = storedTexts(rehearsal.connection);
  const concerned = concernedOf(rehearsal);
  const lost = disturbed(rehearsal.textsBefore, after, concerned);
  return verdict(
    "objects not concerned",
    lost,
    `${many(rehearsal.textsBefore.length, "object")}: text-identical unless the plan concerns them${rehearsal.isPart ? "; what no statement of the plan leads to was left out of the copy" : ""}`,
  );
}

function concernedOf({ steps, plan, before }: Rehearsal): Concerned {
  const changes = steps.flatMap((step) => step.changes);
  const tables = plan.survivals.flatMap(({ from, to }) => [from, to]);
  const objects = [...tables, ...changes.flatMap((change) => namesOf(change, before))].map(foldName);
  const renames = changes.flatMap((change) =>
    change.kind === "rename-table" || change.kind === "rename-column" ? [foldName(change.from)] : [],
  );
  return { objects: new Set(objects), renamed: new Set(renames) };
}

function namesOf(change: Change, before: Schema): string[] {
  switch (change.kind) {
    case "drop-index":
    case "replace-index":
    case "rename-index":
    case "replace-view":
    case "replace-trigger":
      return [change.actual.name];
    case "drop-table":
      return [
        change.table,
        ...change.actual.indexes.map(({ name }) => name),
        ...triggersOn(change.table, before),
      ];
    case "drop-column":
      return indexesOn(change.column, findNamed(before.tables, change.table));
    default:
      return [];
  }
}

function triggersOn(table: string, { triggers }: Schema): string[] {
  return triggers.filter((trigger) => sameName(trigger.table, table)).map(({ name }) => name);
}

function indexesOn(column: string, table: Table | undefined): string[] {
  const indexes = table?.indexes ?? [];
  return indexes.filter(({ sql }) => mentionedNames(sql).has(foldName(column))).map(({ name }) => name);
}

function rowsSurvive(
  original: Parameters<typeof compareRows>[0],
  { plan, steps, before }: Rehearsal,
): ProofCheck {
  const moved = movedTables(steps);
  const rebuilt = plan.survivals.filter(({ to }) => moved.has(foldName(to)));
  const touched = new Set(plan.survivals.map(({ from }) => foldName(from)));
  const beside = children(rebuilt, before).filter(({ from }) => !touched.has(foldName(from)));
  const survivals = [...plan.survivals, ...beside];
  const found = survivals.map((survival) => compareRows(original, survival));
  const lost = found.filter(({ differing }) => differing > 0);
  const rows = found.reduce((sum, table) => sum + table.rows, 0);
  const columns = survivals.reduce((sum, survival) => sum + survival.columns.length, 0);
  return verdict(
    "rows and values",
    lost.map(({ table, rows: all, differing }) => `${table}: ${differing} of ${all} rows differ`),
    `${many(survivals.length, "table")}, ${many(rows, "row")}, ${many(columns, "column")}: rowids, values and storage classes are the same`,
  );
}

/** The tables a rebuild could have emptied through a foreign key. */
function children(survivals: readonly Survival[], before: Schema): Survival[] {
  const touched = new Set(survivals.map(({ from }) => foldName(from)));
  return reachableChildren(before, touched).map((table) => {
    const rowid = rowidName(table);
    return {
      from: table.name,
      to: table.name,
      columns: table.columns.map(({ name }) => ({ from: name, to: name, how: "same" })),
      rowid: rowid === null ? null : { from: rowid, to: rowid },
    };
  });
}

/** AUTOINCREMENT counters, except where a table gave up its counter or its key. */
function countersSurvive(original: Parameters<typeof compareRows>[0], rehearsal: Rehearsal): ProofCheck {
  const counters = (database: string): Map<string, number> => {
    const known = original
      .prepare(`SELECT 1 FROM ${database}.sqlite_schema WHERE name = 'sqlite_sequence'`)
      .get();
    if (!known) return new Map();
    const rows = original
      .prepare<[], { name: string; seq: number }>(`SELECT name, seq FROM ${database}.sqlite_sequence`)
      .all();
    return new Map(rows.map(({ name, seq }) => [foldName(name), seq]));
  };
  const [before, after] = [counters("main"), counters("shadow")];
  const keyChanges = rehearsal.steps
    .flatMap((step) => step.changes)
    .filter(({ kind }) => kind === "alter-primary-key" || kind === "alter-options" || kind === "drop-table")
    .map(({ table }) => foldName(table));
  const raised = new Set(
    rehearsal.steps.flatMap((step) =>
      step.changes.flatMap(({ kind, table }) => (kind === "raise-counter" ? foldName(table) : [])),
    ),
  );
  const wrong = [...before].flatMap(([name, seq]) => {
    const to = rehearsal.plan.survivals.find(({ from }) => foldName(from) === name)?.to ?? name;
    if (keyChanges.includes(foldName(to))) return [];
    const now = after.get(foldName(to));
    if (raised.has(foldName(to)) && now !== undefined && now > seq) return [];
    return now === seq ? [] : [`${to}: ${seq} became ${now ?? "nothing"}`];
  });
  return verdict("AUTOINCREMENT counters", wrong, `${many(before.size, "counter")}: the same`);
}

function foreignKeys({ connection, original, plan, steps, before }: Rehearsal, repaired: Schema): ProofCheck {
  const pairs = checkedTables(before, steps, plan.survivals);
  const renamed = (parent: string): string => {
    const survival = plan.survivals.find(({ from }) => foldName(from) === parent);
    return foldName(survival?.to ?? parent);
  };
  const fresh = pairs.flatMap(({ from, to }) => {
    const old = new Map(
      [...(original ? violations(original, from) : [])].map(([parent, rows]) => [renamed(parent), rows]),
    );
    return [...violations(connection, to)]
      .filter(([parent, rows]) => rows > (old.get(parent) ?? 0))
      .map(
        ([parent, rows]) =>
          `${to}: ${many(rows, "row")} without a parent in ${parent}, ${old.get(parent) ?? 0} before`,
      );
  });
  return verdict(
    "foreign_key_check",
    fresh,
    `${pairs.length} of ${many(repaired.tables.length, "table")} asked, nothing new`,
  );
}
