import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { failingStatement } from "../../../rules/failing-statement.ts";
import { mismatchedParameters } from "../../../rules/mismatched-parameters.ts";
import { mismatchedRowType } from "../../../rules/mismatched-row-type.ts";
import { needlessNull } from "../../../rules/needless-null.ts";
import { unknownName } from "../../../rules/unknown-name.ts";
import { introspect } from "../../../src/database/introspect.ts";
import { openTryout } from "../../../src/database/tryout.ts";
import { runRules } from "../../../src/engine/run-rules.ts";
import { evidenceWithCode } from "../../../src/judge.ts";
import { makePlan } from "../../../src/plan/planner.ts";
import { readQueries } from "../../../src/queries/read.ts";
import { declareScripts } from "../../../src/sources/sql.ts";
import { plainRows } from "../../rules/plain-rows.ts";
import type { Site } from "./sites.ts";

/** What is said of the sites of one project, each by its number. */
export interface Said {
  /** Findings as `rule key`; those that are worth knowing and no more end in `(info)`, but for needless-null. */
  readonly findings: ReadonlyMap<number, readonly string[]>;
  /** Sites whose rows were found to have a type. */
  readonly typed: ReadonlySet<number>;
  readonly notAnalysed: readonly string[];
}

const rules = [mismatchedRowType, needlessNull, unknownName, failingStatement, mismatchedParameters];

/** Writes sites over one schema as a project, and judges it. */
export async function judged(schema: string, sites: readonly Site[]): Promise<Said> {
  const root = mkdtempSync(join(tmpdir(), "doctor-elsewhere-"));
  const connection = new Database(":memory:");
  try {
    mkdirSync(join(root, "src"));
    for (const [path, text] of sites.flatMap(({ files }) => [...files]))
      writeFileSync(join(root, path), text);
    connection.exec(schema);
    return await said(root, schema, connection);
  } finally {
    connection.close();
    rmSync(root, { recursive: true });
  }
}

async function said(root: string, schema: string, connection: Database.Database): Promise<Said> {
  const read = await readQueries({ root, patterns: ["src/**/*.ts"], typecheck: false });
  const declared = declareScripts([{ file: "schema.sql", sql: schema }]);
  const actual = introspect(connection);
  const evidence = evidenceWithCode(read, {
    declared,
    actual,
    judging: {
      rules,
      settings: {},
      diff: { ignore: [], denied: { tables: [], columns: {} } },
      conventions: new Set(),
      checks: [],
      showValues: false,
    },
    rows: plainRows(connection),
    openTwin: (steps) => ({ ...openTryout(connection, steps), tryIndexes: () => [] }),
    planFor: (issues) =>
      makePlan(
        { changes: issues.flatMap(({ changes }) => changes), declared, actual },
        { allowDestructive: false },
      ),
    allowDestructive: false,
  });
  const findings = new Map<number, string[]>();
  for (const issue of runRules(rules, evidence, {})) {
    for (const { key, severity, location } of issue.findings) {
      const number = siteIn(location?.file ?? "");
      const isInfo = severity === "info" && issue.rule !== needlessNull.id;
      const words = `${issue.rule} ${key}${isInfo ? " (info)" : ""}`;
      findings.set(number, [...(findings.get(number) ?? []), words]);
    }
  }
  const typed = read.queries.flatMap(({ executions, location }) =>
    executions.some(({ claim }) => claim) ? [siteIn(location.file)] : [],
  );
  return {
    findings,
    typed: new Set(typed),
    notAnalysed: read.notAnalysed.map(({ what, why, location }) => `${what}: ${why} (${location?.file})`),
  };
}

function siteIn(file: string): number {
  return Number(/site(\d+)/.exec(file)?.[1] ?? -1);
}
