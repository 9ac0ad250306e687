import type { ts } from "ts-morph";
import { disk } from "../disk.ts";
import { parseFile } from "../program.ts";
import { isKnownFile, type Resolver } from "../resolution.ts";
import { type Exports, exportsIn, type Module, moduleOf } from "./module.ts";

/** The files of a project, each read and parsed once, and only when it is asked for. */
export class ProjectFiles {
  readonly parsed = new Map<string, ts.SourceFile>();
  private readonly texts = new Map<string, string>();
  private readonly modules = new Map<string, Module>();
  private readonly exports = new Map<string, Exports>();
  private readonly resolver: Resolver;

  constructor(resolver: Resolver) {
    this.resolver = resolver;
  }

  /** The file of the project that an import means, or null. */
  targetOf(from: string, specifier: string): string | null {
    const path = this.resolver.resolve(specifier, from)?.resolvedFileName;
    return path === undefined || isKnownFile(path) || path.endsWith(".json") ? null : path;
  }

  /** The text of a file; of one that cannot be read, none. */
  textAt(path: string): string {
    return kept(this.texts, path, () => disk.readFile(path) ?? "");
  }

  fileAt(path: string): ts.SourceFile {
    return kept(this.parsed, path, () => parseFile(path, this.textAt(path)));
  }

  moduleAt(path: string): Module {
    return kept(this.modules, path, () => moduleOf(this.fileAt(path)));
  }

  /** What a file exports by its looks, without parsing it. */
  exportsOf(path: string): Exports {
    return kept(this.exports, path, () => exportsIn(this.textAt(path)));
  }
}

function kept<T>(known: Map<string, T>, path: string, make: () => T): T {
  const before = known.get(path);
  if (before !== undefined) return before;
  const made = make();
  known.set(path, made);
  return made;
}
