import { describe, expect, it } from "vitest";
import { selectIssues } from "../../src/reporting/select.ts";
import { refusal } from "../config/project.ts";
import { createTable, issue, reference } from "./samples.ts";

const users = issue("HIGH-001", { changes: [createTable("users")] });
const orders = issue("HIGH-002", { changes: [createTable("orders", [reference("user_id", "users")])] });
const invoices = issue("HIGH-003", { changes: [createTable("invoices", [reference("order_id", "orders")])] });
const index = issue("MED-001", { rule: "missing-index" });
const all = [users, orders, invoices, index];
const rules = ["missing-table", "missing-index", "missing-view"];

describe("selecting issues", () => {
  it("takes all when nothing is named", () => {
    expect(selectIssues(all, [], rules)).toEqual({ issues: all, pulledIn: [] });
  });

  it("goes by id in any case, by fingerprint, or by rule", () => {
    expect(selectIssues(all, ["med-001"], rules).issues).toEqual([index]);
    expect(selectIssues(all, [index.fingerprint], rules).issues).toEqual([index]);
    expect(selectIssues(all, ["missing-index"], rules).issues).toEqual([index]);
  });

  it("pulls in all that what is selected depends on, and names it", () => {
    expect(selectIssues(all, ["HIGH-003"], rules)).toEqual({
      issues: [users, orders, invoices],
      pulledIn: ["HIGH-001", "HIGH-002"],
    });
    expect(selectIssues(all, ["HIGH-001", "HIGH-002"], rules).pulledIn).toEqual([]);
  });

  it("of a rule that found nothing is empty, not wrong", () => {
    expect(selectIssues(all, ["missing-view"], rules)).toEqual({ issues: [], pulledIn: [] });
  });

  it("refuses a name that is none and offers the nearest", () => {
    expect(refusal(() => selectIssues(all, ["missing-tabel"], rules)).help).toBe(
      "Did you mean missing-table?",
    );
    expect(refusal(() => selectIssues(all, ["HIGH-009"], rules)).message).toContain("HIGH-009");
  });
});
