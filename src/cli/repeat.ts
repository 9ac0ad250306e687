import type { Context } from "./context.ts";
import { wantsColor } from "./io.ts";
import { type Manner, tell } from "./tell.ts";

type Line = Pick<Context, "argv" | "io">;

/** Whether a command line may be answered by what it was answered before. */
export function isRepeatable({ argv, io }: Line): boolean {
  return (
    argv[0] === "analyze" &&
    !argv.some((word) => /^--no-?cache(?:=|$)/i.test(word)) &&
    !io.environment.DOCTOR_TIMINGS
  );
}

/** What is asked by a command line. */
export function questionOf({ argv, io }: Line): unknown {
  return { argv, color: wantsColor(io, false) };
}

/**
 * Answers an analysis by an earlier one of which nothing has changed, without reading the line further, and says the exit
 * code; null when there is none and it must be carried out.
 */
export async function repeat(
  line: Line,
  doctor: Pick<Context["doctor"], "analysisThatStands" | "reporters">,
): Promise<number | null> {
  const { io } = line;
  if (!isRepeatable(line)) return null;
  const { folder, environment } = io;
  const notes: string[] = [];
  const onNote = (note: string) => notes.push(`${note}\n`);
  const standing = await doctor.analysisThatStands(questionOf(line), { folder, environment, onNote });
  if (standing === null) return null;
  const manner = standing.said as Manner;
  await tell(standing.report, manner, { io, doctor });
  standing.record();
  if (!manner.quiet) io.err(notes.join(""));
  return standing.exitCode;
}
