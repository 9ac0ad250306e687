import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { longestRun } from "../../src/history/owner.ts";
import { keptReports } from "../../src/history/runs.ts";
import { commandLine } from "../cases/command-line.ts";
import { shopFolder } from "../cli/shop.ts";

const page = readFileSync(new URL("../../docs/runs.md", import.meta.url), "utf8");
const lines = [...page.matchAll(/^npx doctor (.*)$/gm)].map(([, line = ""]) => line);

describe("docs/runs.md", () => {
  it("names what there is", () => {
    expect(lines).toHaveLength(12);
    expect(page).toContain(`reports of the last ${keptReports} runs`);
    expect(page).toContain(`more than ${longestRun / 3_600_000} hours ago`);
  });

  it.each(lines)("doctor %s", async (line) => {
    const folder = shopFolder({
      actual: "CREATE TABLE books (id INTEGER PRIMARY KEY)",
      declared: "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT)",
    });
    for (const _ of [1, 2]) await commandLine(folder, "analyze");
    const { code, err } = await commandLine(folder, ...line.split(" "));
    expect([code, err.replace(/^(The report is|As run) .*\n$/, "")]).toEqual([0, ""]);
  });
});
