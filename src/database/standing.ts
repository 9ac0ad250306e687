import { isDeepStrictEqual } from "node:util";
import type { Probe, RowReader } from "../evidence/evidence.ts";
import type { Plan, Step } from "../plan/plan.ts";
import { runnable } from "../plan/planner.ts";
import type { Rehearsed } from "../plan/proof.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { isOfTheMoment } from "../sql/of-the-moment.ts";
import { lookAt } from "./file.ts";
import { markOf } from "./mark.ts";
import { openDatabase } from "./open.ts";
import { type DiagnosedDatabase, diagnosable } from "./port.ts";

interface Kept {
  readonly path: string;
  readonly mark: string;
  readonly database: DiagnosedDatabase;
}

/**
 * Opens a database again and again. While nothing writes to it, its private copy stays open, and with it what is known of
 * its schema, its rows and its last rehearsal. Close it.
 */
export class StandingDatabase {
  private kept: Kept | null = null;

  /** Opens the database as `openForDiagnosis` does, or gives the one that is open. Throws as that does. */
  open(path: string, opened: () => void): DiagnosedDatabase {
    const mark = markOfDatabase(path);
    if (this.kept !== null && this.kept.path === path && this.kept.mark === mark) {
      opened();
      return lent(this.kept.database);
    }
    this.close();
    const source = openDatabase(path);
    const database = diagnosable(source, opened);
    // One that is read in place would be in the way of writers, and see what they write.
    if (mark === null || !source.isPrivate || markOfDatabase(path) !== mark) return database;
    this.kept = { path, mark, database: rememberingRehearsal(rememberingRows(database)) };
    return lent(this.kept.database);
  }

  /** Closes what is open. */
  close(): void {
    this.kept?.database.close();
    this.kept = null;
  }
}

/** Null where it cannot be looked at: opening it tells why. */
function markOfDatabase(path: string): string | null {
  try {
    return markOf(lookAt(path).path);
  } catch {
    return null;
  }
}

/** Whoever borrows it does not close it. */
function lent(database: DiagnosedDatabase): DiagnosedDatabase {
  return { ...database, close: () => undefined };
}

/** Keeps what was answered about rows, for each way to read them. */
function rememberingRows(database: DiagnosedDatabase): DiagnosedDatabase {
  const readers = new Map<string, RowReader>();
  const lasting = new Set<string>();
  // What a view asks is not seen in the question that reads it.
  if (database.schema.views.some(({ sql }) => isOfTheMoment(sql))) return database;
  const lasts = (probe: Probe): boolean => {
    if (typeof probe !== "string") return true;
    if (!lasting.has(probe) && !isOfTheMoment(probe)) lasting.add(probe);
    return lasting.has(probe);
  };
  return {
    ...database,
    readRows: (options) => {
      const way = JSON.stringify([options.sample, [...options.whole]]);
      const known = readers.get(way) ?? database.readRows(options);
      readers.set(way, known);
      const now = database.readRows(options);
      return {
        ask: (probes) =>
          new Map([...known.ask(probes.filter(lasts)), ...now.ask(probes.filter((probe) => !lasts(probe)))]),
        list: now.list,
      };
    },
  };
}

/** Keeps the last proof: the same steps do the same to the same rows. What is wanted beyond them may be something else by now. */
function rememberingRehearsal(database: DiagnosedDatabase): DiagnosedDatabase {
  let last: { asked: unknown; rehearsed: Rehearsed; repaired: Schema } | null = null;
  // What a view answers or a trigger does is not seen in the step that reads or fires it.
  const { tables, triggers, views } = database.schema;
  if ([...triggers, ...views].some(({ sql }) => isOfTheMoment(sql))) return database;
  return {
    ...database,
    rehearse: async (plan, options) => {
      const { level, allowDestructive, statements, replan } = options;
      const steps = runnable(plan.steps, allowDestructive);
      // Steps are numbered with those that do not run.
      const work = steps.map(({ id: _, ...step }) => step);
      const asked = { work, survivals: plan.survivals, level, statements };
      const isDone = (repaired: Schema): boolean =>
        runnable(replan(repaired).steps, allowDestructive).length === 0;
      if (last !== null && isDeepStrictEqual(last.asked, asked) && isDone(last.repaired))
        return last.rehearsed;
      const seen: Schema[] = [];
      const noting = (repaired: Schema): Plan => {
        seen.push(repaired);
        return replan(repaired);
      };
      const rehearsed = await database.rehearse(plan, { ...options, replan: noting });
      const [repaired] = seen;
      const isKept =
        repaired && rehearsed.proof.ok && !steps.some(dependsOnTheMoment) && !fillsInTheMoment(steps, tables);
      last = isKept ? { asked, rehearsed, repaired } : null;
      return rehearsed;
    },
  };
}

/** Whether rows that are added may get a DEFAULT of the moment, which a CHECK may take now and not later. */
function fillsInTheMoment(steps: readonly Step[], tables: readonly Table[]): boolean {
  const texts = [...tables.map(({ sql }) => sql), ...steps.flatMap(({ sql }) => sql)];
  return steps.some(({ arriving }) => arriving !== undefined) && texts.some(isOfTheMoment);
}

/** Whether a step may be proven now and not later. A DEFAULT in what it creates decides nothing where no rows are added. */
function dependsOnTheMoment({ sql, preconditions, guards = [], validations, rollback }: Step): boolean {
  const run = [...sql, ...rollback.sql].filter((statement) => !/^\s*(?:CREATE|ALTER)\b/i.test(statement));
  return [...run, ...preconditions, ...guards, ...validations].some(isOfTheMoment);
}
