import { describe, expect, it } from "vitest";
import { rules } from "../../rules/catalogue.ts";
import { conventionNames } from "../../src/engine/convention.ts";
import { askedFor, withConventions } from "../../src/engine/conventions.ts";

const asked = (...given: Parameters<typeof askedFor>): string[] =>
  conventionNames.filter((name) => askedFor(...given).has(name));

describe("conventions", () => {
  it("has one rule for each", () => {
    const ofRules = rules.flatMap(({ convention }) => convention ?? []);
    expect(ofRules.toSorted()).toEqual(conventionNames.toSorted());
  });

  it("asks for all with true, and for none with false", () => {
    expect(asked(true)).toEqual(conventionNames);
    expect(asked(false)).toEqual([]);
    expect(askedFor(true).has("neatness")).toBe(false);
  });

  it("asks by name, with true or a severity", () => {
    expect(asked({ auditTrail: true })).toEqual(["auditTrail"]);
    expect(asked({ auditTrail: "high" })).toEqual(["auditTrail"]);
    expect(asked({ auditTrail: false })).toEqual([]);
    expect(asked({ auditTrail: "off" })).toEqual([]);
    expect(asked({})).toEqual([]);
  });

  it("asks for the rules of the house by its preset, what is stated by name excepted", () => {
    const house = conventionNames.filter((name) => name !== "auditTrail");
    expect(asked({ preset: "house" })).toEqual(house);
    expect(asked({ preset: "house", auditTrail: true, timestamps: "off" })).toEqual(
      conventionNames.filter((name) => name !== "timestamps"),
    );
  });

  it("makes allowances by table, and the first match wins", () => {
    const { has } = askedFor({
      primaryKey: [
        { tables: ["legacy_jobs"], severity: "info" },
        { tables: ["legacy_*", "tmp"], severity: "off" },
      ],
    });
    expect(["legacy_jobs", "LEGACY_scenes", "tmp", "jobs"].map((table) => has("primaryKey", table))).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(has("primaryKey")).toBe(true);
    expect(has("timestamps", "jobs")).toBe(false);
  });

  it("gives the rule of a convention what is stated for it, unless the rule has its own", () => {
    expect(withConventions({}, { auditTrail: "high" }, rules)).toEqual({ "missing-audit-trail": "high" });
    expect(withConventions({}, { preset: "house", auditTrail: true }, rules)).toEqual({});
    expect(withConventions({ "missing-view": "info" }, true, rules)).toEqual({ "missing-view": "info" });
    const own = { "missing-audit-trail": "info" } as const;
    expect(withConventions(own, { auditTrail: "high" }, rules)).toEqual(own);
    const byTable = [{ tables: ["jobs"], severity: "high" }] as const;
    expect(withConventions({}, { auditTrail: byTable }, rules)).toEqual({ "missing-audit-trail": byTable });
  });
});
