import type Database from "better-sqlite3";
import { connectTo } from "../driver.ts";
import { backQuestions } from "../plan/back-again.ts";
import { lossesOf } from "../plan/losses.ts";
import type { ProofCheck } from "../plan/proof.ts";
import type { RepairRecord } from "../plan/repair-record.ts";
import { wayBack } from "../plan/way-back.ts";
import type { Schema } from "../schema/schema.ts";
import type { SchemaState } from "../schema/stored.ts";
import { requoted, storedTexts } from "./compare-schema.ts";
import { complaintOf } from "./complaint.ts";
import { introspect } from "./introspect.ts";
import type { OpenDatabase } from "./open.ts";
import { many, verdict } from "./proof-check.ts";
import { checkWayBack } from "./proof-way-back.ts";
import { countRows, failedQuestions, runStatements } from "./run-plan.ts";
import { stateOf } from "./schema-hash.ts";
import { type CopyProgress, copyRefused, makeShadow, prepareForSteps } from "./shadow.ts";

/** What a step, or the whole, would lose: how many of what. */
export interface BackLoss {
  readonly step: string;
  readonly what: string;
  readonly count: number;
}

/** What a rehearsal of a rollback on a copy of today's database showed. */
export interface RehearsedBack {
  readonly steps: readonly { readonly id: string; readonly sql: readonly string[] }[];
  /** Why it cannot be done; empty when it can. */
  readonly obstacles: readonly string[];
  readonly losses: readonly BackLoss[];
  readonly checks: readonly ProofCheck[];
  readonly before: SchemaState;
  /** Null when there is an obstacle. */
  readonly after: SchemaState | null;
}

/** Takes a repair back on a copy of today's database and looks at everything that was written since. The database is only read. */
export async function rehearseBack(
  source: OpenDatabase,
  record: RepairRecord,
  options: {
    readonly progress?: CopyProgress | undefined;
    readonly pause?: (() => Promise<void>) | undefined;
  },
): Promise<RehearsedBack> {
  const texts = storedTexts(source.connection);
  const before = stateOf(texts);
  const today = introspect(source.connection);
  const { steps, obstacles } = wayBack(record, texts);
  const refused: RehearsedBack = { steps, obstacles, losses: [], checks: [], before, after: null };
  if (obstacles.length > 0) return refused;
  const shadow = await makeShadow(source, options.progress ?? (() => undefined));
  try {
    const { connection, original, file } = shadow;
    const losses = counted(connection, record);
    const asked = questions(record, today, connection);
    const refusal = runStatements(connection, steps);
    if (refusal !== null) {
      const why = `SQLite refuses ${refusal.step}: ${refusal.why}`;
      return { ...refused, obstacles: asked.refused.length > 0 ? asked.refused : [...asked.altered, why] };
    }
    await options.pause?.();
    const checks = [
      verdict(
        "rollback runs",
        [],
        `${many(steps.length, "step")} on a copy of today's rows, one transaction`,
      ),
      ...checkWayBack({ record, today, connection, original, shadowFile: file }),
    ];
    const failed = checks.filter(({ ok }) => !ok).map(({ name, detail }) => `${name}: ${detail}`);
    const after = failed.length > 0 ? null : stateOf(storedTexts(connection));
    return {
      ...refused,
      ...{ obstacles: failed, checks, after },
      losses: [...losses, ...asked.alteredCounts],
    };
  } catch (error) {
    throw copyRefused(error);
  } finally {
    shadow.close();
  }
}

/** What the steps have no place for, as far as there is any. */
function counted(connection: Database.Database, { steps }: RepairRecord): BackLoss[] {
  return steps.flatMap((step) => {
    const missing =
      step.rollback.kind === "lossy" ? [{ step: step.id, what: step.rollback.note, count: 0 }] : [];
    const found = lossesOf(step).map(({ what, query, otherwise }) => ({
      ...{ step: step.id, what },
      count: rowsOf(connection, query, otherwise),
    }));
    return [...missing, ...found.filter(({ count }) => count > 0)];
  });
}

function rowsOf(connection: Database.Database, query: string, otherwise = query): number {
  const asked = [query, otherwise].find((sql) => complaintOf(connection, sql) === null);
  return asked === undefined ? 0 : countRows(connection, asked);
}

/** What the old schema says of the rows of today. */
function questions(
  record: RepairRecord,
  today: Schema,
  connection: Database.Database,
): { refused: string[]; altered: string[]; alteredCounts: BackLoss[] } {
  const { refused, altered } = backQuestions(record, tablesBefore(record), today);
  const said = (queries: readonly string[]): string[] => failedQuestions(connection, queries);
  return {
    refused: said(refused),
    altered: said(altered),
    alteredCounts: altered.flatMap((query) => {
      const count = rowsOf(connection, query);
      return count === 0
        ? []
        : [{ step: "", what: `values that the old type would store otherwise: ${query}`, count }];
    }),
  };
}

/** The tables of a repair as they were before it, with their indexes. */
function tablesBefore({ before, survivals }: RepairRecord): Schema {
  const wanted = new Set(survivals.map(({ from }) => from));
  const own = before.objects.filter(({ table }) => wanted.has(table));
  const memory = prepareForSteps(connectTo(":memory:"));
  try {
    for (const type of ["table", "index"])
      for (const object of own.filter((one) => one.type === type)) memory.exec(requoted(object, own));
    return introspect(memory);
  } finally {
    memory.close();
  }
}
