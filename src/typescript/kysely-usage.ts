import { ts } from "ts-morph";
import type { Location } from "../schema/location.ts";
import type { ModelProgram } from "./program.ts";
import { kyselyFile } from "./resolution.ts";

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

/** Every `Kysely<Database>` in the model files, `Kysely<any>` and the like left out. */
export function findKyselyUses(program: ModelProgram): KyselyUse[] {
  const uses: KyselyUse[] = [];
  for (const file of program.files) {
    if (!file.text.includes("Kysely")) continue;
    each(file, (node) => {
      const argument = kyselyArgument(node, program.checker);
      if (!argument) return;
      const type = program.checker.getTypeFromTypeNode(argument);
      const isOpen =
        type.flags &
        (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter | ts.TypeFlags.Never);
      const isUnresolved = type.flags & ts.TypeFlags.Any && argument.kind !== ts.SyntaxKind.AnyKeyword;
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
      if (!ts.isNewExpression(node) || !isFromKysely(node.expression, "CamelCasePlugin", program.checker))
        return;
      found ??= optionsOf(node.arguments?.[0]);
    });
    if (found) return found;
  }
  return null;
}

function kyselyArgument(node: ts.Node, checker: ts.TypeChecker): ts.TypeNode | undefined {
  if (ts.isTypeReferenceNode(node) && node.typeArguments?.length === 1) {
    return isFromKysely(node.typeName, "Kysely", checker) ? node.typeArguments[0] : undefined;
  }
  const isNamed = ts.isExpressionWithTypeArguments(node) || ts.isNewExpression(node);
  if (isNamed && node.typeArguments?.length === 1) {
    return isFromKysely(node.expression, "Kysely", checker) ? node.typeArguments[0] : undefined;
  }
  return undefined;
}

function isFromKysely(name: ts.Node, expected: string, checker: ts.TypeChecker): boolean {
  const symbol = checker.getSymbolAtLocation(name);
  const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  if (target?.getName() !== expected) return false;
  return target.declarations?.some((node) => node.getSourceFile().fileName === kyselyFile) ?? false;
}

function optionsOf(argument: ts.Expression | undefined): CamelCase {
  if (!argument || !ts.isObjectLiteralExpression(argument)) return {};
  const options: Record<string, boolean> = {};
  for (const property of argument.properties) {
    if (!ts.isPropertyAssignment(property) || !ts.isIdentifier(property.name)) continue;
    options[property.name.text] = property.initializer.kind === ts.SyntaxKind.TrueKeyword;
  }
  return options;
}

/** Visits a node and all below it; without recursion, since a long sum is a deep tree. */
function each(root: ts.Node, visit: (node: ts.Node) => void): void {
  const waiting = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    visit(node);
    const children: ts.Node[] = [];
    ts.forEachChild(node, (child) => {
      children.push(child);
    });
    waiting.push(...children.reverse());
  }
}
