import type { Location } from "../../schema/location.ts";

/** Where each line of a text begins. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (const { 0: end, index } of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) starts.push(index + end.length);
  return starts;
}

/** Where a character stands, counted from one; `file` is how reports call the file. */
export function placeIn(lines: readonly number[], file: string, position: number): Location {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle] ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  return { file, line: low + 1, column: position - (lines[low] ?? 0) + 1 };
}
