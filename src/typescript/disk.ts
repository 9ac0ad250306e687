import type { ts } from "ts-morph";
import { note } from "../files/witness.ts";
import { compiler } from "./compiler.ts";

const { sys } = compiler;

/** The compiler's view of the disk; each answer is noted, so that it can be asked again. */
export const disk = {
  fileExists: (path: string): boolean => {
    note("kind", path);
    return sys.fileExists(path);
  },
  readFile: (path: string): string | undefined => {
    note("content", path);
    return sys.readFile(path);
  },
  directoryExists: (path: string): boolean => {
    note("kind", path);
    return sys.directoryExists(path);
  },
  realpath: (path: string): string => {
    note("place", path);
    return sys.realpath?.(path) ?? path;
  },
} satisfies ts.ModuleResolutionHost;
