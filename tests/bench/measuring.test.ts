import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contestantsIn } from "../../bench/contestants.js";
import { drifts } from "../../bench/model.js";
import { measured, together } from "../../bench/process.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "bench-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(!existsSync("/usr/bin/time"))("a measured process", () => {
  test("has its own memory and time, not those of who measures", () => {
    const ballast = Buffer.alloc(300 * 2 ** 20, 1);
    const idle = measured(["-e", "0"], { folder });
    const busy = measured(
      [
        "-e",
        "const kept = Buffer.alloc(200 * 2 ** 20, 1); const t = Date.now(); while (Date.now() - t < 300) kept[0]++",
      ],
      { folder },
    );
    expect(ballast.at(-1)).toBe(1);
    expect(idle.memory).toBeLessThan(150);
    expect(busy.memory).toBeGreaterThan(200);
    expect(busy.wall).toBeGreaterThan(300);
    expect(busy.cpu).toBeLessThan(busy.wall * 2);
    expect(busy.cpu).toBeGreaterThan(0);
  });

  test("keeps what it printed, its exit code and the phases it told; its input is closed", () => {
    const script = `let text = ""; process.stdin.on("data", (part) => { text += part; }).on("end", () => {
      console.log("read", text.length); console.error('{"model": 12.5}'); process.exit(3); });`;
    const run = measured(["-e", script], { folder });
    expect(run).toMatchObject({ status: 3, phases: { model: 12.5 } });
    expect(run.output).toContain("read 0");
  });
});

test("several processes are one run: times add up, of the memory the most counts", () => {
  const run = { output: "a", phases: {}, status: 0 };
  expect(
    together([
      { ...run, wall: 10, cpu: 5, memory: 80 },
      { ...run, wall: 20, cpu: 7, memory: 60, status: 2 },
    ]),
  ).toEqual({ wall: 30, cpu: 12, memory: 80, status: 2, output: "a\na", phases: {} });
});

describe("a run that did not do its work is not measured", () => {
  const contestants = () => contestantsIn(folder, 60, "doctor.js").filter(({ kind }) => kind !== "floor");
  const run = { wall: 1, cpu: 1, memory: 1, phases: {} };

  test("because it reported nothing", () => {
    expect(contestants()).toHaveLength(14);
    for (const { check } of contestants())
      for (const status of [0, 1])
        expect(() => check({ ...run, status, output: "" })).toThrow("did not do its work");
  });

  test("because one of the tables is not among what it reported", () => {
    const doctor = contestants().find(({ id }) => id === "doctor-types-cold");
    const titles = drifts.map((_, i) => `  HIGH-00${i + 1}  Table archive_00${i}9 lacks a thing`);
    const output = (some: string[]) =>
      `${some.join("\n")}\n  Proven on a copy with all rows: 14 checks passed.\n`;
    const all = [...titles, "  HIGH-006  Table archive_0059 lacks a thing"];
    expect(doctor?.check({ ...run, status: 1, output: output(all) })).toEqual({
      reported: 6,
      drifted: 6,
      noise: 0,
    });
    const noisy = [...all, "  MED-001  Table archive_0003 lacks nothing"];
    expect(doctor?.check({ ...run, status: 1, output: output(noisy) })).toMatchObject({ noise: 1 });
    expect(() => doctor?.check({ ...run, status: 1, output: output(all.slice(1)) })).toThrow(
      "did not do its work",
    );
    expect(() => doctor?.check({ ...run, status: 0, output: output(all) })).toThrow("did not do its work");
    expect(() => doctor?.check({ ...run, status: 1, output: all.join("\n") })).toThrow("did not do its work");
  });
});
