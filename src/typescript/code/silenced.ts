import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";

const mark = /doctor-ignore(?:[ \t]+([\w-]+(?:[ \t]*,[ \t]*[\w-]+)*))?[ \t]*(?::|$|\n)/;

/** The rules that comments silence for a statement: in its SQL, or before what holds it in the code. */
export function silencedFor(sql: string, nodes: readonly ts.Node[]): readonly string[] | "all" {
  const comments = [...(sql.match(/--[^\n]*|\/\*[\s\S]*?\*\//g) ?? []), ...nodes.flatMap(commentsBefore)];
  const rules: string[] = [];
  for (const comment of comments) {
    const found = mark.exec(comment.replace(/\*\/$/, "").trimEnd());
    if (!found) continue;
    if (found[1] === undefined) return "all";
    rules.push(...found[1].split(",").map((rule) => rule.trim()));
  }
  return rules;
}

/** The comments right before a node, and before what it stands in up to its statement or property. */
function commentsBefore(node: ts.Node): string[] {
  const { text } = node.getSourceFile();
  const comments: string[] = [];
  for (let at = node; at; at = at.parent) {
    const ranges = compiler.getLeadingCommentRanges(text, at.pos) ?? [];
    comments.push(...ranges.map(({ pos, end }) => text.slice(pos, end)));
    if (compiler.isStatement(at) || compiler.isPropertyAssignment(at) || compiler.isClassElement(at)) break;
  }
  return comments;
}
