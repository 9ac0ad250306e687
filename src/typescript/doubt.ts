import type { ts } from "ts-morph";
import { type Compilation, isDriverFile } from "./compile.ts";
import { compiler } from "./compiler.ts";

/** Errors that say what is not installed or set, or judge a comment: nothing about the call. */
const aboutSettings: ReadonlySet<number> = new Set([
  2307, 2792, 7016, 2688, 2580, 2581, 2582, 2584, 2591, 2592, 2593, 2867, 2868, 2578,
]);

/** Errors that an unknown type brings about: implicit any, names and members that a package would have declared. */
const mayFollow: ReadonlySet<number> = new Set([
  7005, 7006, 7010, 7011, 7015, 7017, 7018, 7019, 7022, 7023, 7024, 7026, 7031, 7034, 7051, 7052, 7053, 2304,
  2305, 2318, 2347, 2503, 2550, 2571, 2583, 2602, 2694, 2724, 2786, 2874, 2875, 4111, 18046,
]);

/** "Property '{0}' does not exist on type '{1}'." */
const noProperty = 2339;

/** Whether an error speaks of the project's settings and not of the code. */
export function isAboutSettings({ code }: ts.Diagnostic): boolean {
  return aboutSettings.has(code);
}

/** Whether an error may come of types that are missing alone: with them, the compiler might not say it. */
export function mayFollowFromMissing(
  { checker, incomplete }: Compilation,
  file: ts.SourceFile,
  { code, start = 0, messageText }: ts.Diagnostic,
): boolean {
  if (!incomplete) return false;
  const message = compiler.flattenDiagnosticMessageText(messageText, " ");
  if (mayFollow.has(code) || /'unknown(\[\])?'|<[^']*\bany\b[^']*>'/.test(message)) return true;
  const seen = new Set<ts.Type>();
  return expressionsAround(file, start).some((node) =>
    isOpen(checker, checker.getTypeAtLocation(node), code === noProperty, seen),
  );
}

/** What an error at a place is about: the owner of a member, else the expressions of the statement, without functions. */
function expressionsAround(file: ts.SourceFile, position: number): readonly ts.Node[] {
  let innermost: ts.Node = file;
  let statement: ts.Node = file;
  const descend = (node: ts.Node): void => {
    if (position < node.getStart(file) || position >= node.end) return;
    if (compiler.isStatement(node) || compiler.isArrowFunction(node.parent)) statement = node;
    innermost = node;
    compiler.forEachChild(node, descend);
  };
  compiler.forEachChild(file, descend);
  const { parent } = innermost;
  if (compiler.isPropertyAccessExpression(parent) && parent.name === innermost) return [parent.expression];
  const found: ts.Node[] = [];
  const collect = (node: ts.Node): void => {
    if (compiler.isFunctionLike(node) || compiler.isStatement(node)) return;
    if (compiler.isExpression(node)) found.push(node);
    compiler.forEachChild(node, collect);
  };
  if (compiler.isExpression(statement)) collect(statement);
  else compiler.forEachChild(statement, collect);
  return found;
}

/** Whether a type may have more members than are known here: it extends, adds to or is made of something that is missing. */
function isOpen(checker: ts.TypeChecker, type: ts.Type, stubsToo: boolean, seen: Set<ts.Type>): boolean {
  if (seen.has(type)) return false;
  seen.add(type);
  const within = (inner: ts.Type): boolean => isOpen(checker, inner, stubsToo, seen);
  if (type.isUnionOrIntersection()) return type.types.some(within);
  if (type.aliasTypeArguments?.some((argument) => isAny(argument) || within(argument))) return true;
  const declarations = type.getSymbol()?.declarations ?? [];
  return declarations.some(
    (declaration) =>
      (stubsToo && isDriverFile(declaration.getSourceFile().fileName)) ||
      isAddition(declaration) ||
      basesOf(declaration).some((base) => {
        const extended = checker.getTypeAtLocation(base);
        return isAny(extended) || within(extended);
      }),
  );
}

function isAny({ flags }: ts.Type): boolean {
  return (flags & compiler.TypeFlags.Any) !== 0;
}

function basesOf(declaration: ts.Declaration): readonly ts.ExpressionWithTypeArguments[] {
  if (!compiler.isClassLike(declaration) && !compiler.isInterfaceDeclaration(declaration)) return [];
  return (declaration.heritageClauses ?? [])
    .filter(({ token }) => token === compiler.SyntaxKind.ExtendsKeyword)
    .flatMap(({ types }) => types);
}

/** Whether a declaration of the project adds to a module or to what is global. */
function isAddition(declaration: ts.Node): boolean {
  if (declaration.getSourceFile().fileName.includes("/node_modules/")) return false;
  for (let node: ts.Node | undefined = declaration; node; node = node.parent) {
    if (!compiler.isModuleDeclaration(node)) continue;
    if (compiler.isStringLiteral(node.name) || node.flags & compiler.NodeFlags.GlobalAugmentation)
      return true;
  }
  return false;
}
