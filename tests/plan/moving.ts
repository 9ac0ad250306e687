import Database from "better-sqlite3";
import { introspect } from "../../src/database/introspect.ts";
import { failedValidations, runStatements, unmet } from "../../src/database/run-plan.ts";
import { diffSchemas } from "../../src/diff/diff.ts";
import type { Drift } from "../../src/diff/drift.ts";
import { lossesOf } from "../../src/plan/losses.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { makePlan, runnable } from "../../src/plan/planner.ts";
import type { DeclaredSchema } from "../../src/schema/declared.ts";
import { quoteName, quoteText } from "../../src/sql/quote.ts";
import { declaredBy } from "../diff/drift.ts";

/** A database and what is declared, both as SQL, with what tags add to the declaration: by `table.column`. */
export interface Moving {
  readonly actual: string;
  readonly declared: string;
  readonly moves: Readonly<Record<string, string>>;
  readonly backfills?: Readonly<Record<string, string>>;
  readonly renames?: Readonly<Record<string, string>>;
}

/** The declaration, with moves, backfills and renames as tags would state them. */
export function declaredWith({ declared, moves, backfills = {}, renames = {} }: Moving): DeclaredSchema {
  const schema = declaredBy(declared);
  return {
    ...schema,
    tables: schema.tables.map((table) => {
      const was = renames[table.name];
      return {
        ...table,
        ...(was === undefined ? {} : { renamedFrom: was }),
        columns: table.columns.map((column) => {
          const place = `${table.name}.${column.name}`;
          const [movedFrom, backfill, renamedFrom] = [moves[place], backfills[place], renames[place]];
          return {
            ...column,
            ...(movedFrom === undefined ? {} : { movedFrom }),
            ...(backfill === undefined ? {} : { backfill }),
            ...(renamedFrom === undefined ? {} : { renamedFrom }),
          };
        }),
      };
    }),
  };
}

/** A repair on a database in memory: what is planned, what happens, and the way back. */
export class Repairing {
  readonly db: Database.Database;
  readonly drift: Drift;
  readonly plan: Plan;
  private readonly declared: DeclaredSchema;
  private readonly allowDestructive: boolean;

  constructor(moving: Moving, { allowDestructive = false } = {}) {
    this.db = new Database(":memory:");
    this.db.pragma("foreign_keys = OFF");
    this.db.exec(moving.actual);
    this.allowDestructive = allowDestructive;
    this.declared = declaredWith(moving);
    const actual = introspect(this.db);
    this.drift = diffSchemas(this.declared, actual, { ignore: [], denied: { tables: [], columns: {} } });
    this.plan = makePlan(
      { changes: this.drift.changes, declared: this.declared, actual },
      { allowDestructive },
    );
  }

  /** What the rows stand against, a sentence each. */
  get blocked(): string[] {
    return unmet(this.db, this.steps).map(({ why }) => why);
  }

  get steps(): Plan["steps"] {
    return runnable(this.plan.steps, this.allowDestructive);
  }

  /** Runs the steps; returns what was refused. */
  repair(): string | null {
    const refused = runStatements(this.db, this.steps)?.why ?? null;
    if (refused !== null) return refused;
    return failedValidations(this.db, this.steps)[0]?.why ?? null;
  }

  rollBack(): string | null {
    const back = [...this.steps].reverse().map(({ id, rollback }) => ({ id, sql: rollback.sql }));
    return runStatements(this.db, back)?.why ?? null;
  }

  /** What is left to do once the steps have run. */
  again(): Plan {
    const actual = introspect(this.db);
    const { changes } = diffSchemas(this.declared, actual, {
      ignore: [],
      denied: { tables: [], columns: {} },
    });
    return makePlan(
      { changes, declared: this.declared, actual },
      { allowDestructive: this.allowDestructive },
    );
  }

  /** What the way back would lose today, with its number; nothing of which there is none. */
  losses(): Record<string, number> {
    const counted = this.steps.flatMap((step) =>
      lossesOf(step).map(({ what, query }) => [what, this.count(`SELECT count(*) FROM (${query})`)] as const),
    );
    return Object.fromEntries(counted.filter(([, count]) => count > 0));
  }

  /** All that stands in the database: texts, rows with their rowids, storage classes. */
  content(): unknown {
    const tables = this.db
      .prepare<[], { name: string; sql: string }>(
        "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY name",
      )
      .all();
    return tables.map(({ name, sql }) => [
      name,
      sql.replaceAll('"', ""),
      this.isTable(name) ? this.rows(name) : [],
    ]);
  }

  private isTable(name: string): boolean {
    return (
      this.count(`SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ${quoteText(name)}`) ===
      1
    );
  }

  /** The rows of a table, every value with its storage class. */
  rows(table: string, columns = "*", order = "1"): unknown[] {
    const names =
      columns === "*"
        ? this.db
            .prepare<[], string>(`SELECT name FROM pragma_table_info(${quoteText(table)})`)
            .pluck()
            .all()
        : columns.split(", ");
    const list = names.map((name) => `quote(${quoteName(name)})`).join(", ");
    return this.db
      .prepare(`SELECT ${list} FROM ${quoteName(table)} ORDER BY ${order}`)
      .raw()
      .all();
  }

  count(query: string): number {
    return this.db.prepare<[], number>(query).pluck().get() ?? 0;
  }
}
