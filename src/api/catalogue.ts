import { reporters } from "../../reports/index.ts";
import { rules as catalogue } from "../../rules/catalogue.ts";
import { version as ownVersion } from "../commands/version.ts";
import type { Category, Component, Severity } from "../engine/issue.ts";

/** One thing the doctor knows. */
export interface KnownRule {
  /** As reports, the config and `only` call it. */
  readonly id: string;
  readonly category: Category;
  readonly component: Component;
  /** The usual severity; evidence decides in each case. */
  readonly severity: Severity;
  /** What is wrong. */
  readonly summary: string;
  readonly why: string;
}

/** Everything the doctor knows, by usual severity, then by id. */
export const rules: readonly KnownRule[] = catalogue.map(
  ({ id, category, component, severity, summary, why }) => ({
    id,
    category,
    component,
    severity,
    summary,
    why,
  }),
);

/** A format that `render` gives a report. */
export interface KnownFormat {
  readonly format: string;
  readonly summary: string;
}

/** The formats of a report, each with a sentence about it. */
export const formats: readonly KnownFormat[] = reporters.map(({ format, summary }) => ({ format, summary }));

/** The version of this package. */
export const version: string = ownVersion;
