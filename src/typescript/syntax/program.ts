import type { Location } from "../../schema/location.ts";
import { disk } from "../disk.ts";
import { relativePath } from "../relative-path.ts";
import { readSyntax, type SyntaxFile } from "./parse.ts";
import { placeIn } from "./places.ts";
import { PlainImports } from "./plain-imports.ts";

/** The model files and what they import, parsed without the compiler. */
export interface SyntaxProgram {
  /** The model files themselves, in the order given. */
  readonly files: readonly SyntaxFile[];
  /** The files that model files import, themselves no model files. */
  readonly imported: readonly SyntaxFile[];
  /** The file that an import means; null for a package. */
  readonly fileOf: (specifier: string, from: SyntaxFile) => SyntaxFile | null;
  /** The place of a character in a file. */
  readonly locateAt: (file: SyntaxFile, position: number) => Location;
}

/** What takes the compiler, or other readers, wherever it stands in a text. */
const others = new RegExp(
  [
    "kysely|drizzle-orm",
    // Other ways to import a file: `import("…")`, `import x = require("…")`, `/// <reference path="…" />`.
    String.raw`\bimport\s*(?:[(<]|\/[*/]|\.\s*(?:defer|source)\b)|\bimport\s+\w+\s*=|\brequire\s*\(|\/\/\/\s*<`,
    // What adds to other files.
    String.raw`\bdeclare\s+(?:global|module)\b`,
  ].join("|"),
  "i",
);

/**
 * Parses model files (absolute paths) and their import closure. null where it takes the compiler to say what they are:
 * files that do not parse, add to other files, or import what is not plainly a file or a package.
 */
export function openSyntax(root: string, paths: readonly string[]): SyntaxProgram | null {
  const imports = new PlainImports();
  const files = new Map<string, SyntaxFile>();
  const targets = new Map<SyntaxFile, Map<string, string | null>>();
  const waiting = [...paths];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (files.has(path)) continue;
    // The names of a file that is no module are seen by all others.
    const file = read(path, paths.length === 1);
    if (!file) return null;
    files.set(path, file);
    const meant = new Map<string, string | null>();
    targets.set(file, meant);
    for (const specifier of file.specifiers) {
      const meaning = imports.meaningOf(specifier, path);
      if (meaning === "unclear") return null;
      meant.set(specifier, meaning === "package" ? null : meaning.file);
      if (meaning !== "package") waiting.push(meaning.file);
    }
  }
  const models = new Set(paths);
  const names = new Map([...files.values()].map((file) => [file, relativePath(root, file.path)]));
  return {
    files: paths.flatMap((path) => files.get(path) ?? []),
    imported: [...files.values()].filter(({ path }) => !models.has(path)),
    fileOf: (specifier, from) => files.get(targets.get(from)?.get(specifier) ?? "") ?? null,
    locateAt: (file, position) => placeIn(file.lines, names.get(file) ?? file.path, position),
  };
}

function read(path: string, isAlone: boolean): SyntaxFile | null {
  // Of what is called `a.d.css.ts` the compiler takes all for exported, as in `a.d.ts`.
  if (!path.endsWith(".ts") || /\.d\.[^/]*$/.test(path)) return null;
  const text = disk.readFile(path);
  return text === undefined || others.test(text) ? null : readSyntax(path, text, isAlone);
}
