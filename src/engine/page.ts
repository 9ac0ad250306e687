import type { Example, Rule } from "./rule.ts";

/** A rule's page in the documentation, as markdown: everything on it comes from the rule itself. */
export function rulePage(rule: Rule): string {
  return `${[
    `# ${rule.id}`,
    rule.summary,
    `| severity | category | component |\n|---|---|---|\n| ${rule.severity} | ${rule.category} | ${rule.component} |`,
    "## Why",
    rule.why,
    "## Reported",
    ...rule.examples.bad.flatMap((example, i, all) => exampleText(example, rule, i, all.length)),
    "## Not reported",
    ...rule.examples.good.flatMap((example, i, all) => exampleText(example, null, i, all.length)),
    "## Configure",
    ...(rule.convention === undefined
      ? [
          "The severity is the usual one; what is stored and used decides in each case. A project sets its own in `doctor.config.json`, for all tables or for some (the first match wins):",
          fenced("json", configuration(rule)),
        ]
      : [
          "Off unless `doctor.config.json` asks for it, by name or by preset ([conventions](../conventions.md)); with allowances by table (the first match wins):",
          fenced("json", askedFor(rule.convention)),
        ]),
  ].join("\n\n")}\n`;
}

/** The list of all rules, as markdown. */
export function rulesPage(rules: readonly Rule[]): string {
  const rows = rules.map(
    ({ id, severity, summary }) => `| [${id}](${id}.md) | ${severity} | ${summary.replaceAll("|", "\\|")} |`,
  );
  return `${[
    "# Rules",
    "What the doctor knows. Each page is generated from the rule, and its examples run as tests.",
    ["| rule | usual severity | what is wrong |", "|---|---|---|", ...rows].join("\n"),
  ].join("\n\n")}\n`;
}

function exampleText(example: Example, rule: Rule | null, position: number, count: number): string[] {
  const severity = rule && example.severity && example.severity !== rule.severity ? example.severity : null;
  const heading = `### Example ${position + 1}${severity === null ? "" : `: here ${severity}`}`;
  const model =
    typeof example.declared === "string"
      ? fenced("sql", example.declared)
      : fenced("ts", example.declared.types);
  return [
    ...(count > 1 || severity !== null ? [heading] : []),
    "The model:",
    model,
    ...(typeof example.declared === "string" ? [] : filesText(example.declared.beside)),
    ...(example.actual.trim() === ""
      ? ["The database is empty."]
      : ["The database:", fenced("sql", example.actual)]),
    ...(example.code === undefined ? [] : ["The code, `src/app.ts`:", fenced("ts", example.code)]),
    ...filesText(example.files),
    ...(example.config ? ["The config:", fenced("json", JSON.stringify(example.config))] : []),
  ];
}

function filesText(files: Readonly<Record<string, string>> = {}): string[] {
  return Object.entries(files).flatMap(([path, text]) => [`The file \`${path}\`:`, fenced("", text)]);
}

function configuration({ id, severity }: Rule): string {
  const other = severity === "medium" ? "info" : "medium";
  return `{ "rules": { "${id}": [{ "tables": ["legacy_*"], "severity": "off" }, { "tables": ["*"], "severity": "${other}" }] } }`;
}

function askedFor(convention: string): string {
  return `{ "conventions": { "${convention}": [{ "tables": ["legacy_*"], "severity": "off" }] } }`;
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}
