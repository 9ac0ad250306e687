import type { ts } from "ts-morph";
import { compiler } from "./compiler.ts";
import type { DocComment } from "./tags.ts";

/**
 * The JSDoc comments that belong to a declaration: those before it and among its modifiers. Unlike the parser's
 * own, also on one line with the member before (`{ id: number; /** … *\/ email: string }`).
 */
export function commentsOf(node: ts.Node, name: ts.Node | undefined): DocComment[] {
  const file = node.getSourceFile();
  const start = node.getStart(file);
  const before =
    start - node.pos < shortest
      ? []
      : triviaComments(file, node.pos).filter((comment) => !trailsItsLine(file, node.pos, comment, start));
  const nameStart = name?.getStart(file) ?? start;
  return nameStart > start ? [...before, ...commentsWithin(file, start, nameStart)] : before;
}

/** The length of the shortest comment that can hold a tag, `/** @x *\/`. */
const shortest = 9;

/** The JSDoc comments inside a body of members that belong to none of them. */
export function strayComments(
  members: ts.NodeArray<ts.Node>,
  nameOf: (member: ts.Node) => ts.Node | undefined,
): DocComment[] {
  const strays: DocComment[] = [];
  for (const member of members) {
    const file = member.getSourceFile();
    const start = member.getStart(file);
    strays.push(
      ...triviaComments(file, member.pos).filter((comment) =>
        trailsItsLine(file, member.pos, comment, start),
      ),
    );
    const name = nameOf(member);
    if (name) strays.push(...commentsWithin(file, name.end, member.end));
  }
  const [first] = members;
  if (first) strays.push(...triviaComments(first.getSourceFile(), members.end));
  return strays;
}

/** The JSDoc comments in the blanks from a position on, in order. */
export function triviaComments(file: ts.SourceFile, position: number): DocComment[] {
  const { text } = file;
  const ranges = [
    ...(compiler.getTrailingCommentRanges(text, position) ?? []),
    ...(compiler.getLeadingCommentRanges(text, position) ?? []),
  ];
  const seen = new Set<number>();
  return ranges
    .filter(({ pos, end }) => !seen.has(pos) && seen.add(pos) && isDocComment(text, pos, end))
    .map(({ pos, end }) => ({ file, start: pos, end }));
}

function isDocComment(text: string, start: number, end: number): boolean {
  return text.startsWith("/**", start) && end - start > 4;
}

/** Whether a comment ends the line of what stands before it, so that it cannot be meant for what follows. */
function trailsItsLine(file: ts.SourceFile, position: number, comment: DocComment, next: number): boolean {
  const { text } = file;
  const opens = position === 0 || "{(".includes(text.charAt(position - 1));
  if (opens) return false;
  const beginsOnLine = !lineEnd.test(text.slice(position, comment.start));
  return beginsOnLine && lineEnd.test(text.slice(comment.end, next));
}
const lineEnd = /[\n\r]/;

/** JSDoc comments between two positions, those inside nested braces left out. */
export function commentsWithin(file: ts.SourceFile, start: number, end: number): DocComment[] {
  if (!file.text.slice(start, end).includes("/**")) return [];
  const found: DocComment[] = [];
  const scanner = compiler.createScanner(
    compiler.ScriptTarget.ESNext,
    false,
    file.languageVariant,
    file.text,
  );
  scanner.setTextPos(start);
  let depth = 0;
  for (let token = scanner.scan(); scanner.getTokenStart() < end; token = scanner.scan()) {
    if (token === compiler.SyntaxKind.EndOfFileToken || token === compiler.SyntaxKind.EqualsToken) break;
    if (token === compiler.SyntaxKind.TemplateHead) break;
    if (token === compiler.SyntaxKind.OpenBraceToken) depth++;
    if (token === compiler.SyntaxKind.CloseBraceToken) depth--;
    const from = scanner.getTokenStart();
    const isComment = token === compiler.SyntaxKind.MultiLineCommentTrivia && depth === 0;
    if (isComment && isDocComment(file.text, from, scanner.getTokenEnd())) {
      found.push({ file, start: from, end: scanner.getTokenEnd() });
    }
  }
  return found;
}
