import type { AskedConventions } from "../evidence/evidence.ts";
import { matchesTable } from "../schema/table-glob.ts";
import { type Convention, conventionNames } from "./convention.ts";
import type { RuleSetting, RuleSettings } from "./settings.ts";

/** The sets of conventions that a project can ask for by one name. */
export const presets = {
  house: conventionNames.filter((name) => name !== "auditTrail"),
} as const satisfies Readonly<Record<string, readonly Convention[]>>;

/** A convention's setting: on, off, or as a rule's. A list with exceptions asks for it everywhere else. */
export type ConventionSetting = boolean | RuleSetting;

/** The conventions pack: all on, all off, or by preset and convention. */
export type Conventions =
  | boolean
  | ({ readonly preset?: keyof typeof presets | undefined } & {
      readonly [name in Convention]?: ConventionSetting | undefined;
    });

/** What the config asks for. `true` asks for everything. */
export function askedFor(conventions: Conventions): AskedConventions {
  return {
    has: (name, table) => {
      const convention = conventionNames.find((known) => known === name);
      return convention !== undefined && isOn(settingOf(conventions, convention), table);
    },
  };
}

function isOn(setting: ConventionSetting, table: string | undefined): boolean {
  if (typeof setting !== "object") return setting !== false && setting !== "off";
  const own = table === undefined ? undefined : setting.find(({ tables }) => matchesOne(tables, table));
  return own?.severity !== "off";
}

const matchesOne = (globs: readonly string[], table: string): boolean =>
  globs.some((glob) => matchesTable(glob, table));

/** What is stated for a convention is its rule's setting, unless the rule has one of its own. */
export function withConventions(
  settings: RuleSettings,
  conventions: Conventions,
  rules: readonly { readonly id: string; readonly convention?: Convention }[],
): RuleSettings {
  const stated = rules.flatMap(({ id, convention }) => {
    const setting = convention === undefined ? false : settingOf(conventions, convention);
    return typeof setting === "boolean" ? [] : [[id, setting] as const];
  });
  return { ...Object.fromEntries(stated), ...settings };
}

function settingOf(conventions: Conventions, name: Convention): ConventionSetting {
  if (typeof conventions === "boolean") return conventions;
  const { preset } = conventions;
  return conventions[name] ?? (preset !== undefined && presets[preset].some((own) => own === name));
}
