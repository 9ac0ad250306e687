import { describe, expect, it } from "vitest";
import { baselineText, parseBaseline } from "../../src/config/baseline.ts";
import type { AcceptedFinding } from "../../src/engine/baseline.ts";
import { refusal } from "./project.ts";

const email: AcceptedFinding = {
  fingerprint: "0123456789abcdef",
  rule: "missing-column",
  table: "users",
  severity: "high",
  message: "Column users.email is declared and does not exist.",
  reason: "Comes with release 7.",
  since: "2026-03-14",
};
const role = { ...email, fingerprint: "fedcba9876543210", table: null, reason: null };
const text = baselineText([email, role]);

/** The refusal of the text with something else in it. */
function refused(from: string | RegExp, to: string) {
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  return refusal(() => parseBaseline(changed, "doctor-baseline.json"));
}

describe("a baseline's file", () => {
  it("is read back as it was written, and ends with a newline", () => {
    expect(parseBaseline(text, "b.json")).toEqual([email, role]);
    expect(text.endsWith("}\n")).toBe(true);
  });

  it("has a line for each part of a finding", () => {
    expect(text.split("\n")).toContain('      "reason": "Comes with release 7.",');
  });

  it.each([
    ["\r\n", text.replaceAll("\n", "\r\n")],
    ["\r", text.replaceAll("\n", "\r")],
    ["no line at all", JSON.stringify(JSON.parse(text))],
    ["a byte order mark", `\ufeff${text}`],
  ])("is the same with %j", (_, written) => {
    expect(parseBaseline(written, "b.json")).toEqual([email, role]);
  });

  it("may be edited by hand: in another order, with another reason", () => {
    const edited = baselineText([role, { ...email, reason: 'It\'s "late".' }]);
    expect(parseBaseline(edited, "b.json").map(({ reason }) => reason)).toEqual([null, 'It\'s "late".']);
  });

  it("accepts once what stands twice after a merge", () => {
    expect(parseBaseline(baselineText([email, { ...email, reason: null }]), "b.json")).toEqual([email]);
  });

  it("may be empty", () => {
    expect(parseBaseline(baselineText([]), "b.json")).toEqual([]);
  });
});

describe("a file that is no baseline", () => {
  it.each(["<<<<<<< HEAD\n", "=======\n", ">>>>>>> feature\n", "||||||| 1a2b3c\n"])(
    "because a merge left %j in it",
    (mark) => {
      const error = refused('    {\n      "fingerprint": "f', `${mark}    {\n      "fingerprint": "f`);
      expect(error).toMatchObject({
        code: "baseline-conflict",
        message: "doctor-baseline.json:13:1: a merge was left unfinished here.",
      });
    },
  );

  it("is not refused for a message that looks like a mark", () => {
    const odd = { ...email, message: "<<<<<<< HEAD", reason: "=======" };
    expect(parseBaseline(baselineText([odd]), "b.json")).toEqual([odd]);
  });

  it("because it is cut off, or has a comment or a comma too many", () => {
    expect(refusal(() => parseBaseline(text.slice(0, 100), "b.json"))).toMatchObject({
      code: "baseline-syntax",
    });
    expect(refused("{\n", "{ // ours\n")).toMatchObject({ code: "baseline-syntax" });
    expect(refused(/\}\n {2}\]/, "},\n  ]")).toMatchObject({ code: "baseline-syntax" });
    expect(refusal(() => parseBaseline("", "b.json"))).toMatchObject({
      code: "baseline-syntax",
    });
  });

  it("because another version wrote it", () => {
    expect(refused('"formatVersion": 1', '"formatVersion": 2')).toMatchObject({
      code: "baseline-version",
      message: "doctor-baseline.json has format version 2; this doctor reads version 1.",
    });
  });

  it.each([
    ["a list", "[]"],
    ["a text", '"baseline"'],
    ["null", "null"],
    ["something else", '{ "name": "shop" }'],
    ["a version in words", '{ "formatVersion": "1", "accepted": [] }'],
  ])("because it is %s", (_, written) => {
    expect(refusal(() => parseBaseline(written, "b.json"))).toMatchObject({ code: "baseline-invalid" });
  });

  it.each([
    [
      '"severity": "high"',
      '"severity": "hihg"',
      ':8:19: accepted[0].severity is "hihg". Did you mean "high"?',
    ],
    ['"since": "2026-03-14"', '"since": "14.3.2026"', "accepted[0].since is"],
    ['"since": "2026-03-14"', '"since": "2026-13-14"', "accepted[0].since is"],
    ['"fingerprint": "0123456789abcdef"', '"fingerprint": "0123"', "16 hexadecimal digits"],
    ['"fingerprint": "0123456789abcdef",', "", 'accepted[0] lacks the key "fingerprint"'],
    ['"reason": "Comes', '"reasn": "Comes', 'accepted[0].reasn is not a known key. Did you mean "reason"?'],
    ['"table": null', '"table": 7', "accepted[1].table is 7"],
    [/\[[\s\S]*\]/, "{}", "accepted is an object"],
  ])("because %s became %s", (from, to, words) => {
    const error = refused(from, to);
    expect(error.code).toBe("baseline-invalid");
    expect(error.message).toContain(words);
  });
});
