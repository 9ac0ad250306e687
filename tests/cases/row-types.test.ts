import { beforeAll, describe, expect, it } from "vitest";
import type { Issue } from "../../src/engine/issue.ts";
import { callForms } from "./row-types/calls.ts";
import { type Change, changesOf } from "./row-types/changes.ts";
import { type Formed, formed, judged, type Said } from "./row-types/project.ts";
import { grouped, rowOf, type Site } from "./row-types/site.ts";
import { typeForms } from "./row-types/types.ts";
import { knownSelects } from "./selects/index.ts";

/** How often each statement is written with its right type, each time in other forms. */
const times = 6;

interface Changed extends Site {
  readonly change: Change;
}

const right: readonly Site[] = knownSelects.flatMap((known, place) =>
  Array.from({ length: times }, (_, i) => ({
    number: 10_000 + place + i * knownSelects.length,
    known,
    properties: rowOf(known),
  })),
);
const changed: readonly Changed[] = knownSelects
  .flatMap((known) => changesOf(rowOf(known)).map((change) => ({ known, change })))
  .map(({ known, change }, place) => ({
    number: 20_000 + place,
    known,
    change,
    properties: change.properties,
  }));

/** Judges sites in projects of one schema each. */
async function judgedAll(sites: readonly Formed[]): Promise<Said> {
  const issues = new Map<number, readonly Issue[]>();
  const others: Issue[] = [];
  const notAnalysed: string[] = [];
  const found = new Set<number>();
  for (const [schema, group] of grouped(sites, ({ known }) => known.schema)) {
    const said = await judged(schema, group);
    for (const [number, own] of said.issues) issues.set(number, own);
    others.push(...said.others);
    notAnalysed.push(...said.notAnalysed);
    for (const number of said.found) found.add(number);
  }
  return { issues, others, notAnalysed, found };
}

const shown = ({ number, known, call, type }: Formed, issues: readonly Issue[]): string =>
  `${number} ${known.name} | ${call.name} | ${type.name} | ${issues.flatMap(({ rule, findings }) => findings.map(({ message }) => `${rule}: ${message}`)).join(" / ")}`;

/** What is wrong with what was said of a change, in words; null where it is exactly that. */
function missed({ change }: Changed, issues: readonly Issue[]): string | null {
  const [issue, ...more] = issues;
  if (!issue) return "nothing is said";
  if (more.length > 0) return "more than one issue";
  const rule = change.kind === "null added" ? "needless-null" : "mismatched-row-type";
  if (issue.rule !== rule) return `said by ${issue.rule}`;
  // That a key without NOT NULL admits NULL is worth knowing, no more.
  const isInfo = issue.severity === "info";
  if (isInfo ? !change.kind.startsWith("null") : rule === "needless-null") return `is ${issue.severity}`;
  const keys = issue.findings.map(({ key }) => key).sort();
  const wanted = {
    renamed: [`absent ${change.now}`, `extra ${change.name}`],
    "another type": [`class ${change.name}`],
    "null taken away": [`null ${change.name}`],
    "null added": [change.name],
  }[change.kind];
  if (keys.join() !== wanted.join()) return `finds ${keys.join(", ")}`;
  return issue.findings.every(({ location }) => location !== null) ? null : "without a place";
}

describe("row types that are right", () => {
  const sites = right.map(formed);
  let said: Said;
  beforeAll(async () => {
    said = await judgedAll(sites);
  }, 120_000);

  it("are written in every form of type and of call", () => {
    expect(new Set(sites.map(({ call }) => call.name)).size).toBe(callForms.length);
    expect(new Set(sites.map(({ type }) => type.name)).size).toBe(typeForms.length);
  });

  it("raise no alarm", () => {
    const alarms = sites.flatMap((site) => {
      const issues = said.issues.get(site.number);
      return issues ? [shown(site, issues)] : [];
    });
    expect([...alarms, ...said.others.map(({ title }) => title)]).toEqual([]);
  });

  it("are found at every call", () => {
    const lost = sites.filter(({ number }) => !said.found.has(number));
    expect([...lost.map((site) => shown(site, [])), ...said.notAnalysed]).toEqual([]);
  });
});

describe("row types with one change", () => {
  const sites = changed.map((site) => ({ ...formed(site), change: site.change }));
  let said: Said;
  beforeAll(async () => {
    said = await judgedAll(sites);
  }, 120_000);

  it("are found, and nothing but the change is said", () => {
    const wrong = sites.flatMap((site) => {
      const why = missed(site, said.issues.get(site.number) ?? []);
      return why === null ? [] : [{ site, why }];
    });
    const byKind = [...grouped(sites, ({ change }) => change.kind)].map(
      ([kind, group]) =>
        `${kind}: ${group.length - wrong.filter(({ site }) => site.change.kind === kind).length} of ${group.length}`,
    );
    process.stdout.write(
      `${right.length} right row types; found of ${sites.length} changed ones: ${byKind.join(", ")}\n`,
    );
    expect(said.others).toEqual([]);
    // What is said is never something else.
    expect(
      wrong.filter(({ why }) => why !== "nothing is said").map(({ site, why }) => `${shown(site, [])}${why}`),
    ).toEqual([]);
    expect(wrong.length / sites.length).toBeLessThan(0.02);
  });
});
