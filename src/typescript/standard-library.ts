import type * as tsMorph from "ts-morph";
import { requireTsMorph } from "./require.ts";

/** Where the standard library is said to lie: on no disk. ts-morph brings it along as text. */
export const libraryFolder = "/node_modules/typescript/lib";

let host: tsMorph.ts.ModuleResolutionHost | undefined;

/** The text of a file of TypeScript's standard library, or undefined for any other file. */
export function libraryText(path: string): string | undefined {
  if (!path.startsWith(`${libraryFolder}/lib.`)) return undefined;
  host ??= new (requireTsMorph().Project)({ useInMemoryFileSystem: true }).getModuleResolutionHost();
  return host.readFile(path);
}
