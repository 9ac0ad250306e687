import { expect, it } from "vitest";
import { matchesTable } from "../../src/schema/table-glob.ts";

it.each([
  ["users", "users", true],
  ["users", "Users", true],
  ["users", "users_old", false],
  ["legacy_*", "legacy_", true],
  ["legacy_*", "legacy_orders", true],
  ["legacy_*", "my_legacy_orders", false],
  ["*", "any thing\nat all", true],
  ["log_?", "log_1", true],
  ["log_?", "log_12", false],
  ["a.b", "a.b", true],
  ["a.b", "axb", false],
  ["a[b]", "a[b]", true],
  ["(a|b)", "a", false],
  ["Ä*", "ärzte", false],
])("%j meets the table %j: %s", (pattern, table, meets) => {
  expect(matchesTable(pattern, table)).toBe(meets);
});
