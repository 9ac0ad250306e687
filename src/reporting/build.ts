import { findingFingerprint } from "../engine/fingerprint.ts";
import type { Issue, Severity } from "../engine/issue.ts";
import type { TriedQuery } from "../evidence/code.ts";
import type { Plan, Step } from "../plan/plan.ts";
import type { DeclaredSchema } from "../schema/declared.ts";
import type { Location, NotAnalysed } from "../schema/location.ts";
import type { Schema } from "../schema/schema.ts";
import { type Assignment, assign } from "./assign.ts";
import { declaredPlaces } from "./declared-places.ts";
import { dependencies } from "./depends.ts";
import { highestRisk, minutesOfIssue, riskOf } from "./effort.ts";
import type { Proof, Report, ReportedFinding, ReportedIssue, ReportedStep } from "./report.ts";
import { concernedStatements } from "./statements.ts";
import { changedTables, renamedTables, surroundingTables } from "./tables.ts";

/** All that a report is made from. */
export interface ReportInput {
  readonly tool: Report["tool"];
  readonly run: Report["run"];
  readonly project?: NonNullable<Report["project"]>;
  readonly database: Omit<Report["database"], "tables">;
  readonly model: Report["model"];
  readonly code?: Pick<NonNullable<Report["code"]>, "files" | "statements">;
  /** The statements of the code; none where none is read. */
  readonly queries?: readonly TriedQuery[];
  readonly actual: Schema;
  /** Tells where a table or column is declared that a finding has no other place for. */
  readonly declared?: DeclaredSchema;
  /** In report order, with their ids. */
  readonly issues: readonly Issue[];
  readonly plan: Plan;
  readonly proof: Proof;
  readonly notAnalysed: readonly NotAnalysed[];
}

/** Builds the report of a run: plain data, the same for every format. */
export function buildReport(input: ReportInput): Report {
  const assignment = assign(input.issues, input.plan);
  const dependsOn = dependencies(input.issues);
  const ids = new Map(input.issues.map((issue) => [issue.fingerprint, issue.id]));
  const idOf = (fingerprint: string | undefined): string | null =>
    fingerprint === undefined ? null : (ids.get(fingerprint) ?? null);
  const declaredAt = declaredPlaces(input.declared);
  const issues = input.issues.map((issue) =>
    reportedIssue(issue, assignment, dependsOn.get(issue) ?? [], { idOf, declaredAt }),
  );
  const tables = changedTables(input.plan, input.actual);
  return {
    formatVersion: 1,
    tool: input.tool,
    run: input.run,
    ...(input.project ? { project: input.project } : {}),
    database: {
      path: input.database.path,
      bytes: input.database.bytes,
      sqliteVersion: input.database.sqliteVersion,
      tables: input.actual.tables.length,
      schemaHash: input.database.schemaHash,
    },
    model: input.model,
    ...(input.code
      ? { code: { ...input.code, concerned: concernedStatements(input.queries ?? [], input.issues) } }
      : {}),
    summary: summaryOf(issues),
    issues,
    plan: {
      steps: input.plan.steps.map((step) => reportedStep(step, assignment)),
      tables,
      surroundings: surroundingTables(input.actual, tables, renamedTables(input.plan)),
    },
    proof: input.proof,
    notAnalysed: input.notAnalysed,
  };
}

function summaryOf(issues: readonly ReportedIssue[]): Report["summary"] {
  const count = (severity: Severity) => issues.filter((issue) => issue.severity === severity).length;
  const counted = issues.filter((issue) => issue.severity !== "info");
  return {
    critical: count("critical"),
    high: count("high"),
    medium: count("medium"),
    info: count("info"),
    total: counted.length,
    estimatedMinutes: counted.reduce((sum, issue) => sum + issue.estimatedMinutes, 0),
    risk: highestRisk(counted.map((issue) => issue.risk)),
  };
}

/** What is looked up for an issue. */
interface LookUps {
  readonly idOf: (fingerprint: string | undefined) => string | null;
  readonly declaredAt: (table: string | null, column: string | null) => Location | undefined;
}

function reportedIssue(
  issue: Issue,
  assignment: Assignment,
  dependsOn: readonly string[],
  { idOf, declaredAt }: LookUps,
): ReportedIssue {
  const steps = assignment.stepsOf(issue);
  const unplanned = assignment.unplanned(issue).map((why) => ` No step is written for it: ${why}`);
  return {
    id: issue.id,
    fingerprint: issue.fingerprint,
    rule: issue.rule,
    severity: issue.severity,
    category: issue.category,
    component: issue.component,
    title: issue.title,
    description: issue.description,
    rootCause: issue.rootCause,
    impact: issue.impact,
    repairAction: issue.repairAction + unplanned.join(""),
    sql: steps.flatMap((step) => step.sql),
    validation: [...new Set(steps.flatMap((step) => step.validations))],
    rollback: steps.toReversed().flatMap((step) => step.rollback.sql),
    estimatedMinutes: minutesOfIssue(issue, steps, (step) => assignment.issuesOf(step).length),
    risk: riskOf(steps),
    table: issue.table,
    after: idOf(issue.after),
    dependsOn,
    findings: issue.findings.map((finding) => ({
      ...reportedFinding(issue, finding, declaredAt),
      after: idOf(finding.after),
    })),
  };
}

function reportedFinding(
  issue: Issue,
  finding: Issue["findings"][number],
  declaredAt: LookUps["declaredAt"],
): Omit<ReportedFinding, "after"> {
  const declared =
    finding.location === null ? declaredAt(finding.table ?? issue.table, finding.column) : undefined;
  return {
    fingerprint: findingFingerprint(issue.rule, issue.subject, finding.key),
    severity: finding.severity,
    message: finding.message,
    table: finding.table,
    column: finding.column,
    location: finding.location,
    ...(declared ? { declaredAt: declared } : {}),
    query: finding.query,
    ...(finding.queryPlans ? { queryPlans: finding.queryPlans } : {}),
  };
}

function reportedStep(step: Step, assignment: Assignment): ReportedStep {
  return {
    id: step.id,
    comment: step.comment,
    sql: step.sql,
    rollback: { kind: step.rollback.kind, sql: step.rollback.sql, note: step.rollback.note },
    preconditions: step.preconditions,
    ...(step.guards ? { guards: step.guards } : {}),
    validations: step.validations,
    safety: step.safety,
    issues: assignment.issuesOf(step).map((issue) => issue.id),
  };
}
