import { matchesTable } from "../schema/table-glob.ts";
import type { Severity } from "./issue.ts";
import type { Rule } from "./rule.ts";

/** A rule's setting in the config: a severity, off, or by table (the first match wins). */
export type RuleSetting =
  | Severity
  | "off"
  | readonly { readonly tables: readonly string[]; readonly severity: Severity | "off" }[];

/** The settings of a project, by rule id. */
export type RuleSettings = Readonly<Record<string, RuleSetting>>;

/** The rules that a project has not switched off. Those switched off for some tables only are among them. */
export function enabledRules(rules: readonly Rule[], settings: RuleSettings): Rule[] {
  return rules.filter((rule) => settings[rule.id] !== "off");
}

/** What a project has set for a rule on a table: a severity, off, or null for the rule's own judgement. */
export function settingFor(
  settings: RuleSettings,
  rule: string,
  table: string | null,
): Severity | "off" | null {
  const setting = settings[rule];
  if (setting === undefined) return null;
  if (typeof setting === "string") return setting;
  const match = setting.find(({ tables }) => tables.some((glob) => matches(glob, table)));
  return match?.severity ?? null;
}

/** An issue about no table in particular is met only by the pattern that meets everything. */
function matches(glob: string, table: string | null): boolean {
  return table === null ? glob === "*" : matchesTable(glob, table);
}
