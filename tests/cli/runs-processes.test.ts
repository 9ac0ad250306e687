import { spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Run } from "../../src/history/run.ts";
import { freshFolder } from "../database/sample.ts";
import { heard } from "../faults/bench.ts";
import { useProgram } from "./built.ts";
import { shopFolder } from "./shop.ts";

const program = useProgram();

/** How often two are started at once; a hundred times by `TWICE=100`. */
const times = Number(process.env.TWICE ?? 4);

const shop = (): string => {
  const folder = shopFolder({
    actual: "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT); INSERT INTO books VALUES (1, 'Emma')",
    declared: "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT, year INTEGER)",
  });
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** A shell line in a folder, in which `doctor` is the program. */
const start = (folder: string, line: string) =>
  spawn("bash", ["-c", `doctor() { "${process.execPath}" "${program}" "$@"; }; ${line}`], {
    cwd: folder,
  });
const said = (folder: string, line: string) => heard(start(folder, line));

const stored = (folder: string): Run[] => {
  const connection = new Database(join(folder, ".doctor", "history.db"), { readonly: true });
  try {
    return connection.prepare<[], Run>("SELECT * FROM runs").all();
  } finally {
    connection.close();
  }
};

describe("two at once", () => {
  it("do not disturb each other, nor lose a run, also where both make the history", async () => {
    const folder = shop();
    for (let time = 0; time < times; time++) {
      if (time % 4 === 0) rmSync(join(folder, ".doctor"), { recursive: true, force: true });
      const both = await Promise.all([said(folder, "doctor analyze"), said(folder, "doctor analyze")]);
      for (const { code, err } of both) expect([code, err]).toEqual([1, ""]);
      const runs = stored(folder);
      expect(runs).toHaveLength(((time % 4) + 1) * 2);
      expect(new Set(runs.map(({ status }) => status))).toEqual(new Set(["success"]));
      expect(new Set(runs.map(({ id }) => id)).size).toBe(runs.length);
    }
    const connection = new Database(join(folder, ".doctor", "history.db"));
    expect(connection.pragma("integrity_check", { simple: true })).toBe("ok");
    connection.close();
  }, 600_000);
});

describe("a run that is killed", () => {
  it("is seen as running while it does, and as stalled afterwards", async () => {
    const folder = shop();
    const big = new Database(join(folder, "shop.db"));
    big.exec(
      "WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 400000) INSERT INTO books SELECT i, hex(randomblob(40)) FROM n",
    );
    big.close();
    const child = start(folder, `exec "${process.execPath}" "${program}" repair`);
    const ending = heard(child);
    while (!existsSync(join(folder, ".doctor", "history.db")) || !hasRun(folder))
      await new Promise((resolve) => setTimeout(resolve, 10));
    const running = await said(folder, "doctor runs list --status running --format id-only");
    child.kill("SIGKILL");
    expect((await ending).signal).toBe("SIGKILL");
    expect(running.out).toMatch(/^\d{8}T\d{6}-[0-9a-f]{8}\n$/);
    const id = running.out.trim();
    expect((await said(folder, "doctor runs list --status running --format id-only")).out).toBe("");
    expect((await said(folder, "doctor runs list --status stalled --format id-only")).out).toBe(`${id}\n`);
    expect((await said(folder, "doctor runs last")).out).toMatch(/its process is gone, and it never ended/);
    expect(await said(folder, "doctor report")).toMatchObject({
      code: 2,
      err: expect.stringMatching(/has no report: its process is gone/),
    });
  });
});

const hasRun = (folder: string): boolean => {
  try {
    return stored(folder).length > 0;
  } catch {
    return false;
  }
};

describe("where nothing can be remembered", () => {
  const asNobody = "setpriv --reuid=65534 --regid=65534 --clear-groups --";
  const canDropRights =
    process.getuid?.() === 0 && spawnSync("bash", ["-c", `${asNobody} true`]).status === 0;
  const nobody = (folder: string, line: string) => {
    const temporary = freshFolder();
    chmodSync(temporary, 0o777);
    return said(folder, `TMPDIR="${temporary}" ${asNobody} "${process.execPath}" "${program}" ${line}`);
  };

  it.runIf(canDropRights)(
    "an analysis of a read-only checkout goes on without, and says so once",
    async () => {
      const folder = shop();
      chmodSync(folder, 0o555);
      const { code, out, err } = await nobody(folder, "analyze");
      const quiet = await nobody(folder, "analyze --quiet");
      chmodSync(folder, 0o755);
      expect(code).toBe(1);
      expect(out).toContain("HIGH-001");
      expect(err).toMatch(/^This run is not recorded: .*\n$/);
      expect([quiet.code, quiet.err]).toEqual([1, ""]);
      expect(readdirSync(folder)).not.toContain(".doctor");
    },
  );

  it.runIf(canDropRights)("what was remembered is read all the same", async () => {
    const folder = shop();
    await said(folder, "doctor analyze");
    const own = join(folder, ".doctor");
    const before = readFileSync(join(own, "history.db"));
    chmodSync(join(own, "history.db"), 0o444);
    for (const path of [own, folder]) chmodSync(path, 0o555);
    const list = await nobody(folder, "runs list --format id-only");
    const report = await nobody(folder, "report");
    const analysis = await nobody(folder, "analyze");
    const clean = await nobody(folder, "runs clean --older-than-days 0 --yes");
    for (const path of [folder, own]) chmodSync(path, 0o755);
    expect(list, list.err).toMatchObject({ code: 0, err: "" });
    expect(list.out.split("\n")).toHaveLength(2);
    expect(report.out).toContain("HIGH-001");
    expect([analysis.code, analysis.err.trim().split("\n").length]).toEqual([1, 1]);
    expect([clean.code, clean.err]).toEqual([2, expect.stringMatching(/cannot be used/)]);
    expect(readdirSync(own).sort()).toEqual([".gitignore", "history.db"]);
    expect(readFileSync(join(own, "history.db")).equals(before)).toBe(true);
  });

  it("a full disk does not keep an analysis from its report", async ({ skip }) => {
    const folder = shop();
    const small = join(folder, ".doctor");
    mkdirSync(small);
    if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=16k", "tmpfs", small]).status !== 0)
      skip("no mount here");
    try {
      const { code, out, err } = await said(folder, "doctor analyze");
      expect([code, out.includes("HIGH-001")]).toEqual([1, true]);
      expect(err).toMatch(/^This run is not recorded: .*\n$/);
    } finally {
      spawnSync("umount", [small]);
    }
  });
});
