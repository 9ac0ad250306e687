import Database from "better-sqlite3";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalExpression } from "../../src/sql/canonical.ts";
import { checkTerms } from "../../src/sql/check-terms.ts";
import { identifier, type Scope } from "../../src/sql/expression.ts";

// Columns of different affinity and collation, so that a rewriting that forgets one of them shows.
const table = "CREATE TABLE grid (a INTEGER, b INTEGER, s TEXT, t TEXT COLLATE NOCASE, n)";
const values = {
  a: ["NULL", "0", "1", "5"],
  b: ["NULL", "1", "2"],
  s: ["NULL", "'x'", "'X'", "'1'"],
  t: ["NULL", "'x'", "'X'"],
  n: ["NULL", "0.5", "'1'", "x'78'"],
};
const scope: Scope = {
  table: "grid",
  columns: Object.keys(values),
  binary: new Set(["a", "b", "s", "n"].map(identifier)),
};

const connection = new Database(":memory:");
connection.exec(table);
for (const a of values.a)
  for (const b of values.b)
    for (const s of values.s)
      for (const t of values.t)
        for (const n of values.n) connection.exec(`INSERT INTO grid VALUES (${a}, ${b}, ${s}, ${t}, ${n})`);

const leaf = fc.constantFrom("a", "b", "s", "t", "n", "0", "1", "2", "'x'", "'1'", "NULL", "TRUE");
const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const sub = tie("expression");
  const binary = (...operators: string[]) =>
    fc.tuple(fc.constantFrom(...operators), sub, sub).map(([op, x, y]) => `(${x}) ${op} (${y})`);
  return {
    expression: fc.oneof(
      { maxDepth: 3, depthSize: "small" },
      leaf,
      binary("AND", "OR"),
      binary("=", "<>", "<", "<=", ">", ">=", "IS", "IS NOT"),
      binary("+", "-", "*", "||", "LIKE"),
      sub.map((x) => `NOT (${x})`),
      sub.map((x) => `(${x}) IS NULL`),
      sub.map((x) => `(${x}) NOT NULL`),
      sub.map((x) => `(${x}) IS TRUE`),
      sub.map((x) => `-(${x})`),
      sub.map((x) => `(${x}) COLLATE NOCASE`),
      fc
        .tuple(sub, fc.uniqueArray(leaf, { minLength: 1, maxLength: 3 }))
        .map(([x, list]) => `(${x}) IN (${list.join(", ")})`),
      fc.tuple(sub, sub, sub).map(([x, y, z]) => `(${x}) BETWEEN (${y}) AND (${z})`),
      fc
        .tuple(fc.constantFrom("length", "typeof", "lower", "abs", "trim"), sub)
        .map(([f, x]) => `${f}(${x})`),
      fc.tuple(sub, sub).map(([x, y]) => `coalesce(${x}, ${y})`),
      fc.tuple(sub, sub).map(([x, y]) => `CASE WHEN ${x} THEN ${y} END`),
    ),
  };
});

/** What an expression is on every row of the grid, types included. */
function results(sql: string): string {
  return connection.prepare(`SELECT quote(${sql}) AS value FROM grid ORDER BY rowid`).pluck().all().join("|");
}

/** Which rows of the grid a CHECK refuses. */
function refused(sql: string): string {
  return connection.prepare(`SELECT rowid FROM grid WHERE NOT (${sql})`).pluck().all().join();
}

function relatives(x: string, y: string): string[] {
  const operators = ["=", "<>", "<", "<=", ">", ">=", "IS", "AND", "OR", "+", "||"];
  return [
    ...operators.flatMap((op) => [`${x} ${op} ${y}`, `${y} ${op} ${x}`]),
    ...operators.flatMap((op) => [`NOT (${x} ${op} ${y})`, `NOT ${x} ${op} NOT ${y}`]),
    ...[`${x} IN (${y})`, `${x} IN (${y}, ${y})`, `${x} NOT IN (${y})`, `${x} IN (1, 'x') OR ${x} = '1'`],
    ...[`${x} = 'x' OR ${x} = '1'`, `${x} IN ('1', 'x')`, `${x} <> 'x' AND ${x} <> '1'`],
    ...[`${x} NOT IN ('x', '1')`, `NOT (${x} = 'x' OR ${x} = '1')`, `${x} IN ('x')`, `'x' = ${x}`],
    ...[`${x} BETWEEN ${y} AND 5`, `${x} >= ${y} AND ${x} <= 5`, `${x} NOT BETWEEN ${y} AND 5`],
    ...[`${x} < ${y} OR ${x} > 5`, `5 >= ${x} AND ${y} <= ${x}`, `${x} AND ${x}`, `${x} OR ${x}`, x, y],
    ...[`NOT NOT ${x}`, `${x} IS NOT TRUE`, `${x} IS 1`, `${x} IS FALSE`, `NOT ${x} IS TRUE`, `- ${x}`],
    ...[`${x} IS NULL`, `NOT ${x} NOTNULL`, `${x} IS NOT NULL`, `+ ${x}`, `${x} IS DISTINCT FROM ${y}`],
  ];
}

/** Puts together what has one canonical text. */
function groups(pool: readonly string[], canonical: (sql: string) => string): string[][] {
  const byText = new Map<string, string[]>();
  for (const sql of new Set(pool)) {
    const text = canonical(sql);
    byText.set(text, [...(byText.get(text) ?? []), sql]);
  }
  return [...byText.values()].filter((group) => group.length > 1);
}

/** Two expressions of one canonical text that are not the same by this measure, or null. */
function contradiction(
  pool: readonly string[],
  canonical: (sql: string) => string,
  measure: (sql: string) => string,
): string | null {
  for (const [first = "", ...others] of groups(pool, canonical)) {
    met += others.length;
    const different = others.find((other) => measure(other) !== measure(first));
    if (different) return `${first}   and   ${different}   are both   ${canonical(first)}`;
  }
  return null;
}
let met = 0;

describe("one canonical text", () => {
  // Of every two expressions all that one might take for the same.
  const pool = fc.tuple(expression, expression).map(([x, y]) => relatives(`(${x})`, `(${y})`));

  it("is given only to expressions that are the same on every row", () => {
    met = 0;
    const canonical = (sql: string): string => canonicalExpression(sql, scope);
    fc.assert(
      fc.property(pool, (all) => contradiction(all, canonical, results) === null),
      { numRuns: 80, seed: 7, reporter: report((all) => contradiction(all, canonical, results)) },
    );
    expect(met).toBeGreaterThan(1000);
  });

  it("is given only to CHECKs that refuse the same rows", () => {
    met = 0;
    const canonical = (sql: string): string => checkTerms(sql, scope).join("   ");
    const conditions = pool.map((all) => [...all, ...all.map((sql) => `a IS NULL OR (${sql})`)]);
    fc.assert(
      fc.property(conditions, (all) => contradiction(all, canonical, refused) === null),
      { numRuns: 80, seed: 11, reporter: report((all) => contradiction(all, canonical, refused)) },
    );
    expect(met).toBeGreaterThan(1000);
  });
});

/** Says of a failed run the two expressions only. */
function report(explain: (pool: readonly string[]) => string | null) {
  return ({ counterexample, seed }: fc.RunDetails<[string[]]>): void => {
    if (counterexample !== null) throw new Error(`${explain(counterexample[0])} (seed ${seed})`);
  };
}
