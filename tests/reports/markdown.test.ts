import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { describe, expect, it } from "vitest";
import { plain } from "../../reports/layout/plain.ts";
import { markdown } from "../../reports/markdown.ts";
import { report } from "../reporting/samples.ts";
import { hostileNames, reportAbout, steering } from "./hostile.ts";
import { shop } from "./samples.ts";

const render = async (about = shop()) => markdown.render(about, { color: false });
const toHtml = (text: string) =>
  micromark(text, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
const tagsOf = (html: string) => html.match(/<[^>]*>/g) ?? [];

function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}

describe("the audit report", () => {
  it("has its parts in their order", async () => {
    const headings = [...toHtml(await render()).matchAll(/<h([12])>(.*?)<\/h\1>/g)].map((match) => match[2]);
    expect(headings).toEqual([
      "Schema audit of <code>data/shop.db</code>",
      "Executive summary",
      "What was examined",
      "What changes",
      "Issues",
      "Implementation order",
      "Repair plan",
      "Proof",
      "What was not analysed",
      "Success metrics",
      "Risk mitigation",
      "Totals",
    ]);
  });

  it("states date, scope and status", async () => {
    const text = textOf(toHtml(await render()));
    for (const part of ["2026-03-14 09:26 UTC", "4 tables of the model in 1 file", "broken today"])
      expect(text).toContain(part);
  });

  it("says of an issue all that is known", async () => {
    const output = await render();
    const about = output.slice(output.indexOf("#### MED-001"), output.indexOf("### Info"));
    for (const part of [
      "| schema | Database | `missing-foreign-key` | `orders` | medium | 20 minutes | – |",
      "**Description.** Description of MED-001.",
      "**Root cause.** Root cause of MED-001.",
      "**Impact.** Impact of MED-001.",
      "**Repair action.** Repair of MED-001.",
      "<summary>SQL</summary>",
      "DROP TABLE orders;",
      "<summary>Validation (must return no rows)</summary>",
      "validation of step-3;",
      "<summary>Rollback plan</summary>",
      "undo of step-3;",
    ]) {
      expect(about).toContain(part);
    }
  });

  it("holds the whole repair, with the steps that delete data as comments", async () => {
    const script = /<summary>Repair script<\/summary>\n\n```sql\n(.*?)\n```/s.exec(await render())?.[1] ?? "";
    expect(script).toMatch(/^\.bail on\nPRAGMA foreign_keys = OFF;\nBEGIN IMMEDIATE;\n/);
    expect(script).toContain("\nALTER TABLE users ADD COLUMN role TEXT;\n");
    expect(script).toContain("\n-- ALTER TABLE orders DROP COLUMN legacy_note;\n");
    expect(script).toMatch(/\n\nCOMMIT;$/);
  });

  it("opens and closes each of its details", async () => {
    const output = await render();
    expect(output.match(/<details>/g)?.length).toBe(output.match(/<\/details>/g)?.length);
  });

  it("says when model and database agree", async () => {
    const text = textOf(toHtml(await render(report())));
    expect(text).toContain("Model and database agree: no issues.");
    expect(text).toContain("None. Model and database agree.");
    expect(text).not.toContain("Repair plan");
  });

  it("fills its template: no gap, no left-over", async () => {
    for (const about of [shop(), report(), reportAbout("users")]) {
      expect(await render(about)).not.toMatch(/undefined|\[object|\{\{|NaN|\n\n\n/);
    }
  });
});

describe("a name in the audit report", () => {
  it.each(hostileNames)("like %j leaves its form as it is", async (name) => {
    const tame = tagsOf(toHtml(await render(reportAbout("users"))));
    expect(tagsOf(toHtml(await render(reportAbout(name))))).toEqual(tame);
  });

  it.each(hostileNames)("like %j is shown as it is, control characters as escapes", async (name) => {
    const text = textOf(toHtml(await render(reportAbout(name))));
    const shown = plain(name).trim();
    const heading = text.split("\n").find((line) => line.startsWith("CRIT-001: "));
    expect(heading?.slice("CRIT-001: ".length)).toBe(shown);
    const title = text.split("\n").find((line) => line.startsWith("Schema audit of "));
    expect(title?.slice("Schema audit of ".length)).toBe(`data/${plain(name)}`);
  });

  it.each(hostileNames)("like %j does not steer a terminal that shows the file", async (name) => {
    expect((await render(reportAbout(name))).replaceAll("\t", "")).not.toMatch(steering);
  });

  it.each(hostileNames)("like %j makes no link and no picture", async (name) => {
    expect(toHtml(await render(reportAbout(name)))).not.toMatch(/<(a|img|script)\b/);
  });
});
