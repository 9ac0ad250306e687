import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { buildProgram } from "../cli/built.ts";
import { emptyFolder } from "../cli/harness.ts";

let program: ReturnType<typeof buildProgram>;
beforeAll(() => {
  program = buildProgram();
}, 120_000);
afterAll(() => program.remove());

let folder: string;
beforeEach(() => {
  folder = emptyFolder();
  write("node_modules/grammar/package.json", '{ "name": "grammar", "main": "index.js" }');
  write(
    "node_modules/grammar/index.js",
    'exports.words = require("words").words; exports.path = __filename; exports.isMain = require.main === module;',
  );
  write("node_modules/words/package.json", '{ "name": "words", "main": "words.js" }');
  write("node_modules/words/words.js", 'exports.words = ["né", "été"];');
  return () => rmSync(folder, { recursive: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** What a process of its own gets of the package. */
function required(): unknown {
  const compiled = pathToFileURL(join(dirname(program.main), "../files/compiled.js")).href;
  const script = `import { requireCompiled } from ${JSON.stringify(compiled)};
    const grammar = requireCompiled(${JSON.stringify(join(folder, "main.js"))}, "grammar", "words");
    process.stdout.write(JSON.stringify(grammar));`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

const cache = () => join(folder, "node_modules/.cache/schema-drift-doctor");
const grammar = () => ({
  words: ["né", "été"],
  path: join(folder, "node_modules/grammar/index.js"),
  isMain: false,
});

it("a package that is required compiled is what it is otherwise, the first time and later", () => {
  expect(required()).toEqual(grammar());
  expect(readdirSync(cache())).toHaveLength(2);
  expect(required()).toEqual(grammar());
  expect(readdirSync(cache())).toHaveLength(2);
});

it("a source that was changed is compiled anew, though it is as long as before", () => {
  required();
  write("node_modules/words/words.js", 'exports.words = ["né", "âgé"];');
  expect(required()).toEqual({ ...grammar(), words: ["né", "âgé"] });
});

it("what was kept and is damaged is not used", () => {
  required();
  for (const name of readdirSync(cache())) {
    const bytes = readFileSync(join(cache(), name));
    bytes.fill(7, bytes.length >> 1);
    writeFileSync(join(cache(), name), bytes);
  }
  expect(required()).toEqual(grammar());
});

it("nothing is kept where nothing may be written", () => {
  write("node_modules/.cache", "no folder");
  expect(required()).toEqual(grammar());
  expect(existsSync(cache())).toBe(false);
});
