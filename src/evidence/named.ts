import { nearest } from "../schema/nearest.ts";

/** The existing name that a missing one most likely means: one that shares words with it, else one spelt much like it. */
export function likelyName(missing: string, candidates: readonly string[]): string | null {
  const words = wordsOf(missing);
  const scored = candidates
    .map((name) => ({ name, score: shared(words, wordsOf(name)) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.name.length - b.name.length || (a.name < b.name ? -1 : 1));
  const close = nearest(
    missing,
    candidates.filter((name) => Math.abs(name.length - missing.length) <= 2),
  );
  return close ?? scored[0]?.name ?? nearest(missing, candidates);
}

/** The words of a name, plurals as their singulars; numbers and single letters tell nothing. */
function wordsOf(name: string): Set<string> {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return new Set(
    words
      .filter((word) => word.length > 2 && !/^\d+$/.test(word))
      .map((word) => word.replace(/(?:ies|s)$/, (end) => (end === "s" ? "" : "y"))),
  );
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = [...a].filter((word) => b.has(word)).length;
  return both === 0 ? 0 : both / (a.size + b.size - both);
}
