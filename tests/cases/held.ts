import Database from "better-sqlite3";
import { rules } from "../../rules/catalogue.ts";
import type { Issue } from "../../src/engine/issue.ts";
import type { Example } from "../../src/engine/rule.ts";
import { runRules } from "../../src/engine/run-rules.ts";
import { evidenceOf } from "../rules/example.ts";
import { lints } from "../rules/lints.ts";

/** What an example yields: its issues, what would be changed, and what was not analysed. */
export interface Held {
  readonly issues: readonly Issue[];
  readonly changes: readonly string[];
  readonly notAnalysed: readonly string[];
}

/** Builds the database, holds the declaration against it with all rules and all questions about rows. */
export async function held(example: Example): Promise<Held> {
  const connection = new Database(":memory:");
  try {
    const evidence = await evidenceOf(example, connection);
    const { declared, actual, drift } = evidence;
    return {
      // What is odd in itself is no drift.
      issues: runRules(rules, evidence, {}).filter(({ rule }) => !lints.has(rule)),
      changes: drift.changes.map(({ kind, table }) => `${kind} ${table}`),
      notAnalysed: [...declared.notAnalysed, ...actual.notAnalysed, ...drift.notAnalysed].map(
        ({ what, why }) => `${what}: ${why}`,
      ),
    };
  } finally {
    connection.close();
  }
}

/** Everything that was said of an example, one line each: rule, severity and the findings' messages. */
export async function said(example: Example): Promise<string[]> {
  const { issues, changes, notAnalysed } = await held(example);
  return [
    ...issues.map(
      ({ rule, severity, findings }) =>
        `${severity} ${rule}: ${findings.map(({ message }) => message).join(" ")}`,
    ),
    ...changes,
    ...notAnalysed,
  ];
}
