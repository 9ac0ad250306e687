import type { Report } from "../src/reporting/report.ts";
import type { Location } from "../src/schema/location.ts";
import { foldName } from "../src/schema/names.ts";
import type { PageTable } from "./html-tables.ts";
import { plain } from "./layout/plain.ts";
import { placeOf } from "./wording.ts";

/** A link inside the page. */
export interface PageLink {
  readonly anchor: string;
  readonly text: string;
}

/** What an issue, step, table or statement is linked with. */
export interface Links {
  readonly stepsOf: (issue: string) => readonly PageLink[];
  readonly statementsOf: (issue: string) => readonly PageLink[];
  readonly statementsOn: (table: PageTable) => readonly PageLink[];
  readonly statementAt: (location: Location | null) => string | null;
  readonly tableOf: (name: string) => PageLink;
}

/** Looks up what belongs together in a report. Anchors are numbers: no name of a database gets into one. */
export function linksOf({ plan, code }: Report, tables: readonly PageTable[]): Links {
  const stepsOf = new Map<string, PageLink[]>();
  plan.steps.forEach(({ id, issues }, index) => {
    for (const issue of issues) add(stepsOf, issue, { anchor: `step-${index + 1}`, text: id });
  });
  const statementsOf = new Map<string, PageLink[]>();
  const statementsOn = new Map<string, PageLink[]>();
  const statementAt = new Map<string, string>();
  (code?.concerned ?? []).forEach(({ location, issues, tables: named }, index) => {
    const anchor = `statement-${index + 1}`;
    statementAt.set(keyOf(location), anchor);
    const text = plain(`${location.file}:${location.line}`);
    for (const issue of issues) add(statementsOf, issue, { anchor, text });
    for (const name of named) add(statementsOn, foldName(plain(name)), { anchor, text });
  });
  const tableOf = new Map(tables.map(({ anchor, name }) => [foldName(name), { anchor, text: name }]));
  return {
    stepsOf: (issue) => stepsOf.get(issue) ?? [],
    statementsOf: (issue) => statementsOf.get(issue) ?? [],
    statementsOn: ({ name }) => statementsOn.get(foldName(name)) ?? [],
    statementAt: (location) => (location && statementAt.get(keyOf(location))) ?? null,
    tableOf: (name) => tableOf.get(foldName(plain(name))) ?? { anchor: "tables", text: plain(name) },
  };
}

function add(links: Map<string, PageLink[]>, key: string, link: PageLink): void {
  links.set(key, [...(links.get(key) ?? []), link]);
}

function keyOf(location: Location): string {
  return placeOf({ location }) ?? "";
}
