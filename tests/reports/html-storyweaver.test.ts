import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { html } from "../../reports/html.ts";
import { analyze } from "../../src/internal.ts";
import type { Report } from "../../src/reporting/report.ts";
import { buildFixture } from "../cases/fixture.ts";
import { chromiumPath, openFromDisk, startChromium } from "./browser.ts";

// Skipped where Chromium is not installed. PICTURES=1 draws the pictures of docs/pictures anew.
describe.skipIf(chromiumPath === null)("storyweaver's page in Chromium", () => {
  let browser: Browser;
  let report: Report;
  let text: string;

  beforeAll(async () => {
    const fixture = buildFixture("storyweaver");
    const found = await analyze({ folder: fixture.folder });
    fixture.remove();
    report = {
      ...found,
      run: { id: "20260314T092653-a1b2c3d4", startedAt: "2026-03-14T09:26:53.000Z", durationMs: 0 },
    };
    text = await html.render(report, { color: false });
    browser = await startChromium();
  });
  afterAll(() => browser.close());

  async function look<T>(options: BrowserContextOptions, at: (page: Page) => Promise<T>): Promise<T> {
    const { page, complaints, requests, close } = await openFromDisk(browser, text, options);
    try {
      const seen = await at(page);
      expect(complaints).toEqual([]);
      expect(requests).toEqual([]);
      return seen;
    } finally {
      await close();
    }
  }

  it("shows every issue, and draws every table that drifts", async () => {
    await look({}, async (page) => {
      expect(await page.locator("article.issue").count()).toBe(report.issues.length);
      const diagram = page.locator("#diagram .canvas").first();
      for (const { name } of report.plan.tables)
        expect(await diagram.getByText(name, { exact: true }).count(), name).toBeGreaterThan(0);
    });
  });

  it("shows the query plans of eight lookups, before and after", async () => {
    const lookups = report.issues.find(({ rule }) => rule === "unindexed-lookup");
    await look({}, async (page) => {
      const article = page.locator(`#${lookups?.id}`);
      expect(await article.locator(".findings > li").count()).toBe(8);
      expect(await article.getByText("SCAN characters", { exact: true }).count()).toBe(1);
      expect(
        await article.getByText("USING INDEX idx_characters_project_id (project_id=?)").count(),
      ).toBeGreaterThan(0);
    });
  });

  it("needs no scrolling sideways on a phone, with all that is folded open", async () => {
    await look({ viewport: { width: 360, height: 800 } }, async (page) => {
      await page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true');
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
    });
  });

  describe.skipIf(process.env.PICTURES === undefined)("is drawn for the documentation:", () => {
    const folder = fileURLToPath(new URL("../../docs/pictures/", import.meta.url));
    const wide = { viewport: { width: 1200, height: 760 } };
    const phone = { viewport: { width: 360, height: 760 }, deviceScaleFactor: 1.5 };

    it.each<[string, BrowserContextOptions, string, string]>([
      ["html-summary", { ...wide, colorScheme: "light" }, ".masthead", "start"],
      [
        "html-diagram",
        { viewport: { width: 1480, height: 820 }, colorScheme: "light" },
        "#diagram .box[aria-label^='documents']",
        "center",
      ],
      ["html-phone", { ...phone, colorScheme: "dark" }, "article:has(.query-plan) .findings", "start"],
    ])("%s", async (name, options, place, block) => {
      const picture = await look(options, async (page) => {
        await page.evaluate(
          `document.querySelector(${JSON.stringify(place)}).scrollIntoView({ block: ${JSON.stringify(block)} })`,
        );
        await page.waitForTimeout(300);
        return page.screenshot();
      });
      expect(picture.byteLength).toBeLessThan(200_000);
      mkdirSync(folder, { recursive: true });
      writeFileSync(`${folder}${name}.png`, picture);
    });
  });
});
