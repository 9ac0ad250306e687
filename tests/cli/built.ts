import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { afterAll, beforeAll } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The path of the program as JavaScript, which is there while the tests around the call run. */
export function useProgram(): string {
  const folder = join(root, "node_modules", ".cache", `doctor-${process.pid}`);
  beforeAll(() => build(folder), 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "src", "cli", "main.js");
}

/** Writes the program, types unchecked, where it finds its packages. */
function build(folder: string): void {
  for (const part of ["src", "rules", "reports"]) {
    for (const path of readdirSync(join(root, part), { recursive: true, encoding: "utf8" })) {
      if (path.endsWith(".ts")) transpile(join(root, part, path), join(folder, part, path));
    }
  }
  cpSync(join(root, "reports", "templates"), join(folder, "reports", "templates"), { recursive: true });
  cpSync(join(root, "package.json"), join(folder, "package.json"));
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
