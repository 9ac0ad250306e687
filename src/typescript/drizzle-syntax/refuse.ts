import { NotPlain } from "../syntax/not-plain.ts";

/** Gives up reading by syntax alone. */
export function notPlain(why: string): never {
  throw new NotPlain(why);
}
