import { describe, expect, it } from "vitest";
import { rules } from "../../rules/catalogue.ts";
import { askedFor, withConventions } from "../../src/engine/conventions.ts";

describe("conventions", () => {
  it("asks for the conventions of all rules with true, and for none with false", () => {
    expect(askedFor(true, rules)).toContain("auditTrail");
    expect(askedFor(false, rules)).toEqual(new Set());
  });

  it("asks by name, with true or a severity", () => {
    expect(askedFor({ auditTrail: true }, rules)).toEqual(new Set(["auditTrail"]));
    expect(askedFor({ auditTrail: "high" }, rules)).toEqual(new Set(["auditTrail"]));
    expect(askedFor({ auditTrail: false }, rules)).toEqual(new Set());
    expect(askedFor({ auditTrail: "off" }, rules)).toEqual(new Set());
    expect(askedFor({}, rules)).toEqual(new Set());
  });

  it("gives the rule of a convention the severity that is stated for it, unless the rule has its own", () => {
    expect(withConventions({}, { auditTrail: "high" }, rules)).toEqual({ "missing-audit-trail": "high" });
    expect(withConventions({}, { auditTrail: true }, rules)).toEqual({});
    expect(withConventions({ "missing-view": "info" }, true, rules)).toEqual({ "missing-view": "info" });
    const own = { "missing-audit-trail": "info" } as const;
    expect(withConventions(own, { auditTrail: "high" }, rules)).toEqual(own);
  });
});
