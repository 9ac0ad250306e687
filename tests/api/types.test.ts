import { fileURLToPath } from "node:url";
import { Node, Project } from "ts-morph";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The nodes by which users see a declaration: all of a type, the signature of a function, the type of a value. */
function seen(node: Node): Node[] {
  if (Node.isFunctionDeclaration(node)) {
    return [...node.getParameters().map((one) => one.getTypeNode()), node.getReturnTypeNode()].filter(
      (type) => type !== undefined,
    );
  }
  if (Node.isVariableDeclaration(node)) return [node.getTypeNode() ?? node];
  if (Node.isClassDeclaration(node)) return node.getProperties();
  return [node];
}

/** The declarations of the project that a node names. */
function named(node: Node): Node[] {
  return [node, ...node.getDescendants()].filter(Node.isIdentifier).flatMap((identifier) => {
    const symbol = identifier.getSymbol();
    const target = symbol?.getAliasedSymbol() ?? symbol;
    return (target?.getDeclarations() ?? []).filter(
      (declaration) =>
        declaration.getSourceFile().getFilePath().startsWith(root) &&
        !declaration.getSourceFile().isInNodeModules() &&
        (Node.isInterfaceDeclaration(declaration) || Node.isTypeAliasDeclaration(declaration)),
    );
  });
}

const project = new Project({
  tsConfigFilePath: `${root}tsconfig.json`,
  skipAddingFilesFromTsConfig: true,
});
const index = project.addSourceFileAtPath(`${root}src/index.ts`);
project.resolveSourceFileDependencies();
const exported = index.getExportedDeclarations();

it("exports every type that an export leads to, so that users can name it", () => {
  const reached = new Set<Node>([...exported.values()].flat());
  for (const declaration of reached) {
    for (const target of seen(declaration).flatMap(named)) reached.add(target);
  }
  const shown = new Set<Node>([...exported.values()].flat());
  const hidden = [...reached].filter((node) => !shown.has(node));
  expect(hidden.map((node) => (Node.hasName(node) ? node.getName() : node.getText()))).toEqual([]);
});

it("says of every export what it is", () => {
  const silent = [...exported].filter(([, declarations]) =>
    declarations.every((declaration) => {
      const documented = Node.isVariableDeclaration(declaration)
        ? declaration.getVariableStatement()
        : declaration;
      return !Node.isJSDocable(documented) || documented.getJsDocs().length === 0;
    }),
  );
  expect(silent.map(([name]) => name)).toEqual([]);
});
