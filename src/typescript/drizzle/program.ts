import type { ts } from "ts-morph";
import type { Location } from "../../schema/location.ts";

/** What is asked of the compiler about nodes: the compiler itself answers, or what knows syntax alone. */
export type Syntax = Pick<typeof ts, Question> & {
  readonly SyntaxKind: Pick<typeof ts.SyntaxKind, Kind>;
  readonly NodeFlags: Pick<typeof ts.NodeFlags, "Const">;
  readonly SymbolFlags: Pick<
    typeof ts.SymbolFlags,
    "Alias" | "Variable" | "Property" | "Value" | "ValueModule"
  >;
  readonly InternalSymbolName: Pick<typeof ts.InternalSymbolName, "ExportEquals">;
};

/** The questions about nodes. */
type Question =
  | "canHaveModifiers"
  | "forEachChild"
  | "isArrayBindingPattern"
  | "isArrayLiteralExpression"
  | "isArrowFunction"
  | "isAsExpression"
  | "isBigIntLiteral"
  | "isBinaryExpression"
  | "isBindingElement"
  | "isBlock"
  | "isBreakStatement"
  | "isCallExpression"
  | "isCaseClause"
  | "isClassDeclaration"
  | "isClassExpression"
  | "isClassLike"
  | "isComputedPropertyName"
  | "isConditionalExpression"
  | "isConstructorDeclaration"
  | "isDefaultClause"
  | "isDeleteExpression"
  | "isElementAccessExpression"
  | "isEmptyStatement"
  | "isEnumDeclaration"
  | "isExportAssignment"
  | "isExportDeclaration"
  | "isExportSpecifier"
  | "isExpressionStatement"
  | "isExpressionWithTypeArguments"
  | "isForOfStatement"
  | "isFunctionDeclaration"
  | "isFunctionExpression"
  | "isFunctionLike"
  | "isGetAccessorDeclaration"
  | "isIdentifier"
  | "isIfStatement"
  | "isImportClause"
  | "isImportSpecifier"
  | "isInterfaceDeclaration"
  | "isMethodDeclaration"
  | "isModuleDeclaration"
  | "isNamespaceExport"
  | "isNamespaceImport"
  | "isNewExpression"
  | "isNoSubstitutionTemplateLiteral"
  | "isNonNullExpression"
  | "isNumericLiteral"
  | "isObjectLiteralExpression"
  | "isOmittedExpression"
  | "isParameter"
  | "isParenthesizedExpression"
  | "isPostfixUnaryExpression"
  | "isPrefixUnaryExpression"
  | "isPropertyAccessExpression"
  | "isPropertyAssignment"
  | "isPropertyDeclaration"
  | "isRegularExpressionLiteral"
  | "isReturnStatement"
  | "isSatisfiesExpression"
  | "isShorthandPropertyAssignment"
  | "isSourceFile"
  | "isSpreadAssignment"
  | "isSpreadElement"
  | "isStringLiteralLike"
  | "isSwitchStatement"
  | "isTaggedTemplateExpression"
  | "isTemplateExpression"
  | "isTryStatement"
  | "isTypeAliasDeclaration"
  | "isTypeAssertionExpression"
  | "isTypeOfExpression"
  | "isVariableDeclaration"
  | "isVariableDeclarationList"
  | "isVariableStatement"
  | "isVoidExpression";

/** The kinds that are asked for by name. */
type Kind =
  | "AmpersandAmpersandToken"
  | "AsteriskAsteriskToken"
  | "AsteriskToken"
  | "AsyncKeyword"
  | "BarBarToken"
  | "CommaToken"
  | "EqualsEqualsEqualsToken"
  | "EqualsEqualsToken"
  | "EqualsToken"
  | "ExclamationEqualsEqualsToken"
  | "ExclamationEqualsToken"
  | "ExclamationToken"
  | "ExtendsKeyword"
  | "FalseKeyword"
  | "FirstAssignment"
  | "GreaterThanEqualsToken"
  | "GreaterThanToken"
  | "LastAssignment"
  | "LessThanEqualsToken"
  | "LessThanToken"
  | "MinusMinusToken"
  | "MinusToken"
  | "NullKeyword"
  | "PercentToken"
  | "PlusEqualsToken"
  | "PlusPlusToken"
  | "PlusToken"
  | "QuestionQuestionToken"
  | "SlashToken"
  | "StaticKeyword"
  | "ThisKeyword"
  | "TrueKeyword";

/** What is asked of the checker about names. */
export type Checker = Pick<
  ts.TypeChecker,
  | "getSymbolAtLocation"
  | "getShorthandAssignmentValueSymbol"
  | "getExportSpecifierLocalTargetSymbol"
  | "tryGetMemberInModuleExports"
  | "getExportsOfModule"
  | "getAliasedSymbol"
  | "getConstantValue"
>;

/** The files that a schema is read from. */
export interface SchemaProgram {
  readonly syntax: Syntax;
  readonly checker: Checker;
  /** The model files, in the order given. */
  readonly files: readonly ts.SourceFile[];
  /** Whether a file is the doctor's own: what JavaScript itself knows. */
  readonly isKnown: (file: ts.SourceFile) => boolean;
  /** Where a node begins. */
  readonly locate: (node: ts.Node) => Location;
}
