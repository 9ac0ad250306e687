import { resolve } from "node:path";
import type { Report } from "../internal.ts";
import type { Context } from "./context.ts";
import { writeFileAtomically } from "./write-file.ts";

/** How a report is told. */
export interface Manner {
  readonly format: string;
  readonly brief: boolean;
  readonly color: boolean;
  /** The file it is written to; undefined for the output. */
  readonly out: string | undefined;
  readonly quiet: boolean;
}

/** Writes a report where it is wanted, as it is wanted. */
export async function tell(
  report: Report,
  { format, brief, color, out, quiet }: Manner,
  { io, doctor }: Pick<Context, "io"> & { readonly doctor: Pick<Context["doctor"], "reporters"> },
): Promise<void> {
  const reporter = doctor.reporters.find((known) => known.format === format);
  const text = (await reporter?.render(report, { color, brief })) ?? "";
  if (out === undefined) return io.out(text);
  writeFileAtomically(resolve(io.folder, out), text, out);
  if (!quiet) io.err(`The report is in ${out}.\n`);
}
