import { DocComments } from "./doc-comments.ts";
import { FileNames } from "./file-names.ts";
import { isOnlyLenient } from "./lenient.ts";
import { unlessNotPlain } from "./not-plain.ts";
import { inPieces } from "./pieces.ts";
import { lineStarts } from "./places.ts";
import { refuseStrays } from "./strays.ts";

/** What counts of a TypeScript file, read of its syntax alone. */
export interface SyntaxFile {
  /** Absolute path. */
  readonly path: string;
  readonly text: string;
  readonly names: FileNames;
  readonly comments: DocComments;
  /** What it imports, and exports of others, as written. */
  readonly specifiers: ReadonlySet<string>;
  /** Where each line begins. */
  readonly lines: readonly number[];
}

/**
 * Reads a file; null where it does not parse or is not plain. `isAlone` allows it to be no module, whose names would be
 * everybody's.
 */
export function readSyntax(path: string, text: string, isAlone: boolean): SyntaxFile | null {
  const names = new FileNames(text);
  const comments = new DocComments(text);
  const speaksOfTables = text.includes("@table");
  let end = 0;
  return unlessNotPlain(() => {
    if (isOnlyLenient(text)) return null;
    const parses = inPieces(path, text, (piece) => {
      comments.add(piece);
      names.add(piece);
      if (speaksOfTables) end = refuseStrays(piece, end, text, comments);
    });
    if (!parses || !(names.isModule || isAlone)) return null;
    if (speaksOfTables) comments.expectOnly(0, end, text.length);
    names.check();
    return { path, text, names, comments, specifiers: names.specifiers, lines: lineStarts(text) };
  });
}
