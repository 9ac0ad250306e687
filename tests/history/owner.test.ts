import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import {
  isGone,
  longestRun,
  type Machine,
  type Owner,
  thisMachine,
  thisProcess,
} from "../../src/history/owner.ts";
import { freshFolder } from "../database/sample.ts";

const now = Date.parse("2026-03-14T09:26:53Z");
const justNow = new Date(now - 60_000).toISOString();
const longAgo = new Date(now - longestRun - 1000).toISOString();

const owner: Owner = { user: "ada", host: "desk", pid: 4711, process: "boot-1 pid:[1] 900" };
/** The owner's machine, on which this is what is known of process 4711. */
const desk = (start: string | null, place: string | null = "boot-1 pid:[1]"): Machine => ({
  ...{ host: "desk", now, place },
  startOf: (pid) => (pid === 4711 ? start : "gone"),
});

it.each([
  ["its process still runs", owner, desk("900"), false, false],
  ["its process ended", owner, desk("gone"), true, true],
  ["its number belongs to a later process", owner, desk("901"), true, true],
  [
    "the machine was started anew, and the number runs again",
    owner,
    desk("900", "boot-2 pid:[1]"),
    true,
    true,
  ],
  ["it runs in another container of this machine", owner, desk("gone", "boot-1 pid:[2]"), false, true],
  ["it runs on another machine", { ...owner, host: "server" }, desk("gone"), false, true],
  ["nobody tells when a process started", { ...owner, process: null }, desk(null, null), false, true],
  ["nobody tells, and there is no such process", { ...owner, process: null }, desk("gone", null), true, true],
  ["nobody may look at the process", owner, desk(null), false, true],
])("a run is given up where %s: after a minute, after more than a day", (_, of, machine, soon, late) => {
  expect([isGone(of, justNow, machine), isGone(of, longAgo, machine)]).toEqual([soon, late]);
});

it("knows this process", () => {
  const here = thisProcess();
  expect(here).toMatchObject({ host: hostname(), pid: process.pid });
  expect(here.user).not.toBe("");
  expect(isGone(here, new Date().toISOString())).toBe(false);
});

it("knows a process that ended", () => {
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  expect(isGone({ ...thisProcess(), pid: pid ?? 0 }, new Date().toISOString())).toBe(true);
  expect(isGone({ ...thisProcess(), pid: pid ?? 0, process: null }, new Date().toISOString())).toBe(true);
});

it.runIf(existsSync("/proc/self/stat"))(
  "tells processes apart by their start, whatever their name",
  async () => {
    // Linux puts the name, here ") R 1 (", in the middle of the line that is read.
    const program = join(freshFolder(), ") R 1 (");
    copyFileSync("/bin/sleep", program);
    const child = spawn(program, ["30"]);
    await once(child, "spawn");
    const pid = child.pid ?? 0;
    const start = thisMachine().startOf(pid);
    expect(Number(start)).toBeGreaterThanOrEqual(Number(thisMachine().startOf(process.pid)));
    expect(Number(start)).toBeGreaterThan(1000);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(thisMachine().startOf(pid)).toBe("gone");
  },
);

it.runIf(existsSync("/proc/self/stat"))("takes a process that only waits to be buried for gone", async () => {
  // The shell has become a sleep that never asks for the end of its child.
  const shell = spawn("bash", ["-c", "sleep 0.3 & echo $!; exec sleep 30"]);
  const [said] = await once(shell.stdout, "data");
  const zombie = Number(String(said));
  const until = Date.now() + 5000;
  while (thisMachine().startOf(zombie) !== "gone" && Date.now() < until)
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect(process.kill(zombie, 0)).toBe(true);
  expect(thisMachine().startOf(zombie)).toBe("gone");
  shell.kill("SIGKILL");
});
