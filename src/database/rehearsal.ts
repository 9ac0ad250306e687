import type Database from "better-sqlite3";
import type { Plan, Step } from "../plan/plan.ts";
import type { Schema } from "../schema/schema.ts";
import type { StoredText } from "../schema/stored.ts";

/** What the checks of a rehearsal look at. */
export interface Rehearsal {
  readonly plan: Plan;
  readonly steps: readonly Step[];
  /** Where the plan runs. */
  readonly connection: Database.Database;
  /** The content as it was, with `shadow` attached where rows are compared; null without rows. */
  readonly original: Database.Database | null;
  readonly shadowFile: string | null;
  /** The schema as it was. */
  readonly whole: Schema;
  /** The same, as far as the copy has it. */
  readonly before: Schema;
  /** Whether the copy lacks what the plan has nothing to do with. */
  readonly isPart: boolean;
  readonly textsBefore: readonly StoredText[];
}
