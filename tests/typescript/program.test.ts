import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openProgram } from "../../src/typescript/program.ts";
import { project } from "../sources/project.ts";

test("only the model files and what they import are read", () => {
  const root = project({
    "models/user.ts":
      "import type { Kind } from '../kinds/index.js'; import fs from 'node:fs'; import { z } from 'zod'; export interface User { kind: Kind }",
    "kinds/index.ts": "export * from './all.js';",
    "kinds/all.ts": "export type Kind = 'a';",
    "unrelated.ts": "export const x = 1;",
    "tsconfig.json": JSON.stringify({
      include: ["**/*.ts"],
      compilerOptions: { types: ["node"], lib: ["DOM"] },
    }),
  });
  mkdirSync(join(root, "node_modules/zod"), { recursive: true });
  writeFileSync(join(root, "node_modules/zod/package.json"), '{ "name": "zod", "types": "index.d.ts" }');
  writeFileSync(join(root, "node_modules/zod/index.d.ts"), "export declare const z: unknown;");
  const program = openProgram(root, [join(root, "models/user.ts")]);
  expect(program.files.map((file) => program.locateAt(file, 0).file)).toEqual(["models/user.ts"]);
  expect(program.imported.map((file) => program.locateAt(file, 0).file).sort()).toEqual([
    "kinds/all.ts",
    "kinds/index.ts",
  ]);
});

test("the library the doctor brings along has no error of its own", async () => {
  const { ts } = await import("ts-morph");
  const { knownFiles, libraryFile } = await import("../../src/typescript/resolution.ts");
  const { programOptions } = await import("../../src/typescript/settings.ts");
  const host: import("ts-morph").ts.CompilerHost = {
    getSourceFile: (path) => ts.createSourceFile(path, knownFiles.get(path) ?? "", ts.ScriptTarget.ESNext),
    getDefaultLibFileName: () => libraryFile,
    getCurrentDirectory: () => "/",
    getCanonicalFileName: (path) => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    writeFile: () => undefined,
    fileExists: (path) => knownFiles.has(path),
    readFile: (path) => knownFiles.get(path),
  };
  const program = ts.createProgram({
    rootNames: [...knownFiles.keys()],
    options: { ...programOptions(), skipLibCheck: false },
    host,
  });
  const messages = ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
  expect(messages).toEqual([]);
});

test("a path outside the root is told from there", () => {
  const root = project({
    "app/model.ts": "import type { Kind } from '../shared/kind.ts'; export type K = Kind;",
    "shared/kind.ts": "export type Kind = 'a';",
  });
  const program = openProgram(join(root, "app"), [join(root, "app/model.ts")]);
  expect(program.imported.map((file) => program.locateAt(file, 0).file)).toEqual(["../shared/kind.ts"]);
});
