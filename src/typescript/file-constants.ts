import { posix } from "node:path";
import type * as tsMorph from "ts-morph";
import type { ts } from "ts-morph";
import { requireCompiler } from "./require.ts";

type Compiler = typeof tsMorph.ts;

/** What an expression of a file is worth by the file's own text; `undefined` where that does not say it. */
export type Constant =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Constant[]
  | { readonly [key: string]: Constant };

/** Gives a variable of the environment. */
export type Environment = (name: string) => string | undefined;

/**
 * What a settings file (TypeScript, JavaScript or JSON) exports: literals, its own constants, variables of the
 * environment, and what a call such as `defineConfig({ … })` is given. Nothing is executed, imports are not followed.
 */
export function readConstants(path: string, text: string, environment: Environment): Constant {
  if (/\.json$/i.test(path)) return json(text);
  // Loaded only now: most runs never look into such a file, and those who do read nothing else with it.
  const compiler = requireCompiler();
  const { Latest } = compiler.ScriptTarget;
  const file = compiler.createSourceFile("settings.ts", text, Latest, true);
  return new Constants(compiler, file, environment).exported();
}

function json(text: string): Constant {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

class Constants {
  private readonly compiler: Compiler;
  private readonly file: ts.SourceFile;
  private readonly environment: Environment;
  private readonly reading = new Set<string>();

  constructor(compiler: Compiler, file: ts.SourceFile, environment: Environment) {
    this.compiler = compiler;
    this.file = file;
    this.environment = environment;
  }

  /** `export default …`, or `module.exports = …`. */
  exported(): Constant {
    const { compiler } = this;
    for (const statement of this.file.statements) {
      if (compiler.isExportAssignment(statement)) return this.read(statement.expression);
      if (!compiler.isExpressionStatement(statement) || !compiler.isBinaryExpression(statement.expression))
        continue;
      const { left, right } = statement.expression;
      if (/^(module\.)?exports(\.default)?$/.test(left.getText())) return this.read(right);
    }
    return undefined;
  }

  private read(node: ts.Expression): Constant {
    const { compiler } = this;
    if (compiler.isStringLiteralLike(node)) return node.text;
    if (compiler.isNumericLiteral(node)) return Number(node.text);
    if (node.kind === compiler.SyntaxKind.TrueKeyword) return true;
    if (node.kind === compiler.SyntaxKind.FalseKeyword) return false;
    if (node.kind === compiler.SyntaxKind.NullKeyword) return null;
    if (compiler.isObjectLiteralExpression(node)) return this.object(node);
    if (compiler.isArrayLiteralExpression(node)) return node.elements.map((element) => this.read(element));
    if (compiler.isTemplateExpression(node)) return this.template(node);
    if (hereText.test(node.getText())) return ".";
    if (compiler.isIdentifier(node)) return this.named(node.text);
    if (compiler.isPropertyAccessExpression(node) || compiler.isElementAccessExpression(node))
      return this.member(node);
    // defineConfig(…), and other functions around the whole.
    if (compiler.isCallExpression(node)) return this.call(node);
    if (compiler.isBinaryExpression(node)) return this.either(node);
    if (compiler.isConditionalExpression(node)) return this.chosen(node);
    const isWrapped =
      compiler.isParenthesizedExpression(node) ||
      compiler.isAsExpression(node) ||
      compiler.isSatisfiesExpression(node) ||
      compiler.isNonNullExpression(node);
    return isWrapped ? this.read(node.expression) : undefined;
  }

  /** `defineConfig({ … })`, `path.join(here, "schema.ts")`, `fileURLToPath(new URL("schema.ts", import.meta.url))`. */
  private call({ expression, arguments: args }: ts.CallExpression): Constant {
    const { compiler } = this;
    const [first] = args;
    if (first && compiler.isObjectLiteralExpression(first)) return this.read(first);
    const callee = expression.getText();
    if (/^(?:path\.)?(?:join|resolve)$/.test(callee)) {
      const parts = args.map((each) => this.read(each));
      return parts.every((part) => typeof part === "string") ? pathOf(parts) : undefined;
    }
    const isUrl = /(?:^|\.)fileURLToPath$/.test(callee) && first && compiler.isNewExpression(first);
    const [path, base] = (isUrl && first.arguments) || [];
    return path && base?.getText() === "import.meta.url" ? this.read(path) : undefined;
  }

  private object(node: ts.ObjectLiteralExpression): Constant {
    const { compiler } = this;
    const object: Record<string, Constant> = {};
    for (const property of node.properties) {
      if (compiler.isPropertyAssignment(property) && !compiler.isComputedPropertyName(property.name))
        object[property.name.text] = this.read(property.initializer);
      else if (compiler.isShorthandPropertyAssignment(property))
        object[property.name.text] = this.named(property.name.text);
      else if (compiler.isSpreadAssignment(property)) {
        const spread = this.read(property.expression);
        if (isObject(spread)) Object.assign(object, spread);
      }
    }
    return object;
  }

  private template(node: ts.TemplateExpression): Constant {
    const parts = node.templateSpans.map(
      ({ expression, literal }) => [this.read(expression), literal.text] as const,
    );
    if (parts.some(([value]) => typeof value !== "string" && typeof value !== "number")) return undefined;
    return node.head.text + parts.map(([value, text]) => `${String(value)}${text}`).join("");
  }

  private named(name: string): Constant {
    const { compiler } = this;
    if (this.reading.has(name)) return undefined;
    for (const statement of this.file.statements) {
      if (!compiler.isVariableStatement(statement)) continue;
      const declaration = statement.declarationList.declarations.find(
        (each) => compiler.isIdentifier(each.name) && each.name.text === name,
      );
      if (!declaration?.initializer) continue;
      this.reading.add(name);
      const value = this.read(declaration.initializer);
      this.reading.delete(name);
      return value;
    }
    return undefined;
  }

  private member(node: ts.PropertyAccessExpression | ts.ElementAccessExpression): Constant {
    const { compiler } = this;
    const key = compiler.isPropertyAccessExpression(node)
      ? node.name.text
      : this.read(node.argumentExpression);
    if (typeof key !== "string") return undefined;
    if (/^(globalThis\.)?process\.env$/.test(node.expression.getText())) return this.environment(key);
    const owner = this.read(node.expression);
    return isObject(owner) ? owner[key] : undefined;
  }

  private either(node: ts.BinaryExpression): Constant {
    const { SyntaxKind } = this.compiler;
    const { kind } = node.operatorToken;
    const left = this.read(node.left);
    if (kind === SyntaxKind.QuestionQuestionToken) return left ?? this.read(node.right);
    if (kind === SyntaxKind.BarBarToken) return left || this.read(node.right);
    const right = this.read(node.right);
    if (left === undefined || right === undefined) return undefined;
    if (kind === SyntaxKind.PlusToken)
      return typeof left === "string" && typeof right === "string" ? left + right : undefined;
    if (kind === SyntaxKind.EqualsEqualsEqualsToken) return left === right;
    return kind === SyntaxKind.ExclamationEqualsEqualsToken ? left !== right : undefined;
  }

  private chosen(node: ts.ConditionalExpression): Constant {
    const condition = this.read(node.condition);
    return this.read(condition ? node.whenTrue : node.whenFalse);
  }
}

/** What stands for the folder of the file itself, or for the one that the tool is called in: commonly the same. */
const hereText = /^(?:__dirname|import\.meta\.dirname|process\.cwd\(\))$/;

/** Parts of a path as one, the last absolute one first. */
function pathOf(parts: readonly string[]): string {
  const start = Math.max(
    0,
    parts.findLastIndex((part) => part.startsWith("/")),
  );
  return posix.join(...parts.slice(start));
}

function isObject(value: Constant): value is { readonly [key: string]: Constant } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
