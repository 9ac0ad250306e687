import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { reporters } from "../../reports/index.ts";
import type { Report } from "../../src/reporting/report.ts";
import { commandLine } from "../cases/command-line.ts";
import { shopFolder } from "./shop.ts";

const declared = `
CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL, role TEXT);
CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users (id));`;
const actual = `
CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);
CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL);
INSERT INTO users VALUES (1, 'ada@example.org');
INSERT INTO orders VALUES (1, 1);`;

async function reportOf(folder: string, ...argv: readonly string[]): Promise<Report> {
  return JSON.parse((await commandLine(folder, "analyze", "--format", "json", ...argv)).out);
}

const shop = () => shopFolder({ actual, declared });
const fileOf = (folder: string, name = "doctor-baseline.json") => readFileSync(join(folder, name), "utf8");
const sqlOn = (folder: string, sql: string) => {
  const database = new Database(join(folder, "shop.db"));
  database.exec(sql);
  database.close();
};

describe("doctor baseline", () => {
  it("accepts what is found today, with the reason, and says how much that is", async () => {
    const folder = shop();
    const before = await reportOf(folder);
    const { code, out, err } = await commandLine(folder, "baseline", "--reason", "Comes with release 7.");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const findings = before.issues.flatMap((issue) => issue.findings);
    expect(out).toBe(
      `doctor-baseline.json accepts ${findings.length} findings, ${findings.length} for the first time.\n`,
    );
    const { formatVersion, accepted } = JSON.parse(fileOf(folder));
    expect(formatVersion).toBe(1);
    expect(accepted.map(({ fingerprint }: { fingerprint: string }) => fingerprint).sort()).toEqual(
      findings.map(({ fingerprint }) => fingerprint).sort(),
    );
    expect(accepted[0]).toMatchObject({
      reason: "Comes with release 7.",
      since: new Date().toISOString().slice(0, 10),
    });
  });

  it("makes later runs pass, in every format; the summary counts as before", async () => {
    const folder = shop();
    const before = await reportOf(folder);
    await commandLine(folder, "baseline");
    const after = await reportOf(folder);
    expect(after.summary).toEqual(before.summary);
    expect(after.baseline).toMatchObject({
      ...{ path: "doctor-baseline.json", fixed: [], notLookedFor: [] },
      new: { critical: 0, high: 0, medium: 0, info: 0 },
    });
    for (const { format } of reporters) {
      const codes = await Promise.all([
        commandLine(folder, "analyze", "--format", format, "--fail-on", "medium"),
        commandLine(folder, "analyze", "--format", format, "--fail-on", "medium", "--no-baseline"),
      ]);
      expect([format, ...codes.map(({ code }) => code)]).toEqual([format, 0, 1]);
    }
  });

  it("lets what is new fail, also in a table with an accepted finding of the same rule", async () => {
    const folder = shop();
    await commandLine(folder, "baseline");
    writeFileSync(join(folder, "schema.sql"), declared.replace("role TEXT", "role TEXT, phone TEXT"));
    const report = await reportOf(folder);
    const issue = report.issues.find(({ rule }) => rule === "missing-column");
    expect(issue?.findings.map(({ column, accepted }) => [column, accepted !== undefined])).toEqual([
      ["role", true],
      ["phone", false],
    ]);
    expect(report.baseline?.new).toEqual({ critical: 0, high: 1, medium: 0, info: 0 });
    expect((await commandLine(folder, "analyze")).code).toBe(1);
  });

  it("takes what has become worse for new: the foreign key that a row breaks now", async () => {
    const folder = shop();
    await commandLine(folder, "baseline");
    const accepted = JSON.parse(fileOf(folder)).accepted;
    expect(accepted.find(({ rule }: { rule: string }) => rule === "missing-foreign-key").severity).toBe(
      "medium",
    );
    sqlOn(folder, "PRAGMA foreign_keys = OFF; INSERT INTO orders VALUES (2, 99);");
    const report = await reportOf(folder);
    const finding = report.issues.find(({ rule }) => rule === "missing-foreign-key")?.findings[0];
    expect(finding).toMatchObject({ severity: "critical", worsenedFrom: "medium" });
    expect((await commandLine(folder, "analyze", "--fail-on", "critical")).code).toBe(1);
    const { out } = await commandLine(folder, "baseline");
    expect(out).toContain("1 anew, having become worse");
    expect((await commandLine(folder, "analyze", "--fail-on", "critical")).code).toBe(0);
  });

  it("lists what is fixed, keeps it, and takes it out with --prune", async () => {
    const folder = shop();
    await commandLine(folder, "baseline");
    const full = JSON.parse(fileOf(folder)).accepted.length;
    sqlOn(folder, "ALTER TABLE users ADD COLUMN role TEXT");
    const { baseline } = await reportOf(folder);
    expect(baseline?.fixed.map(({ rule, table }) => [rule, table])).toEqual([["missing-column", "users"]]);
    const kept = await commandLine(folder, "baseline");
    expect(kept.out).toMatch(/It is as it was\.\nFound no more: 1 finding; --prune takes them out\.\n/);
    expect(JSON.parse(fileOf(folder)).accepted).toHaveLength(full);
    const pruned = await commandLine(folder, "baseline", "--prune");
    expect(pruned.out).toContain("Taken out, being found no more: 1 finding.");
    expect(JSON.parse(fileOf(folder)).accepted).toHaveLength(full - 1);
  });

  it("does not call fixed what this run did not look for", async () => {
    const folder = shop();
    await commandLine(folder, "baseline");
    const config = { database: "shop.db", model: ["schema.sql"], rules: { "missing-foreign-key": "off" } };
    writeFileSync(join(folder, "doctor.config.json"), JSON.stringify({ ...config, ignore: ["users"] }));
    const { baseline } = await reportOf(folder);
    expect(baseline?.fixed).toEqual([]);
    expect(baseline?.notLookedFor.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(["missing-foreign-key", "missing-column"]),
    );
    await commandLine(folder, "baseline", "--prune");
    expect(JSON.parse(fileOf(folder)).accepted.length).toBeGreaterThanOrEqual(2);
  });

  it("writes the same file again, keeps reasons written by hand, and leaves an equal file alone", async () => {
    const folder = shop();
    await commandLine(folder, "baseline");
    const first = fileOf(folder);
    const path = join(folder, "doctor-baseline.json");
    const byHand = first.replace('"reason": null', '"reason": "Ada knows."').replaceAll("\n", "\r\n");
    writeFileSync(path, byHand);
    expect((await commandLine(folder, "baseline")).out).toContain("It is as it was.");
    expect(fileOf(folder)).toBe(byHand);
    await commandLine(folder, "baseline", "--reason", "All others.");
    expect(fileOf(folder)).toBe(
      first
        .replace('"reason": null', '"reason": "Ada knows."')
        .replaceAll('"reason": null', '"reason": "All others."'),
    );
    rmSync(path);
    await commandLine(folder, "baseline");
    expect(fileOf(folder)).toBe(first);
  });

  it("is kept elsewhere with --out and named with --baseline", async () => {
    const folder = shop();
    await commandLine(folder, "baseline", "--out", "known.json");
    expect((await commandLine(folder, "analyze")).code).toBe(1);
    expect((await commandLine(folder, "analyze", "--baseline", "known.json")).code).toBe(0);
  });

  it("holds no stored value, asked for or not", async () => {
    const folder = shopFolder({
      declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL CHECK (email LIKE '%@%'));",
      actual:
        "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT); INSERT INTO users VALUES (1, 'sesame');",
    });
    await commandLine(folder, "baseline", "--show-values");
    expect(fileOf(folder)).not.toContain("sesame");
  });

  it("is nothing to repair: a dry run offers the steps as before", async () => {
    const folder = shop();
    const before = await commandLine(folder, "repair");
    await commandLine(folder, "baseline");
    const steps = (text: string) => JSON.parse(text).plan.steps.length;
    expect((await commandLine(folder, "repair")).code).toBe(before.code);
    expect(steps((await commandLine(folder, "repair", "--format", "json")).out)).toBeGreaterThan(0);
  });
});

describe("a baseline that cannot be used", () => {
  it.each([
    ["--baseline", "missing.json"],
    ["--baseline", "."],
  ])("%s %s is exit 2 with its reason", async (...argv) => {
    const { code, out, err } = await commandLine(shop(), "analyze", ...argv);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/^doctor: The baseline .* cannot be read: (there is no such file|it is a folder)/);
  });

  it.each([
    ["<<<<<<< HEAD\n", "doctor-baseline.json:1:1: a merge was left unfinished here."],
    ["{", "this is not JSON"],
    ['{ "formatVersion": 9, "accepted": [] }', "has format version 9"],
  ])(
    "%j beside the config is exit 2, for analyze and for baseline, and is not overwritten",
    async (text, words) => {
      const folder = shop();
      writeFileSync(join(folder, "doctor-baseline.json"), text);
      for (const command of ["analyze", "baseline"]) {
        const { code, err } = await commandLine(folder, command);
        expect([command, code]).toEqual([command, 2]);
        expect(err).toContain(words);
      }
      expect(fileOf(folder)).toBe(text);
      expect((await commandLine(folder, "analyze", "--no-baseline")).code).toBe(1);
    },
  );

  it("--baseline and --no-baseline exclude each other", async () => {
    const { code, err } = await commandLine(shop(), "analyze", "--baseline", "b.json", "--no-baseline");
    expect(code).toBe(2);
    expect(err).toContain("exclude each other");
  });
});
