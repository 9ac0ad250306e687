import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DoctorError } from "../../src/errors.ts";

/** A fresh folder with these files; returns its path. */
export function project(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "doctor-config-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** The DoctorError that a call throws; anything else fails the test. */
export function refusal(call: () => unknown): DoctorError {
  try {
    call();
  } catch (error) {
    if (error instanceof DoctorError) return error;
    throw error;
  }
  throw new Error("expected a DoctorError, nothing was thrown");
}
