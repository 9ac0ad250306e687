/** A place in a source file: path relative to the config's folder, line and column counted from 1. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Something the doctor met and did not examine, with the reason. Reported, never dropped. */
export interface NotAnalysed {
  readonly what: string;
  readonly location: Location | null;
  readonly why: string;
}
