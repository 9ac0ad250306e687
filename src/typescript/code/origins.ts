import type { Exports, Module } from "./module.ts";
import type { ProjectFiles } from "./project-files.ts";

/** Where a name that a file exports is declared. */
export interface Origin {
  readonly file: string;
  /** Its name there: `*` for all of the file. */
  readonly name: string;
  /** The imports on the way there. */
  readonly hops: readonly Hop[];
}

/** The files that a file hands on as a whole: by the names that are seen in them at once, and those that may have more. */
interface Stars {
  readonly byName: ReadonlyMap<string, readonly Hop[]>;
  readonly open: readonly { readonly hop: Hop; readonly exports: Exports; readonly text: string }[];
}

interface Hop {
  readonly from: string;
  readonly specifier: string;
}

/** Finds where exported names are declared. Of a file that hands on many others those are parsed that have the name. */
export class Origins {
  private readonly files: ProjectFiles;
  private readonly found = new Map<string, Origin | null>();
  private readonly stars = new Map<string, Stars>();

  constructor(files: ProjectFiles) {
    this.files = files;
  }

  /** Where the name that a file exports is declared; null where it exports none. */
  of(file: string, name: string): Origin | null {
    const key = `${file}\0${name}`;
    const known = this.found.get(key);
    if (known !== undefined) return known;
    const origin = this.lookUp(file, name, new Set());
    this.found.set(key, origin);
    return origin;
  }

  /** `passed` are the files on the way: what is exported in a circle is nowhere. */
  private lookUp(file: string, name: string, passed: ReadonlySet<string>): Origin | null {
    const module = passed.has(file) ? undefined : this.files.moduleAt(file);
    if (!module) return null;
    const own = module.exported.get(name) ?? (module.declared.has(name) ? name : undefined);
    if (own !== undefined) return { file, name: own, hops: [] };
    const handed = module.handedOn.get(name);
    const ways = handed
      ? [{ hop: { from: file, specifier: handed.specifier }, name: handed.name }]
      : this.starsWith(name, file, module).map((hop) => ({ hop, name }));
    for (const { hop, name: there } of ways) {
      const target = this.files.targetOf(hop.from, hop.specifier);
      if (target === null) continue;
      // All of a file under one name: what of it is used is not known here.
      if (there === "*") return { file: target, name: "*", hops: [hop] };
      const origin = this.lookUp(target, there, new Set(passed).add(file));
      if (origin) return { ...origin, hops: [hop, ...origin.hops] };
    }
    return null;
  }

  /** The files handed on as a whole that export a name by their looks, and then those that may. */
  private starsWith(name: string, file: string, module: Module): readonly Hop[] {
    if (name === "default") return [];
    const known = this.stars.get(file) ?? this.starsOf(file, module);
    this.stars.set(file, known);
    const open = known.open.filter(({ exports, text }) => exports.stars || text.includes(name));
    return [...(known.byName.get(name) ?? []), ...open.map(({ hop }) => hop)];
  }

  private starsOf(file: string, { stars }: Module): Stars {
    const byName = new Map<string, Hop[]>();
    const open: { hop: Hop; exports: Exports; text: string }[] = [];
    for (const specifier of stars) {
      const hop = { from: file, specifier };
      const target = this.files.targetOf(file, specifier);
      if (target === null) continue;
      const exports = this.files.exportsOf(target);
      for (const name of exports.names) byName.set(name, [...(byName.get(name) ?? []), hop]);
      if (exports.stars || exports.open) open.push({ hop, exports, text: this.files.textAt(target) });
    }
    return { byName, open };
  }
}
