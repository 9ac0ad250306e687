import type { Log, Run } from "sarif";
import { describe, expect, it } from "vitest";
import { sarif } from "../../reports/sarif.ts";
import type { Finding } from "../../src/engine/issue.ts";
import { againstBaseline } from "../../src/reporting/accepted.ts";
import type { Report } from "../../src/reporting/report.ts";
import { declaredTable, issue, report } from "../reporting/samples.ts";
import { hostileNames, reportAbout, steering } from "./hostile.ts";
import { shop } from "./samples.ts";
import { sarifMistakes } from "./sarif-schema.ts";

async function logOf(rendered: Report): Promise<Log> {
  return JSON.parse(await sarif.render(rendered, { color: false }));
}

async function runOf(rendered: Report): Promise<Run> {
  const [run] = (await logOf(rendered)).runs;
  if (run === undefined) throw new Error("no run");
  return run;
}

const shopAgainst = (baseline: Parameters<typeof againstBaseline>[1]) =>
  againstBaseline(shop(), baseline, { path: "doctor-baseline.json", isLookedFor: () => true });

describe("the judge of these tests", () => {
  it("refuses what the schema refuses", async () => {
    const log = await logOf(shop());
    expect(sarifMistakes({ ...log, version: "2.0.0" })).not.toEqual([]);
    expect(sarifMistakes({ ...log, extra: 1 })).not.toEqual([]);
    const badUri = structuredClone(log);
    const location = badUri.runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation;
    Object.assign(location ?? {}, { uri: "src/my models.ts" });
    expect(sarifMistakes(badUri)).not.toEqual([]);
    Object.assign(location ?? {}, { uri: "src/100%.ts" });
    expect(sarifMistakes(badUri)).not.toEqual([]);
  });
});

describe("the SARIF log", () => {
  it.each<[string, Report]>([
    ["of an empty report", report()],
    ["of the shop", shop()],
    ["of the shop with a baseline", shopAgainst([])],
    ...hostileNames.map(
      (name) => [`about ${JSON.stringify(name)}`, reportAbout(name)] satisfies [string, Report],
    ),
  ])("%s is valid by the official schema, and nothing in it steers a terminal", async (_, rendered) => {
    const text = await sarif.render(rendered, { color: true });
    expect(sarifMistakes(JSON.parse(text))).toEqual([]);
    expect(text).not.toMatch(steering);
  });

  it("has a result for every finding, with rule, level and rank by severity", async () => {
    const { results = [], tool } = await runOf(shop());
    expect(results.map(({ ruleId, level, rank }) => [ruleId, level, rank])).toEqual([
      ["missing-column", "error", 90],
      ["missing-column", "error", 90],
      ["missing-table", "error", 70],
      ["renamed-column", "error", 70],
      ["missing-foreign-key", "warning", 40],
      ["unexpected-column", "note", 10],
    ]);
    for (const { ruleId, ruleIndex = -1 } of results) expect(tool.driver.rules?.[ruleIndex]?.id).toBe(ruleId);
  });

  it("describes its rules: what, why, the page with examples, a link, level and tags", async () => {
    const { tool } = await runOf(shop());
    const rule = tool.driver.rules?.find(({ id }) => id === "missing-column");
    expect(rule).toMatchObject({
      name: "MissingColumn",
      shortDescription: { text: expect.stringContaining("declares columns that the table does not have") },
      defaultConfiguration: { level: "error" },
      helpUri: "https://unpkg.com/schema-drift-doctor@1.2.3/docs/rules/missing-column.md",
      properties: { tags: ["sqlite", "schema", "database"], "problem.severity": "error" },
    });
    expect(rule?.help?.markdown).toMatch(/^The model declares[\s\S]*## Why[\s\S]*```sql/);
    expect(rule?.properties).not.toHaveProperty("security-severity");
    // Not a rule of the catalogue: its name is all that is known.
    expect(tool.driver.rules?.find(({ id }) => id === "renamed-column")).toEqual({ id: "renamed-column" });
  });

  it("recognises a finding by its fingerprint from run to run, two on one line apart", async () => {
    const prints = (await runOf(shop())).results?.map(({ partialFingerprints }) => partialFingerprints) ?? [];
    const [first] = shop().issues[0]?.findings ?? [];
    expect(prints[0]).toEqual({
      primaryLocationLineHash: `${first?.fingerprint}:1`,
      "doctorFinding/v1": first?.fingerprint,
    });
    expect(new Set(prints.map((print) => JSON.stringify(print))).size).toBe(prints.length);
  });

  it("tells what was not analysed as notifications of a run that succeeded", async () => {
    const notAnalysed = [
      { what: "rows", location: null, why: "They are not read." },
      {
        what: "the model",
        location: { file: "src/a b.ts", line: 7, column: 2 },
        why: "The type is unresolved.",
      },
    ];
    const { invocations } = await runOf(report({ notAnalysed }));
    expect(invocations).toMatchObject([
      {
        executionSuccessful: true,
        startTimeUtc: "2026-03-14T09:26:53.000Z",
        endTimeUtc: "2026-03-14T09:26:54.234Z",
        toolExecutionNotifications: [
          { message: { text: "rows: They are not read." } },
          {
            message: { text: "the model: The type is unresolved." },
            locations: [
              { physicalLocation: { artifactLocation: { uri: "src/a%20b.ts" }, region: { startLine: 7 } } },
            ],
          },
        ],
      },
    ]);
  });

  it("reads no name as a link", async () => {
    const { results } = await runOf(reportAbout("[x](http://e.vil) [y](1)"));
    const texts = results?.map(({ message }) => message.text ?? "") ?? [];
    expect(texts.some((text) => text.includes("\\[x](http://e.vil) \\[y](1)"))).toBe(true);
    expect(texts.filter((text) => /(?<!\\)\[[^\]]*\]\(/.test(text))).toEqual([]);
  });
});

describe("accepted findings in SARIF", () => {
  const accepted = shop().issues.flatMap(({ rule, findings }) =>
    findings.map(({ fingerprint, severity, message, table }) => ({
      ...{ fingerprint, rule, severity, message, table, reason: null as string | null, since: "2026-03-14" },
    })),
  );

  it("are suppressed with their reason; all others say that they are not", async () => {
    const [first] = accepted;
    if (first === undefined) throw new Error("the shop has no findings");
    const { results = [], properties } = await runOf(
      shopAgainst([{ ...first, reason: "Comes with release 7." }]),
    );
    const suppressions = results.map((result) => result.suppressions);
    // They come last, so that a limit does not take what is new.
    expect(suppressions.at(-1)).toEqual([
      { kind: "external", status: "accepted", justification: "Comes with release 7." },
    ]);
    expect(suppressions.slice(0, -1).every((list) => list?.length === 0)).toBe(true);
    expect(properties?.baseline).toMatchObject({ accepted: 1, path: "doctor-baseline.json" });
  });

  it("are nowhere spoken of without a baseline", async () => {
    const { results = [], properties } = await runOf(shop());
    expect(results.filter((result) => "suppressions" in result)).toEqual([]);
    expect(properties).not.toHaveProperty("baseline");
  });
});

describe("the place of a result", () => {
  const users = declaredTable("users", [
    { name: "email", location: { file: "src/user.ts", line: 5, column: 3 } },
  ]);
  const declared = {
    sources: [],
    tables: [users],
    virtualTables: [],
    views: [],
    triggers: [],
    unparsable: [],
    notAnalysed: [],
  };

  async function placeOf(finding: Partial<Finding>, parts: Partial<Parameters<typeof report>[0]> = {}) {
    const whole: Finding = {
      ...{ key: "odd", message: "Odd.", severity: "high", table: "users", column: null },
      ...{ location: null, query: null, ...finding },
    };
    const run = await runOf(
      report({ declared, issues: [issue("HIGH-001", { findings: [whole] })], ...parts }),
    );
    const log = { version: "2.1.0", runs: [run] };
    expect(sarifMistakes(log)).toEqual([]);
    return run.results?.[0]?.locations?.[0];
  }

  const at = (file: string) => ({ location: { file, line: 4, column: 9 } });
  const project = (folder: string, config: string | null = "doctor.config.json") => ({
    project: { folder, config },
  });

  it("is its own, with line and column", async () => {
    expect((await placeOf(at("src/models/user.ts")))?.physicalLocation).toEqual({
      artifactLocation: { uri: "src/models/user.ts", uriBaseId: "%SRCROOT%" },
      region: { startLine: 4, startColumn: 9 },
    });
  });

  it("is where the model declares its column when only the database is concerned", async () => {
    expect(await placeOf({ column: "email" })).toEqual({
      physicalLocation: {
        artifactLocation: { uri: "src/user.ts", uriBaseId: "%SRCROOT%" },
        region: { startLine: 5, startColumn: 3 },
      },
      logicalLocations: [{ name: "email", fullyQualifiedName: "users.email", kind: "column" }],
    });
  });

  it.each([
    ["the config where nothing declares it", project("apps/shop"), "apps/shop/doctor.config.json"],
    ["the config in package.json", project("", "package.json"), "package.json"],
    ["the database without a config", project("", null), "data/shop.db"],
  ])("is %s", async (_, parts, uri) => {
    expect((await placeOf({ table: "visits" }, parts))?.physicalLocation).toEqual({
      artifactLocation: { uri, uriBaseId: "%SRCROOT%" },
      region: { startLine: 1, startColumn: 1 },
    });
  });

  it.each([
    ["my models/user #1.ts", "my%20models/user%20%231.ts"],
    ["src/100%.ts", "src/100%25.ts"],
    ["src/a?b.ts", "src/a%3Fb.ts"],
    ["a:b.ts", "a%3Ab.ts"],
    ["src/日本/é.ts", "src/%E6%97%A5%E6%9C%AC/%C3%A9.ts"],
    ["src/[id]/page.ts", "src/%5Bid%5D/page.ts"],
    ["src/half\ud800.ts", "src/half%EF%BF%BD.ts"],
    ["./src/../models/user.ts", "models/user.ts"],
  ])("encodes %s", async (file, uri) => {
    expect((await placeOf(at(file)))?.physicalLocation?.artifactLocation).toEqual({
      uri,
      uriBaseId: "%SRCROOT%",
    });
  });

  it.each([
    ["apps/shop", "src/user.ts", "apps/shop/src/user.ts"],
    ["apps/shop", "../shared/user.ts", "apps/shared/user.ts"],
    ["apps/shop", "../../user.ts", "user.ts"],
    ["", "../user.ts", "../user.ts"],
  ])("is called from the top of the repository: %s and %s", async (folder, file, uri) => {
    const place = await placeOf(at(file), project(folder));
    expect(place?.physicalLocation?.artifactLocation).toEqual({ uri, uriBaseId: "%SRCROOT%" });
  });

  it.each([
    ["/var/data/my app.db", "file:///var/data/my%20app.db"],
    ["C:/data/shop #1.db", "file:///C:/data/shop%20%231.db"],
    ["//server/share/shop.db", "file://server/share/shop.db"],
  ])("outside of the repository is a file URI: %s", async (file, uri) => {
    expect((await placeOf(at(file), project("apps/shop")))?.physicalLocation?.artifactLocation).toEqual({
      uri,
    });
    expect(URL.canParse(uri)).toBe(true);
  });
});

describe("the limits of code scanning", () => {
  it("are kept: 25,000 results, what is new before what is accepted, and the rest said", async () => {
    const findings = Array.from({ length: 25_010 }, (_, index): Finding => {
      const about = { message: "Odd.", table: null, column: null, location: null, query: null };
      return { key: String(index), severity: "medium", ...about };
    });
    const full = report({ issues: [issue("MED-001", { severity: "medium", findings })] });
    const print = full.issues[0]?.findings[0]?.fingerprint ?? "";
    const entry = {
      rule: "missing-table",
      table: null,
      severity: "medium",
      message: "Odd.",
      reason: null,
    } as const;
    const held = againstBaseline(full, [{ fingerprint: print, since: "2026-03-14", ...entry }], {
      path: "doctor-baseline.json",
      isLookedFor: () => true,
    });
    const { results, invocations } = await runOf(held);
    expect(results).toHaveLength(25_000);
    expect(results?.some(({ suppressions }) => suppressions?.length)).toBe(false);
    expect(invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toMatch(
      /^10 results are left out/,
    );
  });
});
