/**
 * A SELECT or RETURNING with the row it gives: `name kind` for each column, `; ` between them. The kind is number,
 * string, bytes, several with `/`, or any; `?` follows where SQLite can return NULL, and `~` where that is up to what
 * is bound or stored as text.
 */
export type Stated = readonly [
  sql: string,
  row: string,
  ...bound: readonly (
    | readonly (number | string | null)[]
    | Readonly<Record<string, number | string | null>>
  )[],
];

/** Statements over one schema, after those of another project's tests, and rows that show what they return. */
export interface Elsewhere {
  readonly schema: string;
  /** Each fills the empty schema; without any it is asked too. */
  readonly rows: readonly string[];
  readonly selects: readonly Stated[];
}
