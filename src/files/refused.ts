import { DoctorError } from "../errors.ts";

/** The error for what the disk refuses, such as a file that nobody may read; any other error is returned as it is. */
export function refusedByDisk(error: unknown, what: "model" | "code"): unknown {
  if (!(error instanceof Error && "syscall" in error && "path" in error)) return error;
  return new DoctorError(
    `${what}-unreadable`,
    `The ${what} cannot be read: ${error.message}.`,
    "Check what is there, and that the user who runs the doctor may read it, and its folders.",
    { cause: error },
  );
}
