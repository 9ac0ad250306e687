import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { doctor, emptyFolder } from "./harness.ts";

describe("doctor repair", () => {
  it("shows every step and takes over the exit code", async () => {
    const { code, out } = await doctor(["repair"]);
    expect(code).toBe(1);
    expect(out).toContain("STEP 4 of 4");
  });

  it("is a dry run with and without the flag", async () => {
    expect((await doctor(["repair"])).out).toBe((await doctor(["repair", "--dry-run"])).out);
  });

  it("hands on what is selected and what is allowed", async () => {
    const { asked } = await doctor([
      "repair",
      "--only",
      "CRIT-001",
      "--only",
      "missing-index",
      "--allow-destructive",
    ]);
    expect(asked).toMatchObject([{ only: ["CRIT-001", "missing-index"], allowDestructive: true }]);
    expect((await doctor(["repair"])).asked).toMatchObject([{ only: [], allowDestructive: false }]);
  });

  it("names on stderr what was pulled in, unless it is to be quiet", async () => {
    expect((await doctor(["repair", "--only", "CRIT-001"])).err).toBe(
      "Pulled in, because what was selected depends on it: HIGH-001.\n",
    );
    expect((await doctor(["repair", "--quiet"])).err).toBe("");
  });

  it("prints the report as JSON", async () => {
    const { out, code } = await doctor(["repair", "--format", "json"]);
    expect(JSON.parse(out).plan.steps).toHaveLength(4);
    expect(code).toBe(1);
  });
});

describe("doctor repair --out", () => {
  it("writes the scripts, the plan and how to run them", async () => {
    const { folder, err } = await doctor(["repair", "--out", "mend/today"]);
    expect(readdirSync(join(folder, "mend/today")).sort()).toEqual([
      "README.md",
      "plan.json",
      "repair.sql",
      "rollback.sql",
    ]);
    expect(readFileSync(join(folder, "mend/today/repair.sql"), "utf8")).toBe("-- repair\n");
    expect(JSON.parse(readFileSync(join(folder, "mend/today/plan.json"), "utf8")).plan.steps).toHaveLength(4);
    expect(err).toContain("The scripts are in mend/today; README.md there says how to run them.\n");
  });

  it("leaves other files of the folder alone", async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "notes.txt"), "mine");
    await doctor(["repair", "--out", "."], { folder });
    expect(readFileSync(join(folder, "notes.txt"), "utf8")).toBe("mine");
  });

  it("is refused where a file stands", async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "mend"), "mine");
    const { code, out, err } = await doctor(["repair", "--out", "mend"], { folder });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("The folder mend cannot be made");
    expect(readFileSync(join(folder, "mend"), "utf8")).toBe("mine");
  });
});
