import { describe, expect, it } from "vitest";
import { rules } from "../../rules/catalogue.ts";
import { doctor } from "./harness.ts";

describe("doctor rules", () => {
  it("lists every rule with its summary, within 80 columns", async () => {
    const { code, out, asked } = await doctor(["rules"]);
    expect({ code, asked }).toEqual({ code: 0, asked: [] });
    for (const rule of rules) expect(out).toContain(rule.id);
    expect(out.replace(/\s+/g, " ")).toContain(rules[0]?.summary);
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});

describe("doctor explain", () => {
  it.each(rules.map(({ id }) => id))("%s says why it matters and shows examples", async (id) => {
    const { code, out, asked } = await doctor(["explain", id]);
    expect({ code, asked }).toEqual({ code: 0, asked: [] });
    expect(out).toContain(id);
    expect(out).toContain("REPORTED ─");
    expect(out).toContain("CONFIGURE");
  });

  it("says all about an issue of the project", async () => {
    const { code, out, asked } = await doctor(["explain", "med-001"]);
    expect(code).toBe(0);
    expect(asked).toHaveLength(1);
    expect(out).toContain("MED-001  Table orders lacks the foreign key (user_id) to users");
    for (const part of [
      "Root cause of MED-001.",
      "Impact of MED-001.",
      "DROP TABLE orders;",
      "validation of step-3;",
      "undo of step-3;",
    ]) {
      expect(out).toContain(part);
    }
  });

  it("names the nearest rule", async () => {
    const { code, err } = await doctor(["explain", "missing-colunm"]);
    expect(code).toBe(2);
    expect(err).toBe(
      'doctor: There is no rule called "missing-colunm". Did you mean "missing-column"?\n`doctor rules` lists the rules; issues are called like CRIT-001.\n',
    );
  });

  it("says which issues there are when that one is not", async () => {
    const { code, err } = await doctor(["explain", "CRIT-099"]);
    expect(code).toBe(2);
    expect(err).toBe(
      "doctor: The database has no issue CRIT-099 now.\nIt has CRIT-001, HIGH-001, HIGH-002, MED-001, INFO-001.\n",
    );
  });
});
