import { type Cache, placeFor, recall, remember } from "./store.ts";
import { type Answers, noteAll, standsStill, witnessed } from "./witness.ts";

interface Kept<T> {
  readonly answers: Answers;
  readonly result: T;
}

/**
 * What `read` gives when asked `about` something, or what it gave before if every file it looked at is as it was.
 * Results are plain data. Throws what `read` throws, which is not kept.
 */
export async function cached<T>(cache: Cache | null, about: unknown, read: () => Promise<T>): Promise<T> {
  if (cache === null) return read();
  const file = placeFor(cache, about);
  const kept = recall<Kept<T>>(file);
  const stands = kept !== null && standsStill(kept.answers);
  const { result, answers } = stands ? kept : await witnessed(read);
  noteAll(answers);
  // A file that was written meanwhile may have been read before and after.
  if (!stands && standsStill(answers)) remember(cache, file, { answers, result });
  return result;
}
