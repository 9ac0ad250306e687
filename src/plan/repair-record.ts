import type { SchemaState } from "../schema/stored.ts";
import type { Step, Survival } from "./plan.ts";

/** A plan as it was applied, kept for its way back and its validations. Plain data, written as JSON. */
export interface RepairRecord {
  readonly formatVersion: 1;
  /** Follows from the database's path, its schema and the steps, so that a repair tried again keeps its id. */
  readonly id: string;
  /** Absolute path of the database. */
  readonly database: string;
  /** The steps that run, those that lose data only where they had leave. */
  readonly steps: readonly Step[];
  readonly survivals: readonly Survival[];
  readonly before: SchemaState;
  /** As the rehearsal left it. */
  readonly after: SchemaState;
}
