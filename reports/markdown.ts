import { readFileSync } from "node:fs";
import type { Reporter } from "../src/reporting/report.ts";
import { auditOf } from "./audit.ts";
import { briefOf } from "./brief.ts";
import { codeOf, fenced, proseOf } from "./layout/markdown-text.ts";
import { statements } from "./scripts.ts";
import { rowsCounted } from "./wording.ts";

/** The audit report for people, in GitHub-flavoured markdown. */
export const markdown: Reporter = {
  format: "markdown",
  summary: "The audit report for people: every issue with its SQL, proof and way back.",
  render: async (report, { brief = false }) =>
    brief ? briefOf(report) : (await compiled())(auditOf(report)),
};

type Template = (audit: ReturnType<typeof auditOf>) => string;

let template: Promise<Template> | null = null;

/** The template, compiled once; handlebars is loaded only now. */
function compiled(): Promise<Template> {
  template ??= compile();
  return template;
}

async function compile(): Promise<Template> {
  const { default: handlebars } = await import("handlebars");
  const engine = handlebars.create();
  engine.registerHelper("prose", proseOf);
  engine.registerHelper("code", codeOf);
  engine.registerHelper("fence", fenced);
  engine.registerHelper("script", statements);
  engine.registerHelper("rowsCounted", rowsCounted);
  engine.registerHelper("join", (parts: readonly string[]) => parts.join(", ") || "–");
  engine.registerPartial("statements", textOf("statements"));
  engine.registerPartial("script", textOf("script"));
  // What handlebars escapes is HTML; the helpers escape for the place in the markdown.
  return engine.compile(textOf("audit"), { noEscape: true, strict: true });
}

function textOf(name: string): string {
  return readFileSync(new URL(`./templates/${name}.hbs`, import.meta.url), "utf8");
}
