import { DoctorError } from "../errors.ts";
import { nearest } from "../schema/nearest.ts";

/** Throws DoctorError for an option that a function does not know: a misspelt one would be passed over in silence. */
export function refuseUnknown(options: object, known: readonly string[]): void {
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    throw new DoctorError(
      "unknown-option",
      `There is no option ${JSON.stringify(name)}.${near === null ? "" : ` Did you mean "${near}"?`}`,
      `The options are ${known.join(", ")}.`,
    );
  }
}
