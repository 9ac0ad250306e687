import type { ts } from "ts-morph";
import type { Location } from "../schema/location.ts";
import { compiler } from "./compiler.ts";
import { kyselyFile } from "./known-modules.ts";
import type { ModelProgram } from "./program.ts";

/** A type argument of `Kysely<…>`: the database as Kysely knows it. */
export interface KyselyUse {
  readonly type: ts.Type;
  readonly node: ts.TypeNode;
  readonly location: Location;
}

/** The options of Kysely's CamelCasePlugin that shape names; absent ones are off. */
export interface CamelCase {
  readonly upperCase?: boolean;
  readonly underscoreBeforeDigits?: boolean;
  readonly underscoreBetweenUppercaseLetters?: boolean;
}

/** Every `Kysely<Database>` in the model files, and its transactions; `Kysely<any>` and the like left out. */
export function findKyselyUses(program: ModelProgram): KyselyUse[] {
  const uses: KyselyUse[] = [];
  const names = [...kyselyClasses, ...renamedClasses(program)];
  for (const file of program.files) {
    if (!names.some((name) => file.text.includes(name))) continue;
    each(file, (node) => {
      const argument = kyselyArgument(node, program.checker);
      if (!argument) return;
      const type = program.checker.getTypeFromTypeNode(argument);
      const isOpen =
        type.flags &
        (compiler.TypeFlags.Any |
          compiler.TypeFlags.Unknown |
          compiler.TypeFlags.TypeParameter |
          compiler.TypeFlags.Never);
      const isUnresolved =
        type.flags & compiler.TypeFlags.Any && argument.kind !== compiler.SyntaxKind.AnyKeyword;
      if (!isOpen || isUnresolved) uses.push({ type, node: argument, location: program.locate(argument) });
    });
  }
  return uses;
}

/** The CamelCasePlugin that the model files, or what they import, create; null without one. */
export function findCamelCase(program: ModelProgram): CamelCase | null {
  for (const file of [...program.files, ...program.imported]) {
    if (!file.text.includes("CamelCasePlugin")) continue;
    let found: CamelCase | null = null;
    each(file, (node) => {
      if (
        !compiler.isNewExpression(node) ||
        !isFromKysely(node.expression, ["CamelCasePlugin"], program.checker)
      )
        return;
      found ??= optionsOf(node.arguments?.[0]);
    });
    if (found) return found;
  }
  return null;
}

/** Kysely's classes that are known by a database. */
const kyselyClasses: readonly string[] = ["Kysely", "Transaction", "ControlledTransaction"];

/** The names under which files of the project pass such a class on. */
function renamedClasses({ files, imported }: ModelProgram): string[] {
  const renamed = new RegExp(`\\b(?:${kyselyClasses.join("|")})\\s+as\\s+([\\w$]+)`, "g");
  return [...files, ...imported]
    .filter(({ text }) => text.includes("kysely"))
    .flatMap(({ text }) => [...text.matchAll(renamed)].flatMap(([, name]) => name ?? []));
}

function kyselyArgument(node: ts.Node, checker: ts.TypeChecker): ts.TypeNode | undefined {
  const [argument, more] = (node as ts.NodeWithTypeArguments).typeArguments ?? [];
  if (!argument || more) return undefined;
  const name = className(node);
  return name && isFromKysely(name, kyselyClasses, checker) ? argument : undefined;
}

/** What stands before the type arguments of a type or a `new`. */
function className(node: ts.Node): ts.Node | undefined {
  if (compiler.isTypeReferenceNode(node)) return node.typeName;
  if (compiler.isImportTypeNode(node)) return node.qualifier;
  return compiler.isExpressionWithTypeArguments(node) || compiler.isNewExpression(node)
    ? node.expression
    : undefined;
}

function isFromKysely(name: ts.Node, expected: readonly string[], checker: ts.TypeChecker): boolean {
  const symbol = checker.getSymbolAtLocation(name);
  const target =
    symbol && symbol.flags & compiler.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  if (!target || !expected.includes(target.getName())) return false;
  return target.declarations?.some((node) => node.getSourceFile().fileName === kyselyFile) ?? false;
}

function optionsOf(argument: ts.Expression | undefined): CamelCase {
  if (!argument || !compiler.isObjectLiteralExpression(argument)) return {};
  const options: Record<string, boolean> = {};
  for (const property of argument.properties) {
    if (!compiler.isPropertyAssignment(property) || !compiler.isIdentifier(property.name)) continue;
    options[property.name.text] = property.initializer.kind === compiler.SyntaxKind.TrueKeyword;
  }
  return options;
}

/** Visits a node and all below it; without recursion, since a long sum is a deep tree. */
function each(root: ts.Node, visit: (node: ts.Node) => void): void {
  const waiting = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    visit(node);
    const children: ts.Node[] = [];
    compiler.forEachChild(node, (child) => {
      children.push(child);
    });
    waiting.push(...children.reverse());
  }
}
