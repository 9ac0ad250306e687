import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildFixture } from "../cases/fixture.ts";
import { useProgram } from "./built.ts";

const program = useProgram();
let fixture: ReturnType<typeof buildFixture>;

beforeAll(() => {
  fixture = buildFixture("storyweaver");
});
afterAll(() => fixture.remove());

/** Which of these packages a run of the program has loaded, as Node's own cache tells when it ends. */
function packagesLoaded(model: string, ...options: readonly string[]): string[] {
  const watch = join(fixture.folder, "watch.mjs");
  writeFileSync(
    watch,
    `import Module from "node:module";
     process.on("exit", () => {
       const packages = ["better-sqlite3", "handlebars", "@oxc-parser", "ts-morph", "@ts-morph/common"];
       const loaded = packages.filter((name) => Object.keys(Module._cache).some((file) => file.includes("/node_modules/" + name + "/")));
       process.stderr.write(JSON.stringify(loaded));
     });`,
  );
  writeFileSync(join(fixture.folder, "no-code.json"), '{ "queries": ["nowhere/*.ts"] }');
  const command = [
    "analyze",
    "--config",
    "no-code.json",
    "--db",
    "storyweaver.db",
    "--model",
    model,
    ...options,
  ];
  const { stderr, status } = spawnSync(
    process.execPath,
    ["--import", pathToFileURL(watch).href, program, ...command],
    { cwd: fixture.folder, encoding: "utf8" },
  );
  expect([0, 1]).toContain(status);
  return JSON.parse(stderr);
}

describe("a run loads no more than it needs:", () => {
  it("not the TypeScript compiler for a model in .sql and no code", () => {
    expect(packagesLoaded("database.sql")).toEqual(["better-sqlite3"]);
  });

  it("the parser, and no compiler, for a model of types whose syntax says all", () => {
    expect(packagesLoaded("src/models/tasks.ts")).toEqual(["better-sqlite3", "@oxc-parser"]);
  });

  it("the compiler for other models of types", () => {
    writeFileSync(join(fixture.folder, "series.ts"), "/** @table */ export class Series { id!: number }");
    expect(packagesLoaded("series.ts")).toEqual(["better-sqlite3", "@oxc-parser", "@ts-morph/common"]);
  });

  it("the templates for a format that has them", () => {
    expect(packagesLoaded("database.sql", "--format", "markdown")).toEqual(["better-sqlite3", "handlebars"]);
  });
});
