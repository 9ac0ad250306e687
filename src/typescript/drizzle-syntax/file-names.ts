import { ClassNode, FunctionNode } from "./declaring-nodes.ts";
import { AccessNode } from "./expression-nodes.ts";
import { Kind } from "./kinds.ts";
import { ImportClauseNode, ModuleNode, SpecifierNode, SpecifiersNode } from "./module-nodes.ts";
import { declare, declareOther, Flag, Names, textOf } from "./names.ts";
import { OuterNode, type PlainFile, type PlainNode } from "./nodes.ts";

/** What a file names for itself, imports included. */
export function localsOf(file: PlainFile): Names {
  const names = new Names();
  declare(names, file.statements);
  for (const each of file.statements)
    if (each instanceof ModuleNode && each.importClause instanceof ImportClauseNode)
      declareImports(names, each.importClause);
  names.doubt(({ declarations }) =>
    declarations.some((each) => isExported(each) !== isExported(declarations[0])),
  );
  return names;
}

function declareImports(names: Names, clause: ImportClauseNode): void {
  const { name, namedBindings } = clause;
  if (name) names.add(textOf(name), clause, Flag.Alias);
  if (namedBindings instanceof SpecifierNode)
    names.add(textOf(namedBindings.name), namedBindings, Flag.Alias);
  else if (namedBindings instanceof SpecifiersNode)
    for (const each of namedBindings.elements) names.add(textOf(each.name), each, Flag.Alias);
}

/** Whether the statement that declares something begins with `export`. */
function isExported(declaration: PlainNode | undefined): boolean {
  let at = declaration;
  while (at?.parent && at.parent !== at.file) at = at.parent;
  return at?.file.exported.has(at) ?? false;
}

/** What a file itself exports, without what `export *` passes on: functions first, as the compiler does. */
export function ownExports(file: PlainFile): Names {
  const names = new Names();
  for (const [each, isDefault] of file.exported)
    if (each instanceof FunctionNode)
      names.add(isDefault ? "default" : textOf(each.name), each, Flag.Function);
  for (const each of file.statements) {
    if (each instanceof ModuleNode) declareSpecifiers(names, each.exportClause);
    else if (file.exported.get(each)) declareDefault(names, each);
    else if (file.exported.has(each)) declareOther(names, each);
  }
  return names;
}

function declareSpecifiers(names: Names, clause: PlainNode | undefined): void {
  if (clause instanceof SpecifierNode) names.add(textOf(clause.name), clause, Flag.Alias);
  else if (clause instanceof SpecifiersNode)
    for (const each of clause.elements) names.add(textOf(each.name), each, Flag.Alias);
}

function declareDefault(names: Names, statement: PlainNode): void {
  if (statement instanceof ClassNode) names.add("default", statement, Flag.Class);
  else if (statement instanceof OuterNode)
    names.add("default", statement, isAlias(statement.expression) ? Flag.Alias : Flag.Property);
}

/** Whether `export default` gives another name to something, and is no value of its own. */
function isAlias(node: PlainNode | undefined): boolean {
  return node?.kind === Kind.ClassExpression || isPath(node);
}

function isPath(node: PlainNode | undefined): boolean {
  return node instanceof AccessNode
    ? node.name?.kind === Kind.Identifier && isPath(node.expression)
    : node?.kind === Kind.Identifier;
}
