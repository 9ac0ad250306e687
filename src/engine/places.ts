import type { Location } from "../schema/location.ts";
import { listed } from "./wording.ts";

/** A place in the code, with the function it is in. */
export function shownPlace({
  location,
  within,
}: {
  readonly location: Location;
  readonly within: string | null;
}): string {
  const place = `${location.file}:${location.line}`;
  return within === null ? place : `${place} (${within})`;
}

/** Places in a sentence, each once. */
export function shownPlaces(
  places: readonly { readonly location: Location; readonly within: string | null }[],
  most = 6,
): string {
  return listed([...new Set(places.map(shownPlace))], most);
}
