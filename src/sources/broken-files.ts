import { DoctorError } from "../errors.ts";
import type { Location, NotAnalysed } from "../schema/location.ts";

/**
 * The model files that do not parse. Behind a syntax error a tag may seem misplaced that is not, so there
 * whatever is wrong with a table is noted instead of thrown: the file is reported anyway.
 */
export class BrokenFiles {
  readonly notAnalysed: NotAnalysed[] = [];
  private readonly files: ReadonlySet<string>;

  constructor(files: Iterable<string>) {
    this.files = new Set(files);
  }

  has({ file }: Location): boolean {
    return this.files.has(file);
  }

  /** What a reader returns, or null when it fails on a file that does not parse. */
  attempt<T>(what: string, location: Location, reader: () => T): T | null {
    try {
      return reader();
    } catch (error) {
      if (!(error instanceof DoctorError) || !this.has(location)) throw error;
      this.notAnalysed.push({ what, location, why: `its file does not parse, and ${error.message}` });
      return null;
    }
  }
}
