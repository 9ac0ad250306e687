import { describe, expect, it } from "vitest";
import { reporters } from "../../reports/index.ts";
import { againstBaseline } from "../../src/reporting/accepted.ts";
import { shop } from "./samples.ts";

const found = shop();
const entries = found.issues.flatMap((issue) =>
  issue.findings.map(({ fingerprint, severity, message, table }) => ({
    ...{ fingerprint, rule: issue.rule, severity, message, table },
    ...{ reason: "Release 7.", since: "2026-03-14" },
  })),
);
const [first, second] = entries;
if (first === undefined || second === undefined) throw new Error("the sample lost its findings");
const gone = { ...first, fingerprint: "0".repeat(16), message: "Index orders_by_day does not exist." };
// The second has become worse since.
const held = againstBaseline(found, [first, { ...second, severity: "high" }, gone], {
  path: "doctor-baseline.json",
  isLookedFor: () => true,
});
const people = reporters.filter(({ format }) => ["text", "markdown", "junit", "github"].includes(format));

describe("what the baseline makes of a report", () => {
  it.each(reporters)("is said as $format: what is accepted, new and fixed", async ({ render }) => {
    const text = (await render(held, { color: false })).replace(/\s+/g, " ");
    for (const part of ["doctor-baseline.json", "orders_by_day"]) expect(text).toContain(part);
  });

  it.each(people)("is said as $format, in one sentence", async ({ render }) => {
    const text = (await render(held, { color: false })).replace(/\s+/g, " ");
    expect(text).toContain(
      "1 finding accepted; new: 1 critical, 1 medium; 1 fixed (doctor-baseline.json). Only what is new fails the run.",
    );
    expect(text).toContain("Was accepted as high and is critical now.");
  });

  it.each(["text", "markdown"])("stands as %s beside the finding, with reason and day", async (format) => {
    const text = await reporters.find((one) => one.format === format)?.render(held, { color: false });
    expect(text?.replace(/\s+/g, " ")).toContain("Accepted since 2026-03-14: Release 7.");
  });

  it.each(reporters)("is nowhere in $format without a baseline", async ({ format, render }) => {
    const text = await render(found, { color: false });
    // The page has its words for every report.
    if (format !== "html") expect(text).not.toMatch(/baseline|accepted/i);
  });
});
