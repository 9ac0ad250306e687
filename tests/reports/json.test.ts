import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { json } from "../../reports/json.ts";
import type { Report } from "../../src/reporting/report.ts";
import { report } from "../reporting/samples.ts";
import { hostileNames, reportAbout, steering } from "./hostile.ts";
import { shop } from "./samples.ts";

const schema = JSON.parse(readFileSync(new URL("../../reports/report.schema.json", import.meta.url), "utf8"));
const valid = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }).compile(schema);

function mistakesOf(value: unknown): readonly unknown[] {
  return valid(value) ? [] : (valid.errors ?? []);
}

describe("the JSON report", () => {
  it("is the report itself", async () => {
    expect(JSON.parse(await json.render(shop(), { color: false }))).toEqual(shop());
  });

  it("ends with a newline and has no colour, wanted or not", async () => {
    const text = await json.render(shop(), { color: true });
    expect(text.endsWith("}\n")).toBe(true);
    expect(text).toBe(await json.render(shop(), { color: false }));
  });

  it.each(hostileNames)("keeps %j, and nothing in it steers a terminal", async (name) => {
    const text = await json.render(reportAbout(name), { color: false });
    expect(text).not.toMatch(steering);
    expect(JSON.parse(text)).toEqual(reportAbout(name));
  });
});

describe("the JSON Schema", () => {
  it.each<[string, Report]>([
    ["an empty report", report()],
    ["the shop's", shop()],
    ...hostileNames.map(
      (name) => [`one about ${JSON.stringify(name)}`, reportAbout(name)] satisfies [string, Report],
    ),
  ])("accepts %s", (_, accepted) => {
    expect(mistakesOf(JSON.parse(JSON.stringify(accepted)))).toEqual([]);
  });

  it.each<[string, (report: Record<string, unknown>) => void]>([
    ["another format version", (changed) => Object.assign(changed, { formatVersion: 2 })],
    ["an unknown key", (changed) => Object.assign(changed, { extra: 1 })],
    ["a missing key", (changed) => Reflect.deleteProperty(changed, "proof")],
    ["an unknown severity", (changed) => Object.assign(firstOf(changed.issues), { severity: "bad" })],
    ["an id of no severity", (changed) => Object.assign(firstOf(changed.issues), { id: "BAD-001" })],
    ["a negative count", (changed) => Object.assign(changed.summary ?? {}, { total: -1 })],
    ["an issue without findings", (changed) => Reflect.deleteProperty(firstOf(changed.issues), "findings")],
    [
      "a line 0",
      (changed) =>
        Object.assign(changed, {
          notAnalysed: [{ what: "x", why: "y", location: { file: "a", line: 0, column: 1 } }],
        }),
    ],
  ])("refuses %s", (_, change) => {
    const changed = JSON.parse(JSON.stringify(shop()));
    change(changed);
    expect(mistakesOf(changed)).not.toEqual([]);
  });
});

function firstOf(list: unknown): object {
  return Array.isArray(list) ? list[0] : {};
}
