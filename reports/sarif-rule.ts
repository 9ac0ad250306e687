import type { ReportingDescriptor, Result } from "sarif";
import type { Severity } from "../src/engine/issue.ts";
import { rulePage } from "../src/engine/page.ts";
import type { Rule } from "../src/engine/rule.ts";
import type { Report } from "../src/reporting/report.ts";

const levels = {
  critical: "error",
  high: "error",
  medium: "warning",
  info: "note",
} as const satisfies Readonly<Record<Severity, Result.level>>;

/** SARIF's word for a severity. */
export function levelOf(severity: Severity): "error" | "warning" | "note" {
  return levels[severity];
}

/** Where the package is described. */
export function homeOf({ name }: Report["tool"]): string {
  return `https://www.npmjs.com/package/${name}`;
}

/** A rule as code scanning shows it beside its alerts. */
export function descriptorOf(id: string, rules: readonly Rule[], tool: Report["tool"]): ReportingDescriptor {
  const rule = rules.find((known) => known.id === id);
  if (rule === undefined) return { id };
  const { summary, why, severity, category, component } = rule;
  return {
    id,
    name: pascalCase(id),
    shortDescription: { text: summary },
    fullDescription: { text: why },
    help: { text: `${summary}\n\n${why}\n\ndoctor explain ${id} says more.`, markdown: helpOf(rule) },
    helpUri: `https://unpkg.com/${tool.name}@${tool.version}/docs/rules/${id}.md`,
    defaultConfiguration: { level: levelOf(severity) },
    properties: {
      tags: ["sqlite", category, component.toLowerCase()],
      precision: "very-high",
      "problem.severity": levelOf(severity) === "note" ? "recommendation" : levelOf(severity),
    },
  };
}

/** The rule's page, which stands alone here: without its title, and without links to pages beside it. */
function helpOf(rule: Rule): string {
  return rulePage(rule)
    .replace(/^# .*\n+/, "")
    .replace(/\[([^\]]*)\]\(\.\.?\/[^)]*\)/g, "$1");
}

function pascalCase(id: string): string {
  return id.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
