import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { useProgram } from "../cli/built.ts";
import { type FaultBench, heard, holds, layFaults } from "./bench.ts";

const program = useProgram();
let bench: FaultBench;

beforeAll(async () => {
  bench = await layFaults(program, 3_000);
}, 300_000);
afterEach(() => bench.reset());
afterAll(() => bench.remove());

/** Runs a command as a user without rights: root may write everywhere. */
const asNobody = process.getuid?.() === 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups --" : "";
const canDropRights = asNobody === "" || spawnSync("bash", ["-c", `${asNobody} true`]).status === 0;

const backups = (): string[] =>
  existsSync(join(bench.folder, ".doctor"))
    ? readdirSync(join(bench.folder, ".doctor"), { recursive: true, encoding: "utf8" }).filter((name) =>
        /backup/.test(name),
      )
    : [];

describe("repair --apply", () => {
  it("changes nothing when no file may grow beyond the size of the database", async () => {
    const limit = Math.ceil(statSync(bench.database).size / 1024) + 64;
    const { code, err } = await heard(
      bench.start(["repair", "--apply"], `trap '' XFSZ; ulimit -f ${limit};`),
    );
    expect(code, err).toBe(2);
    expect(err).toMatch(/doctor: /);
    expect(err).not.toMatch(/bug of the doctor/);
    expect(holds(bench.database, bench.before)).toBe(true);
    expect(backups()).toEqual([]);
  });

  it("changes nothing when the disk is full in the middle, the proof having been made elsewhere", async ({
    skip,
  }) => {
    const small = join(bench.folder, "small");
    mkdirSync(small);
    const size = Math.ceil(statSync(bench.database).size * 1.25);
    if (spawnSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", small]).status !== 0)
      skip("no mount here");
    try {
      cpSync(bench.before, join(small, "app.db"));
      const { code, err } = await heard(bench.start(["repair", "--apply", "--db", "small/app.db"]));
      expect(code, err).toBe(2);
      expect(err).toMatch(/no room left on the disk|disk refused/);
      expect(holds(join(small, "app.db"), bench.before)).toBe(true);
      expect(readdirSync(small)).toEqual(["app.db"]);
    } finally {
      spawnSync("umount", [small]);
      rmSync(small, { recursive: true });
    }
  });

  it("says that the database is read-only and changes nothing", async ({ skip }) => {
    if (!canDropRights) skip("this user cannot give up its rights");
    chmodSync(bench.folder, 0o777);
    chmodSync(bench.database, 0o444);
    const { code, err } = await heard(bench.start(["repair", "--apply"], "", asNobody));
    expect(code, err).toBe(2);
    expect(err).toMatch(/cannot be written to/);
    expect(readFileSync(bench.database).equals(readFileSync(bench.before))).toBe(true);
    expect(backups()).toEqual([]);
  });

  it("says that its folder is read-only before it touches anything", async ({ skip }) => {
    if (!canDropRights) skip("this user cannot give up its rights");
    chmodSync(bench.database, 0o666);
    chmodSync(bench.folder, 0o555);
    const { code, err } = await heard(bench.start(["repair", "--apply"], "", asNobody));
    chmodSync(bench.folder, 0o755);
    expect(code, err).toBe(2);
    expect(err).toMatch(/own folder .*\.doctor cannot be used/);
    expect(readFileSync(bench.database).equals(readFileSync(bench.before))).toBe(true);
  });

  it("refuses a history that is no database, and one of a newer doctor", async () => {
    mkdirSync(join(bench.folder, ".doctor"));
    const history = join(bench.folder, ".doctor", "history.db");
    writeFileSync(history, "no database at all, but long enough to be looked at ".repeat(20));
    expect((await heard(bench.start(["repair", "--apply"]))).err).toMatch(
      /file is not a database.*Nothing was changed/s,
    );
    rmSync(history);
    const newer = new Database(history);
    newer.pragma("user_version = 99");
    newer.close();
    const { code, err } = await heard(bench.start(["repair", "--apply"]));
    expect(code).toBe(2);
    expect(err).toMatch(/newer schema-drift-doctor/);
    expect(readFileSync(bench.database).equals(readFileSync(bench.before))).toBe(true);
  });

  it.each(["SIGINT", "SIGTERM"] as const)("stops at %s, says so, and changes nothing", async (signal) => {
    const child = bench.start(["repair", "--apply"]);
    const ended = heard(child);
    // Its own folder is the first thing it makes.
    while (!existsSync(join(bench.folder, ".doctor"))) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill(signal);
    const { code, err, out } = await ended;
    // A fast machine may be done before the signal comes.
    if (code === 0) expect(out).toMatch(/applied/);
    else {
      expect(code, err).toBe(2);
      expect(err).toMatch(/Stopping: .*\n.*stopped before it was complete; everything was rolled back/s);
      expect(holds(bench.database, bench.before)).toBe(true);
    }
    expect(backups()).toEqual(code === 0 ? [expect.stringMatching(/backup-1\.db$/)] : []);
  });
});
