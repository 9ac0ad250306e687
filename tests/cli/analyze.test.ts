import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { report } from "../reporting/samples.ts";
import { shop } from "../reports/samples.ts";
import { doctor, emptyFolder } from "./harness.ts";

const colour = "\u001b[";

describe("doctor analyze", () => {
  it("prints the text report on stdout, nothing on stderr, and exits with 1 for an issue of the threshold", async () => {
    const { code, out, err } = await doctor(["analyze"]);
    expect({ code, err }).toEqual({ code: 1, err: "" });
    expect(out).toContain("CRIT-001  Table users lacks 2 declared columns");
  });

  it("exits with 0 when nothing is as severe as the threshold", async () => {
    expect((await doctor(["analyze"], { report: report() })).code).toBe(0);
    expect((await doctor(["analyze", "--fail-on", "never"])).code).toBe(0);
  });

  it("takes the threshold of the config, and that of the command line before it", async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "doctor.config.json"), '{ "failOn": "never" }');
    expect((await doctor(["analyze"], { folder })).code).toBe(0);
    expect((await doctor(["analyze", "--fail-on", "medium"], { folder })).code).toBe(1);
  });

  it("hands its options on as they were given", async () => {
    const line = ["analyze", "--config", "c.json", "--db", "1.0", "--model", "a.ts", "--model", "b.sql"];
    const environment = { DATABASE_URL: "x.db" };
    const { asked, folder } = await doctor(line, {
      environment,
      doctor: {
        settingsOf: () => {
          throw new Error("not needed before the run");
        },
      },
    });
    expect(asked).toMatchObject([
      { folder, environment, config: "c.json", database: "1.0", model: ["a.ts", "b.sql"] },
    ]);
  });

  it("leaves the model to the config when --model is not given", async () => {
    expect((await doctor(["analyze"])).asked[0]?.model).toBeUndefined();
  });

  it("prints JSON with the same exit code", async () => {
    const { code, out } = await doctor(["analyze", "--format", "json"]);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(shop())));
  });
});

describe("colour", () => {
  it.each([
    ["is there on a terminal", {}, [], true, true],
    ["is not on a pipe", {}, [], false, false],
    ["is switched off by --no-color", {}, ["--no-color"], true, false],
    ["is switched off by NO_COLOR", { NO_COLOR: "1" }, [], true, false],
    ["is not switched off by an empty NO_COLOR", { NO_COLOR: "" }, [], true, true],
    ["is not on a dumb terminal", { TERM: "dumb" }, [], true, false],
  ] as const)("%s", async (_, environment, options, outIsTerminal, coloured) => {
    const { out } = await doctor(["analyze", ...options], { environment, outIsTerminal });
    expect(out.includes(colour)).toBe(coloured);
  });

  it("is never in a file", async () => {
    const { folder } = await doctor(["analyze", "--out", "report.txt"], { outIsTerminal: true });
    expect(readFileSync(join(folder, "report.txt"), "utf8")).not.toContain(colour);
  });
});

describe("--out", () => {
  it("writes the report to a file, says so on stderr, and leaves stdout empty", async () => {
    const { folder, code, out, err } = await doctor(["analyze", "--format", "json", "--out", "report.json"]);
    expect({ code, out, err }).toEqual({ code: 1, out: "", err: "The report is in report.json.\n" });
    expect(JSON.parse(readFileSync(join(folder, "report.json"), "utf8")).formatVersion).toBe(1);
    expect(readdirSync(folder)).toEqual(["report.json"]);
  });

  it("says nothing with --quiet", async () => {
    expect((await doctor(["analyze", "--quiet", "--out", "report.txt"])).err).toBe("");
  });

  it("replaces a file and keeps its mode", async () => {
    const folder = emptyFolder();
    const path = join(folder, "report.txt");
    writeFileSync(path, "old".repeat(10_000));
    chmodSync(path, 0o600);
    await doctor(["analyze", "--out", "report.txt"], { folder });
    expect(readFileSync(path, "utf8")).toMatch(/^schema-drift-doctor /);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it("replaces what a symbolic link names, not the link", async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "real.txt"), "old");
    symlinkSync("real.txt", join(folder, "link.txt"));
    await doctor(["analyze", "--out", "link.txt"], { folder });
    expect(readFileSync(join(folder, "real.txt"), "utf8")).toMatch(/^schema-drift-doctor /);
  });

  it("writes into a device as it is", async () => {
    expect((await doctor(["analyze", "--out", "/dev/null"])).code).toBe(1);
    expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
  });

  it.each([
    ["missing/report.txt", "missing/report.txt cannot be written: its folder does not exist."],
    ["folder", "folder cannot be written: it is a folder."],
    [
      "file.txt/report.txt",
      "file.txt/report.txt cannot be written: part of its path is a file, not a folder.",
    ],
    [`${"x".repeat(300)}`, /cannot be written: its name is too long\./],
  ])("%s is refused with exit code 2", async (path, message) => {
    const folder = emptyFolder();
    mkdirSync(join(folder, "folder"));
    writeFileSync(join(folder, "file.txt"), "");
    const { code, out, err } = await doctor(["analyze", "--out", path], { folder });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(message);
    expect(readdirSync(folder).sort()).toEqual(["file.txt", "folder"]);
    expect(existsSync(join(folder, "missing"))).toBe(false);
  });
});

describe("--brief", () => {
  it("makes markdown short, of analyze", async () => {
    const { code, out } = await doctor(["analyze", "--format", "markdown", "--brief"]);
    expect(code).toBe(1);
    expect(out).toMatch(/^<!-- schema-drift-doctor -->\n/);
  });

  it.each(["analyze", "report"])("is refused by %s for another format", async (command) => {
    const { code, err } = await doctor([command, "--brief"]);
    expect({ code, err }).toMatchObject({
      code: 2,
      err: expect.stringContaining("--brief goes with --format markdown."),
    });
  });
});
