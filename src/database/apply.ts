import type Database from "better-sqlite3";
import { DoctorError } from "../errors.ts";
import type { Application, Applied, ApplyPhase, ApplyWatch } from "./application.ts";
import { failure, inTheWay } from "./apply-failure.ts";
import { type Backup, makeBackup, removeBackup } from "./backup.ts";
import { violations } from "./foreign-keys.ts";
import { type LiveDatabase, openLive, pause, withPatience } from "./live.ts";
import { many } from "./proof-check.ts";
import { failedValidations, runStep, unmet } from "./run-plan.ts";
import { hashSchema } from "./schema-hash.ts";

/** How long to wait for another process, in milliseconds. */
const patienceByDefault = 30_000;

/** After so many backups that a writer outdated, the next is made while writers are kept out. */
const freeBackups = 2;

/**
 * Runs an application in one transaction on the database itself, after a backup of exactly the content it finds. Throws
 * DoctorError when anything does not hold; the database is then as it was, and no backup is left.
 */
export async function applyToFile(
  application: Application,
  watch: ApplyWatch,
  { patience = patienceByDefault }: { readonly patience?: number } = {},
): Promise<Applied> {
  const clock = startClock(watch);
  const live = openLive(application.database);
  let backup: Backup | null = null;
  let found: string | null = null;
  try {
    backup = await lockWithBackup(live, application, clock, patience);
    found = hashSchema(live.connection);
    if (found !== application.before) throw changed();
    await change(live, application, clock);
    clock.enter("commit");
    await withPatience(live, "COMMIT", clock, patience);
    return { backup, milliseconds: clock.stop() };
  } catch (error) {
    const back = rollBack(live.connection, found);
    if (backup !== null) removeBackup(backup.path);
    throw failure(error, application.database, back);
  } finally {
    live.close();
  }
}

/** Holds the write lock, with a backup that nobody has written after. https://www.sqlite.org/pragma.html#pragma_data_version */
async function lockWithBackup(
  live: LiveDatabase,
  { backup: target }: Application,
  watch: ApplyWatch,
  patience: number,
): Promise<Backup | null> {
  const lock = async (): Promise<void> => {
    watch.enter("lock");
    await withPatience(live, "BEGIN IMMEDIATE", watch, patience);
  };
  if (target === null) {
    await lock();
    return null;
  }
  for (let made = 0; made < freeBackups; made++) {
    const version = dataVersion(live.connection);
    watch.enter("backup");
    const backup = await makeBackup(live.path, target, watch);
    try {
      await lock();
    } catch (error) {
      removeBackup(target);
      throw error;
    }
    if (dataVersion(live.connection) === version) return backup;
    live.connection.exec("ROLLBACK");
    removeBackup(target);
  }
  await lock();
  watch.enter("backup");
  return makeBackup(live.path, target, watch);
}

function dataVersion(connection: Database.Database): unknown {
  return connection.pragma("data_version", { simple: true });
}

/** Everything between BEGIN and COMMIT. */
async function change(
  { connection }: LiveDatabase,
  application: Application,
  watch: ApplyWatch,
): Promise<void> {
  const { steps, after, checked } = application;
  watch.enter("preconditions");
  await pause(watch);
  const blocked = unmet(connection, steps);
  if (blocked.length > 0) throw inTheWay(blocked);
  const known = checked.map(({ from }) => violations(connection, from));
  watch.enter("steps");
  for (const step of steps) {
    const refused = await runStep(connection, step, () => pause(watch));
    if (refused !== null) throw stepRefused(refused.step, refused.why);
  }
  watch.enter("checks");
  const failed = failedValidations(connection, steps);
  await pause(watch);
  if (failed.length > 0) throw unfulfilled(failed.map(({ step, why }) => `${step}: ${why}`).join("\n"));
  if (hashSchema(connection) !== after) throw unfulfilled("the schema is not the one that was proven");
  for (const [i, { to }] of checked.entries()) {
    await pause(watch);
    const fresh = newViolations(known[i] ?? new Map(), violations(connection, to), checked);
    if (fresh > 0) throw unfulfilled(`${many(fresh, "row")} of ${to} would lose a parent`);
  }
}

function newViolations(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
  renamed: Application["checked"],
): number {
  const today = (parent: string): string =>
    renamed.find(({ from }) => from.toLowerCase() === parent)?.to.toLowerCase() ?? parent;
  const old = new Map([...before].map(([parent, rows]) => [today(parent), rows]));
  return [...after].reduce((sum, [parent, rows]) => sum + Math.max(0, rows - (old.get(parent) ?? 0)), 0);
}

/** Whether the database has the schema again that was found in it. */
function rollBack(connection: Database.Database, found: string | null): boolean {
  try {
    // SQLite ends the transaction itself for some errors, a full disk among them.
    if (connection.inTransaction) connection.exec("ROLLBACK");
    return found === null || hashSchema(connection) === found;
  } catch {
    return false;
  }
}

interface Clock extends ApplyWatch {
  /** Milliseconds a part. */
  readonly stop: () => Applied["milliseconds"];
}

function startClock(watch: ApplyWatch): Clock {
  const spent: Record<ApplyPhase, number> = {
    backup: 0,
    "backup-check": 0,
    lock: 0,
    preconditions: 0,
    steps: 0,
    checks: 0,
    commit: 0,
  };
  let current: ApplyPhase = "lock";
  let since = performance.now();
  const book = (): void => {
    const now = performance.now();
    spent[current] += now - since;
    since = now;
  };
  return {
    ...watch,
    enter: (phase) => {
      book();
      current = phase;
      watch.enter(phase);
    },
    stop: () => {
      book();
      return spent;
    },
  };
}

function changed(): DoctorError {
  return new DoctorError(
    "schema-changed",
    "The schema of the database is no longer the one the repair was proven on: somebody changed it meanwhile. Nothing was changed.",
    "Run the command again: it plans and proves anew.",
  );
}

function stepRefused(step: string, why: string): DoctorError {
  return new DoctorError(
    "step-refused",
    `SQLite refused ${step}: ${why}. Everything was rolled back.`,
    "The rows changed after the proof. Run doctor repair --dry-run: it proves anew and names what stands in the way.",
  );
}

function unfulfilled(what: string): DoctorError {
  return new DoctorError(
    "not-as-proven",
    `After the steps something did not hold that the proof had shown: ${what}. Everything was rolled back.`,
    "The rows changed after the proof. Run doctor repair --dry-run and look at its checks.",
  );
}
