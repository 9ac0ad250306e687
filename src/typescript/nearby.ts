import { dirname, posix } from "node:path";

/** How an import is written, and the file looked for first. */
const extensions: readonly (readonly [written: string, extension: string])[] = [
  [".ts", ".ts"],
  [".tsx", ".tsx"],
  [".js", ".ts"],
  [".js", ".js"],
  [".mjs", ".mjs"],
  [".cjs", ".cjs"],
  ["", ".ts"],
  ["", ".js"],
];

/** The file that a relative import means, where that is plain: the compiler asks the disk far more. */
export function nearby(
  specifier: string,
  from: string,
  fileExists: (path: string) => boolean,
): { readonly resolvedFileName: string; readonly extension: string } | undefined {
  if (!/^\.\.?\//.test(specifier)) return undefined;
  const path = posix.join(dirname(from), specifier);
  for (const [written, extension] of extensions) {
    if (!path.endsWith(written)) continue;
    const resolvedFileName = `${path.slice(0, path.length - written.length)}${extension}`;
    if (fileExists(resolvedFileName)) return { resolvedFileName, extension };
  }
  return undefined;
}
