import fc from "fast-check";
import { expect, test } from "vitest";
import { splitStatements, stretchesOf, textOf } from "../../src/sql/statements.ts";
import { isOperator, tokenize } from "../../src/sql/tokens.ts";

const split = (sql: string) => splitStatements(sql).map((statement) => textOf(statement, sql));

test("semicolons end statements, except in strings, names, comments and trigger bodies", () => {
  expect(split("SELECT 1; SELECT ';' ;; -- no; \n SELECT \";\" /* ; */, [;]")).toEqual([
    "SELECT 1",
    "SELECT ';'",
    'SELECT ";" /* ; */, [;]',
  ]);
});

test("a trigger ends with the END of its body, not that of a CASE", () => {
  const trigger =
    "CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE WHEN 1 THEN 2 END; SELECT case 1 when 2 then 3 end; -- END;\n END";
  expect(split(`${trigger}; SELECT 1`)).toEqual([trigger, "SELECT 1"]);
});

test("BEGIN outside a trigger begins a transaction", () => {
  expect(split("BEGIN; INSERT INTO trigger_log VALUES (1); END;")).toEqual([
    "BEGIN",
    "INSERT INTO trigger_log VALUES (1)",
    "END",
  ]);
});

/** What decides where a statement ends, whole and in pieces. */
const piece = fc.constantFrom(
  ...["SELECT", "é", "1", ".", "$", "#", "->", "-", "/", "*", "(", ")", ",", "x", "x'", ":p", " ", "\n", ";"],
  ...["\u00a0", "\ufeff", "'", '"', "`", "[", "]", "''", '""', "--", "/*", "*/", "-- c;\n", "/* ; */"],
);

test("whatever they are made of, their tokens are those of the script between its semicolons", () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
      const sql = pieces.join("");
      const tokens = tokenize(sql);
      expect(splitStatements(sql).flat()).toEqual(tokens.filter((token) => !isOperator(token, ";")));
      const texts = stretchesOf(sql).map(({ start, end }) => sql.slice(start, end));
      expect(texts).toEqual(split(sql));
    }),
    { numRuns: 3000 },
  );
});

test("a text of many megabytes is one token", () => {
  const sql = `INSERT INTO files VALUES ('${"it''s; ".repeat(10)}${"x".repeat(30_000_000)}'); SELECT 1`;
  expect(stretchesOf(sql).map(({ start, end }) => end - start)).toEqual([sql.length - 10, 8]);
  expect(tokenize(sql)).toHaveLength(10);
});
