import { DoctorError } from "../errors.ts";

/** Throws DoctorError for a path with a null character: no file can be called so, and Node takes it for a mistake of ours. */
export function refuseNullCharacters(paths: readonly (string | null | undefined)[]): void {
  const odd = paths.find((path) => path?.includes("\0"));
  if (odd === undefined) return;
  throw new DoctorError(
    "null-character",
    `There is a null character in the path ${JSON.stringify(odd)}.`,
    "No file can be called so: check who wrote the path.",
  );
}
