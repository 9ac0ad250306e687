import type { ts } from "ts-morph";
import type { Location } from "../../schema/location.ts";
import type { Casing } from "../drizzle/casing.ts";
import type { DrizzleSchema } from "../drizzle/described.ts";
import type { Checker } from "../drizzle/program.ts";
import { readDrizzle } from "../drizzle/read.ts";
import { isKnownModule } from "../known-modules.ts";
import { relativePath } from "../relative-path.ts";
import { type ImportClosure, importClosure, plainText } from "../syntax/import-closure.ts";
import { unlessNotPlain } from "../syntax/not-plain.ts";
import { lineStarts, placeIn } from "../syntax/places.ts";
import { PlainChecker } from "./checker.ts";
import { plainSyntax } from "./kinds.ts";
import { plainFile } from "./modules.ts";
import type { PlainFile, PlainNode } from "./nodes.ts";
import { notPlain } from "./refuse.ts";

/** Model files that speak of Drizzle, read by their syntax alone. */
export interface PlainDrizzle {
  /** The texts of the model files, and of what they import. */
  readonly texts: readonly string[];
  /** What they declare, told once: what it is told from is let go then. null where it takes the compiler to tell. */
  readonly read: (casing: Casing) => DrizzleSchema | null;
}

/**
 * Opens model files (absolute paths) and their import closure without the compiler. null where none of them speaks of
 * Drizzle, or it takes the compiler to say what they are.
 */
export function openPlainDrizzle(root: string, paths: readonly string[]): PlainDrizzle | null {
  let closure = unlessNotPlain(() => importClosure(paths, readFile));
  if (!closure) return null;
  const texts = [...closure.files, ...closure.imported].map(({ text }) => text);
  if (!texts.some((text) => text.includes("drizzle-orm"))) return null;
  return {
    texts,
    read: (casing) => {
      const files = closure;
      closure = null;
      return files && unlessNotPlain(() => read(root, files, casing));
    },
  };
}

function readFile(path: string): PlainFile | null {
  const text = plainText(path);
  const file = text === null ? null : plainFile(path, text);
  return file?.isModule ? file : null;
}

function read(root: string, { files, fileOf }: ImportClosure<PlainFile>, casing: Casing): DrizzleSchema {
  const places = new Map<PlainFile, (position: number) => Location>();
  const locate = ({ file, pos }: PlainNode): Location => {
    const place = places.get(file) ?? placesOf(root, file);
    places.set(file, place);
    return place(pos);
  };
  const checker = new PlainChecker((specifier, from) =>
    isKnownModule(specifier) ? notPlain("the doctor knows the package") : fileOf(specifier, from),
  );
  // Plain nodes and symbols have the shape of the compiler's as far as anybody looks.
  return readDrizzle(
    {
      syntax: plainSyntax,
      checker: checker as unknown as Checker,
      files: files as unknown as ts.SourceFile[],
      isKnown: () => false,
      locate: locate as unknown as (node: ts.Node) => Location,
    },
    casing,
  );
}

function placesOf(root: string, { text, fileName }: PlainFile): (position: number) => Location {
  const lines = lineStarts(text);
  const name = relativePath(root, fileName);
  return (position) => placeIn(lines, name, position);
}
