import Database from "better-sqlite3";
import { rules } from "../../rules/catalogue.ts";
import { withRenames } from "../../src/config/declare.ts";
import { introspect } from "../../src/database/introspect.ts";
import { diffSchemas } from "../../src/diff/diff.ts";
import type { Issue } from "../../src/engine/issue.ts";
import type { Example } from "../../src/engine/rule.ts";
import { probesOf, runRules } from "../../src/engine/run-rules.ts";
import type { Evidence, Probe, ProbeResult } from "../../src/evidence/evidence.ts";
import type { DeclaredSchema } from "../../src/schema/declared.ts";
import { declareScripts } from "../../src/sources/sql.ts";

/** Every issue that all rules together find in an example. */
export async function issuesOf(example: Example): Promise<Issue[]> {
  const connection = new Database(":memory:");
  try {
    return runRules(rules, await evidenceOf(example, connection), {});
  } finally {
    connection.close();
  }
}

/** Builds an example's database and holds its declaration against it, with the rules' questions answered. */
export async function evidenceOf(example: Example, connection: Database.Database): Promise<Evidence> {
  connection.pragma("foreign_keys = OFF");
  connection.exec(example.actual);
  const config = example.config ?? {};
  const declared = await declaredOf(example);
  const actual = introspect(connection);
  const drift = diffSchemas(declared, actual, {
    ignore: (config.ignore as string[] | undefined) ?? [],
    denied: { tables: [], columns: {} },
  });
  const asked = { declared, actual, drift, probes: new Map() };
  const answers = probesOf(rules, asked, {}).map((probe) => [probe, answer(connection, probe)] as const);
  return { ...asked, probes: new Map(answers) };
}

async function declaredOf({ declared, config }: Example): Promise<DeclaredSchema> {
  const read = typeof declared === "string" ? declareScripts([{ file: "schema.sql", sql: declared }]) : null;
  if (!read) throw new Error("types are not read yet");
  const renames = (config?.renames ?? {}) as {
    tables?: Record<string, string>;
    columns?: Record<string, Record<string, string>>;
  };
  return withRenames(read, { renames: { tables: renames.tables ?? {}, columns: renames.columns ?? {} } });
}

function answer(connection: Database.Database, probe: Probe): ProbeResult {
  try {
    return { rows: connection.prepare(probe).all().length, failed: null };
  } catch (error) {
    return { rows: 0, failed: error instanceof Error ? error.message : String(error) };
  }
}
