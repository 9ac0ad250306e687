/** One way in which a database differs from its Drizzle schema, and what the doctor makes of it. */
export interface Drift {
  readonly name: string;
  readonly project: "store" | "academy";
  /** What somebody did to the database: SQL, and tables made anew from their changed text. */
  readonly drift: readonly (string | Rewrite)[];
  /** All that is said beside what is said without it: "severity rule table". */
  readonly issues: readonly string[];
  /** What a person decides before the repair. */
  readonly decision?: Decision;
  /**
   * What becomes of a repair without a decision, which then leaves the database byte for byte as it is; "refused" where
   * there is a decision. "applied" where it does what loses nothing.
   */
  readonly undecided?: "refused" | "nothing" | "applied";
  /** The columns, as "table.column", whose values the repair changes on purpose. */
  readonly converts?: readonly string[];
  /** The columns that it takes away. */
  readonly drops?: readonly string[];
  /** Tables and columns that it calls otherwise, by their old names. */
  readonly renames?: Readonly<Record<string, string>>;
  /** Tables that it makes, or whose rows it takes away. */
  readonly moves?: readonly string[];
  /** Tables whose rows get other rowids with their new key. */
  readonly rekeys?: readonly string[];
  /** Tables that get, or lose, a counter. */
  readonly counts?: readonly string[];
  /** What stays of a table that Drizzle has no words for: "table word". */
  readonly keeps?: readonly string[];
}

/** A config of the doctor, and whether data may be deleted. */
export interface Decision {
  readonly config: object;
  readonly allowDestructive: boolean;
}

/** A table made anew: its stored text with something changed, and the same rows. */
export interface Rewrite {
  readonly table: string;
  readonly changes: readonly (readonly [from: string, to: string])[];
}

/** A table with one change in its text. */
export function rewritten(table: string, from: string, to: string): Rewrite {
  return { table, changes: [[from, to]] };
}

/** Data may be deleted. */
export const destructive: Decision = { config: {}, allowDestructive: true };

/** What a config says. */
export function decided(config: object, allowDestructive = false): Decision {
  return { config, allowDestructive };
}
