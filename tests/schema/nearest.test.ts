import { describe, expect, it } from "vitest";
import { editDistance, nearest } from "../../src/schema/nearest.ts";

describe("the edit distance", () => {
  it.each([
    ["", "", 0],
    ["orders", "orders", 0],
    ["orders", "order", 1],
    ["orders", "odrers", 1],
    ["orders", "0rderz", 2],
    ["", "abc", 3],
    ["kitten", "sitting", 3],
  ])("from %j to %j is %i", (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });

  it("stops counting at its limit", () => {
    expect(editDistance("orders", "inventory", 3)).toBe(3);
  });
});

describe("the nearest word", () => {
  it("is the one with the fewest edits", () => {
    expect(nearest("ordrs", ["users", "orders", "order_items"])).toBe("orders");
  });

  it("does not mind ASCII case", () => {
    expect(nearest("FAILON", ["database", "failOn"])).toBe("failOn");
  });

  it("is null when nothing is near", () => {
    expect(nearest("zzz", ["users", "orders"])).toBeNull();
    expect(nearest("users", [])).toBeNull();
  });

  it("does not offer a word that shares no letter", () => {
    expect(nearest("ab", ["xy"])).toBeNull();
  });
});
