import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { shell } from "./process.js";

/** @typedef {import("./figures.js").Alone} Alone */

/**
 * What a script of its own measures. With --json its last line is `{"goal": 1.5, "measured": 1.2, "unit": "times"}`.
 * @type {readonly { script: string, work: string, goal: number, unit: string }[]}
 */
const scripts = [
  {
    script: "fleet.js",
    work: "fleet of 1,000 databases (not WAL), 5 distinct schemas, against opening each file and hashing its sqlite_schema",
    goal: 1.5,
    unit: "times",
  },
  {
    script: "watch.js",
    work: "`watch`, 100 tables, one file changed, from save to result",
    goal: 300,
    unit: "ms",
  },
];

/** @param {(text: string) => void} progress @returns {Alone[]} */
export function measureAlone(progress) {
  return scripts.map(({ script, work, goal, unit }) => {
    const path = fileURLToPath(new URL(script, import.meta.url));
    if (!existsSync(path)) return { work, goal, measured: null, unit };
    progress(`bench/${script}`);
    const { status, stdout, stderr } = spawnSync(process.execPath, [path, "--json"], {
      encoding: "utf8",
      env: shell,
    });
    if (status !== 0) throw new Error(`bench/${script} ended with ${status}:\n${stderr}`);
    return { work, goal, unit, measured: measuredIn(stdout, { script, goal, unit }) };
  });
}

/** @param {string} stdout @param {{ script: string, goal: number, unit: string }} expected @returns {number} */
function measuredIn(stdout, { script, goal, unit }) {
  const told = JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
  if (told.goal !== goal || told.unit !== unit || typeof told.measured !== "number")
    throw new Error(`bench/${script} says ${JSON.stringify(told)}; the goal is ${goal} ${unit}.`);
  return told.measured;
}
