import { describe, expect, it } from "vitest";
import { type AcceptedFinding, accept, inBaselineOrder } from "../../src/engine/baseline.ts";

const choices = { reason: null, since: "2026-05-01", prune: false, isLookedFor: () => true };

function found(fingerprint: string, parts: Partial<AcceptedFinding> = {}) {
  const { reason: _, since: __, ...finding } = { ...accepted(fingerprint), ...parts };
  return finding;
}

function accepted(fingerprint: string, parts: Partial<AcceptedFinding> = {}): AcceptedFinding {
  const about = {
    rule: "missing-column",
    table: "users",
    severity: "high",
    message: `${fingerprint}.`,
  } as const;
  return { fingerprint, ...about, reason: null, since: "2026-03-14", ...parts };
}

describe("accepting findings", () => {
  it("gives what is new today's date and the reason", () => {
    const { baseline, added } = accept([found("a")], [], { ...choices, reason: "Comes with release 7." });
    expect(baseline).toEqual([accepted("a", { reason: "Comes with release 7.", since: "2026-05-01" })]);
    expect(added).toEqual(baseline);
  });

  it("keeps day, reason and words of what was accepted before", () => {
    const before = [accepted("a", { reason: "By hand.", message: "1 row." })];
    const { baseline, added } = accept([found("a", { message: "2 rows." })], before, {
      ...choices,
      reason: "Now.",
    });
    expect({ baseline, added }).toEqual({ baseline: before, added: [] });
  });

  it("gives the reason to what had none", () => {
    const { baseline } = accept([found("a")], [accepted("a")], { ...choices, reason: "Now." });
    expect(baseline).toEqual([accepted("a", { reason: "Now." })]);
  });

  it("accepts anew what has become worse, with today's words, and follows what has become better", () => {
    const before = [accepted("a"), accepted("b")];
    const today = [
      found("a", { severity: "critical", message: "Worse." }),
      found("b", { severity: "medium" }),
    ];
    const { baseline, worsened } = accept(today, before, choices);
    expect(baseline.map(({ severity, message, since }) => [severity, message, since])).toEqual([
      ["critical", "Worse.", "2026-03-14"],
      ["medium", "b.", "2026-03-14"],
    ]);
    expect(worsened.map(({ fingerprint }) => fingerprint)).toEqual(["a"]);
  });

  it("keeps what is found no more until it is pruned, and then what nobody looked for", () => {
    const before = [accepted("a"), accepted("b"), accepted("c")];
    const isLookedFor = ({ fingerprint }: AcceptedFinding) => fingerprint !== "c";
    const kept = accept([found("a")], before, { ...choices, isLookedFor });
    expect(kept).toMatchObject({ baseline: before, fixed: [accepted("b")] });
    const pruned = accept([found("a")], before, { ...choices, isLookedFor, prune: true });
    expect(pruned).toMatchObject({ baseline: [accepted("a"), accepted("c")], fixed: [accepted("b")] });
  });

  it("sorts by table, rule, message and fingerprint, capitals first as their codes are, whatever the order given", () => {
    const order = [
      accepted("z", { table: null }),
      accepted("y", { table: "Users" }),
      accepted("x", { table: "orders", rule: "missing-index" }),
      accepted("b", { table: "users", message: "A." }),
      accepted("c", { table: "users", message: "A." }),
      accepted("a", { table: "users", message: "B." }),
    ];
    expect(inBaselineOrder(order.toReversed())).toEqual(order);
    expect(inBaselineOrder(order)).toEqual(order);
  });
});
