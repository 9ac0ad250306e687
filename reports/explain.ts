import type { Example, Rule } from "../src/engine/rule.ts";
import type { ReportedIssue } from "../src/reporting/report.ts";
import { type Palette, palette } from "./layout/palette.ts";
import { plain, plainLines } from "./layout/plain.ts";
import { heading, labelled, wrapped } from "./layout/terminal.ts";
import { statements } from "./scripts.ts";
import { counted, minutesShown, placeOf, rowsFound } from "./wording.ts";

/** The rules for the terminal, a line or two each. */
export async function renderRules(
  rules: readonly Rule[],
  options: { readonly color: boolean },
): Promise<string> {
  const paint = await palette(options.color);
  const width = Math.max(...rules.map((rule) => rule.id.length));
  return `${[
    paint.strong(`${counted(rules.length, "rule")}, by usual severity; evidence decides in each case`),
    "",
    ...rules.flatMap((rule) => [
      `  ${paint.severity[rule.severity](rule.severity.padEnd(8))}  ${paint.strong(rule.id.padEnd(width))}`.trimEnd(),
      ...wrapped(" ".repeat(12), rule.summary),
    ]),
    "",
    "doctor explain RULE says more about one.",
  ].join("\n")}\n`;
}

/** All about one rule, for the terminal. */
export async function renderRule(rule: Rule, options: { readonly color: boolean }): Promise<string> {
  const paint = await palette(options.color);
  return `${[
    `${paint.strong(rule.id)}  ${paint.severity[rule.severity](rule.severity)} ${paint.faint(`· ${rule.category} · ${rule.component}`)}`,
    "",
    ...wrapped("", rule.summary),
    "",
    ...wrapped("", rule.why),
    ...rule.examples.bad.flatMap((example) => exampleLines("Reported", example, paint)),
    ...rule.examples.good.flatMap((example) => exampleLines("Not reported", example, paint)),
    "",
    heading("CONFIGURE", "in doctor.config.json", paint.strong, paint.faint),
    "",
    `  { "rules": { "${rule.id}": "off" } }`,
    `  { "rules": { "${rule.id}": [{ "tables": ["legacy_*"], "severity": "info" }] } }`,
  ].join("\n")}\n`;
}

function exampleLines(title: string, example: Example, paint: Palette): string[] {
  const model = typeof example.declared === "string" ? example.declared : example.declared.types;
  return [
    "",
    heading(title.toUpperCase(), "", paint.strong, paint.faint),
    "",
    paint.faint("  model"),
    ...indented(model),
    paint.faint("  database"),
    ...indented(example.actual.trim() === "" ? "(empty)" : example.actual),
    ...(example.config === undefined
      ? []
      : [paint.faint("  config"), ...indented(JSON.stringify(example.config))]),
  ];
}

/** All about one issue, for the terminal. */
export async function renderIssue(
  issue: ReportedIssue,
  options: { readonly color: boolean },
): Promise<string> {
  const paint = await palette(options.color);
  const section = (title: string, text: string) =>
    text === "" ? [] : ["", paint.strong(title), ...wrapped("  ", plain(text))];
  const sqlSection = (title: string, sql: readonly string[]) =>
    sql.length === 0 ? [] : ["", paint.strong(title), ...indented(statements(sql.map(plainLines)))];
  return `${[
    ...labelled(`${issue.id}  `, plain(issue.title), paint.severity[issue.severity]),
    ...wrapped(
      "",
      `${issue.severity} · ${issue.category} · ${issue.component} · rule ${issue.rule} · risk ${issue.risk} · ${minutesShown(issue.estimatedMinutes)} · fingerprint ${issue.fingerprint}`,
    ).map(paint.faint),
    ...section("Description", issue.description),
    ...(issue.findings.length === 0 ? [] : ["", paint.strong("Findings")]),
    ...issue.findings.flatMap((finding) => [
      ...labelled("  - ", plain(finding.message)),
      ...[placeOf(finding) ?? "", finding.query === null ? "" : rowsFound(finding.query)]
        .filter((line) => line !== "")
        .flatMap((line) => wrapped("    ", plain(line)).map(paint.faint)),
    ]),
    ...section("Root cause", issue.rootCause),
    ...section("Impact", issue.impact),
    ...section("Repair", issue.repairAction),
    ...(issue.dependsOn.length === 0 ? [] : section("Depends on", issue.dependsOn.join(", "))),
    ...sqlSection("SQL", issue.sql),
    ...sqlSection("Validation: must return no rows", issue.validation),
    ...sqlSection("Rollback", issue.rollback),
  ].join("\n")}\n`;
}

function indented(text: string): string[] {
  return plainLines(text.trimEnd())
    .split("\n")
    .map((line) => `    ${line}`);
}
