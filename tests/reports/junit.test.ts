import { SaxesParser, type SaxesTagPlain } from "saxes";
import { describe, expect, it } from "vitest";
import { junit } from "../../reports/junit.ts";
import { againstBaseline } from "../../src/reporting/accepted.ts";
import type { Report } from "../../src/reporting/report.ts";
import { report } from "../reporting/samples.ts";
import { hostileNames, reportAbout, steering } from "./hostile.ts";
import { shop } from "./samples.ts";

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly inner: Element[];
  text: string;
}

/** Parses strictly: what is not well-formed XML 1.0 throws. */
function parsed(text: string): Element {
  const root: Element = { name: "", attributes: {}, inner: [], text: "" };
  const open = [root];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }: SaxesTagPlain) => {
    const element: Element = { name, attributes, inner: [], text: "" };
    open.at(-1)?.inner.push(element);
    open.push(element);
  });
  parser.on("text", (part) => {
    const last = open.at(-1);
    if (last) last.text += part;
  });
  parser.on("closetag", () => open.pop());
  parser.write(text).close();
  const [first] = root.inner;
  if (first === undefined) throw new Error("nothing in it");
  return first;
}

async function suitesOf(rendered: Report): Promise<Element> {
  const text = await junit.render(rendered, { color: true });
  // Tabs stay in SQL.
  expect(text.replaceAll("\t", "")).not.toMatch(steering);
  return parsed(text);
}

const casesOf = (suites: Element) => suites.inner.flatMap((suite) => suite.inner);
const outcomes = (suites: Element) =>
  casesOf(suites).map(({ attributes, inner }) => [
    attributes.classname,
    inner[0]?.name,
    inner[0]?.attributes.type,
  ]);

/** What the common schemas of JUnit ask for: known elements in known places, and counts that are right. */
function expectJUnit(suites: Element): void {
  expect(suites.name).toBe("testsuites");
  const sum = (name: string) =>
    suites.inner.reduce((total, suite) => total + Number(suite.attributes[name]), 0);
  for (const name of ["tests", "failures", "errors", "skipped"])
    expect(Number(suites.attributes[name])).toBe(sum(name));
  for (const suite of suites.inner) {
    expect(suite.name).toBe("testsuite");
    expect(suite.attributes.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
    expect(suite.inner.map(({ name }) => name).filter((name) => name !== "testcase")).toEqual([]);
    expect(Number(suite.attributes.tests)).toBe(suite.inner.length);
    const has = (name: string) =>
      suite.inner.filter(({ inner }) => inner.some((one) => one.name === name)).length;
    expect(Number(suite.attributes.failures)).toBe(has("failure"));
    expect(Number(suite.attributes.skipped)).toBe(has("skipped"));
    for (const one of suite.inner) {
      expect(Object.keys(one.attributes)).toEqual(expect.arrayContaining(["name", "classname", "time"]));
      expect(one.inner.map(({ name }) => name)).toHaveLength(1);
      expect(["failure", "skipped", "system-out"]).toContain(one.inner[0]?.name);
    }
  }
}

describe("the JUnit report", () => {
  it("has a suite for every table and a case for every issue; an info passes", async () => {
    const suites = await suitesOf(shop());
    expectJUnit(suites);
    expect(suites.inner.map(({ attributes }) => attributes.name)).toEqual([
      "schema-drift-doctor",
      "users",
      "invoices",
      "orders",
    ]);
    expect(outcomes(suites)).toEqual([
      ["schema-drift-doctor", "system-out", undefined],
      ["missing-column", "failure", "critical"],
      ["missing-table", "failure", "high"],
      ["renamed-column", "failure", "high"],
      ["missing-foreign-key", "failure", "medium"],
      ["unexpected-column", "system-out", undefined],
    ]);
    expect(suites.attributes).toMatchObject({
      tests: "6",
      failures: "4",
      errors: "0",
      skipped: "0",
      time: "1.234",
    });
  });

  it("says in a failure what was found, where, what it does and what to do", async () => {
    const [, failed] = casesOf(await suitesOf(shop()));
    expect(failed?.attributes).toMatchObject({ file: "src/models/user.ts", line: "5" });
    expect(failed?.inner[0]?.text).toContain(
      "- Column users.role is declared and does not exist. (src/models/user.ts:5:3)",
    );
    expect(failed?.inner[0]?.text).toContain(
      "Repair: Add role and email as declared, with default or backfill.",
    );
    expect(failed?.inner[0]?.text).toContain("ALTER TABLE users ADD COLUMN role TEXT");
  });

  it("has a test that passed when all is well, or it would be taken for a broken build", async () => {
    const suites = await suitesOf(report());
    expectJUnit(suites);
    expect(suites.attributes).toMatchObject({ tests: "1", failures: "0" });
  });

  it("skips what is accepted, with its reason, and fails by what is new beside it", async () => {
    const found = shop();
    const accepted = found.issues.flatMap((issue) =>
      issue.findings.map(({ fingerprint, severity, message, table }) => ({
        ...{
          fingerprint,
          rule: issue.rule,
          severity,
          message,
          table,
          reason: "Release 7 <b>.",
          since: "2026-03-14",
        },
      })),
    );
    const place = { path: "doctor-baseline.json", isLookedFor: () => true };
    const all = await suitesOf(againstBaseline(found, accepted, place));
    expectJUnit(all);
    const skipped = casesOf(all).filter(({ inner }) => inner[0]?.name === "skipped");
    expect(skipped.map(({ attributes }) => attributes.classname)).toEqual([
      "missing-column",
      "missing-foreign-key",
    ]);
    expect(skipped[0]?.inner[0]?.attributes.message).toBe("Accepted since 2026-03-14: Release 7 <b>.");
    const [, part] = casesOf(await suitesOf(againstBaseline(found, accepted.slice(0, 1), place)));
    expect(part?.inner[0]?.name).toBe("failure");
    expect(part?.inner[0]?.text).toContain("(1 further finding is accepted.)");
    expect(part?.inner[0]?.text).not.toContain("Column users.role");
    expect(casesOf(all)[0]?.inner[0]?.text).toContain("Only what is new fails the run.");
  });

  it.each([...hostileNames, "]]>", "<![CDATA[", "\u0000\u0001\u000b\ufffe\uffff", "&#0;", '" onload="x'])(
    "is well-formed about %j, and the name is in it",
    async (name) => {
      const suites = await suitesOf(reportAbout(name));
      expectJUnit(suites);
      const visible = /^[\x20-\x7e]+$/.test(name);
      if (visible) expect(suites.inner.some(({ attributes }) => attributes.name === name)).toBe(true);
    },
  );

  it("is refused by this test's parser when it holds a character that XML forbids", () => {
    expect(() => parsed("<a>\u0001</a>")).toThrow();
    expect(() => parsed("<a>\ufffe</a>")).toThrow();
    expect(() => parsed('<a b="<"/>')).toThrow();
  });
});
