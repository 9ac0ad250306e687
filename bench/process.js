import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

/** What one run took: milliseconds by the clock and of the processor, and the most memory, in megabytes. @typedef {{ wall: number, cpu: number, memory: number }} Sample */
/** @typedef {Sample & { status: number, output: string, phases: Record<string, number> }} Run */
/** @typedef {{ folder: string, environment?: Readonly<Record<string, string>> | undefined, input?: string | undefined }} Place */

const time = "/usr/bin/time";

/** The shell's, without the file of certificates that node reads at each start, whatever is run: 35 ms with Debian's. */
export const shell = { ...process.env, NODE_EXTRA_CA_CERTS: undefined };

/** Fails where a process cannot be measured. */
export function checkTime() {
  if (!existsSync(time))
    throw new Error(
      `Memory is measured by GNU time, and there is no ${time}. Debian's package is called time.`,
    );
}

/**
 * Runs node and measures the whole process: wait4 tells time(1) what the kernel counted, and time(1) itself is so small
 * that nothing of it is in the memory.
 * @param {readonly string[]} line @param {Place} place @returns {Run}
 */
export function measured(line, { folder, environment, input }) {
  const report = mkdtempSync(join(tmpdir(), "doctor-bench-time-"));
  const file = join(report, "time");
  try {
    const began = performance.now();
    const { status, stdout, stderr } = spawnSync(
      time,
      ["--quiet", "--output", file, "--format", "%U %S %M", process.execPath, ...line],
      {
        cwd: folder,
        encoding: "utf8",
        env: { ...shell, DOCTOR_TIMINGS: "1", NO_COLOR: "1", ...environment },
        input: input ?? "",
        maxBuffer: 2 ** 30,
      },
    );
    const wall = performance.now() - began;
    const [user = 0, system = 0, kilobytes = 0] = readFileSync(file, "utf8").split(" ").map(Number);
    return {
      wall,
      cpu: (user + system) * 1000,
      memory: kilobytes / 1024,
      status: status ?? -1,
      output: stdout + stderr,
      phases: phasesIn(stderr),
    };
  } finally {
    rmSync(report, { recursive: true });
  }
}

/** The milliseconds by phase that the doctor and the floors tell. @param {string} stderr @returns {Record<string, number>} */
function phasesIn(stderr) {
  const told = stderr.split("\n").find((line) => line.startsWith("{"));
  return told === undefined ? {} : JSON.parse(told);
}

/** Several processes that do one piece of work one after the other, as one run. @param {Run[]} runs @returns {Run} */
export function together(runs) {
  const sum = (/** @type {(run: Run) => number} */ of) => runs.reduce((total, run) => total + of(run), 0);
  return {
    wall: sum(({ wall }) => wall),
    cpu: sum(({ cpu }) => cpu),
    memory: Math.max(...runs.map(({ memory }) => memory)),
    status: runs.find(({ status }) => status !== 0)?.status ?? 0,
    output: runs.map(({ output }) => output).join("\n"),
    phases: Object.assign({}, ...runs.map(({ phases }) => phases)),
  };
}
