import type { Location } from "../../schema/location.ts";
import { relativePath } from "../relative-path.ts";
import { type ImportClosure, importClosure, plainText } from "./import-closure.ts";
import { readSyntax, type SyntaxFile } from "./parse.ts";
import { placeIn } from "./places.ts";

/** The model files and what they import, parsed without the compiler. */
export interface SyntaxProgram extends ImportClosure<SyntaxFile> {
  /** The place of a character in a file. */
  readonly locateAt: (file: SyntaxFile, position: number) => Location;
}

/** What takes other readers. */
const others = /kysely|drizzle-orm/i;

/**
 * Parses model files (absolute paths) and their import closure. null where it takes the compiler to say what they are:
 * files that do not parse, add to other files, or import what is not plainly a file or a package.
 */
export function openSyntax(root: string, paths: readonly string[]): SyntaxProgram | null {
  const closure = importClosure(paths, (path) => {
    const text = plainText(path);
    // The names of a file that is no module are seen by all others.
    return text === null || others.test(text) ? null : readSyntax(path, text, paths.length === 1);
  });
  if (!closure) return null;
  const files = [...closure.files, ...closure.imported];
  const names = new Map(files.map((file) => [file, relativePath(root, file.path)]));
  return {
    ...closure,
    locateAt: (file, position) => placeIn(file.lines, names.get(file) ?? file.path, position),
  };
}
