import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { features } from "./features.ts";
import { said } from "./held.ts";

const folder = new URL("schemas/", import.meta.url);
const schemas = readdirSync(folder).sort();

describe("a database made from its own declaration has no issue, nothing to change and nothing unread", () => {
  it.each(schemas)("%s", async (file) => {
    const sql = readFileSync(new URL(file, folder), "utf8");
    expect(await said({ declared: sql, actual: sql })).toEqual([]);
  });

  it.each(Object.entries(features))("%s", async (_, sql) => {
    expect(await said({ declared: sql, actual: sql })).toEqual([]);
  });

  it("is shown with at least a hundred schemas", () => {
    expect(schemas.length + Object.keys(features).length).toBeGreaterThanOrEqual(100);
  });
});
