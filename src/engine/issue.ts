import type { Change } from "../diff/change.ts";
import type { Location } from "../schema/location.ts";

/** How bad an issue is; see the table in docs/architecture.md. */
export type Severity = "critical" | "high" | "medium" | "info";

export const severities: readonly Severity[] = ["critical", "high", "medium", "info"];

/** What an issue is about. */
export type Category = "schema" | "query" | "data" | "code" | "convention" | "performance" | "environment";

/** Where an issue is mended. */
export type Component = "Database" | "Codebase" | "Infrastructure";

/** What SQLite plans for a statement as things are, and with the index that the finding is about. https://www.sqlite.org/eqp.html */
export interface QueryPlans {
  readonly location: Location;
  readonly sql: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** A query that returns the offending rows, with what it returned. */
export interface FoundRows {
  readonly sql: string;
  readonly count: number;
  /** The rowids of at most five of them, where the table has rowids. */
  readonly rowids?: readonly (number | string)[];
  /** The values of these in the finding's column, where they may be told. */
  readonly values?: readonly string[];
}

/** One fact inside an issue. */
export interface Finding {
  /** What makes it this finding and no other inside its issue; goes into the fingerprint, never shown. */
  readonly key: string;
  readonly message: string;
  readonly table: string | null;
  readonly column: string | null;
  readonly location: Location | null;
  /** The query that returns the offending rows, with their count. */
  readonly query: FoundRows | null;
  /** The statements it helps, each with SQLite's plans; absent where the finding is about something else. */
  readonly queryPlans?: readonly QueryPlans[];
  /** Its own severity; the issue takes the worst of its findings. */
  readonly severity: Severity;
  /** The fingerprint of the issue that hides it until it is repaired; absent for what is seen today. */
  readonly after?: string;
}

/** What a rule yields: one rule on one subject. */
export interface IssueDraft {
  /** The declared table's name, or whatever else the rule is about; goes into the fingerprint. */
  readonly subject: string;
  readonly table: string | null;
  readonly title: string;
  readonly description: string;
  readonly rootCause: string;
  readonly impact: string;
  readonly repairAction: string;
  readonly findings: readonly Finding[];
  /** The changes that repair it; empty when the repair is a person's. */
  readonly changes: readonly Change[];
}

/** A draft with its place in the report. */
export interface Issue extends IssueDraft {
  /** CRIT-001, HIGH-001, MED-001, INFO-001, in report order. */
  readonly id: string;
  readonly fingerprint: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly category: Category;
  readonly component: Component;
  /** As of a finding, where all of it is hidden. */
  readonly after?: string;
}
