/** Something that SQLite does to a careless repair. */
export interface Trap {
  /** The trap in a sentence. */
  readonly name: string;
  /** Schema and rows as they are today. */
  readonly actual: string;
  readonly target: string;
  readonly config?: object;
  /** The repair as it is written without a remedy, foreign keys being on as better-sqlite3 has them. */
  readonly careless: string;
  /** Whether the sqlite3 shell runs the careless repair: it still takes a missing column in double quotes for a string. */
  readonly inShell?: boolean;
  /** What must be the same after a repair. */
  readonly sees: string;
  /** What must be found after a repair, where there is nothing to compare it with before. */
  readonly finds?: { readonly query: string; readonly rows: readonly unknown[][] };
  /** What the careless repair does: another answer, or an error that says so. */
  readonly harm: "changes" | RegExp;
}
