import { type Comment, type Directive, parseSync, type Statement } from "oxc-parser";

/** A run of whole statements of a file, parsed. */
export interface Piece {
  readonly statements: readonly (Directive | Statement)[];
  readonly comments: readonly Comment[];
  /** Where it begins in the file: positions in it count from there. */
  readonly offset: number;
}

/** What is called semantic are errors of syntax to the compiler, some of them: numbers like 010. */
const options = { lang: "ts", astType: "ts", showSemanticErrors: true } as const;

/** About how many characters are parsed at once: a tree takes fifty times the memory of its text. */
const size = 16_384;

/**
 * Gives a file to `read` in pieces, one after the other, so that no tree of all of it is ever held. False where it does
 * not parse: what was read of it until then counts for nothing.
 */
export function inPieces(path: string, text: string, read: (piece: Piece) => void): boolean {
  let from = 0;
  while (from < text.length) {
    const end = endOfPiece(text, from);
    // Where a piece does not parse it was cut inside of something.
    const piece = parsed(path, text.slice(from, end), from);
    const rest = piece || end === text.length ? piece : parsed(path, text.slice(from), from);
    if (!rest) return false;
    read(rest);
    from = piece ? end : text.length;
  }
  return true;
}

/** Before an `export` at the start of a line: no statement that is whole without it goes on there. */
function endOfPiece(text: string, from: number): number {
  const next = text.indexOf("\nexport ", from + size);
  return next === -1 ? text.length : next + 1;
}

/** So much may lie in each other that the native parser's stack holds it: beyond some 5,000 it ends the process. */
const most = 2_000;

function parsed(path: string, text: string, offset: number): Piece | null {
  const opened = text.match(/[([{<]|=>/g)?.length ?? 0;
  if (opened > most) return null;
  const { program, comments, errors } = parseSync(path, text, options);
  return errors.length > 0 ? null : { statements: program.body, comments, offset };
}
