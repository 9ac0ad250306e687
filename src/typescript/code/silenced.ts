import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";

const mark = /doctor-ignore(?:[ \t]+([\w-]+(?:[ \t]*,[ \t]*[\w-]+)*))?[ \t]*(?::|$|\n)/;

const commentsAndTexts = /'(?:[^']|'')*'|"[^"]*"|--[^\n]*|\/\*[\s\S]*?\*\//g;

/** The rules that comments silence for a statement: in its SQL, or at what holds it in the code. */
export function silencedFor(sql: string, nodes: readonly ts.Node[]): readonly string[] | "all" {
  const inSql = (sql.match(commentsAndTexts) ?? []).filter((part) => /^(?:--|\/\*)/.test(part));
  const rules = new Set<string>();
  for (const comment of new Set([...inSql, ...nodes.flatMap(commentsAt)])) {
    const found = mark.exec(comment.replace(/\*\/$/, "").trimEnd());
    if (!found) continue;
    if (found[1] === undefined) return "all";
    for (const rule of found[1].split(",")) rules.add(rule.trim());
  }
  return [...rules];
}

/** Whether a rule is among the silenced ones. */
export function isIgnored(ignored: readonly string[] | "all", rule: string): boolean {
  return ignored === "all" || ignored.includes(rule);
}

/** The comments right before a node and what it stands in, up to its statement or property, and behind that on its line. */
function commentsAt(node: ts.Node): string[] {
  const { text } = node.getSourceFile();
  const comments: string[] = [];
  const take = (ranges: readonly ts.CommentRange[] = []): void => {
    comments.push(...ranges.map(({ pos, end }) => text.slice(pos, end)));
  };
  for (let at = node; at; at = at.parent) {
    take(compiler.getLeadingCommentRanges(text, at.pos));
    if (compiler.isStatement(at) || compiler.isPropertyAssignment(at) || compiler.isClassElement(at)) {
      take(compiler.getTrailingCommentRanges(text, afterComma(text, at.end)));
      break;
    }
  }
  return comments;
}

/** A property ends before the comma behind it. */
function afterComma(text: string, end: number): number {
  return text.charAt(end) === "," ? end + 1 : end;
}
