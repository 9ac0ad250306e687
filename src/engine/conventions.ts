import type { Severity } from "./issue.ts";
import type { Rule } from "./rule.ts";
import type { RuleSettings } from "./settings.ts";

/** The conventions pack: all on, all off, or by convention. */
export type Conventions = boolean | Readonly<Record<string, boolean | Severity | "off">>;

/** The conventions that a project asks for; `true` asks for those of all rules. */
export function askedFor(conventions: Conventions, rules: readonly Rule[]): Set<string> {
  if (conventions === true) return new Set(rules.flatMap(({ convention }) => convention ?? []));
  const names = Object.keys(conventions);
  return new Set(names.filter((name) => ![false, "off"].includes(settingOf(conventions, name) ?? false)));
}

/** A severity that is stated for a convention is its rule's, unless the rule has a setting of its own. */
export function withConventions(
  settings: RuleSettings,
  conventions: Conventions,
  rules: readonly Rule[],
): RuleSettings {
  const stated = rules.flatMap(({ id, convention }) => {
    const setting = convention === undefined ? undefined : settingOf(conventions, convention);
    return typeof setting === "string" ? [[id, setting] as const] : [];
  });
  return { ...Object.fromEntries(stated), ...settings };
}

function settingOf(conventions: Conventions, name: string): boolean | Severity | "off" | undefined {
  return typeof conventions === "boolean" ? conventions : conventions[name];
}
