import { describe, expect, it } from "vitest";
import { queriesOf } from "./application.ts";

const counts = 'db.prepare("SELECT count(*) FROM loans").get()';

/** Whether the statement that counts the loans is said to meet older schemas. */
const meetsOld = (code: string): boolean | undefined =>
  queriesOf(`declare const ask: any;\n${code}`).find(({ texts }) => texts[0]?.includes("loans"))?.meetsOld;

describe("a statement meets older schemas", () => {
  it.each([
    `function migrateLoans() { ${counts}; }`,
    `const upgrade = () => ${counts};`,
    `function count() { db.exec("ALTER TABLE books ADD COLUMN year"); return ${counts}; }`,
    `function count() { if (!ask.tableExists("loans")) return 0; return ${counts}; }`,
    `function count() { if (ask.legacyTableLive()) return ${counts}; }`,
    `function count() { return ask.schemaVersion() > 2 ? ${counts} : 0; }`,
    `class Store { migrateLegacy() { const copied = () => ${counts}; copied(); } }`,
  ])("in %s", (code) => {
    expect(meetsOld(code)).toBe(true);
  });

  it.each([
    counts,
    `function count() { return ${counts}; }`,
    `function count() { if (ask.isLate()) return ${counts}; }`,
    `function count() { if (ask.legacyTableLive()) return 0; else return ${counts}; }`,
    `class Table { count() { return ${counts}; } }`,
  ])("not in %s", (code) => {
    expect(meetsOld(code)).toBe(false);
  });
});
