import type Database from "better-sqlite3";
import type { IndexTrial } from "../evidence/code.ts";
import { foldName } from "../schema/names.ts";
import type { Schema } from "../schema/schema.ts";
import { indexName } from "../sql/print-table.ts";
import type { Lookup } from "../sql/query/lookup.ts";
import { lookupsOf } from "../sql/query/lookups.ts";
import { readQuery } from "../sql/query/read.ts";
import { asWritten, type Improved, namesIn, type Planned, type TriedIndex, trialsOf } from "./improved.ts";
import { type Candidate, candidatesFor, keyOf, spareCandidatesFor } from "./index-candidates.ts";
import { mergeIndexes } from "./merge-indexes.ts";
import { type Cost, costOf, planOf, usedBy } from "./query-plan.ts";
import { TrialIndexes } from "./trial-indexes.ts";

/** A statement that indexes may help, with what its text may be besides. */
export interface Wanting {
  readonly sql: string;
  readonly alternatives?: readonly string[];
}

/**
 * The fewest indexes that spare these statements a scan of a whole table, or a sort of it for a few rows: each was made
 * on the twin, and SQLite uses it. The twin is a writable database with the schema, and with the statistics if there are
 * any; it is left as it was. Null stands in the place of a statement that is not to be helped; tables may be left alone,
 * as those of migration tools are.
 */
export function tryIndexes(
  twin: Database.Database,
  schema: Schema,
  statements: readonly (Wanting | null)[],
  isLeftAlone: (table: string) => boolean = () => false,
): IndexTrial[] {
  twin.exec("SAVEPOINT index_trials");
  try {
    const trial = new Trial(twin, ({ table }) => table.role === "application" && !isLeftAlone(table.name));
    const improved = [...placesOf(statements)].flatMap(([sql, places]) => trial.improve(sql, places, schema));
    return trial.merge(improved);
  } finally {
    twin.exec("ROLLBACK TO index_trials; RELEASE index_trials");
  }
}

/** The places of each text that a statement may be. */
function placesOf(statements: readonly (Wanting | null)[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [place, statement] of statements.entries()) {
    const texts = statement ? new Set([statement.sql, ...(statement.alternatives ?? [])]) : [];
    for (const text of texts) places.set(text, [...(places.get(text) ?? []), place]);
  }
  return places;
}

/** A plan with what it costs and the indexes on trial that it uses. */
interface Outcome {
  readonly cost: Cost;
  readonly used: readonly Candidate[];
  /** How many columns are compared by these indexes. */
  readonly compared: number;
}

class Trial {
  private readonly twin: Database.Database;
  private readonly indexes: TrialIndexes;
  private readonly isHelped: (lookup: Lookup) => boolean;

  constructor(twin: Database.Database, isHelped: (lookup: Lookup) => boolean) {
    this.twin = twin;
    this.isHelped = isHelped;
    this.indexes = new TrialIndexes(twin);
  }

  /** What would make a statement better; nothing for one that is well served. */
  improve(sql: string, places: readonly number[], schema: Schema): Improved[] {
    const tree = readQuery(sql);
    const lookups = tree ? lookupsOf(tree, schema) : [];
    const helped = lookups.filter(this.isHelped);
    const candidates = helped.flatMap(candidatesFor);
    const before = candidates.length === 0 ? null : planOf(this.twin, sql);
    if (before === null) return [];
    const today = costOf(before, lookups);
    const limited = lookups.some(({ sorts }) => sorts.some((sort) => sort.limited));
    if (today.scans === 0 && !(limited && today.sorts > 0)) return [];
    const statement = { sql, lookups };
    const isBetter = ({ cost }: Outcome): boolean =>
      cost.scans < today.scans || (limited && cost.scans === today.scans && cost.sorts < today.sorts);
    let outcome = this.outcome(statement, candidates);
    const spare = isBetter(outcome) ? [] : helped.flatMap(spareCandidatesFor);
    if (spare.length > 0) outcome = this.outcome(statement, [...candidates, ...spare]);
    if (!isBetter(outcome)) return [];
    const indexes = this.shortened(statement, this.needed(statement, outcome), outcome);
    return [{ ...statement, places, before, best: outcome.cost, indexes }];
  }

  /** The indexes without which the statement is worse off. */
  private needed(statement: Statement, { used, cost }: Outcome): readonly Candidate[] {
    return used.reduce<readonly Candidate[]>((kept, index) => {
      if (kept.length < 2) return kept;
      const others = kept.filter((other) => other !== index);
      return isAsGood(this.outcome(statement, others).cost, cost) ? others : kept;
    }, used);
  }

  /** The indexes without the columns at their ends that the statement does not need. */
  private shortened(
    statement: Statement,
    indexes: readonly Candidate[],
    { cost }: Outcome,
  ): readonly Candidate[] {
    const full = this.outcome(statement, indexes);
    return indexes.reduce<readonly Candidate[]>((kept, index, i) => {
      for (let length = 1; length < index.columns.length; length++) {
        const short = kept.with(i, { ...index, columns: index.columns.slice(0, length) });
        const outcome = this.outcome(statement, short);
        const isUsed = outcome.used.length === kept.length && outcome.compared >= full.compared;
        if (isUsed && isAsGood(outcome.cost, cost)) return outcome.used;
      }
      return kept;
    }, full.used);
  }

  private outcome({ sql, lookups }: Statement, wanted: readonly Candidate[]): Outcome {
    const keys = wanted.map(keyOf);
    const tried = wanted.filter((_, i) => keys.indexOf(keys[i] ?? "") === i);
    const names = tried.map((_, i) => `_doctor_trial_${i}`);
    const plan = this.indexes.during(tried, names, () => planOf(this.twin, sql)) ?? [];
    const uses = tried.flatMap((index, i) => {
      const use = usedBy(plan, names[i] ?? "", namesIn(index));
      return use ? [{ index: { ...index, held: use.held }, compared: use.compared }] : [];
    });
    return {
      cost: costOf(plan, lookups),
      used: uses.map(({ index }) => index),
      compared: uses.reduce((sum, use) => sum + use.compared, 0),
    };
  }

  /** The fewest indexes for all statements. One that is worse off with them gets its own back. */
  merge(improved: readonly Improved[]): IndexTrial[] {
    const merged = mergeIndexes(improved.flatMap(asWritten));
    const worse = this.worseWith(improved, merged);
    const all = [...merged, ...worse.flatMap(({ indexes }) => indexes)];
    const keys = all.map(keyOf);
    const kept = all.filter((_, i) => keys.indexOf(keys[i] ?? "") === i);
    const trials = this.named(kept, (names) => trialsOf(kept, names, this.plansOf(improved)));
    const first = ({ uses }: IndexTrial): number => Math.min(...uses.map(({ query }) => query));
    return trials.filter(({ uses }) => uses.length > 0).sort((a, b) => first(a) - first(b));
  }

  private worseWith(improved: readonly Improved[], merged: readonly TriedIndex[]): Improved[] {
    return this.named(merged, () =>
      this.plansOf(improved)
        .filter(({ statement, after }) => !isAsGood(costOf(after, statement.lookups), statement.best))
        .map(({ statement }) => statement),
    );
  }

  private plansOf(improved: readonly Improved[]): Planned[] {
    return improved.map((statement) => ({ statement, after: planOf(this.twin, statement.sql) ?? [] }));
  }

  /** Asks while these indexes stand under the names they would get. */
  private named<T>(indexes: readonly TriedIndex[], ask: (names: readonly string[]) => T): T {
    const found = this.twin.prepare<[], string>("SELECT name FROM sqlite_schema").pluck().all();
    const taken = new Set(found.map(foldName));
    const names = indexes.map(({ table, columns }) => {
      const parts = columns.map(({ name, descending }) => ({
        ...{ column: name, expression: null },
        ...{ collation: "BINARY", descending },
      }));
      const wanted = indexName(table, { unique: false, parts });
      let name = wanted;
      for (let n = 2; taken.has(foldName(name)); n++) name = `${wanted}_${n}`;
      taken.add(foldName(name));
      return name;
    });
    return this.indexes.during(indexes, names, () => ask(names));
  }
}

type Statement = Pick<Improved, "sql" | "lookups">;

function isAsGood(cost: Cost, best: Cost): boolean {
  return cost.scans < best.scans || (cost.scans === best.scans && cost.sorts <= best.sorts);
}
