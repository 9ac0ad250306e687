import { dirname, join } from "node:path";
import { type ParseError, parse } from "jsonc-parser";
import { disk } from "../disk.ts";

/** What the tsconfig.json of a folder says of how modules are named. */
export interface Naming {
  /** Where names lead, by pattern, and the folder (absolute path) that they are relative to. */
  readonly paths: { readonly patterns: Readonly<Record<string, unknown>>; readonly folder: string } | null;
  /** What else it says takes the compiler: to find packages, or any file. */
  readonly unclear: "nothing" | "packages" | "all";
}

const silent: Naming = { paths: null, unclear: "nothing" };
const unclear: Naming = { paths: null, unclear: "all" };

/** What the nearest tsconfig.json says of names; one that does not parse the compiler reads in its own way. */
export function namingFor(folder: string, known: Map<string, Naming>): Naming {
  const before = known.get(folder);
  if (before) return before;
  const file = join(folder, "tsconfig.json");
  const parent = dirname(folder);
  const naming = disk.fileExists(file)
    ? namingIn(file, [])
    : parent === folder
      ? silent
      : namingFor(parent, known);
  known.set(folder, naming);
  return naming;
}

function namingIn(file: string, before: readonly string[]): Naming {
  const errors: ParseError[] = [];
  const parsed: unknown = parse(disk.readFile(file) ?? "", errors, { allowTrailingComma: true });
  if (errors.length > 0 || Array.isArray(parsed)) return unclear;
  const settings = objectOf(parsed);
  const options = objectOf(settings.compilerOptions);
  const inherited = settings.extends === undefined ? silent : baseOf(settings.extends, file, before);
  const says = (...names: string[]): boolean => names.some((name) => name in options);
  if (says("rootDirs", "moduleSuffixes") || inherited.unclear === "all" || settings.references !== undefined)
    return unclear;
  const isUnclear = inherited.unclear !== "nothing" || says("baseUrl", "customConditions");
  if (isUnclear) return { paths: null, unclear: "packages" };
  return "paths" in options
    ? { paths: { patterns: objectOf(options.paths), folder: dirname(file) }, unclear: "nothing" }
    : inherited;
}

function baseOf(base: unknown, file: string, before: readonly string[]): Naming {
  if (typeof base !== "string" || !/^\.\.?\/.*\.json$/.test(base)) return unclear;
  const next = join(dirname(file), base);
  return disk.fileExists(next) && !before.includes(next) ? namingIn(next, [...before, file]) : unclear;
}

/** What a name leads to (a path relative to the folder); null where no pattern fits, undefined where that is unclear. */
export function mapped(
  specifier: string,
  patterns: Readonly<Record<string, unknown>>,
): string | null | undefined {
  const exact = Object.hasOwn(patterns, specifier) && !specifier.includes("*") ? specifier : null;
  const fitting = Object.keys(patterns)
    .map((pattern) => ({ pattern, parts: pattern.split("*") }))
    .filter(({ parts: [start = "", end, more] }) => fits(specifier, start, end) && more === undefined)
    .sort((a, b) => (b.parts[0]?.length ?? 0) - (a.parts[0]?.length ?? 0));
  const [best, next] = fitting;
  if (exact === null && !best) return null;
  // Of two that fit as well the compiler takes one by its own rule.
  if (exact === null && next?.parts[0]?.length === best?.parts[0]?.length) return undefined;
  const targets = patterns[exact ?? best?.pattern ?? ""];
  const [target, other]: unknown[] = Array.isArray(targets) ? targets : [];
  if (typeof target !== "string" || other !== undefined || !/^\.\.?\//.test(target)) return undefined;
  const [start = "", end = ""] = best?.parts ?? [];
  return exact === null
    ? target.replace("*", () => specifier.slice(start.length, specifier.length - end.length))
    : target;
}

function fits(specifier: string, start: string, end: string | undefined): boolean {
  return (
    end !== undefined &&
    specifier.length >= start.length + end.length &&
    specifier.startsWith(start) &&
    specifier.endsWith(end)
  );
}

/** A JSON object; an empty one for all else. */
export function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
