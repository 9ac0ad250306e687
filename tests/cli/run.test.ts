import { describe, expect, it } from "vitest";
import { DoctorError } from "../../src/errors.ts";
import { doctor } from "./harness.ts";

describe("a command line that cannot be understood", () => {
  it.each([
    [[], "Name a command."],
    [["diagnose"], '"diagnose" is one word too many, or no command.'],
    [["analize"], "There is no such command. Did you mean analyze?"],
    [["analyze", "--fotmat", "json"], "There is no option --fotmat. Did you mean --format?"],
    [["analyze", "--fotmat=json"], "There is no option --fotmat. Did you mean --format?"],
    [["repair", "--fail-on", "high"], /There is no option --fail-on/],
    [["analyze", "--format", "docx"], '--format is "docx". Allowed are text, json, markdown'],
    [["analyze", "--fail-on", "info"], '--fail-on is "info". Allowed are critical, high, medium, never.'],
    [["analyze", "--db"], "--db needs a value."],
    [["analyze", "--model"], "--model needs a value."],
    [["analyze", "--db", "a.db", "--db", "b.db"], "--db is given 2 times and takes one value."],
    [["analyze", "extra"], '"extra" is one word too many, or no command.'],
    [["explain"], "doctor explain needs a word more."],
    [["repair", "--dry-run", "--apply"], "--apply and --dry-run exclude each other."],
  ] as const)("%j is refused with exit code 2", async (line, message) => {
    const { code, out, err } = await doctor(line);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toMatch(message);
    expect(err).toMatch(/^doctor: /);
    expect(err).not.toContain("    at ");
  });
});

describe("help", () => {
  it("names every format with its purpose", async () => {
    const { out } = await doctor(["analyze", "--help"]);
    for (const format of ["text: For the", "json: For", "markdown:"]) expect(out).toContain(format);
  });

  it("asks nothing of the doctor", async () => {
    expect((await doctor(["analyze", "--help"])).asked).toEqual([]);
  });
});

it("--version prints the version of the package", async () => {
  expect(await doctor(["--version"])).toMatchObject({ code: 0, out: "0.1.0\n", err: "" });
});

describe("a run that fails", () => {
  it("says what, and what to do, and exits with 2", async () => {
    const fails = new DoctorError("no-database", "No database is named.", "Name it with --db.");
    expect(await doctor(["analyze"], { fails })).toMatchObject({
      code: 2,
      out: "",
      err: "doctor: No database is named.\nName it with --db.\n",
    });
  });

  it("by a bug says so with the stack, and exits with 2, never with 1", async () => {
    const { code, out, err } = await doctor(["analyze"], { fails: new TypeError("x is not a function") });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/^doctor: this is a bug of the doctor/);
    expect(err).toMatch(/TypeError: x is not a function\n {4}at /);
  });

  it("with something that is no Error is a bug too", async () => {
    expect(await doctor(["analyze"], { fails: "boom" })).toMatchObject({
      code: 2,
      err: expect.stringContaining("boom"),
    });
  });

  it("does not let a name steer the terminal", async () => {
    const fails = new DoctorError("x", "No table \u001b[2J\u202e.", "Help.");
    expect((await doctor(["analyze"], { fails })).err).toBe("doctor: No table \\u001b[2J\\u202e.\nHelp.\n");
  });
});
