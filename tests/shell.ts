import { spawnSync } from "node:child_process";

/** Whether the sqlite3 shell is installed: without it, what runs scripts in it is skipped. `.ci/run` installs it. */
export const hasShell = spawnSync("sqlite3", ["--version"]).status === 0;
