import { type Severity, severities } from "../src/engine/issue.ts";
import type { Rule } from "../src/engine/rule.ts";
import * as known from "./index.ts";

/** Everything the doctor knows: the rules that index.ts names, by usual severity, then by id. */
export const rules: readonly Rule[] = Object.values(known).sort(
  (a, b) => rank(a.severity) - rank(b.severity) || (a.id < b.id ? -1 : 1),
);

function rank(severity: Severity): number {
  return severities.indexOf(severity);
}
