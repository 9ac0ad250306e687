import { describe, expect, it } from "vitest";
import { rules } from "../../rules/catalogue.ts";
import type { Issue } from "../../src/engine/issue.ts";
import { runRules } from "../../src/engine/run-rules.ts";
import { type Code, noCode } from "../../src/evidence/code.ts";
import { declaring, evidenceOf } from "../engine/evidence.ts";

const at = (file: string, line: number) => ({ file, line, column: 5 });

const fault = (file: string, line: number, message: string) => ({ location: at(file, line), message });

const read = (name: string, file: string, line: number, within: string | null = null) => ({
  name,
  location: at(file, line),
  within,
});

const issuesOf = (code: Partial<Code>, declared = declaring()): Issue[] =>
  runRules(rules, evidenceOf({ declared, code: { ...noCode, ...code } }), {});

const outline = ({ rule, severity, category, title, table, changes, findings }: Issue) => ({
  rule: `${rule} ${severity} ${category}`,
  title,
  table,
  changes,
  findings: findings.map(({ message, location }) => `${message} @${location?.line}`),
});

describe("undefined-database-variable", () => {
  const issues = issuesOf({
    undefinedVariables: [
      read("LIBRARY_DB", "src/library.ts", 9),
      read("DATABASE_URL", "src/open.ts", 3, "openDatabase"),
      read("LIBRARY_DB", "src/shelf.ts", 7, "openShelf"),
    ],
  });

  it("is one issue per variable, with a finding for each place that reads it", () => {
    expect(issues.map(outline).sort((a, b) => (a.title < b.title ? -1 : 1))).toEqual([
      {
        rule: "undefined-database-variable critical environment",
        title: "Nothing in the project defines DATABASE_URL",
        table: null,
        changes: [],
        findings: ["src/open.ts:3 reads DATABASE_URL in openDatabase. @3"],
      },
      {
        rule: "undefined-database-variable critical environment",
        title: "Nothing in the project defines LIBRARY_DB",
        table: null,
        changes: [],
        findings: [
          "src/library.ts:9 reads LIBRARY_DB. @9",
          "src/shelf.ts:7 reads LIBRARY_DB in openShelf. @7",
        ],
      },
    ]);
    expect(issues.map(({ component }) => component)).toEqual(["Infrastructure", "Infrastructure"]);
  });

  it("says which line to add, and how to do without in the analysis", () => {
    const [issue] = issues.filter(({ subject }) => subject === "DATABASE_URL");
    expect(issue?.description).toContain("(src/open.ts)");
    expect(issue?.repairAction).toContain("Add a line DATABASE_URL=file:…");
    expect(issue?.repairAction).toContain("doctor.config.json or with --db");
  });

  it("keeps its fingerprints when the code moves within the file", () => {
    const keys = (line: number) =>
      issuesOf({ undefinedVariables: [read("A_DB", "src/open.ts", line, "open")] }).flatMap(
        ({ fingerprint, findings }) => [fingerprint, ...findings.map(({ key }) => key)],
      );
    expect(keys(3)).toEqual(keys(30));
  });
});

describe("type-error-at-database-call", () => {
  it("is one issue per file, with a finding for each error", () => {
    const issues = issuesOf({
      typeErrors: [fault("src/a.ts", 4, "No."), fault("src/b.ts", 2, "Never."), fault("src/a.ts", 8, "No.")],
    });
    expect(issues.map(outline)).toEqual([
      {
        rule: "type-error-at-database-call critical code",
        title: "Calls of the database in src/a.ts do not compile",
        table: null,
        changes: [],
        findings: ["src/a.ts:4:5: No. @4", "src/a.ts:8:5: No. @8"],
      },
      {
        rule: "type-error-at-database-call critical code",
        title: "Calls of the database in src/b.ts do not compile",
        table: null,
        changes: [],
        findings: ["src/b.ts:2:5: Never. @2"],
      },
    ]);
    expect(new Set(issues[0]?.findings.map(({ key }) => key)).size).toBe(2);
  });
});

describe("unparsable-code", () => {
  const faults = [fault("src/books.ts", 3, "',' expected."), fault("src/models/user.ts", 1, "'}' expected.")];

  it("is one issue per file that does not parse", () => {
    expect(issuesOf({ faults }).map(outline)).toEqual([
      {
        rule: "unparsable-code critical code",
        title: "src/books.ts does not parse",
        table: null,
        changes: [],
        findings: ["src/books.ts:3:5: ',' expected. @3"],
      },
      {
        rule: "unparsable-code critical code",
        title: "src/models/user.ts does not parse",
        table: null,
        changes: [],
        findings: ["src/models/user.ts:1:5: '}' expected. @1"],
      },
    ]);
  });

  it("leaves a model file to unparsable-model", () => {
    const declared = { ...declaring(), unparsable: [fault("src/models/user.ts", 1, "'}' expected.")] };
    expect(
      issuesOf({ faults }, declared)
        .map(({ rule, subject }) => `${rule} ${subject}`)
        .sort(),
    ).toEqual(["unparsable-code src/books.ts", "unparsable-model src/models/user.ts"]);
  });
});
