import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import type { Affinity } from "../../src/schema/affinity.ts";
import { canonicalExpression } from "../../src/sql/canonical.ts";
import { checkTerms, strictFunctions, valueSet } from "../../src/sql/check-terms.ts";
import { canonicalDefault } from "../../src/sql/default.ts";

const scope = { table: "orders", columns: ["id", "status", "amount", "due", "a", "b"] };

describe("one canonical text for the spellings of a CHECK", () => {
  test.each([
    ["amount > 0", "(amount>0)"],
    ["amount > 0", '"amount" > 0 /* positive */'],
    ["amount > 0", "[Amount] > 0"],
    ["amount > 0", "orders.amount > 0"],
    ["amount > 0", "0 < amount"],
    ["amount <> 1", "amount != 1"],
    ["amount = 1", "amount == 1"],
    ["NOT amount = 1", "amount <> 1"],
    ["status IN ('a','b')", "status in ('b', 'a')"],
    ["status IN ('a','b')", "status = 'a' OR status = 'b'"],
    ["status IN ('a','b')", "(status == 'b') or (('a' = status))"],
    ["status IN ('open','done')", 'status IN ("done", "open")'],
    ["status IN ('a','b')", "status IS NULL OR status IN ('a', 'b')"],
    ["status IN ('a')", "status = 'a'"],
    ["status NOT IN ('a','b')", "NOT status IN ('a', 'b')"],
    ["due IS NOT NULL", "due NOTNULL"],
    ["due IS NOT NULL", "NOT (due IS NULL)"],
    ["due NOT NULL", "NOT due ISNULL"],
    ["a > 0 AND b > 0", "b > 0 and (a > 0)"],
    ["a > 0 AND b > 0 AND due > 0", "a > 0 AND (b > 0 AND due > 0)"],
    ["amount BETWEEN 1 AND 5", "amount >= 1 AND amount <= 5"],
    ["amount > -1", "amount > (-1)"],
    ["amount > 16", "amount > 0x10"],
    ["amount = TRUE", "amount = 1"],
    ["length(status) > 2", 'LENGTH( "status" ) > 2'],
    ["cast(a as integer) = a", "CAST(a AS INTEGER) = a"],
    ["status = 'x' COLLATE nocase", "status = 'x' COLLATE NOCASE"],
    ["json_valid(due)", "(JSON_VALID(due))"],
  ])("%s is %s", (one, other) => {
    expect(checkTerms(other, scope)).toEqual(checkTerms(one, scope));
  });

  test.each([
    ["amount > 0", "amount >= 0"],
    ["status IN ('a','b')", "status IN ('a','b','c')"],
    ["status = 'a'", "status = 'A'"],
    ["a + b > 0 AND due", "a + (b > 0 AND due)"],
    ["a - (b - 1) > 0", "a - b - 1 > 0"],
    ["a AND b OR due", "a AND (b OR due)"],
    ["amount = 1", "amount = '1'"],
    ["amount IS 1", "amount = 1"],
    ["status LIKE 'a%'", "status GLOB 'a%'"],
    ["status LIKE 'a'", "status LIKE 'a' ESCAPE 'x'"],
    ["NOT a AND b", "NOT (a AND b)"],
    ["- a > 0", "a > 0"],
    ['"due" > 0', '"nope" > 0'],
    ["amount IS TRUE", "amount IS 1"],
    ["amount IS TRUE", "amount = 1"],
    ["amount", "amount IS TRUE"],
    ["status IN ('a', NULL)", "status = 'a'"],
    ["due IS NULL OR due IS 1", "due IS 1"],
    ["due IS NULL OR coalesce(due, 0) > 1", "coalesce(due, 0) > 1"],
    ["due IS NULL OR typeof(due) = 'text'", "typeof(due) = 'text'"],
    ["due IS NULL OR a > 0", "a > 0"],
    ["due IS NULL OR replace(a, '', due) = 'x'", "replace(a, '', due) = 'x'"],
    ["due IS NULL AND due > 0", "due > 0"],
    ["status < due", "due > status"],
    ["9223372036854775807 + 1 > a", "-9223372036854775808 > a"],
  ])("%s is not %s", (one, other) => {
    expect(checkTerms(other, scope)).not.toEqual(checkTerms(one, scope));
  });

  test("the sides of a comparison change places only where both compare byte by byte", () => {
    const binary = new Set(['"a"', '"b"']);
    expect(checkTerms("a < b", { ...scope, binary })).toEqual(checkTerms("b > a", { ...scope, binary }));
    expect(checkTerms("a < due", { ...scope, binary })).not.toEqual(
      checkTerms("due > a", { ...scope, binary }),
    );
  });

  test.each([...strictFunctions])("%s is NULL when its first argument is", (name) => {
    const connection = new Database(":memory:");
    const more = { instr: ", 'x'", replace: ", '', 'x'", substr: ", 1" }[name] ?? "";
    expect(connection.prepare(`SELECT ${name}(NULL${more})`).pluck().get()).toBeNull();
    connection.close();
  });

  test("a sub-select is compared token by token", () => {
    expect(canonicalExpression("(SELECT  max(x) FROM t)")).toBe(canonicalExpression("select MAX(x) from T"));
  });

  test("a value set is read whatever its spelling", () => {
    const expected = { column: "status", values: ["'draft'", "'sent'"] };
    expect(valueSet("status IN ('sent','draft')", scope)).toEqual(expected);
    expect(valueSet("status = 'draft' OR \"status\" == 'sent'", scope)).toEqual(expected);
    expect(valueSet("status IS NULL OR status IN ('draft', 'sent')", scope)).toEqual(expected);
    expect(valueSet("status <> 'draft'", scope)).toBeNull();
    expect(valueSet("lower(status) IN ('draft')", scope)).toBeNull();
  });
});

describe("one canonical text for the spellings of a default", () => {
  const same: [Affinity, string | null, string | null][] = [
    ["INTEGER", "0", "(0)"],
    ["INTEGER", "0", "'0'"],
    ["INTEGER", "1", "TRUE"],
    ["INTEGER", "0", "false"],
    ["INTEGER", "1", "+1"],
    ["INTEGER", "-1", "(-1)"],
    ["INTEGER", "10", "1e1"],
    ["INTEGER", "10", "10.0"],
    ["INTEGER", "16", "0x10"],
    ["REAL", "1", "1.0"],
    ["REAL", "0.5", ".5"],
    ["TEXT", "'open'", '"open"'],
    ["TEXT", "'open'", "open"],
    ["TEXT", "'open'", "('open')"],
    ["TEXT", "'1'", "1"],
    ["TEXT", "''", '""'],
    ["TEXT", null, "NULL"],
    ["TEXT", null, "(null)"],
    ["TEXT", "CURRENT_TIMESTAMP", "(current_timestamp)"],
    ["TEXT", "CURRENT_TIMESTAMP", "(datetime('now'))"],
    ["TEXT", "CURRENT_DATE", "(date('now'))"],
    ["NUMERIC", "X'00ff'", "x'00FF'"],
    ["TEXT", "(lower(hex(randomblob(16))))", "( LOWER(HEX(RANDOMBLOB(16))) )"],
  ];
  test.each(same)("%s column: %s is %s", (affinity, one, other) => {
    expect(canonicalDefault(other, affinity)).toBe(canonicalDefault(one, affinity));
  });

  const different: [Affinity, string | null, string | null][] = [
    ["TEXT", "'null'", "NULL"],
    ["TEXT", "''", null],
    ["TEXT", "'CURRENT_TIMESTAMP'", "CURRENT_TIMESTAMP"],
    ["TEXT", "'open'", "'Open'"],
    ["TEXT", "1.0", "1"],
    ["BLOB", "1", "'1'"],
    ["INTEGER", "0", "1"],
    ["INTEGER", "'0x10'", "16"],
    ["INTEGER", "9007199254740993", "9007199254740992"],
  ];
  test.each(different)("%s column: %s is not %s", (affinity, one, other) => {
    expect(canonicalDefault(other, affinity)).not.toBe(canonicalDefault(one, affinity));
  });
});
