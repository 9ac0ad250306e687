import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { html } from "../../reports/html.ts";
import type { Report } from "../../src/reporting/report.ts";
import { chromiumPath, type Opened, openFromDisk, startChromium } from "./browser.ts";
import { pageAbout, runnable, shopWithCode } from "./html-samples.ts";
import { grownShop } from "./large.ts";

// Skipped where Chromium is not installed.
describe.skipIf(chromiumPath === null)("the page in Chromium", () => {
  let browser: Browser;
  let opened: Opened | null = null;

  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    await opened?.close();
    opened = null;
  });

  async function open(about: Report = shopWithCode(), options: Parameters<typeof openFromDisk>[2] = {}) {
    opened = await openFromDisk(browser, await html.render(about, { color: false }), options);
    return opened;
  }

  const shownIn = (page: Page) => page.locator("article.issue:visible h4 .id").allTextContents();

  const width = (page: Page) => page.evaluate("document.documentElement.scrollWidth");

  it("complains of nothing and asks no network", async () => {
    const { page, complaints, requests } = await open();
    await page.waitForTimeout(100);
    expect(complaints).toEqual([]);
    expect(requests).toEqual([]);
  });

  it("filters by severity, category and table, and says how many are left", async () => {
    const { page } = await open();
    const all = ["CRIT-001", "HIGH-001", "HIGH-002", "MED-001", "MED-002", "INFO-001"];
    expect(await shownIn(page)).toEqual(all);
    await page.getByRole("checkbox", { name: "critical" }).uncheck();
    await expect.poll(() => shownIn(page)).toEqual(all.slice(1));
    expect(await page.locator("#severity-critical").isVisible()).toBe(false);
    await page.getByRole("combobox", { name: "Category" }).selectOption("performance");
    await expect.poll(() => shownIn(page)).toEqual(["MED-002"]);
    expect(await page.locator("#shown").textContent()).toBe("1 of 6 issues shown");
    await page.getByRole("button", { name: "Clear" }).click();
    await expect.poll(() => shownIn(page)).toEqual(all);
    await page.getByRole("combobox", { name: "Table" }).selectOption({ label: "orders" });
    await expect.poll(() => shownIn(page)).toEqual(["HIGH-002", "MED-001", "MED-002", "INFO-001"]);
  });

  it("searches in all that an issue says, its SQL and its places too", async () => {
    const { page } = await open();
    const search = page.getByRole("searchbox", { name: "Search" });
    await search.fill("CREATE table invoices");
    await expect.poll(() => shownIn(page)).toEqual(["HIGH-001"]);
    await search.fill("models/user.ts:6");
    await expect.poll(() => shownIn(page)).toEqual(["CRIT-001"]);
    await search.fill("nothing says this");
    await expect.poll(() => shownIn(page)).toEqual([]);
    expect(await page.locator("#shown").textContent()).toBe("0 of 6 issues shown");
  });

  it("leads to an issue that is filtered out, and to what is folded", async () => {
    const { page } = await open();
    await page.getByRole("searchbox").fill("invoices");
    await expect.poll(() => shownIn(page)).toEqual(["HIGH-001"]);
    await page.locator("#order").getByRole("link", { name: "MED-001" }).click();
    await expect.poll(() => page.locator("#MED-001").isVisible()).toBe(true);
    const genres = page.locator("#tables details li", { hasText: "genres" });
    expect(await genres.isVisible()).toBe(false);
    await page.evaluate(`location.hash = ${JSON.stringify(`#${await genres.getAttribute("id")}`)}`);
    await expect.poll(() => genres.isVisible()).toBe(true);
  });

  it.each(["with the clipboard", "without it", "where it refuses"])("copies SQL, %s", async (how) => {
    const { page } = await open();
    if (how !== "with the clipboard") {
      const clipboard =
        how === "without it" ? "undefined" : "{ writeText: () => Promise.reject(new Error()) }";
      await page.evaluate(
        `Object.defineProperty(navigator, "clipboard", { value: ${clipboard}, configurable: true })`,
      );
    }
    await page
      .context()
      .grantPermissions(how === "with the clipboard" ? ["clipboard-read", "clipboard-write"] : []);
    await page.locator("#CRIT-001 summary", { hasText: "SQL" }).click();
    await page.getByRole("button", { name: "Copy SQL of CRIT-001" }).click();
    await expect.poll(() => page.locator("#said").textContent()).toBe("Copied.");
    await page.getByRole("searchbox").focus();
    await page.keyboard.press("Control+V");
    expect(await page.getByRole("searchbox").inputValue()).toBe(
      "ALTER TABLE users ADD COLUMN role TEXT; ALTER TABLE users ADD COLUMN email TEXT;",
    );
  });

  it("is worked by keyboard alone, and shows where the focus is", async () => {
    const { page } = await open();
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the issues");
    await page.keyboard.press("Enter");
    for (let presses = 0; presses < 3; presses++) await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.value")).toBe("high");
    await page.keyboard.press("Space");
    await expect.poll(() => shownIn(page)).not.toContain("HIGH-001");
    const outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle");
    expect(outline).toBe("solid");
    const summary = page.locator("#CRIT-001 summary", { hasText: "SQL" });
    await summary.focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator("#said").textContent()).toBe("Copied.");
  });

  it("takes the colours that are asked for, and keeps what was chosen", async () => {
    const paper = (page: Page) => page.evaluate("getComputedStyle(document.body).backgroundColor");
    const { page } = await open(shopWithCode(), { colorScheme: "dark" });
    const dark = await paper(page);
    await page.getByLabel("Light").check();
    const light = await paper(page);
    expect(light).not.toBe(dark);
    await page.reload();
    expect(await paper(page)).toBe(light);
    await page.getByLabel("Auto").check();
    expect(await paper(page)).toBe(dark);
    await page.emulateMedia({ colorScheme: "light" });
    expect(await paper(page)).toBe(light);
  });

  it.each(["light", "dark"] as const)(
    "is legible in %s: every text has a contrast of 4.5 or more",
    async (colorScheme) => {
      const { page } = await open(pageAbout("users"), { colorScheme });
      await page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true');
      expect(await page.evaluate(tooPale)).toEqual([]);
    },
  );

  it.each([360, 768, 1280])("needs no scrolling sideways at a width of %i", async (wide) => {
    const { page } = await open(shopWithCode(), { viewport: { width: wide, height: 800 } });
    await page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true');
    expect(await width(page)).toBe(wide);
  });

  it("needs none with names as long as they get either", async () => {
    const { page } = await open(pageAbout("x".repeat(400)), { viewport: { width: 360, height: 800 } });
    await page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true');
    expect(await width(page)).toBe(360);
  });

  it("prints what is folded, in dark ink, and no controls", async () => {
    const { page } = await open(shopWithCode(), { colorScheme: "dark" });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    expect(await page.locator("#CRIT-001-sql").isVisible()).toBe(true);
    expect(await page.locator("form.filters").isVisible()).toBe(false);
    expect(await page.locator("button.copy").first().isVisible()).toBe(false);
    expect(await page.evaluate("getComputedStyle(document.body).color")).toMatch(/rgb\(30, 34, 38\)/);
    await page.evaluate('dispatchEvent(new Event("afterprint"))');
    await page.emulateMedia({ media: "screen" });
    expect(await page.locator("#CRIT-001-sql").isVisible()).toBe(false);
    expect((await page.pdf({ format: "A4" })).byteLength).toBeGreaterThan(10_000);
  });

  it("says all without JavaScript", async () => {
    const { page } = await open(shopWithCode(), { javaScriptEnabled: false });
    expect(await shownIn(page)).toHaveLength(6);
    expect(await page.locator("form.filters").isVisible()).toBe(false);
    expect(await page.locator("button.copy").first().isVisible()).toBe(false);
    await page.locator("#CRIT-001 summary", { hasText: "SQL" }).click();
    expect(await page.locator("#CRIT-001-sql").isVisible()).toBe(true);
  });

  it("stays quick with 1,000 issues", async () => {
    const { page } = await open(grownShop(300, 1000));
    const began = Date.now();
    await page.getByRole("searchbox").fill("extra_77");
    await expect.poll(() => page.locator("#shown").textContent()).toBe("11 of 1000 issues shown");
    expect(Date.now() - began).toBeLessThan(5000);
  });

  it("draws boxes that lead to their tables", async () => {
    const { page } = await open();
    await page
      .getByRole("link", { name: /^invoices: missing/ })
      .first()
      .click();
    await expect
      .poll(() => page.evaluate("document.querySelector(':target').textContent"))
      .toContain("invoices");
  });

  it.each(runnable)("runs, fetches and hides nothing of %j", async (name) => {
    const { page, complaints, requests } = await open(pageAbout(name));
    await page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true');
    await page.evaluate(
      'for (const element of document.querySelectorAll("*")) element.dispatchEvent(new MouseEvent("mouseover"))',
    );
    expect(await page.evaluate("globalThis.planted")).toBeUndefined();
    expect(complaints).toEqual([]);
    expect(requests).toEqual([]);
    expect(await page.evaluate("document.querySelectorAll('script').length")).toBe(1);
    expect(await page.locator("article.issue").count()).toBe(3);
  });
});

/** Run in the page: the texts whose contrast to what is behind them is below 4.5. https://www.w3.org/TR/WCAG22/#contrast-minimum */
const tooPale = `(() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (colour) => {
    const [r, g, b] = rgb(colour).slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    const frame = element.closest(".box")?.querySelector(".frame");
    if (element instanceof SVGElement && frame) return getComputedStyle(frame).fill;
    for (let at = element; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (rgb(backgroundColor)[3] === 255) return backgroundColor;
    }
    return "white";
  };
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== "");
    if (!own || ["SCRIPT", "OPTION", "title"].includes(element.tagName)) continue;
    const style = getComputedStyle(element);
    const ink = element instanceof SVGElement ? style.fill : style.color;
    const [light, dark] = [luminance(ink), luminance(behind(element))].sort((a, b) => b - a);
    const contrast = (light + 0.05) / (dark + 0.05);
    if (contrast < 4.5) found.push(element.tagName + "." + element.getAttribute("class") + " " + contrast.toFixed(2));
  }
  return [...new Set(found)];
})()`;
