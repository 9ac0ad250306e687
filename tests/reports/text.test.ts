import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { text } from "../../reports/text.ts";
import { addColumn, issue, plan, report, step } from "../reporting/samples.ts";
import { hostileNames, reportAbout, steering } from "./hostile.ts";
import { shop } from "./samples.ts";

const render = async (about = shop(), color = false) => text.render(about, { color });
const widest = (output: string) => Math.max(...output.split("\n").map((line) => stringWidth(line)));

describe("the text report", () => {
  it("groups issues by severity, worst first", async () => {
    const output = await render();
    const places = [
      "CRITICAL (1)",
      "CRIT-001",
      "HIGH (2)",
      "HIGH-001",
      "HIGH-002",
      "MEDIUM (1)",
      "MED-001",
      "INFO (1)",
      "INFO-001",
    ];
    const found = places.map((word) => output.indexOf(word));
    expect(found).not.toContain(-1);
    expect(found).toEqual([...found].sort((a, b) => a - b));
  });

  it("says of each finding what and where, with the offending rows", async () => {
    const output = await render();
    expect(output).toContain(
      "- Column users.role is declared and does not exist.\n              src/models/user.ts:5:3\n",
    );
    expect(output).toContain("2 rows: SELECT * FROM orders WHERE user_id NOT IN");
  });

  it("leaves severities without issues out", async () => {
    const output = await render(report({ issues: [issue("HIGH-001")] }));
    expect(output).toContain("HIGH (1)");
    expect(output).not.toMatch(/CRITICAL|MEDIUM|INFO/);
  });

  it("ends with what to do next", async () => {
    const end = (await render()).split("WHAT TO DO NEXT")[1] ?? "";
    expect(end).toContain("doctor explain missing-column");
    expect(end).toContain("doctor repair --dry-run --out repair");
    expect(end).toContain("Decide or change by hand: HIGH-002.");
    expect(end).toContain("doctor repair --dry-run --allow-destructive");
  });

  it("says when there is nothing to do", async () => {
    const output = await render(report());
    expect(output).toContain("Result    no issues\n");
    expect(output.endsWith("\n\nModel and database agree. Nothing to do.\n")).toBe(true);
  });

  it("never calls an unproven repair ready", async () => {
    const change = addColumn("users", "email");
    const output = await render(
      report({
        issues: [issue("HIGH-001", { changes: [change] })],
        plan: plan(step("step-1", [change])),
        proof: {
          level: "rows",
          ok: false,
          checks: [{ name: "rows", ok: false, detail: "1 value of users.name changed" }],
        },
      }),
    );
    expect(output).toContain(
      "NOT proven on a copy with all rows: 1 of 1 check failed.\n  - rows: 1 value of users.name changed",
    );
    expect(output).toContain("See why the repair is not ready:");
    expect(output).not.toContain("Look through");
  });

  it("says of a rehearsal without rows that it was one", async () => {
    const proof = { level: "schema", ok: true, checks: [] } as const;
    const change = addColumn("users", "email");
    const output = await render(report({ plan: plan(step("step-1", [change])), proof }));
    expect(output).toContain("Proven on a copy of the schema, without rows");
  });

  it("shortens a long list of findings and says how many are left out", async () => {
    const finding = {
      key: "",
      table: null,
      column: null,
      location: null,
      query: null,
      severity: "high",
    } as const;
    const many = (count: number) =>
      report({
        issues: [
          issue("HIGH-001", {
            findings: Array.from({ length: count }, (_, i) => ({ ...finding, message: `Finding ${i}.` })),
          }),
        ],
      });
    expect(await render(many(8))).toContain("Finding 7.");
    const output = await render(many(20));
    expect(output).toContain("Finding 6.");
    expect(output).not.toContain("Finding 7.");
    expect(output).toContain("- 13 more; --format json lists them all.");
  });
});

describe("the width", () => {
  it.each(["the shop", ...hostileNames])("of a report about %j is at most 80 columns", async (name) => {
    const output = await render(name === "the shop" ? shop() : reportAbout(name));
    expect(widest(output)).toBeLessThanOrEqual(80);
  });

  it("counts two columns for wide characters: nothing is lost at the break", async () => {
    const title = "日本語".repeat(30);
    const output = await render(report({ issues: [issue("HIGH-001", { title })] }));
    expect(output.replace(/[\s]/g, "")).toContain(title);
  });

  it("does not break an emoji in two", async () => {
    const family = "👩‍👩‍👧";
    const output = await render(report({ issues: [issue("HIGH-001", { title: family.repeat(60) })] }));
    expect(output.split(family).length - 1).toBe(60);
  });
});

describe("a name", () => {
  it.each(hostileNames)("like %j does not steer the terminal", async (name) => {
    expect(await render(reportAbout(name))).not.toMatch(steering);
  });

  it("with a newline stays on its line, with the newline to be seen", async () => {
    expect(await render(reportAbout("line\nbreak"))).toContain("CRIT-001  line\\nbreak\n");
  });
});

describe("colour", () => {
  const colours = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, "g");

  it("changes no character that is seen", async () => {
    const coloured = await render(shop(), true);
    expect(coloured).toMatch(colours);
    expect(coloured.replace(colours, "")).toBe(await render());
  });

  it("is not there when it is not wanted", async () => {
    expect(await render()).not.toMatch(colours);
  });
});
