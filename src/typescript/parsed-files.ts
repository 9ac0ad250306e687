import type { ts } from "ts-morph";

interface Parsed {
  readonly text: string;
  readonly file: ts.SourceFile;
}

let kept: Map<string, Parsed> | null = null;

/** From now on a model file is parsed again only when its text is another one: for whoever reads a model again and again. */
export function keepParsedFiles(): void {
  kept ??= new Map();
}

/** A parsed file, or that which was parsed from the same text. */
export function parsedOnce(path: string, text: string, parse: () => ts.SourceFile): ts.SourceFile {
  const known = kept?.get(path);
  if (known?.text === text) return known.file;
  const file = parse();
  kept?.set(path, { text, file });
  return file;
}
