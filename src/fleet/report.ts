import type { Report, ReportedIssue } from "../reporting/report.ts";
import type { NotAnalysed } from "../schema/location.ts";

/** Why a database could not be read: what `doctor analyze` would say of it. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly help: string;
}

/** One schema in all its letters, as some databases of a group have it. */
export interface GroupedSchema {
  readonly schemaHash: string;
  /** How many databases have it. */
  readonly databases: number;
  /** The first of them, by its path. */
  readonly example: string;
}

/** Databases whose schemas are one, spelling aside, and of which one analysis is therefore true. */
export interface FleetGroup {
  readonly id: string;
  /** Whether most databases belong to it. */
  readonly isNorm: boolean;
  readonly databases: number;
  readonly tables: number;
  /** What its databases have otherwise than those of the norm, a sentence each. */
  readonly differences: readonly string[];
  /** The schemas in it: more than one where they are spelled in several ways. */
  readonly schemas: readonly GroupedSchema[];
  readonly summary: Report["summary"];
  readonly issues: readonly ReportedIssue[];
  readonly notAnalysed: readonly NotAnalysed[];
}

/** What is wrong with the rows of one database, and is not said of its group. */
export type RowIssue = Pick<
  ReportedIssue,
  | "fingerprint"
  | "rule"
  | "severity"
  | "category"
  | "title"
  | "impact"
  | "repairAction"
  | "table"
  | "findings"
>;

/** One database of a fleet. */
export interface FleetDatabase {
  readonly path: string;
  /** Other names of the same file. */
  readonly alsoAs: readonly string[];
  readonly state: "read" | "unread";
  readonly bytes: number | null;
  readonly schemaHash: string | null;
  /** The id of its group; null when it could not be read. */
  readonly group: string | null;
  /** Why it could not be read; null when it was. */
  readonly error: Refusal | null;
  /** What its rows show; null where they were not asked. */
  readonly rows: {
    readonly issues: readonly RowIssue[];
    readonly notAnalysed: readonly NotAnalysed[];
  } | null;
}

/** How many databases there are of each kind. */
export interface FleetSummary {
  readonly databases: number;
  readonly unread: number;
  readonly groups: number;
  /** Databases outside the norm. */
  readonly outliers: number;
  /** By the worst that is wrong with them; an info is nothing wrong. */
  readonly worst: {
    readonly critical: number;
    readonly high: number;
    readonly medium: number;
    readonly none: number;
  };
}

/** The result of a run over many databases of one application: plain data, the same in every format. */
export interface FleetReport {
  readonly formatVersion: 1;
  readonly tool: Report["tool"];
  readonly run: Report["run"] & {
    /** How many databases an earlier run had read, and have not changed since. */
    readonly resumed: number;
  };
  readonly project: NonNullable<Report["project"]>;
  readonly model: Report["model"];
  readonly code?: { readonly files: number; readonly statements: number };
  /** Whether the rules' questions about rows were asked of every database. */
  readonly rows: boolean;
  readonly summary: FleetSummary;
  /** Absent where there is no baseline. */
  readonly baseline?: { readonly path: string; readonly accepted: number };
  /** The largest first. */
  readonly groups: readonly FleetGroup[];
  /** By path. */
  readonly databases: readonly FleetDatabase[];
  /** How many files of the folders were passed over: neither by name nor by content a database. */
  readonly passedOver: number;
  readonly notAnalysed: readonly NotAnalysed[];
}
