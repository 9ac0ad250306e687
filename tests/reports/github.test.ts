import { describe, expect, it } from "vitest";
import { github } from "../../reports/github.ts";
import { shownFindings } from "../../reports/shown-findings.ts";
import type { Finding, Severity } from "../../src/engine/issue.ts";
import { againstBaseline } from "../../src/reporting/accepted.ts";
import type { Report } from "../../src/reporting/report.ts";
import { issue, report } from "../reporting/samples.ts";
import { hostileNames, reportAbout, steering } from "./hostile.ts";
import { shop } from "./samples.ts";

async function linesOf(rendered: Report): Promise<string[]> {
  const text = await github.render(rendered, { color: true });
  expect(text.endsWith("\n")).toBe(true);
  return text.slice(0, -1).split("\n");
}

/** A line as the runner reads it: a command, or nothing but text. */
function commandIn(line: string) {
  const found = /^::(\w+) ([^:]*)::(.*)$/.exec(line);
  if (found === null) return null;
  const [, kind = "", written = "", data = ""] = found;
  const properties: Record<string, string> = {};
  for (const part of written.split(",")) {
    const at = part.indexOf("=");
    properties[part.slice(0, at)] = unescaped(part.slice(at + 1));
  }
  return { kind, properties, message: unescaped(data) };
}

/** As the runner does it: the percent sign last. */
function unescaped(text: string): string {
  const codes = [
    ["%0D", "\r"],
    ["%0A", "\n"],
    ["%3A", ":"],
    ["%2C", ","],
    ["%25", "%"],
  ] as const;
  return codes.reduce((whole, [code, character]) => whole.replaceAll(code, character), text);
}

function withFindings(...severities: readonly Severity[]): Report {
  const issues = severities.map((severity, index) => {
    const about = { table: null, column: null, location: null, query: null };
    const finding: Finding = { key: `${index}`, message: `Odd ${severity} ${index}.`, severity, ...about };
    return issue(`ONE-${index}`, { severity, findings: [finding] });
  });
  return report({ issues });
}

describe("annotations", () => {
  it("point at the line of a finding, with the issue and its rule as title", async () => {
    const [first = ""] = await linesOf(shop());
    expect(first).toMatch(
      /^::error file=src\/models\/user\.ts,line=5,col=3,title=CRIT-001 missing-column::Column users\.role /,
    );
    expect(commandIn(first)?.message.split("\n")).toEqual([
      "Column users.role is declared and does not exist.",
      'The application\'s statements that name one of them fail with "no such column".',
      "Add role and email as declared, with default or backfill.",
    ]);
  });

  it("are errors for critical and high, warnings for medium, notices for info", async () => {
    const lines = await linesOf(withFindings("critical", "high", "medium", "info"));
    expect(lines.map((line) => commandIn(line)?.kind)).toEqual([
      "error",
      "error",
      "warning",
      "notice",
      undefined,
    ]);
  });

  it("are no more than ten of a kind, the worst first; the others stand as text, and a summary ends it", async () => {
    const many = [...Array<Severity>(8).fill("high"), ...Array<Severity>(5).fill("critical")];
    const lines = await linesOf(withFindings(...many, ...Array<Severity>(11).fill("medium")));
    const commands = lines.flatMap((line) => commandIn(line) ?? []);
    expect(commands.filter(({ kind }) => kind === "error")).toHaveLength(10);
    expect(commands.filter(({ kind }) => kind === "warning")).toHaveLength(10);
    expect(commands.slice(0, 6).map(({ message }) => message.split(" ")[1])).toEqual([
      ...Array(5).fill("critical"),
      "high",
    ]);
    expect(lines.filter((line) => line.startsWith("  - "))).toHaveLength(4);
    expect(lines.at(-1)).toBe("schema-drift-doctor: 5 critical, 8 high, 11 medium in data/shop.db.");
  });

  it("leave out what is accepted; what is fixed and the count are said", async () => {
    const found = withFindings("critical", "high");
    const [first] = found.issues[0]?.findings ?? [];
    const entry = { rule: "missing-table", table: null, severity: "critical", since: "2026-03-14" } as const;
    const about = { message: "Gone.", reason: null };
    const held = againstBaseline(
      found,
      [
        { fingerprint: first?.fingerprint ?? "", ...entry, ...about },
        { fingerprint: "0".repeat(16), ...entry, ...about },
      ],
      { path: "doctor-baseline.json", isLookedFor: () => true },
    );
    const lines = await linesOf(held);
    expect(lines.map((line) => commandIn(line)?.message.split(" ")[1])).toEqual([
      "high",
      undefined,
      undefined,
    ]);
    expect(lines.slice(1)).toEqual([
      "  - fixed missing-table: Gone.",
      "schema-drift-doctor: 1 critical, 1 high in data/shop.db. 1 finding accepted; new: 1 high; 1 fixed (doctor-baseline.json). Only what is new fails the run.",
    ]);
  });

  it("are called from the top of the repository", async () => {
    const [first] = await linesOf({ ...shop(), project: { folder: "apps/shop", config: null } });
    expect(first).toContain("file=apps/shop/src/models/user.ts,");
  });

  it("of a clean report are none", async () => {
    expect(await linesOf(report())).toEqual(["schema-drift-doctor: no issues in data/shop.db."]);
  });
});

describe("names in annotations", () => {
  const names = [
    ...hostileNames,
    "::error::x",
    "a%0Ab::warning::c",
    "a,line=9",
    "x##[error]y",
    "x\n##[group]y",
    "::stop-commands::x",
  ];

  it.each(names)("%j makes no command, no line and no property of its own", async (name) => {
    const lines = await linesOf(reportAbout(name));
    const findings = reportAbout(name).issues.flatMap((one) => shownFindings(one));
    const commands = lines.flatMap((line) => commandIn(line) ?? []);
    expect(commands.length).toBeLessThanOrEqual(findings.length);
    for (const { properties } of commands) {
      expect(Object.keys(properties)).toEqual(["file", "line", "col", "title"]);
      expect(properties.line).toMatch(/^\d+$/);
    }
    // What is no annotation is plain text, in either form of the commands.
    const others = lines.filter((line) => commandIn(line) === null);
    expect(others.filter((line) => line.trimStart().startsWith("::") || line.includes("##["))).toEqual([]);
    expect(lines.join("\n")).not.toMatch(steering);
  });

  it("come back as they are: percent signs, colons and commas", async () => {
    const file = "src/100%,a:b.ts";
    const finding: Finding = {
      ...{ key: "odd", message: "50% of it: a, b\nand c.", severity: "high", table: null, column: null },
      ...{ location: { file, line: 4, column: 2 }, query: null },
    };
    const [first = ""] = await linesOf(report({ issues: [issue("HIGH-001", { findings: [finding] })] }));
    expect(first).toContain("file=src/100%25%2Ca%3Ab.ts,line=4,col=2,");
    expect(commandIn(first)?.properties.file).toBe(file);
    expect(commandIn(first)?.message).toMatch(/^50% of it: a, b\\nand c\.\n/);
  });
});
