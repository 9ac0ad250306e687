import { readFileSync } from "node:fs";
import type Database from "better-sqlite3";
import { analyze, type Repair, repair } from "../../../src/index.ts";
import type { Step } from "../../../src/plan/plan.ts";
import { contentDiffers, countersOf, statisticsOf, tablesOf } from "./content.ts";
import { columnsOf, stored, tableFacts } from "./facts.ts";
import { fold, type Pair, renamesOf } from "./pair.ts";
import { comments, words } from "./text.ts";
import { build, dump, lay, look, shell, type Workbench } from "./workbench.ts";

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
    if (outcome === "repaired")
      return [...repaired(pair, bench, run), ...(await secondRun(pair, bench, run))];
    if (outcome === "nothing") return nothing(run);
    return "blocked" in outcome ? blocked(outcome, bench, run) : refused(outcome.refused, bench, run);
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

function meanwhile(path: string, sql: string): void {
  const db = look(path);
  db.pragma("foreign_keys = ON");
  db.exec(sql);
  db.close();
}

function* asked(
  who: string,
  path: string,
  { query, rows }: NonNullable<Pair["meanwhile"]>,
): Generator<string> {
  const db = look(path);
  db.defaultSafeIntegers(false);
  const found = db.prepare(query).raw().all();
  db.close();
  if (JSON.stringify(found) !== JSON.stringify(rows))
    yield `${who}: after the rollback ${query} gives ${JSON.stringify(found)}`;
}

/** Everything that must hold between the database as it was, the target, and the repaired copy. */
function* compare(who: string, path: string, pair: Pair, bench: Workbench): Generator<string> {
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
function* restored(who: string, original: string, path: string, legacy: boolean): Generator<string> {
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

/** What the doctor says of its own work when it looks again. */
async function secondRun(pair: Pair, bench: Workbench, { scripts }: Repair): Promise<string[]> {
  shell(bench.database, scripts["repair.sql"] ?? "");
  const again = await analyze({ folder: bench.folder });
  const withheld = (id: string): boolean =>
    pair.allowDestructive !== true &&
    again.plan.steps.some(({ safety, issues }) => safety === "destructive" && issues.includes(id));
  return again.issues
    .filter(
      ({ id, sql, severity }) =>
        (sql.length > 0 || severity === "critical" || severity === "high") && !withheld(id),
    )
    .map(({ rule, title }) => `second run: ${rule}: ${title}`);
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
