import type { Conventions } from "../engine/conventions.ts";
import type { Severity } from "../engine/issue.ts";
import type { RuleSettings } from "../engine/settings.ts";
import type { Naming } from "../sources/source.ts";

/** What becomes of rows that a new foreign key forbids. */
export type OrphanChoice = "fail" | "set-null" | "delete" | "quarantine";

/** A question of the project's own: a SELECT that returns the offending rows. */
export interface ConfiguredCheck {
  readonly name: string;
  readonly severity: Severity;
  readonly why: string;
  readonly sql: string;
}

/** A project's settings with every default filled in. Paths and patterns are relative to `root`. */
export interface Config {
  /** Absolute path of the folder that holds the config; the current folder without one. */
  readonly root: string;
  /** The config's path relative to `root`, or null. */
  readonly file: string | null;
  readonly database: string | null;
  /** The file that `doctor snapshot` writes, and that is analysed where no database is named. */
  readonly snapshot: string | null;
  readonly model: readonly string[];
  readonly databaseType: string | null;
  readonly queries: readonly string[];
  readonly naming: Naming;
  readonly rules: RuleSettings;
  readonly ignore: readonly string[];
  /** false denies a suspected rename. Tables by declared name, old column names as keys. */
  readonly renames: {
    readonly tables: Readonly<Record<string, string | false>>;
    readonly columns: Readonly<Record<string, Readonly<Record<string, string | false>>>>;
  };
  /** `table.column` that a declared column's values move from, by declared table; false denies a suspected move. */
  readonly moves: Readonly<Record<string, Readonly<Record<string, string | false>>>>;
  readonly backfills: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly orphans: Readonly<Record<string, Readonly<Record<string, OrphanChoice>>>>;
  readonly checks: readonly ConfiguredCheck[];
  readonly conventions: Conventions;
  readonly failOn: "critical" | "high" | "medium" | "never";
  readonly typecheck: boolean;
  /** How much of the rows is read; null leaves it to the size of the database. */
  readonly data: "full" | "sample" | "off" | null;
  readonly proof: { readonly maxBytes: number };
  readonly history: boolean;
}
