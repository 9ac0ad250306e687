import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import type { Reporter } from "../src/reporting/report.ts";
import { type Page, pageOf } from "./html-page.ts";

/** The audit report as one page that needs nothing beside itself. */
export const html: Reporter = {
  format: "html",
  summary: "The audit report as one page for a browser, with filters, a diagram and query plans.",
  render: async (report) => {
    const { template, style, script } = await compiled();
    return template({ page: await pageOf(report), style, script, policy: policyFor(style, script) });
  },
};

interface Compiled {
  readonly template: (context: {
    readonly page: Page;
    readonly style: string;
    readonly script: string;
    readonly policy: string;
  }) => string;
  readonly style: string;
  readonly script: string;
}

let ready: Promise<Compiled> | null = null;

/** The template, compiled once; handlebars is loaded only now. */
function compiled(): Promise<Compiled> {
  ready ??= compile();
  return ready;
}

/** The style sheets, the later ones ruling over the earlier. */
const styles = ["base", "layout", "parts", "issue", "controls", "diagram", "paper"];

async function compile(): Promise<Compiled> {
  const { default: handlebars } = await import("handlebars");
  const engine = handlebars.create();
  engine.registerHelper(
    "ticked",
    (text: string) => new engine.SafeString(ticked(text, engine.escapeExpression)),
  );
  const partials = readdirSync(templateAt("")).filter((name) => name.endsWith(".hbs"));
  for (const name of partials) engine.registerPartial(name.replace(/\.hbs$/, ""), textOf(name));
  return {
    // Lines of SQL stand as they are: what a partial prints is not indented.
    template: engine.compile(textOf("page.hbs"), { strict: true, preventIndent: true }),
    style: styles.map((name) => textOf(`${name}.css`)).join("\n"),
    script: textOf("page.js"),
  };
}

function templateAt(name: string): URL {
  return new URL(`./templates/html/${name}`, import.meta.url);
}

/** A browser counts a line's end as one character, whatever it is in the file. */
function textOf(name: string): string {
  return readFileSync(templateAt(name), "utf8").replaceAll("\r\n", "\n");
}

/** What stands between backticks as code, all of it escaped. */
function ticked(text: string, escaped: (text: string) => string): string {
  return escaped(text).replace(/&#x60;(.*?)&#x60;/g, "<code>$1</code>");
}

/** The page's own style and script, known by their hashes, and nothing else. https://www.w3.org/TR/CSP3/ */
function policyFor(style: string, script: string): string {
  return [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${hashOf(script)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
