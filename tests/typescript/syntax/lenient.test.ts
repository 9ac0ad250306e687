import { expect, test } from "vitest";
import { isOnlyLenient } from "../../../src/typescript/syntax/lenient.ts";

test.each([
  ["a word of the language as a type", "type A = Array<do>;"],
  ["a word of the language as a namespace", "type A = string extends null.Rest ? 1 : 2;"],
  ["a value for an assertion", "x as any = 1;"],
  ["half of a character that is not escaped", "type A = '\ud83d';"],
])("%s takes the compiler", (_, text) => {
  expect(isOnlyLenient(text)).toBe(true);
});

test.each([
  ["texts with characters of two halves", "type A = '😀' | '\\ud83d';"],
  [
    "lists, unions and templates",
    "const a = [1, 2] as const; const b = `$" + "{a[0]} of $" + "{a.length}`; type A = Array<null | string>;",
  ],
  [
    "what holds statements",
    "export function f(a: number): string { return a > 1 ? 'b' : ''; } export class B { c = new Map<string, 1>(); }",
  ],
])("%s do not", (_, text) => {
  expect(isOnlyLenient(text)).toBe(false);
});
