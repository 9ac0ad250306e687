import type { Severity } from "../engine/issue.ts";
import type { Naming } from "../sources/source.ts";

/** A rule's setting: a severity, off, or by table (the first match wins). */
export type RuleSetting =
  | Severity
  | "off"
  | readonly { readonly tables: readonly string[]; readonly severity: Severity | "off" }[];

/** What becomes of rows that a new foreign key forbids. */
export type OrphanChoice = "fail" | "set-null" | "delete" | "quarantine";

/** A project's settings with every default filled in. Paths and patterns are relative to `root`. */
export interface Config {
  /** Absolute path of the folder that holds the config; the current folder without one. */
  readonly root: string;
  /** The config's path relative to `root`, or null. */
  readonly file: string | null;
  readonly database: string | null;
  readonly model: readonly string[];
  readonly databaseType: string | null;
  readonly queries: readonly string[];
  readonly naming: Naming;
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly ignore: readonly string[];
  /** false denies a suspected rename. Tables by declared name, old column names as keys. */
  readonly renames: {
    readonly tables: Readonly<Record<string, string | false>>;
    readonly columns: Readonly<Record<string, Readonly<Record<string, string | false>>>>;
  };
  readonly backfills: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly orphans: Readonly<Record<string, Readonly<Record<string, OrphanChoice>>>>;
  readonly failOn: "critical" | "high" | "medium" | "never";
  readonly typecheck: boolean;
  readonly data: "full" | "sample" | "off";
  readonly proof: { readonly maxBytes: number };
  readonly history: boolean;
}
