import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { onTestFinished } from "vitest";

const driver = createRequire(import.meta.url).resolve("better-sqlite3");

/** A second process that has a database open. */
export interface OtherProcess {
  /** What it printed. */
  readonly output: () => string;
  /** Kills it as a crash would. */
  readonly crash: () => Promise<void>;
  /** Lets it close the database and end. */
  readonly end: () => Promise<void>;
}

/**
 * Starts a second process that opens a database as `db` and runs JavaScript; resolves when the code has run.
 * The process then keeps the database open.
 */
export async function startProcess(path: string, code: string): Promise<OtherProcess> {
  const program = `
    const db = new (require(${JSON.stringify(driver)}))(${JSON.stringify(path)}, { timeout: 0 });
    process.stdin.on("data", () => { db.close(); process.exit(0); });
    ${code}
    console.log("ready");`;
  const child = spawn(process.execPath, ["-e", program], { stdio: ["pipe", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
  if (!output.includes("ready")) throw new Error(`the other process did not start: ${output}`);
  return {
    output: () => output,
    crash: () => ended(child, () => child.kill("SIGKILL")),
    end: () => ended(child, () => child.stdin.write("end")),
  };
}

async function ended(child: ChildProcess, act: () => void): Promise<void> {
  const exit = once(child, "exit");
  act();
  await exit;
}
