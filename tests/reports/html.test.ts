import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { auditOf } from "../../reports/audit.ts";
import { html } from "../../reports/html.ts";
import { plain } from "../../reports/layout/plain.ts";
import type { Report } from "../../src/reporting/report.ts";
import { report } from "../reporting/samples.ts";
import { steering } from "./hostile.ts";
import { hostileToPages, pageAbout, shopWithCode } from "./html-samples.ts";
import { grownShop } from "./large.ts";
import { shop } from "./samples.ts";

const render = async (about: Report = shopWithCode()) => html.render(about, { color: false });

/** A page without what is its own: style and script. */
function withoutOwn(page: string): string {
  return page.replace(/<style>.*?<\/style>/s, "<style></style>").replace(/<script>.*?<\/script>/s, "");
}

const tagsOf = (page: string) => withoutOwn(page).match(/<[^>]*>/g) ?? [];

/** What a tag is, whatever its attributes say. */
function formOf(tag: string): string {
  const names = [...tag.matchAll(/ ([a-z-]+)(?:="[^"]*")?/gi)].map((match) => match[1]);
  return `${/^<\/?[a-z!]+/i.exec(tag)?.[0]} ${names.join(" ")}`;
}

function valuesOf(page: string, attribute: string): string[] {
  return [...withoutOwn(page).matchAll(new RegExp(` ${attribute}="([^"]*)"`, "g"))].map(
    (match) => match[1] ?? "",
  );
}

function textOf(page: string): string {
  return withoutOwn(page)
    .replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&#x60;", "`")
    .replaceAll("&#x3D;", "=")
    .replaceAll("&amp;", "&");
}

/** All texts inside a value. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return value === null || typeof value !== "object" ? [] : Object.values(value).flatMap(textsIn);
}

describe("the page", () => {
  it("has its parts in their order", async () => {
    const headings = [...(await render()).matchAll(/<h([12])\b[^>]*>(.*?)<\/h\1>/g)].map((match) => match[2]);
    expect(headings).toEqual([
      "data/shop.db",
      "Executive summary",
      "The database and its drift",
      "Issues",
      "Implementation order",
      "Repair plan",
      "Statements that issues are about",
      "Tables",
      "Proof",
      "What was not analysed",
      "Success metrics",
      "Risk mitigation",
      "Totals",
    ]);
  });

  it("says all that the audit report says", async () => {
    const about = shopWithCode();
    const page = await render(about);
    const ids = valuesOf(page, "id").map((id) => id.replace("finding-", ""));
    const text = `${textOf(page).replace(/\s+/g, " ")} ${ids.join(" ")}`;
    // The page has a diagram of its own, and its own words for what changes.
    const { diagram: _, changes: __, report: ___, ...audit } = auditOf(about);
    for (const said of textsIn([audit, about.issues, about.proof, about.notAnalysed, about.plan.steps]))
      expect(text).toContain(said.replaceAll("`", "").replace(/\s+/g, " "));
  });

  it("skips no level of heading", async () => {
    const levels = [...(await render()).matchAll(/<h(\d)/g)].map((match) => Number(match[1]));
    levels.forEach((level, index) => {
      expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    });
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
  });

  it.each<[string, Report]>([
    ["an empty report", report()],
    ["the shop", shop()],
    ["the shop with code", shopWithCode()],
    ["a grown shop", grownShop(60)],
    ["hostile names", pageAbout("</a><a href=#nowhere>")],
  ])("links only what is there, about %s", async (_, about) => {
    const page = await render(about);
    const ids = valuesOf(page, "id");
    expect(new Set(ids).size).toBe(ids.length);
    for (const link of valuesOf(page, "href").filter((href) => href !== "data:,"))
      expect(ids).toContain(link.replace(/^#/, ""));
    for (const copied of valuesOf(page, "data-copies")) expect(ids).toContain(copied);
    for (const label of valuesOf(page, "aria-labelledby")) expect(ids).toContain(label);
  });

  it("is the same for the same report", async () => {
    expect(await render(grownShop(80))).toBe(await render(grownShop(80)));
  });

  it("does not change the report", async () => {
    const about = pageAbout("users");
    await render(about);
    expect(about).toEqual(pageAbout("users"));
  });

  it("lets its own style and script run and nothing else", async () => {
    const page = await render();
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? "";
    const hashOf = (tag: string) => {
      const own = new RegExp(`<${tag}>(.*?)</${tag}>`, "s").exec(page)?.[1] ?? "";
      return `sha256-${createHash("sha256").update(own).digest("base64")}`;
    };
    const allowed = policy.replaceAll("&#x27;", "'").replaceAll("&#x3D;", "=").split("; ");
    expect(allowed).toEqual([
      "default-src 'none'",
      `style-src '${hashOf("style")}'`,
      `script-src '${hashOf("script")}'`,
      "img-src data:",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  it("names nothing outside itself", async () => {
    const page = await render();
    const addresses = page
      .replaceAll("http://www.w3.org/2000/svg", "")
      .match(/https?:|\/\/[a-z]+\.|url\(|@import/g);
    expect(addresses).toBeNull();
    expect(page).not.toMatch(/ (?:style|on[a-z]+)="/);
  });

  it("has templates that escape all but style and script", () => {
    const folder = new URL("../../reports/templates/html/", import.meta.url);
    const templates = readdirSync(folder).filter((name) => name.endsWith(".hbs"));
    expect(templates.length).toBeGreaterThan(5);
    const raw = templates.flatMap(
      (name) => readFileSync(new URL(name, folder), "utf8").match(/\{\{\{[^}]*\}\}\}|\{\{&[^}]*\}\}/g) ?? [],
    );
    expect(raw).toEqual(["{{{style}}}", "{{{script}}}"]);
  });
});

describe("a page about hostile names", () => {
  it.each(hostileToPages)("is built like any other, with %j", async (name) => {
    // What cannot be shown is not copied either, so there is no button.
    const harmless = steering.test(name.replace(/\r\n|\t/g, "")) ? "users\u0007" : "users";
    const page = await render(pageAbout(name));
    expect(tagsOf(page).map(formOf)).toEqual(tagsOf(await render(pageAbout(harmless))).map(formOf));
    for (const attribute of ["id", "href", "data-copies", "data-tables", "value", "class", "for"])
      for (const value of valuesOf(page, attribute)) expect(value).toMatch(/^(#?[\w -]*|data:,)$/);
  });

  it.each(hostileToPages)("shows %j, and hides nothing of it", async (name) => {
    const page = await render(pageAbout(name));
    expect(page.replaceAll("\t", "")).not.toMatch(steering);
    const text = textOf(page).replace(/\s+/g, " ");
    expect(text).toContain(plain(name).replace(/\s+/g, " ").trim());
  });

  it("offers no button for SQL that is not what it looks like", async () => {
    const page = await render(pageAbout("or\u202eders"));
    expect(page).not.toContain('data-copies="CRIT-001-sql"');
    expect(textOf(page)).toContain("Holds characters that cannot be shown");
    expect(await render(pageAbout("orders"))).toContain('data-copies="CRIT-001-sql"');
  });
});

describe("an issue on the page", () => {
  const articleOf = (page: string, id: string) =>
    new RegExp(`<article[^>]* id="${id}".*?</article>`, "s").exec(page)?.[0] ?? "";

  it("has what the filters ask for", async () => {
    const article = articleOf(await render(), "MED-001");
    expect(article).toContain('data-severity="medium" data-category="schema"');
    const table = /<option value="(table-\d+)">orders</.exec(await render())?.[1];
    expect(article).toContain(`data-tables="${table}"`);
  });

  it("leads to its table, its steps and the statements it is about, and these lead back", async () => {
    const page = await render();
    const article = articleOf(page, "CRIT-001");
    expect(article).toMatch(/href="#table-\d+">users</);
    expect(article).toContain('href="#step-1"');
    expect(article).toContain('href="#statement-2">src/orders.ts:30<');
    const statement = /<li id="statement-2">.*?<\/li>/s.exec(page)?.[0] ?? "";
    expect(statement).toContain('href="#CRIT-001"');
    expect(textOf(statement)).toMatch(/Fails today: no such column: role\.\s+Prepares after the repair\./);
    const users = [
      ...page.matchAll(/<li id="table-\d+" class="changed">.*?<p class="where">.*?<\/p>/gs),
    ].find((match) => match[0].includes("<code>users</code>"))?.[0];
    expect(users).toContain('href="#CRIT-001"');
    expect(users).toContain('href="#statement-2"');
  });

  it("shows query plans before and after, some at once and the others folded", async () => {
    const article = articleOf(await render(), "MED-002");
    const [first, folded] = article.split("<summary>2 more that it serves</summary>");
    expect(first?.match(/class="query-plan"/g)).toHaveLength(2);
    expect(folded?.match(/class="query-plan"/g)).toHaveLength(2);
    expect(article).toContain('<li class="differs"><code>SCAN orders</code></li>');
    expect(article).toContain('<a href="#statement-1"><code>src/orders.ts:9:3</code></a>');
  });

  it("says what the baseline accepts", async () => {
    const about = pageAbout("users");
    const text = textOf(articleOf(await render(about), "CRIT-001"));
    expect(text).toContain("Accepted 2026-03-01: users");
    expect(text).toContain("Accepted as medium, and worse since: new.");
    expect(text).not.toContain("Accepted by the baseline.");
    const all = about.issues.map((issue) => ({ ...issue, findings: issue.findings.slice(0, 1) }));
    expect(textOf(await render({ ...about, issues: all }))).toContain("Accepted by the baseline.");
  });

  it("folds findings beyond eight", async () => {
    const [first, ...others] = shop().issues;
    const [finding] = first?.findings ?? [];
    if (!first || !finding) throw new Error("the sample lost its finding");
    const findings = Array.from({ length: 11 }, (_, index) => ({
      ...finding,
      fingerprint: String(index).padStart(16, "0"),
    }));
    const page = await render({ ...shop(), issues: [{ ...first, findings }, ...others] });
    const [open, folded] = articleOf(page, "CRIT-001").split("<summary>3 more findings</summary>");
    expect(open?.match(/id="finding-/g)).toHaveLength(8);
    expect(folded?.match(/id="finding-/g)).toHaveLength(3);
  });
});
