import type Database from "better-sqlite3";
import { contentDiffers, countersOf, statisticsOf, tablesOf } from "./content.ts";
import { columnsOf, stored, tableFacts } from "./facts.ts";
import { fold, type Pair, renamesOf } from "./pair.ts";
import { comments, words } from "./text.ts";
import { build, look, type Workbench } from "./workbench.ts";

/** Everything that must hold between the database as it was, the target, and the repaired copy. */
export function* compare(who: string, path: string, pair: Pair, bench: Workbench): Generator<string> {
  const [before, after, target] = [look(bench.database), look(path), build(":memory:", pair.target)];
  target.defaultSafeIntegers(true);
  try {
    const complaints = [
      ...reached(after, target),
      ...textsKept(before, after, target, pair),
      ...kept(before, after, target, pair),
      ...sound(before, after),
    ];
    yield* complaints.map((complaint) => `${who}: ${complaint}`);
  } finally {
    for (const db of [before, after, target]) db.close();
  }
}

function* reached(after: Database.Database, target: Database.Database): Generator<string> {
  for (const table of tablesOf(target)) {
    const declared = new Set(columnsOf(target, table).map(({ name }) => fold(name)));
    const [wanted, found] = [tableFacts(target, table, declared), tableFacts(after, table, declared)];
    yield* wanted.filter((fact) => !found.includes(fact)).map((fact) => `${table} lacks: ${fact}`);
    yield* found.filter((fact) => !wanted.includes(fact)).map((fact) => `${table} has: ${fact}`);
  }
  for (const { type, name, sql } of stored(target)) {
    if (type !== "view" && type !== "trigger") continue;
    const now = stored(after).find((object) => object.type === type && fold(object.name) === fold(name));
    if (words(now?.sql ?? "").join(" ") !== words(sql).join(" "))
      yield `${type} ${name} is ${now?.sql ?? "missing"}`;
  }
}

/** Texts of objects that nothing was to change stay byte for byte; comments of tables stay in any case. */
function* textsKept(
  before: Database.Database,
  after: Database.Database,
  target: Database.Database,
  pair: Pair,
): Generator<string> {
  const now = new Map(stored(after).map((object) => [`${object.type} ${fold(object.name)}`, object.sql]));
  const renames = renamesOf(pair);
  const renamed = pair.renamed !== undefined || (pair.config !== undefined && "renames" in pair.config);
  const declared = new Map(
    stored(target).map((object) => [`${object.type} ${fold(object.name)}`, object.sql]),
  );
  for (const { type, name, sql, tbl_name } of stored(before)) {
    // What hangs on a dropped left-over goes with it.
    if (pair.allowDestructive && type !== "table" && isLeftover(tbl_name)) continue;
    const key = `${type} ${fold(type === "table" ? renames.table(name) : name)}`;
    const text = now.get(key);
    if (type === "table") yield* lostComments(name, sql, text ?? sql);
    if (type === "table" && !declared.has(key) && !renamed && text !== sql && text !== undefined)
      yield `text of ${key}: ${text}`;
    if (type === "table" && declared.has(key) && !renamed && text !== sql) {
      const columns = new Set(columnsOf(target, name).map((column) => fold(column.name)));
      const drifted =
        tableFacts(before, name, columns).join("\n") !== tableFacts(target, name, columns).join("\n");
      if (!drifted && !pair.allowDestructive) yield `text of ${key} changed without need: ${text}`;
    }
    const indexMayGo =
      type === "index" && tablesOf(target).some((table) => fold(table) === fold(renames.table(tbl_name)));
    if (type === "table" || declared.has(key) || renamed || (indexMayGo && text === undefined)) continue;
    if (text !== sql) yield `text of ${key}: ${text ?? "gone"}`;
  }
}

const isLeftover = (name: string): boolean =>
  /^(?:__new_|__old_push_|_alembic_tmp_|new_|temporary_)/.test(name);

function* lostComments(table: string, before: string, after: string): Generator<string> {
  for (const comment of comments(before))
    if (!after.includes(comment)) yield `${table} lost the comment ${comment}`;
}

function* kept(
  before: Database.Database,
  after: Database.Database,
  target: Database.Database,
  pair: Pair,
): Generator<string> {
  const names = tablesOf(before);
  const left = names
    .filter((name) => /^(?:__new_|__old_push_|_alembic_tmp_|new_|temporary_)/.test(name))
    .map(fold);
  const may = {
    loseColumns: pair.allowDestructive ?? false,
    dropTables: new Set(pair.allowDestructive ? left : []),
    fill: JSON.stringify([pair.config ?? null, pair.types ?? null]).includes("backfill"),
  };
  yield* contentDiffers(before, after, renamesOf(pair), may);
  const now = countersOf(after);
  for (const [table, seq] of countersOf(before)) {
    const to = fold(renamesOf(pair).table(table));
    const counts = [after, target].some((db) =>
      stored(db).some(({ name, sql }) => fold(name) === to && words(sql).includes("autoincrement")),
    );
    if (counts && now.get(to) !== seq) yield `counter of ${to}: ${seq} became ${now.get(to) ?? "nothing"}`;
  }
}

function* sound(before: Database.Database, after: Database.Database): Generator<string> {
  const complaints = after.prepare<[], string>("PRAGMA integrity_check").pluck().all();
  if (complaints.join() !== "ok") yield `integrity_check: ${complaints.join("; ")}`;
  const known = new Set(tablesOf(before).flatMap((table) => orphans(before, table)));
  const fresh = tablesOf(after)
    .flatMap((table) => orphans(after, table))
    .filter((orphan) => !known.has(orphan));
  if (fresh.length > 0) yield `foreign_key_check: ${fresh.join("; ")}`;
  const own = new Set(reserved(before));
  const odd = reserved(after).filter((name) => !own.has(name) && !name.startsWith("_doctor_undo_"));
  if (odd.length > 0) yield `left behind: ${odd.join()}`;
}

/** Objects called as the doctor calls its own. */
function reserved(db: Database.Database): string[] {
  return db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE name GLOB '_doctor_*'").pluck().all();
}

function orphans(db: Database.Database, table: string): string[] {
  try {
    return db
      .prepare(`PRAGMA foreign_key_check("${table.replaceAll('"', '""')}")`)
      .raw()
      .all()
      .map((row) => String(row));
  } catch (error) {
    return [String(error)];
  }
}

/** After the rollback: schema token by token, every value, counter and statistic. */
export function* restored(who: string, original: string, path: string, legacy: boolean): Generator<string> {
  const [before, after] = [look(original), look(path)];
  // Old strings in double quotes may come back in single quotes; names may not.
  const objects = [...stored(before), ...tablesOf(before).flatMap((table) => columnsOf(before, table))];
  const known = legacy ? new Set(objects.map(({ name }) => fold(name))) : null;
  const text = (db: Database.Database): string[] =>
    stored(db).map(({ type, name, sql }) => `${type} ${fold(name)}: ${words(sql, known).join(" ")}`);
  const [was, is] = [text(before), text(after)];
  yield* was.filter((line) => !is.includes(line)).map((line) => `${who}: rolled back without ${line}`);
  yield* is.filter((line) => !was.includes(line)).map((line) => `${who}: rolled back with ${line}`);
  const same = { table: (old: string) => old, column: (_: string, old: string) => old };
  for (const complaint of contentDiffers(before, after, same, {
    loseColumns: false,
    dropTables: new Set(),
    fill: false,
  }))
    yield `${who}: rolled back, ${complaint}`;
  const counters = (db: Database.Database): string =>
    JSON.stringify([...countersOf(db)].map(([name, seq]) => `${name} ${seq}`).sort());
  if (counters(before) !== counters(after))
    yield `${who}: rolled back, counters ${counters(before)} are ${counters(after)}`;
  if (statisticsOf(before).join() !== statisticsOf(after).join())
    yield `${who}: rolled back, statistics are ${statisticsOf(after).join() || "gone"}`;
  const own = new Set(reserved(before));
  const left = reserved(after).filter((name) => !own.has(name));
  if (left.length > 0) yield `${who}: rolled back, left behind ${left.join()}`;
  for (const db of [before, after]) db.close();
}
