import Database from "better-sqlite3";
import { rules } from "../../rules/catalogue.ts";
import type { Issue } from "../../src/engine/issue.ts";
import type { Example } from "../../src/engine/rule.ts";
import { runRules } from "../../src/engine/run-rules.ts";
import { evidenceOf, issuesOf } from "./example.ts";

/** What one rule says of an example. */
export async function foundBy(rule: string, example: Example): Promise<Issue[]> {
  return (await issuesOf(example)).filter((issue) => issue.rule === rule);
}

/** The messages of all findings of one rule. */
export async function messagesOf(rule: string, example: Example): Promise<string[]> {
  return (await foundBy(rule, example)).flatMap(({ findings }) => findings.map(({ message }) => message));
}

/** Rule and severity of every issue that is no info. */
export async function loudIn(example: Example): Promise<string[]> {
  const issues = await issuesOf(example);
  return issues
    .filter(({ severity }) => severity !== "info")
    .map(({ rule, severity }) => `${rule} ${severity}`);
}

/** The issues of an example when no question about rows is answered. */
export async function withoutRows(example: Example): Promise<Issue[]> {
  const connection = new Database(":memory:");
  try {
    const evidence = await evidenceOf(example, connection);
    return runRules(rules, { ...evidence, probes: new Map() }, {});
  } finally {
    connection.close();
  }
}
