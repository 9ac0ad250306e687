/** The id of a run that begins then. Sorts by time, and two of one instant differ. */
export function runId(started: Date): string {
  const suffix = Math.floor(Math.random() * 0x100000000)
    .toString(16)
    .padStart(8, "0");
  return `${started.toISOString().replace(/[-:]|\..*/g, "")}-${suffix}`;
}
