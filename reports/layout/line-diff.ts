/** A line of two texts held against each other. */
export interface DiffLine {
  readonly kind: "same" | "gone" | "added";
  readonly line: string;
}

/** Above this many pairs of lines the longest common part is not looked for. */
const mostPairs = 1_000_000;

/** The lines of two texts, what they share once: the fewest that go and come. */
export function lineDiff(before: string, after: string): DiffLine[] {
  const [old, now] = [before.split("\n"), after.split("\n")];
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  while (
    tail < old.length - head &&
    tail < now.length - head &&
    old[old.length - 1 - tail] === now[now.length - 1 - tail]
  )
    tail++;
  const same = (line: string): DiffLine => ({ kind: "same", line });
  return [
    ...old.slice(0, head).map(same),
    ...middle(old.slice(head, old.length - tail), now.slice(head, now.length - tail)),
    ...old.slice(old.length - tail).map(same),
  ];
}

function middle(old: readonly string[], now: readonly string[]): DiffLine[] {
  const isLong = old.length * now.length > mostPairs;
  const common = isLong ? null : commonLengths(old, now);
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < now.length && common) {
    if (old[i] === now[j]) {
      lines.push({ kind: "same", line: old[i] ?? "" });
      i++;
      j++;
    } else if ((common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))
      lines.push({ kind: "gone", line: old[i++] ?? "" });
    else lines.push({ kind: "added", line: now[j++] ?? "" });
  }
  return [
    ...lines,
    ...old.slice(i).map((line): DiffLine => ({ kind: "gone", line })),
    ...now.slice(j).map((line): DiffLine => ({ kind: "added", line })),
  ];
}

/** How many lines two ends share, from each pair of lines on. */
function commonLengths(old: readonly string[], now: readonly string[]): number[][] {
  const table = old.map(() => [] as number[]);
  table.push(now.map(() => 0));
  for (let i = old.length - 1; i >= 0; i--) {
    const [row, below] = [table[i] ?? [], table[i + 1] ?? []];
    for (let j = now.length - 1; j >= 0; j--)
      row[j] = old[i] === now[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
  }
  return table;
}
