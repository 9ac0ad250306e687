import { DocComments } from "./doc-comments.ts";
import { FileNames } from "./file-names.ts";
import { unlessNotPlain } from "./not-plain.ts";
import { inPieces } from "./pieces.ts";
import { lineStarts } from "./places.ts";

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
  const specifiers = new Set<string>();
  let isModule = false;
  return unlessNotPlain(() => {
    const parses = inPieces(path, text, (piece) => {
      const { staticImports, staticExports, hasModuleSyntax } = piece.module;
      isModule ||= hasModuleSyntax;
      for (const { moduleRequest } of staticImports) specifiers.add(moduleRequest.value);
      for (const { entries } of staticExports)
        for (const { moduleRequest } of entries) if (moduleRequest) specifiers.add(moduleRequest.value);
      comments.add(piece);
      names.add(piece);
    });
    if (!parses || !(isModule || isAlone)) return null;
    names.check(isModule);
    return { path, text, names, comments, specifiers, lines: lineStarts(text) };
  });
}
