import { dirname, join, resolve } from "node:path";
import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { disk } from "../disk.ts";
import type { SqlFile } from "./parts.ts";
import { bare, type CodeProgram, nameCalled } from "./program.ts";

/** The text that an expression is, where it is one and known as a whole. */
export type KnownText = (node: ts.Expression) => string | null;

/** The .sql file that a call reads (`readFileSync(join(__dirname, "schema.sql"), "utf8")`), or null. */
export function sqlRead(call: ts.CallExpression, program: CodeProgram, known: KnownText): SqlFile | null {
  const name = nameCalled(bare(call.expression));
  const [argument] = call.arguments;
  if ((name !== "readFileSync" && name !== "readFile") || !argument) return null;
  const path = new Paths(program, known).of(argument, 0);
  if (path === null || !/\.sql$/i.test(path)) return null;
  // A relative path is one from where the program is started: mostly the project, sometimes the file's own folder.
  const folders = [program.root, dirname(call.getSourceFile().fileName)];
  const found = folders.map((folder) => resolve(folder, path)).find(disk.fileExists);
  return found === undefined ? null : fileAt(found);
}

/** The .sql file that a name is imported from, as bundlers allow (`import schema from "./schema.sql"`), or null. */
export function sqlImported(name: ts.Identifier, { checker }: CodeProgram): SqlFile | null {
  const [declaration] = checker.getSymbolAtLocation(name)?.declarations ?? [];
  if (!declaration || !compiler.isImportClause(declaration)) return null;
  const { moduleSpecifier } = declaration.parent;
  if (!compiler.isStringLiteral(moduleSpecifier)) return null;
  const [, path] = /^(\.{1,2}\/.*\.sql)(?:\?raw)?$/i.exec(moduleSpecifier.text) ?? [];
  if (path === undefined) return null;
  return fileAt(resolve(dirname(name.getSourceFile().fileName), path));
}

function fileAt(path: string): SqlFile | null {
  const text = disk.readFile(path);
  return text === undefined ? null : { path, text };
}

const deepest = 8;

/** Works out paths, those from the file's own folder included. URLs of files count as their paths. */
class Paths {
  private readonly program: CodeProgram;
  private readonly known: KnownText;

  constructor(program: CodeProgram, known: KnownText) {
    this.program = program;
    this.known = known;
  }

  of(wrapped: ts.Expression, depth: number): string | null {
    const node = bare(wrapped);
    if (depth > deepest) return null;
    const again = (next: ts.Expression): string | null => this.of(next, depth + 1);
    const own = this.ownPlace(node);
    if (own !== null) return own;
    if (compiler.isTemplateExpression(node)) {
      const { head, templateSpans } = node;
      return together([
        head.text,
        ...templateSpans.flatMap(({ expression, literal }) => [again(expression), literal.text]),
      ]);
    }
    if (compiler.isBinaryExpression(node) && node.operatorToken.kind === compiler.SyntaxKind.PlusToken)
      return together([again(node.left), again(node.right)]);
    if (compiler.isNewExpression(node)) return this.url(node, again);
    const called = compiler.isCallExpression(node) ? this.called(node, again) : undefined;
    if (called !== undefined) return called;
    return this.known(node) ?? this.named(node, again);
  }

  /** The file itself, or its folder. */
  private ownPlace(node: ts.Expression): string | null {
    const { fileName } = node.getSourceFile();
    const text = node.getText();
    if (/^(?:__filename|import\.meta\.(?:url|filename|path))$/.test(text)) return fileName;
    return /^(?:__dirname|import\.meta\.(?:dirname|dir))$/.test(text) ? dirname(fileName) : null;
  }

  /** `new URL("./schema.sql", import.meta.url)` */
  private url({ arguments: given }: ts.NewExpression, again: Again): string | null {
    const [path, base] = (given ?? []).map(again);
    if (path === undefined || path === null) return null;
    if (base === undefined) return path;
    return base === null ? null : resolve(dirname(base), path);
  }

  /** What a function of paths gives; undefined where it is none. */
  private called(node: ts.CallExpression, again: Again): string | null | undefined {
    const callee = bare(node.expression);
    const parts = (): string[] | null => {
      const all = node.arguments.map(again);
      return all.every((part) => part !== null) ? all.flatMap((part) => part ?? []) : null;
    };
    switch (nameCalled(callee)) {
      case "cwd":
        return this.program.root;
      case "dirname":
        return mapped(parts(), ([path = ""]) => dirname(path));
      case "fileURLToPath":
      case "normalize":
        return mapped(parts(), ([path = ""]) => path);
      case "join":
        return mapped(parts(), (all) => join(...all));
      case "resolve":
        return mapped(parts(), (all) => resolve(this.program.root, ...all));
      default:
        return undefined;
    }
  }

  /** What a name was declared as, or what a URL is made of. */
  private named(node: ts.Expression, again: Again): string | null {
    if (compiler.isPropertyAccessExpression(node) && /^(?:pathname|href)$/.test(node.name.text))
      return again(node.expression);
    const name = compiler.isPropertyAccessExpression(node) ? node.name : node;
    const declaration = this.program.symbolOf(name)?.valueDeclaration;
    const holdsValue =
      declaration &&
      (compiler.isVariableDeclaration(declaration) || compiler.isPropertyDeclaration(declaration));
    return holdsValue && declaration.initializer ? again(declaration.initializer) : null;
  }
}

type Again = (node: ts.Expression) => string | null;

function together(parts: readonly (string | null)[]): string | null {
  return parts.every((part) => part !== null) ? parts.join("") : null;
}

function mapped(parts: string[] | null, use: (parts: string[]) => string): string | null {
  return parts && use(parts);
}
