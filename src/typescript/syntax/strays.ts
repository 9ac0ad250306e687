import type { DocComments } from "./doc-comments.ts";
import { NotPlain } from "./not-plain.ts";
import type { Piece } from "./pieces.ts";

/**
 * Throws NotPlain where a comment of a piece may belong to nothing, and where a type is declared inside of something:
 * what the compiler's reader looks for in a file with `@table`. `from` is the end of what stands before the piece; gives
 * the piece's own.
 */
export function refuseStrays(
  { statements, offset }: Piece,
  from: number,
  text: string,
  comments: DocComments,
): number {
  let end = from;
  for (const statement of statements) {
    const start = statement.start + offset;
    comments.expectOnly(comments.before(end, start).length, end, start);
    end = statement.end + offset;
    const declared = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declared === null || holdsNoStatements.test(declared.type)) continue;
    comments.expectOnly(0, start, end);
    const inside = declared.type === "ClassDeclaration" ? declared.body.start + offset : start;
    if (declaresType.test(text.slice(inside, end))) throw new NotPlain();
  }
  return end;
}

const holdsNoStatements = /^(?:TS(?:Interface|TypeAlias|Enum)|Import|ExportAll)Declaration$/;
const declaresType = /\b(?:interface|type|class)[\s/]/;
