import type { ts } from "ts-morph";
import { see } from "../files/witness.ts";

/** What the compiler asks of the disk, in its words; what cannot be looked at is not there. Each answer is noted. */
export const disk = {
  fileExists: (path: string): boolean => orElse(() => see("kind", path)?.isFile() ?? false, false),
  readFile: (path: string): string | undefined => orElse(() => textOf(see("content", path)), undefined),
  directoryExists: (path: string): boolean => orElse(() => see("kind", path)?.isDirectory() ?? false, false),
  realpath: (path: string): string => orElse(() => see("place", path), path),
} satisfies ts.ModuleResolutionHost;

function orElse<T>(look: () => T, otherwise: T): T {
  try {
    return look();
  } catch {
    return otherwise;
  }
}

/** The text of a file, whose encoding its first bytes tell; without them it is UTF-8. */
function textOf(bytes: Buffer): string {
  const [first, second] = bytes;
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  return bytes.toString("utf8").replace(/^\uFEFF/, "");
}
