import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeEach, describe, expect, it } from "vitest";
import { useProgram } from "../cli/built.ts";
import { emptyFolder } from "../cli/harness.ts";

const program = useProgram();

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

/** What a process of its own says that calls one of the two. */
function said(call: string): string {
  const compiled = pathToFileURL(join(dirname(program), "../files/compiled.js")).href;
  const script = `import { requireCompiled, runCompiled } from ${JSON.stringify(compiled)}; ${call}`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    encoding: "utf8",
  });
  return stdout + stderr;
}

/** What a process of its own gets of the package. */
function required(): unknown {
  const call = `requireCompiled(${JSON.stringify(join(folder, "main.js"))}, "grammar")`;
  return JSON.parse(said(`process.stdout.write(JSON.stringify(${call}));`));
}

/** What a program with parts says, run for one use. */
const ran = (use = "") =>
  said(`runCompiled(${JSON.stringify(join(folder, "parts/main.js"))}, ${JSON.stringify(use)});`);

const cache = () => join(folder, "node_modules/.cache/schema-drift-doctor");
const contents = () => readdirSync(cache()).map((name) => readFileSync(join(cache(), name), "base64"));
const grammar = () => ({
  words: ["né", "été"],
  path: join(folder, "node_modules/grammar/index.js"),
  isMain: false,
});

it("a package that is required compiled is what it is otherwise, the first time and later", () => {
  expect(required()).toEqual(grammar());
  const kept = contents();
  expect(kept).toHaveLength(1);
  expect(required()).toEqual(grammar());
  expect(contents()).toEqual(kept);
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

describe("a program in parts", () => {
  beforeEach(() => {
    write("parts/package.json", '{ "type": "commonjs" }');
    write(
      "parts/main.js",
      `const { greeting } = require("./greeting.js");
      Promise.resolve().then(() => require("./later.js")).then(({ name }) => console.log(greeting(name)));`,
    );
    write(
      "parts/greeting.js",
      'exports.greeting = (name) => "Grüß Gott, " + name + require("./later.js").end;',
    );
    write("parts/later.js", 'exports.end = "!"; exports.name = require("grammar").words[0];');
  });

  it("says what it says otherwise, the first time and later, and writes what was compiled once", () => {
    expect(ran()).toBe("Grüß Gott, né!\n");
    const kept = contents();
    expect(ran()).toBe("Grüß Gott, né!\n");
    expect(contents()).toEqual(kept);
  });

  it("is kept for each use apart", () => {
    ran("greet");
    const kept = contents();
    ran("leave");
    expect(contents()).toHaveLength(2 * kept.length);
    expect(contents()).toEqual(expect.arrayContaining(kept));
  });

  it("keeps what is required at once in one file, and apart from it what is required later", () => {
    ran();
    expect(contents()).toHaveLength(2);
    write("parts/later.js", "exports.end = '?'; exports.name = 'du';");
    const before = contents();
    expect(ran()).toBe("Grüß Gott, du?\n");
    expect(contents().filter((one) => before.includes(one))).toHaveLength(1);
  });

  it("requires of packages what they name without its ending, by their folder, or as data", () => {
    write("parts/main.js", 'console.log(require("words").said);');
    write(
      "node_modules/words/words.js",
      'exports.said = require("./lib") + require("./lib/more") + require("./lib/data").mark + require("fs").constants.R_OK;',
    );
    write("node_modules/words/lib/index.js", 'module.exports = "one";');
    write("node_modules/words/lib/more.js", 'module.exports = require("./..").said ?? "two";');
    write("node_modules/words/lib/data.json", '{ "mark": "!" }');
    expect(ran()).toBe("onetwo!4\n");
    expect(ran()).toBe("onetwo!4\n");
  });

  it("requires an ES module as Node does, and names what stands wrong in a script", () => {
    write("parts/main.js", 'console.log(require("words").said);');
    write("node_modules/words/words.js", 'exports.said = require("esm").default;');
    write("node_modules/esm/package.json", '{ "name": "esm", "type": "module", "exports": "./esm.js" }');
    write("node_modules/esm/esm.js", 'export default "imported";');
    expect(ran()).toBe("imported\n");
    expect(ran()).toBe("imported\n");
    write("node_modules/words/words.js", "exports.said = ;");
    expect(ran()).toMatch(/words\.js:1[\s\S]*SyntaxError/);
  });

  it("has a part compiled anew that was changed, though it is as long as before", () => {
    ran();
    const kept = contents();
    write("parts/later.js", 'exports.end = "."; exports.name = require("grammar").words[1];');
    expect(ran()).toBe("Grüß Gott, été.\n");
    expect(contents()).toHaveLength(kept.length);
  });

  it("keeps a part, too, that another run needs for the first time", () => {
    write(
      "parts/main.js",
      'if (process.env.LATER) console.log(require("./later.js").end); else console.log("now");',
    );
    expect(ran()).toBe("now\n");
    const [before = ""] = contents();
    process.env.LATER = "1";
    expect(ran()).toBe("!\n");
    delete process.env.LATER;
    const [after = ""] = contents();
    expect(after.length).toBeGreaterThan(before.length);
  });

  it("is kept anew once another part runs beside it, which calls other functions of it", () => {
    const body = `${"said.push([1, 2].map((n) => n * 2).join());".repeat(20)} return said[0] + "!";`;
    write(
      "parts/greeting.js",
      `exports.one = () => "one"; exports.other = () => { const said = []; ${body} };`,
    );
    write(
      "parts/main.js",
      `const { one } = require("./greeting.js");
      Promise.resolve().then(() => console.log(process.env.OTHER ? require("./other.js") : one()));`,
    );
    write("parts/other.js", 'module.exports = require("./greeting.js").other();');
    expect(ran()).toBe("one\n");
    const [before = ""] = contents();
    process.env.OTHER = "1";
    expect(ran()).toBe("2,4!\n");
    const both = contents();
    const others = ran();
    delete process.env.OTHER;
    expect(both).not.toContain(before);
    expect(Math.max(...both.map((one) => one.length))).toBeGreaterThan(before.length + 1_000);
    expect([others, ran(), contents()]).toEqual(["2,4!\n", "one\n", both]);
  });

  it("is kept anew after a while, with the functions that were called only since", () => {
    const body = `${"said.push([1, 2].map((n) => n * 2).join());".repeat(20)} return said[0];`;
    write(
      "parts/main.js",
      `const other = () => { const said = []; ${body} }; console.log(process.env.OTHER ? other() : "one");`,
    );
    expect(ran()).toBe("one\n");
    const [before = ""] = contents();
    process.env.OTHER = "1";
    expect(ran()).toBe("2,4\n");
    expect(contents()).toEqual([before]);
    for (const name of readdirSync(cache())) utimesSync(join(cache(), name), 0, Date.now() / 1000 - 11);
    expect(ran()).toBe("2,4\n");
    delete process.env.OTHER;
    const [after = ""] = contents();
    expect(after.length).toBeGreaterThan(before.length + 1_000);
    expect([ran(), contents()]).toEqual(["one\n", [after]]);
  });

  it("forgets a part that is no longer there", () => {
    ran();
    const [before = ""] = contents();
    write("parts/late.js", readFileSync(join(folder, "parts/later.js"), "utf8"));
    for (const name of ["main.js", "greeting.js"])
      write(`parts/${name}`, readFileSync(join(folder, "parts", name), "utf8").replaceAll("later", "late"));
    rmSync(join(folder, "parts/later.js"));
    expect(ran()).toBe("Grüß Gott, né!\n");
    const [after = ""] = contents();
    expect(after.length).toBeLessThan(before.length + 200);
  });

  it("is not kept where it could not run, as little of it was called", () => {
    write("parts/main.js", "process.exitCode = 2;");
    expect(ran()).toBe("");
    expect(existsSync(cache())).toBe(false);
  });

  it("is kept for other options of Node apart, from NODE_OPTIONS too", () => {
    const alone = ran();
    const kept = contents();
    process.env.NODE_OPTIONS = "--stack-trace-limit=50";
    expect(ran()).toBe(alone);
    delete process.env.NODE_OPTIONS;
    expect(contents()).toEqual(expect.arrayContaining(kept));
  });

  it("may require in circles, as with Node", () => {
    write("parts/main.js", 'exports.early = 1; console.log(require("./greeting.js").seen);');
    write("parts/greeting.js", 'exports.seen = require("./main.js").early;');
    expect(ran()).toBe("1\n");
    expect(ran()).toBe("1\n");
  });

  it("names its file and line where it fails, and is tried anew when it is required again", () => {
    write(
      "parts/main.js",
      'for (let i = 0; i < 2; i += 1) try { require("./later.js"); } catch (error) { console.log(error.stack); }',
    );
    write("parts/later.js", '\nthrow new Error("too late");');
    const place = join(folder, "parts/later.js:2");
    expect(ran().split(place)).toHaveLength(3);
    expect(ran().split(place)).toHaveLength(3);
  });
});
