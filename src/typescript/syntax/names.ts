import type { Elsewhere, Spaces } from "./file-names.ts";
import { NotPlain } from "./not-plain.ts";
import type { SyntaxFile } from "./parse.ts";
import type { SyntaxProgram } from "./program.ts";

/** What a name means, and the file in which it is declared. */
export interface Found<T> {
  readonly declared: T;
  readonly file: SyntaxFile;
}

/**
 * What a name means in a file; null where the file neither declares nor imports it. Throws NotPlain where it is declared
 * in parts, or comes from a package.
 */
export function findName<S extends keyof Spaces>(
  space: S,
  name: string,
  file: SyntaxFile,
  program: SyntaxProgram,
): Found<Spaces[S]> | null {
  const declared = declaredIn(file, space, name);
  if (declared) return { declared, file };
  const imported = file.names.imports.get(name);
  if (!imported) return null;
  const found = exportedAs(space, imported, file, program, 0);
  if (!found) throw new NotPlain();
  return found;
}

function declaredIn<S extends keyof Spaces>(file: SyntaxFile, space: S, name: string): Spaces[S] | null {
  const declared = (file.names[space] as ReadonlyMap<string, Spaces[S] | "several">).get(name);
  if (declared === "several") throw new NotPlain();
  return declared ?? null;
}

function exportedAs<S extends keyof Spaces>(
  space: S,
  { specifier, name }: Elsewhere,
  from: SyntaxFile,
  program: SyntaxProgram,
  depth: number,
): Found<Spaces[S]> | null {
  const file = program.fileOf(specifier, from);
  if (!file || name === "" || name === "default" || depth > 20) throw new NotPlain();
  const declared = declaredIn(file, space, name);
  if (declared?.exported) return { declared, file };
  const passed = file.names.passed.get(name);
  if (passed) return exportedAs(space, passed, file, program, depth + 1);
  // What a file exports itself hides all of that name that it passes on, be the one a type and the other a value.
  if (file.names.exported.has(name)) throw new NotPlain();
  const found = file.names.stars.flatMap(
    (star) => exportedAs(space, { specifier: star, name }, file, program, depth + 1) ?? [],
  );
  const [one = null] = found;
  if (found.some(({ declared }) => declared !== one?.declared)) throw new NotPlain();
  return one;
}
