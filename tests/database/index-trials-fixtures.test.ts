import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tryIndexes } from "../../src/database/index-trials.ts";
import { introspect } from "../../src/database/introspect.ts";
import { makeTwin } from "../../src/database/twin.ts";
import { analyze } from "../../src/internal.ts";
import type { Report } from "../../src/reporting/report.ts";
import { buildFixture } from "../cases/fixture.ts";
import { repairedCopy } from "../cases/repaired.ts";

/** The statements of a fixture: every string in its code that begins like one. */
function statementsIn(folder: string): { sql: string }[] {
  const files = readdirSync(join(folder, "src"), { recursive: true, encoding: "utf8" });
  const texts = files
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join(folder, "src", file), "utf8"));
  const strings = texts.flatMap((text) => [...text.matchAll(/"([^"\n]*)"|`([^`]*)`/g)]);
  return strings
    .map(([, quoted, template]) => (quoted ?? template ?? "").replace(/\$\{\w+\}/g, "*"))
    .filter((sql) => /^\s*(?:SELECT|INSERT|UPDATE|DELETE)\s/.test(sql))
    .map((sql) => ({ sql }));
}

/** A report whose plan makes no index by itself: these are what is asked for here. */
function withoutIndexes(report: Report): Report {
  const steps = report.plan.steps.filter(({ sql }) => !sql.every((text) => /^CREATE INDEX /.test(text)));
  return { ...report, plan: { ...report.plan, steps } };
}

/** The indexes that a fixture's statements want of its repaired schema. */
async function wantedBy(name: string): Promise<{ statements: number; indexes: string[] }> {
  const fixture = buildFixture(name);
  try {
    const report = await analyze({ folder: fixture.folder });
    const repaired = repairedCopy(fixture.database, withoutIndexes(report));
    const { connection: twin } = makeTwin(repaired, null);
    const statements = statementsIn(fixture.folder);
    const trials = tryIndexes(twin, introspect(twin), statements);
    twin.close();
    repaired.close();
    const indexes = trials.map(({ table, columns }) => {
      const parts = columns.map((column) => `${column.name}${column.descending ? " DESC" : ""}`);
      return `${table} (${parts.join(", ")})`;
    });
    return { statements: statements.length, indexes: indexes.sort() };
  } finally {
    fixture.remove();
  }
}

test("storyweaver wants the eight indexes of its case", async () => {
  expect(await wantedBy("storyweaver")).toEqual({
    statements: 35,
    indexes: [
      "background_tasks (status, priority)",
      "characters (project_id)",
      "credit_usage (project_id, operation_type)",
      "documents (project_id, document_type)",
      "documents (updated_at)",
      "generation_history (created_at)",
      "generation_history (project_id)",
      "locations (project_id)",
    ],
  });
});

test("episodes wants one for its queue and one for its days", async () => {
  expect(await wantedBy("episodes")).toEqual({
    statements: 10,
    indexes: ["episode_schedule_queue (status, scheduled_for)", "token_usage_daily (day)"],
  });
});

test("boticelli and tales want none", async () => {
  expect((await wantedBy("boticelli")).indexes).toEqual([]);
  expect((await wantedBy("tales")).indexes).toEqual([]);
});
