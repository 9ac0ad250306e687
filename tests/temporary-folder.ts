import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Gives a test run a folder for temporary files of its own, and removes it with whatever tests left there. */
export default function setUp(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "doctor-tests-"));
  process.env.TMPDIR = folder;
  // Tests that give up their rights must still reach what they made.
  chmodSync(folder, 0o755);
  return () => rmSync(folder, { recursive: true, force: true });
}
