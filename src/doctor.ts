import type { Probe, ProbeResult } from "./evidence/evidence.ts";
import type { Plan } from "./plan/plan.ts";
import type { Proof } from "./plan/proof.ts";
import type { DeclaredSchema } from "./schema/declared.ts";
import type { Schema } from "./schema/schema.ts";

/** An opened database, read-only, as the pipeline needs it. */
export interface DatabasePort {
  readonly facts: {
    readonly path: string;
    readonly bytes: number;
    readonly sqliteVersion: string;
    readonly schemaHash: string;
  };
  readonly schema: Schema;
  /** Runs a SELECT and counts its rows; never throws for a query that does not prepare. */
  readonly probe: (probe: Probe) => ProbeResult;
  /** Runs the plan on a shadow copy, takes it back, and says what it saw. `replan` plans anew for the repaired schema. */
  readonly rehearse: (
    plan: Plan,
    options: { readonly level: "rows" | "schema"; readonly replan: (repaired: Schema) => Plan },
  ) => Promise<Proof>;
  readonly close: () => void;
}

/** The edges of the pipeline. */
export interface Ports {
  readonly readDeclared: () => Promise<DeclaredSchema>;
  readonly openDatabase: () => Promise<DatabasePort>;
}
