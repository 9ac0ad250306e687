import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parseBaseline } from "../../src/config/baseline.ts";
import { action } from "../ci/action.ts";
import { useProgram } from "../cli/built.ts";
import { shopFolder } from "../cli/shop.ts";

const text = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const page = text("docs/ci.md");
const baselinePage = text("docs/baseline.md");

const blocks = (language: string, of: string): string[] =>
  [...of.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].flatMap(([, found, code = ""]) =>
    found === language ? [code] : [],
  );

const declared = "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, role TEXT);";
const actual = "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);";

const program = useProgram();

/** A project in which `npx doctor` and the scripts of npm find this doctor. */
function project(model: string, scripts: Readonly<Record<string, string>> = {}): string {
  const folder = shopFolder({ declared: model, actual });
  const bin = join(folder, "node_modules", ".bin");
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, "doctor"), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
  chmodSync(join(bin, "doctor"), 0o755);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "shop", version: "1.0.0", scripts }));
  writeFileSync(join(folder, ".gitignore"), "node_modules\n.doctor\nshop.db\n");
  return folder;
}

function shell(folder: string, command: string) {
  const { status, stdout, stderr } = spawnSync("bash", ["-ec", command], { cwd: folder, encoding: "utf8" });
  return { code: status, out: stdout, err: stderr };
}

describe("docs/ci.md", () => {
  it("shows YAML that is YAML, with inputs that the action has", () => {
    const recipes = blocks("yaml", page).map((block) => parse(block));
    expect(recipes).toHaveLength(4);
    const steps = recipes[0].jobs.drift.steps;
    const used = Object.keys(steps.at(-1).with);
    expect(used.filter((name) => !(name in action.inputs))).toEqual([]);
    expect(recipes[2].drift.artifacts.reports.junit).toBe("drift.xml");
    const [hook] = parse(text(".pre-commit-hooks.yaml"));
    expect(recipes[3].repos[0].hooks).toEqual([{ id: hook.id }]);
  });

  it("states the inputs as they are", () => {
    const rows = [...page.matchAll(/^\| `([\w-]+)` \| (\S+) \|/gm)].map(([, name = "", value]) => [
      name,
      value,
    ]);
    expect(rows.length).toBeGreaterThan(3);
    for (const [name = "", value] of rows)
      expect([name, action.inputs[name]?.default]).toEqual([name, value]);
    for (const name of Object.keys(action.outputs)) expect(page).toContain(`\`${name}\``);
  });

  it("names commands that run", () => {
    const lines = [...page.matchAll(/npx (doctor [^\n`]+)/g)].map(([, line = ""]) => line);
    expect(lines).toHaveLength(3);
    const folder = project(declared);
    for (const line of lines) {
      const { code, err } = shell(folder, `PATH="$PWD/node_modules/.bin:$PATH" ${line}`);
      expect([line, code, err.replace(/^The report is in .*\n/, "")]).toEqual([line, 1, ""]);
    }
  });

  it("has a recipe for npm version that stops a release while the schema drifts", () => {
    const { scripts } = JSON.parse(blocks("json", page)[0] ?? "");
    const begin =
      "git init -q && git add . && git -c user.name=Ada -c user.email=ada@example.org commit -qm one";
    const release = "git config user.name Ada && git config user.email ada@example.org && npm version patch";
    const versionOf = (folder: string) =>
      JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version;

    const drifted = project(declared, scripts);
    shell(drifted, begin);
    expect(shell(drifted, release).code).not.toBe(0);
    expect([versionOf(drifted), shell(drifted, "git tag").out]).toEqual(["1.0.0", ""]);

    const fine = project(actual, scripts);
    shell(fine, begin);
    expect(shell(fine, release)).toMatchObject({ code: 0 });
    expect([versionOf(fine), shell(fine, "git tag").out]).toEqual(["1.0.1", "v1.0.1\n"]);
  });
});

describe(".pre-commit-hooks.yaml", () => {
  it("runs when models, the config or the baseline change, and calls the package's program", () => {
    const [hook] = parse(text(".pre-commit-hooks.yaml"));
    const files = new RegExp(hook.files);
    const some = ["src/user.ts", "db/schema.sql", "doctor.config.json", "apps/shop/doctor-baseline.json"];
    expect(some.filter((file) => !files.test(file))).toEqual([]);
    expect(
      ["README.md", "src/page.tsx.snap", "my-doctor.config.json"].filter((file) => files.test(file)),
    ).toEqual([]);
    const [command, ...argv] = hook.entry.split(" ");
    expect(JSON.parse(text("package.json")).bin).toHaveProperty(command);
    expect(shell(project(declared), `node_modules/.bin/doctor ${argv.join(" ")}`).code).toBe(1);
  });
});

describe("docs/baseline.md", () => {
  it("shows a baseline that can be read", () => {
    expect(parseBaseline(blocks("json", baselinePage)[0] ?? "", "page")).toHaveLength(1);
  });

  it("names commands that do what it says", () => {
    const lines = blocks("sh", baselinePage).flatMap((block) => block.trim().split("\n"));
    const folder = project(declared);
    const codes = lines.map((line) => [line, shell(folder, line.replace("npx ", "node_modules/.bin/")).code]);
    expect(codes).toEqual([
      ["npx doctor baseline --reason 'Comes with release 7'", 0],
      ["npx doctor analyze", 0],
      ["npx doctor analyze --no-baseline", 1],
      ["npx doctor baseline --prune", 0],
    ]);
  });
});
