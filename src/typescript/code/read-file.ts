import { dirname, resolve } from "node:path";
import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { bare, type CodeProgram } from "./program.ts";

/** The text of the file that a call reads (`readFileSync(join(here, "schema.sql"), "utf8")`), or null. */
export function filesRead(call: ts.CallExpression, program: CodeProgram): string | null {
  const callee = bare(call.expression);
  const name = compiler.isPropertyAccessExpression(callee)
    ? callee.name.text
    : compiler.isIdentifier(callee)
      ? callee.text
      : "";
  if (name !== "readFileSync" && name !== "readFile") return null;
  const [path] = call.arguments;
  if (!path) return null;
  const parts = partsOf(path, program, 0);
  const written = parts?.join("/");
  if (!written?.endsWith(".sql")) return null;
  const folder = dirname(call.getSourceFile().fileName);
  const candidates = [resolve(folder, written), resolve(program.root, written)];
  const found = candidates.find((candidate) => compiler.sys.fileExists(candidate));
  return found === undefined ? null : (compiler.sys.readFile(found) ?? null);
}

/** The parts of a path, the folder of the file itself as ".". */
function partsOf(wrapped: ts.Expression, program: CodeProgram, depth: number): string[] | null {
  const node = bare(wrapped);
  if (depth > 5) return null;
  if (compiler.isStringLiteralLike(node)) return [node.text];
  if (compiler.isTemplateExpression(node)) {
    const [span] = node.templateSpans;
    return node.templateSpans.length === 1 && span
      ? [node.head.text || ".", span.literal.text.replace(/^\//, "")]
      : null;
  }
  if (compiler.isIdentifier(node)) {
    if (node.text === "__dirname") return ["."];
    const declaration = program.symbolOf(node)?.valueDeclaration;
    const value =
      declaration && compiler.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
    return value ? partsOf(value, program, depth + 1) : null;
  }
  if (compiler.isPropertyAccessExpression(node)) return node.name.text === "dirname" ? ["."] : null;
  if (compiler.isNewExpression(node))
    return node.arguments?.[0] ? partsOf(node.arguments[0], program, depth + 1) : null;
  if (!compiler.isCallExpression(node)) return null;
  const callee = bare(node.expression);
  const name = compiler.isPropertyAccessExpression(callee)
    ? callee.name.text
    : compiler.isIdentifier(callee)
      ? callee.text
      : "";
  if (name === "cwd") return [program.root];
  if (name === "dirname" || name === "fileURLToPath")
    return isSelf(node.arguments[0]) ? ["."] : inner(node, program, depth);
  if (name !== "join" && name !== "resolve") return null;
  const parts = node.arguments.map((argument) => partsOf(argument, program, depth + 1));
  return parts.every((part) => part !== null) ? parts.flatMap((part) => part ?? []) : null;
}

function inner(node: ts.CallExpression, program: CodeProgram, depth: number): string[] | null {
  return node.arguments[0] ? partsOf(node.arguments[0], program, depth + 1) : null;
}

/** Whether it is the file's own URL or path: what `dirname` makes of it is its folder. */
function isSelf(node: ts.Expression | undefined): boolean {
  return node !== undefined && /import\.meta\.(?:url|filename)|__filename/.test(node.getText());
}
