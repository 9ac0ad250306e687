import type { Change } from "./change.ts";

/** What makes a change this one: equal changes have equal keys. */
export function changeKey(change: Change): string {
  return JSON.stringify(change);
}
