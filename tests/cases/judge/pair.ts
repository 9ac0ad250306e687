/** A database with rows and what it is to become: one case for the judge. */
export interface Pair {
  readonly name: string;
  /** The trap, in a sentence. */
  readonly trap: string;
  /** Schema and rows as they are today, as SQL. */
  readonly actual: string;
  /** The declared schema as a .sql file. */
  readonly target: string;
  /** TypeScript types that declare the same in place of the .sql file; `target` then says what must be reached. */
  readonly types?: string;
  /** More for doctor.config.json: renames, backfills, rules. */
  readonly config?: object;
  /** The renames that tags of the types confirm; those of the config need not be told again. */
  readonly renamed?: RenameConfig["renames"];
  readonly allowDestructive?: boolean;
  /** Whether the sqlite3 shell builds the database: it still takes strings in double quotes. */
  readonly legacy?: boolean;
  /** What is to come of it; "repaired" unless said otherwise. */
  readonly outcome?: Outcome;
  /** What the application does between repair and rollback, and what must be found after the rollback. */
  readonly meanwhile?: { readonly sql: string; readonly query: string; readonly rows: readonly unknown[][] };
}

/**
 * "repaired": proven, reached, taken back. `blocked`: so many rows stand against a precondition whose query holds the
 * word. `refused`: the report says in these words why it does not repair. "nothing": no step at all.
 */
export type Outcome =
  | "repaired"
  | "nothing"
  | { readonly blocked: number; readonly by?: string }
  | { readonly refused: RegExp };

/** Old names to new ones that the pair confirms, folded as SQLite folds them. */
export interface Renames {
  readonly table: (old: string) => string;
  readonly column: (newTable: string, old: string) => string;
}

interface RenameConfig {
  readonly renames?: {
    readonly tables?: Readonly<Record<string, string | false>>;
    readonly columns?: Readonly<Record<string, Readonly<Record<string, string | false>>>>;
  };
}

/** The renames that a pair confirms. */
export function renamesOf({ config, renamed }: Pair): Renames {
  const { tables = {}, columns = {} } = renamed ?? (config as RenameConfig | undefined)?.renames ?? {};
  const find = (map: Readonly<Record<string, string | false>>, old: string): string => {
    const [, to] = Object.entries(map).find(([from]) => fold(from) === fold(old)) ?? [];
    return to === undefined || to === false ? old : to;
  };
  return {
    table: (old) => find(tables, old),
    column: (table, old) => {
      const [, map] = Object.entries(columns).find(([name]) => fold(name) === fold(table)) ?? [];
      return map ? find(map, old) : old;
    },
  };
}

/** A name as SQLite compares it. */
export function fold(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
