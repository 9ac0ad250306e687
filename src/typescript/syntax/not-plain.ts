/** Thrown inside the readers of syntax where only the compiler can say what something means. */
export class NotPlain extends Error {}

/** What `read` gives; null where it met something that is not plain. */
export function unlessNotPlain<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotPlain) return null;
    throw error;
  }
}
