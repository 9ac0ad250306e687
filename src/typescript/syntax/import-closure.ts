import { disk } from "../disk.ts";
import { PlainImports } from "./plain-imports.ts";

/** What a file imports, as written. */
interface Importing {
  readonly specifiers: ReadonlySet<string>;
}

/** Files with all that they import. */
export interface ImportClosure<F> {
  /** Those asked for, in their order. */
  readonly files: readonly F[];
  /** Those that they import. */
  readonly imported: readonly F[];
  /** The file that an import means; null for a package. */
  readonly fileOf: (specifier: string, from: F) => F | null;
}

/**
 * Reads files (absolute paths) and what they import. null where one cannot be read, or imports what is not plainly a file
 * or a package.
 */
export function importClosure<F extends Importing>(
  paths: readonly string[],
  read: (path: string) => F | null,
): ImportClosure<F> | null {
  const imports = new PlainImports();
  const files = new Map<string, F>();
  const targets = new Map<F, Map<string, string | null>>();
  const waiting = [...paths];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (files.has(path)) continue;
    const file = read(path);
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
  return {
    files: paths.flatMap((path) => files.get(path) ?? []),
    imported: [...files].flatMap(([path, file]) => (models.has(path) ? [] : file)),
    fileOf: (specifier, from) => files.get(targets.get(from)?.get(specifier) ?? "") ?? null,
  };
}

/** What takes the compiler, wherever it stands in a text. */
const others = new RegExp(
  [
    // Other ways to import a file: `import("…")`, `import x = require("…")`, `/// <reference path="…" />`.
    String.raw`\bimport\s*(?:[(<]|\/[*/]|\.\s*(?:defer|source)\b)|\bimport\s+\w+\s*=|\brequire\s*\(|\/\/\/\s*<`,
    // What adds to other files.
    String.raw`\bdeclare\s+(?:global|module)\b`,
  ].join("|"),
);

/** The text of a file of TypeScript (absolute path) with no imports but such as the syntax tells; null for all others. */
export function plainText(path: string): string | null {
  // Of what is called `a.d.css.ts` the compiler takes all for exported, as in `a.d.ts`.
  if (!path.endsWith(".ts") || /\.d\.[^/]*$/.test(path)) return null;
  const text = disk.readFile(path);
  return text === undefined || others.test(text) ? null : text;
}
