import type { Elsewhere, Spaces } from "./file-names.ts";
import { NotPlain } from "./not-plain.ts";
import type { SyntaxFile } from "./parse.ts";
import type { SyntaxProgram } from "./program.ts";

/** What a name means, and the file in which it is declared. */
export interface Found<T> {
  readonly declared: T;
  readonly file: SyntaxFile;
}

type PassedOn<T> = Map<SyntaxFile, Map<string, Found<T> | null>>;

/** Finds what names mean. */
export class Names {
  readonly #program: SyntaxProgram;
  /** What files pass on of all that others export, by name: a thousand files may ask one for it. */
  readonly #passedOn: { readonly [S in keyof Spaces]: PassedOn<Spaces[S]> } = {
    types: new Map(),
    constants: new Map(),
  };

  constructor(program: SyntaxProgram) {
    this.#program = program;
  }

  /**
   * What a name means in a file; null where the file neither declares nor imports it. Throws NotPlain where it is declared
   * in parts, or comes from a package.
   */
  find<S extends keyof Spaces>(space: S, name: string, file: SyntaxFile): Found<Spaces[S]> | null {
    const declared = declaredIn(file, space, name);
    if (declared) return { declared, file };
    const imported = file.names.imports.get(name);
    if (!imported) return null;
    const found = this.#meant(space, imported, file, 0);
    if (!found) throw new NotPlain();
    return found;
  }

  #meant<S extends keyof Spaces>(
    space: S,
    { specifier, name }: Elsewhere,
    from: SyntaxFile,
    depth: number,
  ): Found<Spaces[S]> | null {
    const file = this.#program.fileOf(specifier, from);
    if (!file || name === "" || name === "default" || depth > 20) throw new NotPlain();
    const declared = declaredIn(file, space, name);
    if (declared?.exported) return { declared, file };
    const passed = file.names.passed.get(name);
    if (passed) {
      const found = this.#meant(space, passed, file, depth + 1);
      // It hides others of the name also where it means nothing, or only a value.
      if (!found) throw new NotPlain();
      return found;
    }
    // What a file exports itself hides all of that name that it passes on, be the one a type and the other a value.
    if (file.names.exported.has(name)) throw new NotPlain();
    return this.#starred(space, name, file, depth);
  }

  #starred<S extends keyof Spaces>(
    space: S,
    name: string,
    file: SyntaxFile,
    depth: number,
  ): Found<Spaces[S]> | null {
    if (file.names.stars.length === 0) return null;
    const passedOn: PassedOn<Spaces[S]> = this.#passedOn[space];
    const known = passedOn.get(file) ?? new Map<string, Found<Spaces[S]> | null>();
    passedOn.set(file, known);
    const before = known.get(name);
    if (before !== undefined) return before;
    const found = file.names.stars.flatMap(
      (star) => this.#meant(space, { specifier: star, name }, file, depth + 1) ?? [],
    );
    const [one = null] = found;
    if (found.some(({ declared }) => declared !== one?.declared)) throw new NotPlain();
    known.set(name, one);
    return one;
  }
}

function declaredIn<S extends keyof Spaces>(file: SyntaxFile, space: S, name: string): Spaces[S] | null {
  const declared = (file.names[space] as ReadonlyMap<string, Spaces[S] | "several">).get(name);
  if (declared === "several") throw new NotPlain();
  return declared ?? null;
}
