import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { settingsOf } from "../../src/commands/project.ts";
import { analyze } from "../../src/internal.ts";
import { commandLine } from "../cases/command-line.ts";
import { hasShell } from "../shell.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const schema = JSON.parse(readFileSync(join(root, "src/config/config.schema.json"), "utf8"));
const readme = readFileSync(join(root, "README.md"), "utf8");

/** The code blocks of one language, in their order. */
function blocks(language: string, text = readme): string[] {
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].flatMap(([, found, code]) =>
    found === language && code !== undefined ? [code] : [],
  );
}

const [model = "", moreModel = ""] = blocks("ts");
const [config = ""] = blocks("jsonc");
const commands = blocks("sh")
  .flatMap((block) => block.split("\n"))
  .filter((line) => line.startsWith("npx doctor "))
  .map((line) => [line, line.replaceAll("'", "").split(" ").slice(2)] as const);

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "readme-"));
  mkdirSync(join(folder, "src"));
  writeFileSync(join(folder, "src", "models.ts"), model);
  const database = new Database(join(folder, "shop.db"));
  database.exec(blocks("sql").join("\n"));
  database.close();
});
afterEach(() => rmSync(folder, { recursive: true }));

const doctor = (argv: readonly string[]) => commandLine(folder, ...argv);

describe("the README's shop", () => {
  it("looks in the terminal as the picture shows it (npm run docs draws it)", async () => {
    const { out } = await doctor(["analyze", "--db", "shop.db", "--model", "src/**/*.ts"]);
    const picture = readme.replace(
      /^(```text\n\$ doctor analyze \| head -(\d+)\n)[\s\S]*?^```/m,
      (_all, head, lines) => `${head}${out.split("\n").slice(0, Number(lines)).join("\n").trimEnd()}\n\`\`\``,
    );
    expect(picture).toMatch(/\n\$ doctor analyze \| head -\d+\nschema-drift-doctor /);
    await expect(picture).toMatchFileSnapshot(join(root, "README.md"));
  });

  it("has a repair that waits for a decision on its NULL, and is proven with the config", async () => {
    expect((await doctor(["repair", "--db", "shop.db", "--model", "src/**/*.ts"])).code).toBe(1);
    writeFileSync(join(folder, "doctor.config.json"), config);
    expect(await doctor(["repair"])).toMatchObject({ code: 0, err: "" });
  });

  it.skipIf(!hasShell)("is clean after repair.sql, with its comments and its rows", async () => {
    writeFileSync(join(folder, "doctor.config.json"), config);
    await doctor(["repair", "--dry-run", "--out", "repair"]);
    const input = readFileSync(join(folder, "repair", "repair.sql"));
    execFileSync("sqlite3", ["shop.db"], { cwd: folder, input });
    const report = await analyze({ folder });
    expect(report.issues).toEqual([]);
    const database = new Database(join(folder, "shop.db"), { readonly: true });
    expect(database.prepare("SELECT email FROM customers ORDER BY id").pluck().all()).toEqual([
      "ada@example.org",
      "unknown-2@example.org",
    ]);
    expect(database.prepare("SELECT count(*) FROM orders").pluck().get()).toBe(2);
    expect(database.prepare("SELECT sql FROM sqlite_schema WHERE name = 'orders'").pluck().get()).toContain(
      "-- no foreign key yet",
    );
    database.close();
  });
});

describe("the README's examples", () => {
  it.each(commands)("%s", async (_line, argv) => {
    if (!argv.includes("--db")) writeFileSync(join(folder, "doctor.config.json"), config);
    const speaksOfARepair = argv[0] === "validate" || argv[0] === "rollback";
    if (speaksOfARepair) await doctor(["repair", "--apply"]);
    const speaksOfRuns = argv[0] === "runs" || argv[0] === "report";
    if (speaksOfRuns) for (const _ of [1, 2]) await doctor(["analyze"]);
    const { code, err } = await doctor(argv);
    expect({ code, err: err.replace(/^The (report is|scripts are|schema is) in .*\n$/, "") }).toEqual({
      code: expect.toBeOneOf([0, 1]),
      err: "",
    });
  });

  it("declare an order line", async () => {
    writeFileSync(join(folder, "src", "lines.ts"), moreModel);
    const { issues, notAnalysed } = await analyze({ folder, database: "shop.db", model: ["src/**/*.ts"] });
    expect(issues.filter(({ table }) => table === "order_lines").map(({ rule }) => rule)).toEqual([
      "missing-table",
    ]);
    expect(notAnalysed).toEqual([]);
  });
});

describe("docs/config.md", () => {
  const page = readFileSync(join(root, "docs", "config.md"), "utf8");

  it("has every key, in the order of the schema, and no other", () => {
    const keys = [...page.matchAll(/^\| `([$\w]+)` \|/gm)].map(([, key]) => key);
    expect(keys).toEqual(Object.keys(schema.properties));
  });

  it.each(blocks("jsonc", page))("shows what can be said: %s", (text) => {
    writeFileSync(join(folder, "doctor.config.json"), text);
    expect(settingsOf({ folder })).toMatchObject({ file: "doctor.config.json" });
  });
});

describe("the pages", () => {
  const pages = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/rules/README.md"].concat(
    readdirSync(join(root, "docs"))
      .filter((name) => name.endsWith(".md"))
      .map((name) => `docs/${name}`),
  );
  const scripts = Object.keys(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).scripts);

  it.each(pages)("%s links to files that exist and names scripts that exist", (page) => {
    const text = readFileSync(join(root, page), "utf8");
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = ""]) => link);
    expect(links.filter((link) => !existsSync(join(root, dirname(page), link)))).toEqual([]);
    const named = [...text.matchAll(/npm run ([\w-]+)/g)].map(([, name = ""]) => name);
    expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
  });
});
