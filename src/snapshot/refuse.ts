import { DoctorError } from "../errors.ts";

/** A line of a snapshot file. */
export interface Line {
  readonly content: string;
  readonly number: number;
}

/** Makes the error for a file that cannot be read as a snapshot, at a line. */
export type Refuse = (line: Line, why: string, code?: "malformed" | "newer") => DoctorError;

const helps = {
  malformed: "Write it anew from the database: doctor snapshot. It is never edited by hand.",
  newer: "Update schema-drift-doctor here, or write the snapshot with this version: doctor snapshot.",
} as const;

/** The refusals of a file, by the name that people know it by. */
export function refusalAt(shown: string): Refuse {
  return ({ number }, why, code = "malformed") =>
    new DoctorError(
      `snapshot-${code}`,
      `${shown}:${number}: the snapshot cannot be read: ${why}.`,
      helps[code],
    );
}
