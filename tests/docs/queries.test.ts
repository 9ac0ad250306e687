import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { analyze } from "../../src/internal.ts";
import type { Report } from "../../src/reporting/report.ts";

const page = readFileSync(new URL("../../docs/queries.md", import.meta.url), "utf8");

/** The first block of a language after a heading. */
function block(language: string, after: string): string {
  const from = page.indexOf(after);
  const found = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(page.slice(from));
  return found?.[1] ?? "";
}

async function analysed(code: string): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), "doctor-queries-"));
  try {
    mkdirSync(join(folder, "src"));
    writeFileSync(join(folder, "src/app.ts"), code);
    writeFileSync(
      join(folder, "doctor.config.json"),
      '{ "database": "shop.db", "queries": ["src/**/*.ts"] }',
    );
    const database = new Database(join(folder, "shop.db"));
    database.exec(block("sql", "## An example"));
    database.close();
    return await analyze({ folder });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("docs/queries.md", () => {
  it("shows what its example gives", async () => {
    const report = await analysed(block("ts", "## An example"));
    const found = report.issues
      .filter(({ severity }) => severity !== "info")
      .map(({ severity, rule, title }) => `${severity.padEnd(10)}${rule.padEnd(21)}${title}`);
    const shown = block("text", "## An example").trim().split("\n");
    expect(found.map((line) => line.replace(/\s+/g, " ")).sort()).toEqual(
      shown.map((line) => line.replace(/\s+/g, " ")).sort(),
    );
    expect(report.model.sources.map(({ kind }) => kind)).toEqual(["inferred"]);
  });

  it("silences a statement as it says", async () => {
    const silenced = block("ts", "## An example").replace(
      "  const last = db",
      "  // doctor-ignore query-in-loop: three rows at most\n  const last = db",
    );
    const report = await analysed(silenced);
    expect(report.issues.map(({ rule }) => rule)).not.toContain("query-in-loop");
  });

  it("names rules that exist", () => {
    const named = [...page.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, name = ""]) => name);
    const pages = readFileSync(new URL("../../docs/rules/README.md", import.meta.url), "utf8");
    for (const name of named) expect(pages, name).toContain(`[${name}]`);
  });
});
