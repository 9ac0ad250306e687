import { describe, expect, it } from "vitest";
import { findingFingerprint, fnv1a, issueFingerprint } from "../../src/engine/fingerprint.ts";

describe("fingerprints", () => {
  // The vectors of the FNV page, http://www.isthe.com/chongo/src/fnv/test_fnv.c
  it.each([
    ["", "cbf29ce484222325"],
    ["a", "af63dc4c8601ec8c"],
    ["foobar", "85944171f73967e8"],
    ["chongo was here!\n", "46810940eff5f915"],
  ])("are the FNV-1a hash: %j", (text, hash) => {
    expect(fnv1a(text)).toBe(hash);
  });

  it("hash text in UTF-8", () => {
    // "é" is the two bytes C3 A9.
    const step = (hash: bigint, byte: bigint) => ((hash ^ byte) * 0x100000001b3n) & 0xffffffffffffffffn;
    const expected = step(step(0xcbf29ce484222325n, 0xc3n), 0xa9n);
    expect(fnv1a("é")).toBe(expected.toString(16).padStart(16, "0"));
  });

  it("differ by rule, subject and key, however these are cut", () => {
    const prints = [
      issueFingerprint("missing-column", "users"),
      issueFingerprint("missing-column", "orders"),
      issueFingerprint("missing-table", "users"),
      findingFingerprint("missing-column", "users", "column:email"),
      findingFingerprint("missing-column", "userscolumn:", "email"),
      findingFingerprint("missing-column", "users", "column:name"),
    ];
    expect(new Set(prints).size).toBe(prints.length);
  });

  it("stay when a name changes only in case", () => {
    expect(issueFingerprint("missing-table", "Users")).toBe(issueFingerprint("missing-table", "users"));
    expect(issueFingerprint("missing-table", "Ärzte")).not.toBe(issueFingerprint("missing-table", "ärzte"));
  });
});
