import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The program as JavaScript, types unchecked, where it finds its packages. Remove it after use. */
export function buildProgram(): { readonly main: string; readonly remove: () => void } {
  const folder = join(root, "node_modules", ".cache", `doctor-${process.pid}`);
  for (const part of ["src", "rules", "reports"]) {
    for (const path of readdirSync(join(root, part), { recursive: true, encoding: "utf8" })) {
      if (path.endsWith(".ts")) transpile(join(root, part, path), join(folder, part, path));
    }
  }
  cpSync(join(root, "reports", "templates"), join(folder, "reports", "templates"), { recursive: true });
  cpSync(join(root, "package.json"), join(folder, "package.json"));
  return {
    main: join(folder, "src", "cli", "main.js"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function transpile(from: string, to: string): void {
  const { outputText } = ts.transpileModule(readFileSync(from, "utf8"), {
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ESNext,
      verbatimModuleSyntax: true,
      rewriteRelativeImportExtensions: true,
    },
  });
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(to.replace(/\.ts$/, ".js"), outputText);
}
