import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { analyze } from "../../src/internal.ts";
import { lints } from "../rules/lints.ts";
import { project } from "./project.ts";

/** Analyses a model against a database made from SQL; says what it found, an issue's findings each. */
async function found(types: string, sql: string): Promise<string[]> {
  const root = project({ "model.ts": types });
  const database = new Database(join(root, "app.db"));
  database.exec(sql);
  database.close();
  const report = await analyze({ folder: root, database: "app.db", model: ["model.ts"] });
  const issues = report.issues.filter(({ rule }) => !lints.has(rule));
  return issues.flatMap(({ rule, findings, severity }) =>
    findings.map(({ column }) => `${severity} ${rule}${column === null ? "" : ` ${column}`}`),
  );
}

/** The declared types a property of a TypeScript type is at odds with. */
async function refused(type: string, declared: readonly string[], options = ""): Promise<string[]> {
  const members = declared.map((_, i) => `c${i}: ${type}`).join("; ");
  const columns = declared.map((each, i) => `c${i} ${each} NOT NULL`).join(", ");
  const lines = await found(
    `/** @table t */ export interface T { ${members} }`,
    `CREATE TABLE t (${columns}) ${options}`,
  );
  const wrong = lines
    .filter((line) => line.includes("mismatched-type"))
    .map((line) => line.replace(/^.* c/, ""));
  expect(lines.filter((line) => /high|critical/.test(line) && !line.includes("mismatched-type"))).toEqual([]);
  return wrong.map((index) => declared[Number(index)] ?? "");
}

const every = [
  "TEXT",
  "VARCHAR(40)",
  "CLOB",
  "INTEGER",
  "BIGINT",
  "INT",
  "REAL",
  "DOUBLE",
  "FLOAT",
  "BLOB",
  "NUMERIC",
  "DECIMAL(10,2)",
  "DATE",
  "DATETIME",
  "TIMESTAMP",
  "TIME",
  "BOOLEAN",
  "JSON",
  "STRING",
  "ANY",
  "",
];
const text = ["TEXT", "VARCHAR(40)", "CLOB"];
const integer = ["INTEGER", "BIGINT", "INT"];
const real = ["REAL", "DOUBLE", "FLOAT"];
const numeric = [
  "NUMERIC",
  "DECIMAL(10,2)",
  "DATE",
  "DATETIME",
  "TIMESTAMP",
  "TIME",
  "BOOLEAN",
  "JSON",
  "STRING",
];
const open = ["ANY", ""];

describe("a type accepts the declared types of section 7's table and no other", () => {
  test.each([
    ["string", [...text, "DECIMAL(10,2)", "DATE", "DATETIME", "TIMESTAMP", "TIME"]],
    ["'a' | 'b'", [...text, "DECIMAL(10,2)", "DATE", "DATETIME", "TIMESTAMP", "TIME"]],
    ["number", [...integer, ...real, ...numeric]],
    ["1 | 2", [...integer, ...real, ...numeric]],
    ["bigint", [...integer, ...numeric]],
    ["boolean", [...integer, ...numeric]],
    ["Date", [...text, ...integer, ...real, ...numeric]],
    ["Buffer", ["BLOB"]],
    ["Uint8Array", ["BLOB"]],
    ["{ a: 1 }", [...text, "JSON"]],
    ["string[]", [...text, "JSON"]],
    ["Record<string, number>", [...text, "JSON"]],
    ["string | number", every],
    ["any", every],
  ] as const)("%s", async (type, accepted) => {
    const wanted = every.filter(
      (each) => !open.includes(each) && !(accepted as readonly string[]).includes(each),
    );
    expect(await refused(type, every)).toEqual(wanted);
  });

  test("a STRICT table has fewer types, and ANY takes all", async () => {
    const strict = ["INT", "INTEGER", "REAL", "TEXT", "BLOB", "ANY"];
    expect(await refused("string", strict, "STRICT")).toEqual(["INT", "INTEGER", "REAL", "BLOB"]);
    expect(await refused("bigint", strict, "STRICT")).toEqual(["REAL", "TEXT", "BLOB"]);
  });
});

const pairs: readonly [sentence: string, types: string, sql: string, ...lines: string[]][] = [
  [
    "nullability, both ways",
    "/** @table t */ export interface T { a: string; b: string | null; c?: string; d: string }",
    "CREATE TABLE t (a TEXT, b TEXT NOT NULL, c TEXT, d TEXT NOT NULL)",
    "high mismatched-nullability a",
    "high mismatched-nullability b",
  ],
  [
    "NULLs that are stored",
    "/** @table t */ export interface T { a: string }",
    "CREATE TABLE t (a TEXT); INSERT INTO t VALUES (NULL)",
    "critical mismatched-nullability a",
  ],
  [
    "nullability is not compared for keys, whoever states them",
    "/** @table t */ export interface T { a: string; b: string | null } /** @table u */ export interface U { /** @primaryKey */ id: number | null; } /** @table w */ export interface W { a: string | null }",
    "CREATE TABLE t (a TEXT, b TEXT, PRIMARY KEY (a, b)); CREATE TABLE u (id INTEGER PRIMARY KEY); CREATE TABLE w (a TEXT PRIMARY KEY) WITHOUT ROWID",
  ],
  [
    "nullability is not compared for generated columns",
    "/** @table t */ export interface T { a: string; b: string; c: number | null }",
    "CREATE TABLE t (a TEXT NOT NULL, b TEXT AS (a || 'x'), c INT NOT NULL AS (1) STORED)",
  ],
  [
    "NULLs stored in a key",
    "/** @table t */ export interface T { code: string; a: number }",
    "CREATE TABLE t (code TEXT PRIMARY KEY, a INT NOT NULL); INSERT INTO t VALUES (NULL, 1)",
    "critical mismatched-nullability code",
  ],
  [
    "unknown and any do not state nullability",
    "/** @table t */ export interface T { a: unknown; b: unknown; c: any; d: any }",
    "CREATE TABLE t (a TEXT, b TEXT NOT NULL, c INT, d BLOB NOT NULL)",
  ],
  [
    "a mixed union states nullability",
    "/** @table t */ export interface T { a: string | number; b: string | number | null }",
    "CREATE TABLE t (a INT, b TEXT NOT NULL)",
    "high mismatched-nullability a",
    "high mismatched-nullability b",
  ],
  [
    "a relation is neither missing nor unexpected",
    "/** @table t */ export interface T { id: number; us: U[]; u: U | null } /** @table u */ export interface U { id: number; t?: T }",
    "CREATE TABLE t (id INTEGER PRIMARY KEY); CREATE TABLE u (id INTEGER PRIMARY KEY)",
  ],
  [
    "a value set without CHECK is info",
    "/** @table t */ export interface T { a: 'x' | 'y'; b: 1 | 2 }",
    "CREATE TABLE t (a TEXT NOT NULL, b INT NOT NULL); INSERT INTO t VALUES ('x', 2)",
    "info value-set-without-check a",
    "info value-set-without-check b",
  ],
  [
    "stored values that the type forbids",
    "/** @table t */ export interface T { a: 'x' | 'y' }",
    "CREATE TABLE t (a TEXT NOT NULL); INSERT INTO t VALUES ('z')",
    "critical value-set-without-check a",
  ],
  [
    "a CHECK whose set differs",
    "/** @table t */ export interface T { a: 'x' | 'y' | null; b: 1 | 2; c: 'p' | 'q' }",
    "CREATE TABLE t (a TEXT CHECK (a IN ('y', 'x')), b INT NOT NULL CHECK (b = 1 OR 2 = b), c TEXT NOT NULL CHECK (c IN ('p')))",
    "high mismatched-check",
  ],
  [
    "a Kysely Generated column nobody fills, beside those that are filled",
    "import type { Generated, GeneratedAlways, Kysely, ColumnType } from 'kysely'; interface DB { t: { id: Generated<number>; a: Generated<string>; b: Generated<string>; c: GeneratedAlways<number>; d: ColumnType<Date, string | undefined, never>; e: Generated<string | null> } } export declare const db: Kysely<DB>;",
    "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT NOT NULL, b TEXT NOT NULL DEFAULT 'x', c INT AS (1), d TEXT NOT NULL, e TEXT DEFAULT NULL)",
    "high mismatched-default a",
    "high mismatched-default d",
  ],
  [
    "an INT PRIMARY KEY fills no Generated column",
    "import type { Generated, Kysely } from 'kysely'; interface DB { t: { id: Generated<number> } } export declare const db: Kysely<DB>;",
    "CREATE TABLE t (id INT PRIMARY KEY)",
    "high mismatched-default id",
  ],
  [
    "facets that are declared, by their severity",
    "/** @table t @strict @index (g) @check f > 0 */ export interface T { /** @primaryKey @autoincrement */ id: number; /** @default 1 */ b: number; /** @collate nocase */ c: string; /** @generated b + 1 */ d: number; /** @references p(id) @onDelete cascade */ e: number; f: number; g: string }",
    "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE t (id INTEGER PRIMARY KEY, b INTEGER NOT NULL, c TEXT NOT NULL, d INTEGER, e INTEGER NOT NULL REFERENCES p(id), f INTEGER NOT NULL, g TEXT NOT NULL)",
    "high mismatched-collation c",
    "high mismatched-default b",
    "high mismatched-generated d",
    "high mismatched-options",
    "high mismatched-primary-key",
    "high missing-check",
    "medium mismatched-foreign-key",
    "medium missing-index",
    "info unmanaged-table",
  ],
  [
    "what is not declared is no drift",
    "/** @table t */ export interface T { id: number; a: string }",
    "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT NOT NULL DEFAULT 'x' COLLATE NOCASE UNIQUE CHECK (a <> '') REFERENCES p) STRICT; CREATE INDEX i ON t (a, id)",
    "info unmanaged-table",
  ],
  [
    "@type of the same affinity is info, of another drift",
    "/** @table t */ export interface T { /** @type VARCHAR(40) */ a: string; /** @type REAL */ b: number; /** @type INT */ c: number }",
    "CREATE TABLE t (a TEXT NOT NULL, b INTEGER NOT NULL, c INT NOT NULL)",
    "high mismatched-type b",
    "info type-spelling a",
  ],
  [
    "a column of a Kysely model counts as used, one of plain types does not",
    "import type { Kysely } from 'kysely'; interface DB { k: { id: number; gone: string } } export declare const db: Kysely<DB>; /** @table t */ export interface T { id: number; gone: string }",
    "CREATE TABLE k (id INTEGER PRIMARY KEY); CREATE TABLE t (id INTEGER PRIMARY KEY)",
    "critical missing-column gone",
    "high missing-column gone",
  ],
  [
    "an open table has nothing unexpected",
    "import { Base } from 'elsewhere'; /** @table t */ export interface T extends Base { id: number; a: string } /** @table u */ export interface U { id: number }",
    "CREATE TABLE t (id INTEGER PRIMARY KEY, b TEXT NOT NULL); CREATE TABLE u (id INTEGER PRIMARY KEY, b TEXT NOT NULL, c TEXT)",
    "high missing-column a",
    "high unexpected-column b",
    "high unexpected-column c",
  ],
  [
    "an unresolved property is not unexpected, nor missing",
    "import { X } from 'elsewhere'; /** @table t */ export interface T { id: number; a: X }",
    "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT NOT NULL)",
  ],
  [
    "an ignored property is no column",
    "/** @table t */ export interface T { id: number; /** @ignore */ a: string; /** @ignore */ b: string }",
    "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)",
    "info unexpected-column a",
  ],
];

describe("a model of types and a database differ by", () => {
  test.each(pairs)("%s", async (_, types, sql, ...lines) => {
    expect((await found(types, sql)).sort()).toEqual([...lines].sort());
  });
});
