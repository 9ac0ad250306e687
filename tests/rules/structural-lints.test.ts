import { describe, expect, it } from "vitest";
import { foundBy, messagesOf } from "./found.ts";

const said = async (rule: string, actual: string): Promise<string[]> =>
  (
    await foundBy(rule, {
      declared: "CREATE TABLE known (id INTEGER PRIMARY KEY)",
      actual: `${actual}; CREATE TABLE known (id INTEGER PRIMARY KEY)`,
    })
  ).map(({ severity, table }) => `${severity} ${table}`);

describe("foreign-key-cycle", () => {
  const table = (name: string, ...keys: string[]): string =>
    `CREATE TABLE ${name} (id INTEGER PRIMARY KEY, ${keys.map((key, i) => `k${i} INTEGER ${key}`).join(", ")});`;
  const required = (parent: string): string => `NOT NULL REFERENCES ${parent} (id)`;

  it.each([
    [
      "three required keys",
      table("a", required("b")) + table("b", required("c")) + table("c", required("a")),
      ["medium a"],
    ],
    ["one that may be NULL", table("a", required("b")) + table("b", "REFERENCES a (id)"), ["info a"]],
    [
      "one that waits",
      table("a", `${required("b")} DEFERRABLE INITIALLY DEFERRED`) + table("b", required("a")),
      [],
    ],
    [
      "one that may be made to wait",
      table("a", `${required("b")} DEFERRABLE`) + table("b", required("a")),
      ["medium a"],
    ],
    ["a table and itself", table("a", required("a")), []],
    [
      "a long way in",
      table("a", required("b")) + table("b", required("c")) + table("c", required("b")),
      ["medium b"],
    ],
    [
      "two rings",
      table("a", required("b")) +
        table("b", required("a")) +
        table("c", "REFERENCES d (id)") +
        table("d", required("c")),
      ["medium a", "info c"],
    ],
    [
      "a required ring inside a larger one",
      table("a", "REFERENCES b (id)") +
        table("b", required("c"), "REFERENCES a (id)") +
        table("c", required("b")),
      ["medium b"],
    ],
    [
      "a key that is the rowid",
      "CREATE TABLE a (id INTEGER PRIMARY KEY REFERENCES b (id)); CREATE TABLE b (id INTEGER PRIMARY KEY REFERENCES a (id));",
      ["medium a"],
    ],
    ["a parent that is not there", table("a", required("gone")), []],
  ])("%s", async (_, actual, expected) => {
    expect((await said("foreign-key-cycle", actual)).toSorted()).toEqual(expected.toSorted());
  });
});

describe("nullable-unique-column", () => {
  it.each([
    ["one column", "CREATE TABLE t (id INTEGER PRIMARY KEY, a UNIQUE)", ["info t"]],
    ["the key", "CREATE TABLE t (a INTEGER PRIMARY KEY, b NOT NULL, UNIQUE (a, b))", []],
    ["a partial index", "CREATE TABLE t (a, b); CREATE UNIQUE INDEX i ON t (a, b) WHERE a IS NOT NULL", []],
    [
      "rows that differ",
      "CREATE TABLE t (a, b, UNIQUE (a, b)); INSERT INTO t VALUES (1, NULL), (2, NULL), (NULL, NULL), (NULL, NULL)",
      ["info t"],
    ],
    [
      "rows that are alike",
      "CREATE TABLE t (a, b, UNIQUE (a, b)); INSERT INTO t VALUES (1, NULL), (1, NULL)",
      ["medium t"],
    ],
    [
      "rows alike by collation",
      "CREATE TABLE t (a TEXT COLLATE NOCASE, b, UNIQUE (a, b)); INSERT INTO t VALUES ('x', NULL), ('X', NULL)",
      ["medium t"],
    ],
    [
      "rows that are not",
      "CREATE TABLE t (a TEXT, b, UNIQUE (a, b)); INSERT INTO t VALUES ('x', NULL), ('X', NULL)",
      ["info t"],
    ],
    [
      "an expression",
      "CREATE TABLE t (a, b); CREATE UNIQUE INDEX i ON t (lower(a), b); INSERT INTO t VALUES ('x', NULL), ('X', NULL)",
      ["info t"],
    ],
  ])("%s", async (_, actual, expected) => {
    expect(await said("nullable-unique-column", actual)).toEqual(expected);
  });

  it("leaves a single column alone that the model lets be missing", async () => {
    const actual = "CREATE TABLE users (id INTEGER PRIMARY KEY, phone TEXT UNIQUE);";
    const types =
      "/** @table users */ export interface User { id: number; /** @unique */ phone: string | null }";
    expect(await foundBy("nullable-unique-column", { declared: { types }, actual })).toEqual([]);
    expect(await foundBy("nullable-unique-column", { declared: actual, actual })).toEqual([]);
  });
});

describe("int-primary-key", () => {
  it.each([
    ["INT", "CREATE TABLE t (id INT PRIMARY KEY)", ["medium t"]],
    ["BIGINT in a table constraint", "CREATE TABLE t (id BIGINT, PRIMARY KEY (id))", ["medium t"]],
    ["INTEGER(8)", "CREATE TABLE t (id INTEGER(8) PRIMARY KEY)", ["medium t"]],
    ["INTEGER PRIMARY KEY DESC", "CREATE TABLE t (id INTEGER PRIMARY KEY DESC)", ["medium t"]],
    ["PRIMARY KEY (id DESC)", "CREATE TABLE t (id INTEGER, PRIMARY KEY (id DESC))", []],
    ["STRICT", "CREATE TABLE t (id INT PRIMARY KEY) STRICT", ["medium t"]],
    ["WITHOUT ROWID", "CREATE TABLE t (id INT PRIMARY KEY) WITHOUT ROWID", []],
    ["text", "CREATE TABLE t (id TEXT PRIMARY KEY)", []],
    ["two columns", "CREATE TABLE t (a INT, b INT, PRIMARY KEY (a, b))", []],
    ["a ledger", "CREATE TABLE goose_db_version (id INT PRIMARY KEY)", []],
  ])("%s", async (_, actual, expected) => {
    expect(await said("int-primary-key", actual)).toEqual(expected);
  });
});

describe("text-null-default", () => {
  it.each([
    ["'NULL'", ["medium t"]],
    ["'null'", ["medium t"]],
    ["('NULL')", ["medium t"]],
    ["NULL", []],
    ["'NULL '", []],
    ["'nullable'", []],
    ["(NULL)", []],
  ])("DEFAULT %s", async (text, expected) => {
    expect(
      await said("text-null-default", `CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT DEFAULT ${text})`),
    ).toEqual(expected);
  });

  it("counts the rows that hold the word", async () => {
    const [message] = await messagesOf("text-null-default", {
      declared: { types: "/** @table guests */ export interface Guest { id: number; phone: string | null }" },
      actual:
        "CREATE TABLE guests (id INTEGER PRIMARY KEY, phone TEXT DEFAULT 'NULL'); INSERT INTO guests DEFAULT VALUES; INSERT INTO guests VALUES (2, NULL);",
    });
    expect(message).toContain("1 row holds that word.");
  });
});

describe("inconsistent-column-type", () => {
  it.each([
    ["text and number", "CREATE TABLE a (x TEXT); CREATE TABLE b (x INTEGER)", 1],
    ["whole and decimal numbers", "CREATE TABLE a (x REAL); CREATE TABLE b (x INTEGER)", 0],
    ["lengths", "CREATE TABLE a (x VARCHAR(3)); CREATE TABLE b (x TEXT)", 0],
    ["keys of their own", "CREATE TABLE a (id TEXT PRIMARY KEY); CREATE TABLE b (id INTEGER PRIMARY KEY)", 0],
    ["a reference and a reference", "CREATE TABLE a (u_id TEXT); CREATE TABLE b (U_ID INTEGER)", 1],
    ["no type", "CREATE TABLE a (x); CREATE TABLE b (x INTEGER)", 0],
  ])("%s", async (_, actual, count) => {
    expect(await said("inconsistent-column-type", actual)).toHaveLength(count);
  });
});
