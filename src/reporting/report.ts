import type { AcceptedFinding, Baseline } from "../engine/baseline.ts";
import type { Category, Component, FoundRows, QueryPlans, Severity } from "../engine/issue.ts";
import type { Safety } from "../plan/plan.ts";
import type { Proof } from "../plan/proof.ts";
import type { Location, NotAnalysed } from "../schema/location.ts";

export type { Proof, ProofCheck } from "../plan/proof.ts";

/** How much a repair puts at stake. */
export type Risk = "low" | "medium" | "high";

/** Why and since when a finding is accepted. */
export type Acceptance = Pick<AcceptedFinding, "reason" | "since">;

/** What a baseline makes of a report. The summary counts everything, the exit code only what is new. */
export interface ReportedBaseline {
  readonly path: string;
  /** How many findings of the report are accepted. */
  readonly accepted: number;
  /** How many are not, by severity. */
  readonly new: Readonly<Record<Severity, number>>;
  /** Accepted once and found no more. */
  readonly fixed: Baseline;
  /** Accepted once; their rule is off, or the rows were not all read. */
  readonly notLookedFor: Baseline;
}

/** A finding as every format shows it. */
export interface ReportedFinding {
  readonly fingerprint: string;
  /** Its own; the issue has the worst of its findings. */
  readonly severity: Severity;
  readonly message: string;
  readonly table: string | null;
  readonly column: string | null;
  readonly location: Location | null;
  /** Where the model declares its table or column; absent where it has a place of its own, or nothing declares it. */
  readonly declaredAt?: Location;
  /** Present where the baseline accepts it; it fails no run. */
  readonly accepted?: Acceptance;
  /** What the baseline accepted it as, where it has become worse since: it is new. */
  readonly worsenedFrom?: Severity;
  readonly query: FoundRows | null;
  /** Absent where the finding is about no lookup. */
  readonly queryPlans?: readonly QueryPlans[];
  readonly after: string | null;
}

/** An issue as every format shows it; section 5 of the JSON contract. */
export interface ReportedIssue {
  readonly id: string;
  readonly fingerprint: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly category: Category;
  readonly component: Component;
  readonly title: string;
  readonly description: string;
  readonly rootCause: string;
  readonly impact: string;
  readonly repairAction: string;
  readonly sql: readonly string[];
  readonly validation: readonly string[];
  readonly rollback: readonly string[];
  readonly estimatedMinutes: number;
  readonly risk: Risk;
  readonly table: string | null;
  readonly after: string | null;
  readonly dependsOn: readonly string[];
  readonly findings: readonly ReportedFinding[];
}

/** A step as every format shows it. */
export interface ReportedStep {
  readonly id: string;
  readonly comment: string;
  readonly sql: readonly string[];
  readonly rollback: {
    readonly kind: "lossless" | "lossy" | "impossible";
    readonly sql: readonly string[];
    readonly note: string;
  };
  readonly preconditions: readonly string[];
  /** Absent where the step asks nothing when its turn comes. */
  readonly guards?: readonly string[];
  readonly validations: readonly string[];
  readonly safety: Safety;
  /** Ids of the issues it repairs. */
  readonly issues: readonly string[];
}

/** A column of a table that the plan changes. */
export interface ReportedColumn {
  readonly name: string;
  readonly type: string;
  readonly key: boolean;
  readonly change: "added" | "renamed" | "altered" | "dropped" | "none";
}

/** A table that the plan changes, as it is after the plan; what is dropped stays listed as such. */
export interface ReportedTable {
  readonly name: string;
  readonly change: "created" | "renamed" | "altered" | "dropped";
  readonly columns: readonly ReportedColumn[];
  readonly references: readonly ReportedReference[];
}

/** A foreign key of a table. */
export interface ReportedReference {
  readonly columns: readonly string[];
  readonly parent: string;
  /** Set where the plan adds it to a table that is there. */
  readonly added?: true;
}

/** A table that the plan leaves as it is: what surrounds the others in a diagram. */
export interface SurroundingTable {
  readonly name: string;
  /** How many columns it has. */
  readonly columns: number;
  readonly references: readonly Omit<ReportedReference, "added">[];
}

/** A statement of the code that issues are about. */
export interface ReportedStatement {
  readonly location: Location;
  /** The function it stands in. */
  readonly within: string | null;
  /** As SQLite gets it; values written into the text stand as parameters. */
  readonly sql: string;
  /** The tables of these issues that it names. */
  readonly tables: readonly string[];
  /** What SQLite says of it today, and on the repaired schema, where it does not prepare. */
  readonly fails: { readonly today: string | null; readonly repaired: string | null };
  /** Ids of the issues. */
  readonly issues: readonly string[];
}

/** The result of one run: plain data, the same in every format. `formatVersion` 1 is a fixed contract. */
export interface Report {
  readonly formatVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly run: { readonly id: string; readonly startedAt: string; readonly durationMs: number };
  /** The folder that all places are relative to. */
  readonly project?: {
    /** Its path in the repository, with forward slashes; empty at the top, and where there is no repository. */
    readonly folder: string;
    /** The config in it, or null. */
    readonly config: string | null;
  };
  readonly database: {
    readonly path: string;
    readonly bytes: number;
    readonly sqliteVersion: string;
    readonly tables: number;
    readonly schemaHash: string;
  };
  readonly model: {
    readonly sources: readonly { readonly kind: string; readonly files: readonly string[] }[];
    readonly tables: number;
  };
  /** What of the code was read; absent where the config names none. */
  readonly code?: {
    readonly files: number;
    readonly statements: number;
    /** Those that issues are about, in the order of their places. */
    readonly concerned: readonly ReportedStatement[];
  };
  readonly summary: {
    readonly critical: number;
    readonly high: number;
    readonly medium: number;
    readonly info: number;
    /** Critical, high and medium together. */
    readonly total: number;
    readonly estimatedMinutes: number;
    readonly risk: Risk;
  };
  /** Absent where there is no baseline. */
  readonly baseline?: ReportedBaseline;
  readonly issues: readonly ReportedIssue[];
  readonly plan: {
    readonly steps: readonly ReportedStep[];
    readonly tables: readonly ReportedTable[];
    /** The other tables of the database. */
    readonly surroundings: readonly SurroundingTable[];
  };
  readonly proof: Proof;
  readonly notAnalysed: readonly NotAnalysed[];
}

/** Renders a report. A format is one file with one of these. */
export interface Reporter {
  readonly format: string;
  /** One sentence for --help. */
  readonly summary: string;
  readonly render: (
    report: Report,
    options: {
      readonly color: boolean;
      /** Short enough for a comment; of markdown only. */
      readonly brief?: boolean;
    },
  ) => string | Promise<string>;
}
