import type { ts } from "ts-morph";

/** A part of a text that is known only when the program runs. */
export interface Hole {
  readonly node: ts.Expression;
  /** The parameter it is, unchanged. */
  readonly parameter: ts.ParameterDeclaration | null;
}

/** A text as far as it is known. */
export interface Text {
  readonly pieces: readonly (string | Hole)[];
  /** Where its first words stand. */
  readonly from: ts.Node | null;
  /** The literals it is made of. */
  readonly literals: readonly ts.Node[];
  /** The .sql file that holds all of it. */
  readonly file?: string;
}

/** What parameters stand for inside a function that is being looked into. */
export type Filling = ReadonlyMap<
  ts.ParameterDeclaration,
  { readonly value: ts.Expression; readonly filling: Filling }
>;

/** From where an expression is looked at. */
export interface View {
  readonly filling: Filling;
  readonly depth: number;
  /** Whether the callers of a function may be asked what they hand over. */
  readonly callers: boolean;
}

/** How many texts an expression may be at most. */
export const most = 32;

/** How far names are followed. */
export const deepest = 8;

/** A text that is known. */
export function literal(text: string, from: ts.Node): Text {
  return { pieces: [text], from, literals: [from] };
}

/** The text of a .sql file, with the node that reads it. */
export function written({ text, path }: SqlFile, from: ts.Node): Text {
  return { pieces: [text], from, literals: [from], file: path };
}

/** A .sql file of the project. */
export interface SqlFile {
  readonly path: string;
  readonly text: string;
}

/** A text of which nothing is known, but that it may be a parameter. */
export function hole(node: ts.Expression, parameter: ts.ParameterDeclaration | null = null): Text {
  return { pieces: [{ node, parameter }], from: null, literals: [] };
}

/** Every text of the first followed by every one of the second. */
export function joined(first: readonly Text[], second: readonly Text[]): Text[] {
  return first
    .flatMap((a) =>
      second.map((b) => ({
        pieces: [...a.pieces, ...b.pieces],
        from: a.from ?? b.from,
        literals: [...a.literals, ...b.literals],
      })),
    )
    .slice(0, most);
}

/** Texts one after the other. */
export function sequence(items: readonly Text[], between: string, node: ts.Node): Text {
  const pieces = items.flatMap((item, i) => (i === 0 ? item.pieces : [between, ...item.pieces]));
  return {
    pieces: pieces.length === 0 ? [""] : pieces,
    from: items[0]?.from ?? node,
    literals: items.flatMap(({ literals }) => literals),
  };
}
