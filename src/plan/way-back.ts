import { foldName, sameName } from "../schema/names.ts";
import type { StoredText } from "../schema/stored.ts";
import { canonicalTokens } from "../sql/canonical.ts";
import { quoteName } from "../sql/quote.ts";
import type { RepairRecord } from "./repair-record.ts";

/** How an applied repair is taken back in a schema that may have gone on since. */
export interface WayBack {
  /** In the order they run. */
  readonly steps: readonly { readonly id: string; readonly sql: readonly string[] }[];
  /** Why it cannot be taken back, a sentence each. */
  readonly obstacles: readonly string[];
}

/**
 * The steps of a repair backwards. A table, view or trigger of the repair that somebody changed since is an obstacle; an
 * index or trigger made since on a table that is made anew is made again.
 */
export function wayBack(record: RepairRecord, today: readonly StoredText[]): WayBack {
  const back = [...record.steps].reverse().filter(({ rollback }) => rollback.kind !== "impossible");
  const gone = droppedSince(record, today);
  const other = rewrittenSince(record, today);
  const steps = back.map(({ id, rollback }) => ({
    id,
    sql: rollback.sql.filter((sql) => !gone.has(sql)).map((sql) => other.get(sql) ?? sql),
  }));
  const fresh = madeSince(record, today);
  const quiet = fresh.filter(({ type, table }) => type === "trigger" && isMended(table, record));
  const extra = (sql: readonly string[]): WayBack["steps"] =>
    sql.length === 0 ? [] : [{ id: "made since", sql }];
  return {
    steps: [
      ...extra(quiet.map(({ name }) => `DROP TRIGGER ${quoteName(name)}`)),
      ...steps,
      ...extra(fresh.map(({ sql }) => sql)),
    ],
    obstacles: [...impossible(record), ...changedSince(record, today)],
  };
}

/** Whether the way back writes to the rows of a table that it does not make anew: no trigger may fire then. */
function isMended(table: string, { steps }: RepairRecord): boolean {
  const written = steps.filter((step) => !step.rebuilds && (step.mends || step.leaving));
  return written.some(({ changes }) => changes.some((change) => sameName(change.table, table)));
}

/** The texts of triggers that the repair left as they were and somebody wrote anew since, with those of today. */
function rewrittenSince(
  { before, after }: RepairRecord,
  today: readonly StoredText[],
): ReadonlyMap<string, string> {
  const [old, now] = [textsOf(before.objects), textsOf(today)];
  const kept = after.objects.filter(
    (object) => object.type === "trigger" && old.get(keyOf(object)) === object.sql,
  );
  return new Map(kept.map((object) => [object.sql, now.get(keyOf(object)) ?? object.sql]));
}

/** The texts of indexes and triggers that the repair left as they were and somebody dropped since: they stay dropped. */
function droppedSince({ before, after }: RepairRecord, today: readonly StoredText[]): ReadonlySet<string> {
  const [old, now] = [textsOf(before.objects), textsOf(today)];
  const dropped = after.objects.filter(
    (object) =>
      (object.type === "index" || object.type === "trigger") &&
      old.get(keyOf(object)) === object.sql &&
      !now.has(keyOf(object)),
  );
  return new Set(dropped.map(({ sql }) => sql));
}

/** The indexes and triggers that tables of the repair have got since. */
function madeSince(record: RepairRecord, today: readonly StoredText[]): StoredText[] {
  const tables = new Set(rebuiltTables(record).map(foldName));
  const known = new Set([...record.after.objects, ...record.before.objects].map(keyOf));
  return today
    .filter(
      (object) =>
        ((object.type === "index" || object.type === "trigger") && tables.has(foldName(object.table))) ||
        (object.type === "trigger" && isMended(object.table, record)),
    )
    .filter((object) => !known.has(keyOf(object)));
}

/** The tables that the way back drops and makes anew, by their names of today. */
export function rebuiltTables({ steps, survivals }: RepairRecord): string[] {
  const dropped = steps.flatMap(({ rollback }) => rollback.sql.filter((sql) => /^\s*DROP TABLE/i.test(sql)));
  const isDropped = (name: string): boolean =>
    dropped.some(
      (sql) => canonicalTokens(sql) === canonicalTokens(`DROP TABLE "${name.replaceAll('"', '""')}"`),
    );
  return survivals.filter(({ from, to }) => isDropped(from) || isDropped(to)).map(({ to }) => to);
}

function impossible({ steps }: RepairRecord): string[] {
  return steps
    .filter(({ rollback }) => rollback.kind === "impossible")
    .map(({ id, comment, rollback }) => `${id} (${comment}) cannot be taken back: ${rollback.note}`);
}

/** Objects that the repair made or changed, and that are no longer as it left them. */
function changedSince({ before, after }: RepairRecord, today: readonly StoredText[]): string[] {
  const old = textsOf(before.objects);
  const now = textsOf(today);
  return after.objects.flatMap((object) => {
    if (isOwn(object.name) || isOwn(object.table)) return [];
    const untouched = old.get(keyOf(object)) === object.sql;
    const text = now.get(keyOf(object));
    if (untouched || (text !== undefined && canonicalTokens(text) === canonicalTokens(object.sql))) return [];
    // An index that is gone is in nobody's way.
    if (text === undefined && object.type === "index") return [];
    const what = text === undefined ? "dropped" : "changed";
    return [
      `The ${object.type} ${object.name} was ${what} after the repair, by somebody else or by a later repair.`,
    ];
  });
}

const textsOf = (objects: readonly StoredText[]): Map<string, string> =>
  new Map(objects.map((object) => [keyOf(object), object.sql]));

const keyOf = ({ type, name }: StoredText): string => `${type} ${foldName(name)}`;

const isOwn = (name: string): boolean => /^_doctor_/i.test(name);
