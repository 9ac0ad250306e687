import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { analyze } from "../../src/internal.ts";
import { lints } from "../rules/lints.ts";
import { features } from "./features.ts";
import { said } from "./held.ts";

const folder = new URL("schemas/", import.meta.url);
const schemas = readdirSync(folder).sort();

/** A table without a key is odd in itself, and no drift where it is declared so. */
const isOdd = (rule: string, severity: string): boolean => severity === "info" && lints.has(rule);

async function drift(sql: string): Promise<string[]> {
  // Nor is what SQLite keeps in a column of another type.
  const odd = [...[...lints].map((rule) => `info ${rule}: `), "medium foreign-storage-class: "];
  return (await said({ declared: sql, actual: sql })).filter(
    (line) => !odd.some((start) => line.startsWith(start)),
  );
}

describe("a database made from its own declaration has no issue, nothing to change and nothing unread", () => {
  it.each(schemas)("%s", async (file) => {
    const sql = readFileSync(new URL(file, folder), "utf8");
    expect(await drift(sql)).toEqual([]);
  });

  it.each(schemas)("%s, by the public API from files", async (file) => {
    const root = mkdtempSync(join(tmpdir(), "doctor-no-drift-"));
    try {
      const sql = readFileSync(new URL(file, folder), "utf8");
      writeFileSync(join(root, "schema.sql"), sql);
      const connection = new Database(join(root, "app.db"));
      connection.pragma("foreign_keys = OFF");
      connection.exec(sql);
      connection.close();
      const report = await analyze({ folder: root, database: "app.db", model: ["schema.sql"] });
      const issues = report.issues.filter(({ rule, severity }) => !isOdd(rule, severity));
      expect([issues, report.plan.steps, report.notAnalysed]).toEqual([[], [], []]);
    } finally {
      rmSync(root, { recursive: true });
    }
  });

  it.each(Object.entries(features))("%s", async (_, sql) => {
    expect(await drift(sql)).toEqual([]);
  });

  it("is shown with at least a hundred schemas", () => {
    expect(schemas.length + Object.keys(features).length).toBeGreaterThanOrEqual(100);
  });
});
