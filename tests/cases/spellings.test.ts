import { describe, expect, it } from "vitest";
import { said } from "./held.ts";
import { same } from "./spellings.ts";
import { checks, defaults } from "./spellings-of-values.ts";

/** Holds two texts against each other both ways. */
async function between(one: string, other: string): Promise<string[]> {
  return [
    ...(await said({ declared: one, actual: other })),
    ...(await said({ declared: other, actual: one })),
  ];
}

describe("two spellings of one schema have no issue, whichever side has which", () => {
  it.each(same)("%s", async (_, one, other) => {
    expect(await between(one, other)).toEqual([]);
  });
});

describe("two spellings of one default have no issue", () => {
  it.each(defaults)("%s DEFAULT %s is DEFAULT %s", async (type, one, other) => {
    const table = (value: string): string => `CREATE TABLE books (a ${type} DEFAULT ${value});`;
    expect(await between(table(one), table(other))).toEqual([]);
  });
});

describe("two spellings of one CHECK have no issue", () => {
  it.each(checks)("CHECK (%s) is CHECK (%s)", async (one, other) => {
    const table = (check: string): string =>
      `CREATE TABLE books (a INTEGER, b INTEGER, s TEXT, t TEXT, CHECK (${check}));`;
    expect(await between(table(one), table(other))).toEqual([]);
  });
});
