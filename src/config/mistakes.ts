import * as v from "valibot";
import { DoctorError } from "../errors.ts";
import { nearest } from "../schema/nearest.ts";
import { type Document, type KeyPath, keyPath, type Locate, unshield } from "./document.ts";
import { shape, type WrittenConfig } from "./shape.ts";

type Mistake = v.BaseIssue<unknown>;

/** Checks a config's shape. Throws one DoctorError that names every mistake with its place, key, value and what is allowed. */
export function checkShape(document: Document): WrittenConfig {
  return checked(shape, document, {
    code: "config-invalid",
    help: "Correct the config and run again; every key is described in docs/config.md and in config.schema.json.",
  });
}

/** As `checkShape`, for a file of another shape. Throws DoctorError with this code and help. */
export function checked<Shape extends v.GenericSchema>(
  schema: Shape,
  document: Document,
  { code, help }: { readonly code: string; readonly help: string },
): v.InferOutput<Shape> {
  const result = v.safeParse(schema, document.value);
  if (result.success) return result.output;
  const known = result.issues.filter((issue) => !isUnknownKey(issue));
  const mistakes = [...unknownKeys(schema, document.value), ...known];
  throw new DoctorError(code, mistakes.map((mistake) => sentence(mistake, document.locate)).join("\n"), help);
}

/** valibot names one unknown key of an object at a time: they are taken out until none is left. */
function unknownKeys(schema: v.GenericSchema, value: unknown): Mistake[] {
  const rest = structuredClone(value);
  const found: Mistake[] = [];
  for (;;) {
    const issues = (v.safeParse(schema, rest).issues ?? []).map(deepest).filter(isUnknownKey);
    if (issues.length === 0) return found;
    found.push(...issues);
    for (const issue of issues) removeKey(rest, keysOf(issue));
  }
}

function isUnknownKey(issue: Mistake): boolean {
  const inner = deepest(issue);
  return inner.type === "strict_object" && inner.expected === "never";
}

function removeKey(value: unknown, path: KeyPath): void {
  const parent = path.slice(0, -1).reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), value);
  Reflect.deleteProperty(Object(parent), path.at(-1) ?? "");
}

function keysOf(issue: Mistake): KeyPath {
  return (issue.path ?? []).map((item) => (typeof item.key === "number" ? item.key : String(item.key)));
}

/**
 * Of a union none of whose options fits, the mistake inside the option that was meant: the one that got furthest; a key
 * that is misspelt before the one that is missing for it.
 */
function deepest(issue: Mistake): Mistake {
  const inner = (issue.issues ?? []).map(deepest).filter((option) => option.path !== undefined);
  const misspelt = (option: Mistake): number => (isUnknownKey(option) ? 0 : 1);
  const furthest = inner.sort((a, b) => keysOf(b).length - keysOf(a).length || misspelt(a) - misspelt(b))[0];
  if (furthest?.path === undefined) return issue;
  return { ...furthest, path: [...(issue.path ?? []), ...furthest.path] } as Mistake;
}

function sentence(mistake: Mistake, locate: Locate): string {
  const issue = deepest(mistake);
  const keys = keysOf(issue);
  const written = keys.map((key) => (typeof key === "number" ? key : unshield(key)));
  if (isUnknownKey(issue)) {
    const known = issue.message.slice(2, -2).split(", ");
    const near = nearest(String(written.at(-1)), known);
    const hint = near === null ? "" : ` Did you mean "${near}"?`;
    return `${locate(written, "key")}: ${keyPath(written)} is not a known key.${hint} Allowed: ${known.join(", ")}.`;
  }
  if (issue.type === "strict_object" && issue.input === undefined) {
    return `${locate(written)}: ${keyPath(written.slice(0, -1))} lacks the key "${written.at(-1)}".`;
  }
  const value = show(issue.input);
  const near = typeof issue.input === "string" ? nearest(issue.input, quotedWords(issue.message)) : null;
  const hint = near === null ? "" : ` Did you mean "${near}"?`;
  return `${locate(written)}: ${keyPath(written)} is ${value}.${hint} Allowed: ${issue.message}.`;
}

function quotedWords(allowed: string): string[] {
  return [...allowed.matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? "");
}

function show(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text;
}
