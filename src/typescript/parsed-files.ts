import { AsyncLocalStorage } from "node:async_hooks";
import type { ts } from "ts-morph";

/** Model files as they were last parsed, by path, for whoever reads a model again and again. */
export type ParsedFiles = Map<string, { readonly text: string; readonly file: ts.SourceFile }>;

const kept = new AsyncLocalStorage<ParsedFiles>();

/** Does work that parses a model file only when its text is another one than was parsed in earlier work with the same files. */
export function withParsedFiles<T>(files: ParsedFiles, work: () => T): T {
  return kept.run(files, work);
}

/** A parsed file, or that which was parsed from the same text. */
export function parsedOnce(path: string, text: string, parse: () => ts.SourceFile): ts.SourceFile {
  const files = kept.getStore();
  const known = files?.get(path);
  if (known?.text === text) return known.file;
  const file = parse();
  files?.set(path, { text, file });
  return file;
}
