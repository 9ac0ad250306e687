import type { Change } from "../diff/change.ts";

/** The changes that alter a table that is there. */
export const structural: readonly Change["kind"][] = [
  "add-column",
  "drop-column",
  "alter-type",
  "alter-nullability",
  "alter-default",
  "alter-collation",
  "alter-generated",
  "alter-primary-key",
  "add-foreign-key",
  "drop-foreign-key",
  "alter-foreign-key",
  "add-unique",
  "drop-unique",
  "add-check",
  "drop-check",
  "alter-options",
  "drop-index",
  "mend-values",
  "mend-orphans",
];

/** Changes after which a row may hold another value than today. */
export const givesValues: readonly Change["kind"][] = [
  "add-column",
  "alter-nullability",
  "alter-type",
  "alter-generated",
  "alter-options",
  "mend-values",
  "mend-orphans",
];
