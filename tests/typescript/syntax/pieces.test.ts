import { expect, test } from "vitest";
import { inPieces } from "../../../src/typescript/syntax/pieces.ts";

const nested = (open: string, inside: string, close: string, times = 20_000): string =>
  `type A = string;\nconst a = ${open.repeat(times)}${inside}${close.repeat(times)};`;

test.each([
  ["parentheses", nested("(", "1", ")")],
  ["lists", nested("[", "", "]")],
  ["functions", nested("b => ", "1", "")],
  ["types", nested("<B", "", ">(c)")],
])("of %s in each other more than a stack holds are not parsed, which would end the process", (_, text) => {
  expect(inPieces("a.ts", text, () => undefined)).toBe(false);
});

test("fewer of them are", () => {
  let statements = 0;
  const parses = inPieces("a.ts", nested("(", "1", ")", 1_000), (piece) => {
    statements += piece.statements.length;
  });
  expect([parses, statements]).toEqual([true, 2]);
});
