import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { rules } from "../../rules/catalogue.ts";
import { rulePage, rulesPage } from "../../src/engine/page.ts";

const folder = fileURLToPath(new URL("../../docs/rules/", import.meta.url));
const pages = new Map([
  ["README.md", rulesPage(rules)],
  ...rules.map((rule) => [`${rule.id}.md`, rulePage(rule)] as const),
]);

describe("docs/rules (npm run docs writes them)", () => {
  it("has a page for every rule and for nothing else", () => {
    expect(readdirSync(folder).toSorted()).toEqual([...pages.keys()].toSorted());
  });

  for (const [name, text] of pages) {
    it(`has ${name} as the rules tell it`, async () => {
      await expect(text).toMatchFileSnapshot(folder + name);
    });
  }
});
