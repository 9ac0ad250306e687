import { fstatSync, writeSync } from "node:fs";

/** A way out of the process. */
export interface Outlet {
  readonly write: (text: string) => void;
  /** The stream where it is a terminal, else null. */
  readonly terminal: NodeJS.WriteStream | null;
}

/**
 * The way out by a file descriptor. Node's stream for it is made only for a terminal, and when something cannot be written
 * at once: Node would load its network with it. What that stream cannot write is told to `failed`.
 */
export function outlet(
  descriptor: number,
  made: () => NodeJS.WriteStream,
  failed: (error: NodeJS.ErrnoException) => void,
): Outlet {
  const opened = (): NodeJS.WriteStream => made().on("error", failed);
  let stream = mayBeTerminal(descriptor) ? opened() : null;
  return {
    terminal: stream?.isTTY ? stream : null,
    write: (text) => {
      const left = stream === null ? unwritten(descriptor, text) : text;
      if (left.length === 0) return;
      stream ??= opened();
      stream.write(left);
    },
  };
}

/** A terminal is a device; what cannot be looked at may be one. */
function mayBeTerminal(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice();
  } catch {
    return true;
  }
}

/** What of a text is not taken at once: by a pipe without room for it, by a full disk, where nobody reads. */
function unwritten(descriptor: number, text: string): Uint8Array {
  let left: Uint8Array = Buffer.from(text);
  try {
    while (left.length > 0) left = left.subarray(writeSync(descriptor, left));
  } catch {
    return left;
  }
  return left;
}
