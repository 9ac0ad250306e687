import type { Report } from "../src/reporting/report.ts";
import { auditOf } from "./audit.ts";
import { codeBlock, scriptBlock } from "./html-code.ts";
import { drawn } from "./html-diagram.ts";
import { choicesOf, pageIssue } from "./html-issues.ts";
import { type Links, linksOf } from "./html-links.ts";
import { type PageTable, tablesOf } from "./html-tables.ts";
import { visible } from "./layout/visible.ts";
import { counted, placeOf } from "./wording.ts";

/** What an audit says, with what a page has besides: links, diagrams, figures, and choices for its filters. */
export async function pageOf(report: Report) {
  const tables = tablesOf(report);
  const links = linksOf(report, tables);
  const { scripts, sections, order, ...audit } = auditOf(report);
  return visible({
    ...audit,
    ...choicesOf(report),
    ...(await diagramsOf(tables)),
    title: `Schema audit of ${report.database.path}`,
    statusKind: audit.status.replaceAll(" ", "-"),
    sections: sections.map(({ title, issues: [first] }) => ({
      title,
      severity: first?.severity ?? "info",
      meaning: audit.severities.find(({ name }) => name === first?.severity)?.meaning ?? "",
      issues: report.issues
        .filter(({ severity }) => severity === first?.severity)
        .map((issue) => pageIssue(issue, links)),
    })),
    order: order.map((entry) => ({ ...entry, steps: links.stepsOf(entry.id) })),
    steps: stepsOf(report),
    scripts: [
      scriptBlock("script-repair", "Repair script", "repair script", scripts.repair),
      scriptBlock("script-before", "Before the repair", "validations before", scripts.before),
      scriptBlock("script-after", "After the repair", "validations after", scripts.after),
      scriptBlock("script-rollback", "Rollback script", "rollback script", scripts.rollback),
    ],
    statements: statementsOf(report, links),
    tables: tables
      .filter((table) => !isAsItShouldBe(table))
      .map((table) => ({
        ...table,
        change: stateWords[table.state],
        statements: links.statementsOn(table),
      })),
    others: tables.filter(isAsItShouldBe),
    choosable: tables.filter(({ issues }) => issues.length > 0).sort(byName),
    figures: figuresOf(report),
    baseline: report.baseline ?? null,
  });
}

/** What the template is given. */
export type Page = Awaited<ReturnType<typeof pageOf>>;

function isAsItShouldBe({ state, issues }: PageTable): boolean {
  return state === "same" && issues.length === 0;
}

/** The tables that differ with those around them, and, where there are more, all. */
async function diagramsOf(tables: readonly PageTable[]) {
  const all = tables.filter(({ isDrawn }) => isDrawn);
  const drifted = new Set(all.filter((table) => table.state !== "same" && table.state !== "undeclared"));
  const anchors = new Set([...drifted].map(({ anchor }) => anchor));
  const around = new Set([...drifted].flatMap(({ references }) => references.map(({ anchor }) => anchor)));
  const near = all.filter(
    (table) =>
      drifted.has(table) ||
      around.has(table.anchor) ||
      table.references.some(({ anchor }) => anchor !== null && anchors.has(anchor)),
  );
  const hasFocus = drifted.size > 0 && near.length < all.length;
  return {
    focus: hasFocus ? await drawn(near) : null,
    whole: all.length > 0 ? await drawn(all) : null,
    wholeCount: counted(all.length, "table"),
    driftedCount: counted(drifted.size, "table"),
  };
}

const stateWords: Readonly<Record<PageTable["state"], string>> = {
  missing: "is missing; the model declares it",
  changed: "differs; the repair changes it",
  renamed: "gets its declared name",
  dropped: "goes away",
  concerned: "stays; issues are about it",
  undeclared: "is not in the model",
  same: "stays as it is",
};

/** The SQL of the steps stands with their issues and in the scripts. */
function stepsOf({ plan }: Report) {
  return plan.steps.map(({ id, comment, safety, issues, rollback: { kind, note } }, index) => ({
    ...{ id, comment, safety, issues, note, way: kind },
    anchor: `step-${index + 1}`,
  }));
}

function statementsOf({ code }: Report, links: Links) {
  return (code?.concerned ?? []).map((statement, index) => ({
    ...statement,
    tables: statement.tables.map(links.tableOf),
    anchor: `statement-${index + 1}`,
    place: placeOf(statement),
    code: codeBlock(`statement-${index + 1}-sql`, "SQL", "statement", [statement.sql]),
  }));
}

/** What was rehearsed, in numbers. */
function figuresOf({ plan: { steps }, proof }: Report) {
  const sum = (count: (step: (typeof steps)[number]) => number): number =>
    steps.reduce((total, step) => total + count(step), 0);
  const passed = proof.checks.filter(({ ok }) => ok).length;
  return [
    { value: `${passed} of ${proof.checks.length}`, label: "checks passed" },
    { value: String(steps.length), label: "steps" },
    { value: String(sum(({ sql }) => sql.length)), label: "statements" },
    { value: String(sum(({ preconditions }) => preconditions.length)), label: "preconditions" },
    { value: String(sum(({ validations }) => validations.length)), label: "validations" },
    {
      value: String(steps.filter(({ rollback }) => rollback.kind === "lossless").length),
      label: "steps with a lossless way back",
    },
  ];
}

function byName(a: PageTable, b: PageTable): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
