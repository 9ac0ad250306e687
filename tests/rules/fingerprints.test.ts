import { describe, expect, it } from "vitest";
import { findingFingerprint } from "../../src/engine/fingerprint.ts";
import type { Example } from "../../src/engine/rule.ts";
import { issuesOf } from "./example.ts";

async function printsOf(example: Example): Promise<string[]> {
  const issues = await issuesOf(example);
  return issues.flatMap(({ rule, subject, fingerprint, findings }) => [
    fingerprint,
    ...findings.map(({ key }) => findingFingerprint(rule, subject, key)),
  ]);
}

const model = (...properties: readonly string[]) => ({
  types: `/** @table users */\nexport interface User {\n  id: number;\n${properties.join("\n")}\n}`,
});
const email = "  email: string;";
const status = '  status: "on" | "off";';
const users = "CREATE TABLE users (id INTEGER PRIMARY KEY, status TEXT);";

describe("fingerprints", () => {
  it("stay when lines move, properties change places and rows come and go", async () => {
    const before = await printsOf({ declared: model(email, status), actual: users });
    const moved = await printsOf({
      declared: model("", "  // a comment", status, "", email),
      actual: `CREATE TABLE other (id INTEGER PRIMARY KEY); ${users} INSERT INTO users VALUES (1, 'gone');`,
    });
    expect(before.length).toBeGreaterThan(4);
    expect(moved).toEqual(expect.arrayContaining(before));
  });

  it("of findings that were there stay when another joins them, and the new one has its own", async () => {
    const before = await printsOf({ declared: model(email), actual: users });
    const after = await printsOf({ declared: model(email, "  phone: string;"), actual: users });
    expect(after).toEqual(expect.arrayContaining(before));
    expect(after.length).toBe(before.length + 1);
    expect(new Set(after).size).toBe(after.length);
  });
});
