import { readFileSync } from "node:fs";
import type { Reporter } from "../src/reporting/report.ts";
import { auditOf } from "./audit.ts";
import { codeOf, fenced, proseOf } from "./layout/markdown-text.ts";
import { statements } from "./scripts.ts";

/** The audit report for people, in GitHub-flavoured markdown. */
export const markdown: Reporter = {
  format: "markdown",
  summary: "The audit report for people: every issue with its SQL, proof and way back.",
  async render(report) {
    const { default: handlebars } = await import("handlebars");
    const engine = handlebars.create();
    engine.registerHelper("prose", proseOf);
    engine.registerHelper("code", codeOf);
    engine.registerHelper("fence", fenced);
    engine.registerHelper("script", statements);
    engine.registerHelper("join", (parts: readonly string[]) => parts.join(", ") || "–");
    engine.registerPartial("statements", template("statements"));
    engine.registerPartial("script", template("script"));
    // What handlebars escapes is HTML; the helpers escape for the place in the markdown.
    return engine.compile(template("audit"), { noEscape: true, strict: true })(auditOf(report));
  },
};

function template(name: string): string {
  return readFileSync(new URL(`./templates/${name}.hbs`, import.meta.url), "utf8");
}
