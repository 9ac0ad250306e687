import type { Log, Result, Run } from "sarif";
import type { Severity } from "../src/engine/issue.ts";
import type { Rule } from "../src/engine/rule.ts";
import type { Report, ReportedFinding, ReportedIssue, Reporter } from "../src/reporting/report.ts";
import { baselineSentence } from "./baseline-words.ts";
import { jsonText } from "./json.ts";
import { placeInRepository } from "./places.ts";
import { invocationOf, notificationKinds } from "./sarif-invocation.ts";
import { physicalLocation, unlinked } from "./sarif-location.ts";
import { descriptorOf, homeOf, levelOf } from "./sarif-rule.ts";
import { shownFindings } from "./shown-findings.ts";

/** The report for code scanning. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export const sarif: Reporter = {
  format: "sarif",
  summary: "For code scanning: SARIF 2.1.0, a place in the repository for every finding.",
  render: async (report) => {
    // Every command knows the formats; this one alone has words for rules.
    const { rules } = await import("../rules/catalogue.ts");
    return jsonText(logOf(report, rules));
  },
};

/** GitHub takes no file with more results than these in a run. */
const mostResults = 25_000;

function logOf(report: Report, rules: readonly Rule[]): Log {
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [runOf(report, rules)],
  };
}

function runOf(report: Report, rules: readonly Rule[]): Run {
  const { tool, project } = report;
  const used = [...new Set(report.issues.map(({ rule }) => rule))].sort();
  const all = report.issues.flatMap((issue) =>
    shownFindings(issue).map((finding) =>
      resultOf(finding, issue, { report, ruleIndex: used.indexOf(issue.rule) }),
    ),
  );
  // What is new must not fall to the limit for the sake of what is accepted.
  const ordered = [...all.filter(isNew), ...all.filter((result) => !isNew(result))];
  const folder = project?.folder ?? "";
  return {
    tool: {
      driver: {
        ...{
          name: tool.name,
          version: tool.version,
          semanticVersion: tool.version,
          informationUri: homeOf(tool),
        },
        rules: used.map((id) => descriptorOf(id, rules, tool)),
        notifications: [...notificationKinds],
      },
    },
    automationDetails: { id: `${tool.name}/${folder === "" ? "" : `${folder}/`}` },
    invocations: [invocationOf(report, Math.max(0, all.length - mostResults))],
    originalUriBaseIds: { "%SRCROOT%": { description: { text: "The top of the repository." } } },
    columnKind: "utf16CodeUnits",
    results: ordered.slice(0, mostResults),
    properties: {
      summary: report.summary,
      ...(report.baseline ? { baseline: { ...report.baseline, sentence: baselineSentence(report) } } : {}),
    },
  };
}

const isNew = ({ suppressions }: Result): boolean => (suppressions ?? []).length === 0;

/** How urgent a finding is among those of its level. */
const ranks: Readonly<Record<Severity, number>> = { critical: 90, high: 70, medium: 40, info: 10 };

function resultOf(
  finding: ReportedFinding,
  issue: ReportedIssue,
  { report, ruleIndex }: { readonly report: Report; readonly ruleIndex: number },
): Result {
  const { accepted, column, fingerprint, severity, query, worsenedFrom } = finding;
  const table = finding.table ?? issue.table;
  const words = [finding.message, issue.impact, issue.repairAction].filter((part) => part !== "");
  return {
    ...{ ruleId: issue.rule, ruleIndex, level: levelOf(severity), kind: "fail", rank: ranks[severity] },
    message: { text: words.map(unlinked).join("\n\n") },
    locations: [
      {
        physicalLocation: physicalLocation(placeInRepository(finding, report)),
        ...(table === null ? {} : { logicalLocations: [logicalLocation(table, column)] }),
      },
    ],
    // The first is the one that GitHub recognises an alert by, wherever its line has moved to.
    partialFingerprints: { primaryLocationLineHash: `${fingerprint}:1`, "doctorFinding/v1": fingerprint },
    ...(report.baseline ? { suppressions: accepted ? [suppression(accepted.reason)] : [] } : {}),
    properties: {
      ...{ severity, issue: issue.id, issueFingerprint: issue.fingerprint, title: issue.title },
      ...{ category: issue.category, component: issue.component, table, column, risk: issue.risk },
      ...(query === null ? {} : { query: { sql: query.sql, count: query.count } }),
      ...(accepted ? { accepted } : {}),
      ...(worsenedFrom ? { worsenedFrom } : {}),
    },
  };
}

function suppression(reason: string | null): NonNullable<Result["suppressions"]>[number] {
  return { kind: "external", status: "accepted", justification: reason ?? "Accepted in the baseline." };
}

function logicalLocation(table: string, column: string | null) {
  return column === null
    ? { name: table, fullyQualifiedName: table, kind: "table" }
    : { name: column, fullyQualifiedName: `${table}.${column}`, kind: "column" };
}
