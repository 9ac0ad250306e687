import { readFileSync, readlinkSync } from "node:fs";
import { hostname, userInfo } from "node:os";

/** Who runs something, and which process. */
export interface Owner {
  readonly user: string;
  readonly host: string;
  readonly pid: number;
  /** Boot, process namespace and start of the process, by which it is told from a later one; null where nobody says. */
  readonly process: string | null;
}

/** What can be asked of the machine about processes. */
export interface Machine {
  readonly host: string;
  readonly now: number;
  /** Boot and process namespace, or null where nobody says. */
  readonly place: string | null;
  /** When a process started, in the machine's own count; "gone" when there is none, null where nobody says. */
  readonly startOf: (pid: number) => string | "gone" | null;
}

/** How long a run is taken to be under way, in milliseconds, where nobody can say whether its process lives. */
export const longestRun = 24 * 60 * 60 * 1000;

/** This process, as its runs name it. */
export function thisProcess(): Owner {
  const { place, startOf, host } = thisMachine();
  const start = startOf(process.pid);
  return {
    ...{ user: userName(), host, pid: process.pid },
    process: place === null || start === null ? null : `${place} ${start}`,
  };
}

/** Whether the process of something that was begun is gone, so that it will never end. */
export function isGone(
  { host, pid, process: known }: Owner,
  startedAt: string,
  machine: Machine = thisMachine(),
): boolean {
  const tooLong = machine.now - Date.parse(startedAt) > longestRun;
  const [boot, space, start] = known?.split(" ") ?? [];
  const [bootHere, spaceHere] = machine.place?.split(" ") ?? [];
  if (host !== machine.host) return tooLong;
  if (boot !== undefined && bootHere !== undefined) {
    if (boot !== bootHere) return true;
    // A container's numbers mean other processes here.
    if (space !== spaceHere) return tooLong;
  }
  const found = machine.startOf(pid);
  if (found === "gone") return true;
  return found === null || start === undefined ? tooLong : found !== start;
}

/** This machine, by what Linux says in /proc (https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html). */
export function thisMachine(): Machine {
  return { host: hostname(), now: Date.now(), place: placeHere(), startOf };
}

function placeHere(): string | null {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return null;
  }
}

function startOf(pid: number): string | "gone" | null {
  if (!exists(pid)) return "gone";
  try {
    // The name, in parentheses, may hold anything; after it the third field is the state, the 22nd the start.
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" || fields[0] === "X" ? "gone" : (fields[19] ?? null);
  } catch {
    return null;
  }
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** A user without an entry in the list of users has a number only. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? "unknown");
  }
}
