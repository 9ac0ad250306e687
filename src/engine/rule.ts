import type { Evidence, Listing, Probe } from "../evidence/evidence.ts";
import type { Convention } from "./convention.ts";
import type { Category, Component, IssueDraft, Severity } from "./issue.ts";

/** A case that shows a rule at work; runs as a test and stands on the rule's docs page. */
export interface Example {
  /** The declaration as SQL (complete), or as TypeScript types. */
  readonly declared:
    | string
    | {
        readonly types: string;
        /** Files beside it, by path. */
        readonly beside?: Readonly<Record<string, string>>;
      };
  /** SQL text that builds the database, rows included. */
  readonly actual: string;
  /** The application's code, as src/app.ts. */
  readonly code?: string;
  /** Further files of the project, by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Parts of doctor.config.json. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** The severity the bad example has, where it is not the rule's usual one. */
  readonly severity?: Severity;
}

/** One thing the doctor knows: what is wrong, why it matters, how to see it, how it is repaired. */
export interface Rule {
  /** Kebab case, names the defect. */
  readonly id: string;
  readonly category: Category;
  readonly component: Component;
  /** The usual severity, as the docs state it; evidence decides in each case. */
  readonly severity: Severity;
  readonly summary: string;
  readonly why: string;
  readonly examples: { readonly bad: readonly Example[]; readonly good: readonly Example[] };
  /** The convention of the config that switches it on; without one a rule is on. */
  readonly convention?: Convention;
  /** What is found out only for rules that look at it. */
  readonly needs?: readonly "index-trials"[];
  /** Questions about the rows that `check` wants answered in `evidence.probes`. */
  readonly probes?: (evidence: Evidence) => Iterable<Probe>;
  /** First rows that `probes` or `check` want to see in `evidence.listings`: asked for before the probes, and again after. */
  readonly lists?: (evidence: Evidence) => Iterable<Listing>;
  readonly check: (evidence: Evidence) => Iterable<IssueDraft>;
}

/** Gives a rule its type; returns it as it is. */
export function defineRule(rule: Rule): Rule {
  return rule;
}
