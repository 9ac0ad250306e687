import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { rules } from "../../rules/catalogue.ts";
import { rulePage, rulesPage } from "../../src/engine/page.ts";

const folder = fileURLToPath(new URL("../../docs/rules/", import.meta.url));
const pages = new Map([
  ["README.md", rulesPage(rules)],
  ...rules.map((rule) => [`${rule.id}.md`, rulePage(rule)] as const),
]);

// `npm run docs` writes the pages with this run of the tests; every other run only compares.
if (process.env.DOCS === "write") {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of pages) writeFileSync(folder + name, text);
}

describe("docs/rules (npm run docs writes them)", () => {
  it("has a page for every rule and for nothing else", () => {
    expect(readdirSync(folder).toSorted()).toEqual([...pages.keys()].toSorted());
  });

  for (const [name, text] of pages) {
    it(`has ${name} as the rules tell it`, () => {
      expect(readFileSync(folder + name, "utf8")).toBe(text);
    });
  }
});
