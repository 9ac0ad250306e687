export type Kind = "number" | "string" | "bytes" | "any";

/** A column that a statement returns: what better-sqlite3 gives for it, and whether that can ever be NULL. */
export interface KnownColumn {
  readonly name: string;
  readonly kind: Kind;
  readonly nullable: boolean;
}

/**
 * A statement and the columns it returns. The kind is what the declaration promises: INTEGER and REAL affinity a number,
 * TEXT a string, BLOB bytes; NUMERIC affinity, ANY and no type at all promise nothing. Nullable is a column that some rows
 * make NULL that the schema allows: foreign keys are not held to, and no number is infinite (`Inf - Inf` is NULL).
 */
export interface KnownSelect {
  readonly name: string;
  /** The statements that create tables and views, without rows. */
  readonly schema: string;
  readonly sql: string;
  readonly columns: readonly KnownColumn[];
  /** INSERTs under which every nullable column is NULL in some row of the result. */
  readonly witness?: string;
  /** What the statement is run with beside the witness; each of them may be NULL elsewhere. */
  readonly parameters?: readonly unknown[];
}

/** A column as the cases write it, `title string?`: its name, its kind, and `?` if it can be NULL. */
export type WrittenColumn = `${string} ${Kind}` | `${string} ${Kind}?`;

export type WrittenSelect = readonly [
  name: string,
  sql: string,
  columns: readonly WrittenColumn[],
  more?: Pick<KnownSelect, "witness" | "parameters">,
];

/** The statements over one schema; a case that brings no witness of its own is run over the schema's. */
export function selectsOf(
  schema: string,
  witness: string,
  written: readonly WrittenSelect[],
): readonly KnownSelect[] {
  return written.map(([name, sql, columns, more = {}]) => ({
    name,
    schema,
    sql,
    columns: columns.map(readColumn),
    witness,
    ...more,
  }));
}

function readColumn(written: WrittenColumn): KnownColumn {
  const space = written.lastIndexOf(" ");
  const kind = written.slice(space + 1);
  return {
    name: written.slice(0, space),
    kind: kind.replace("?", "") as Kind,
    nullable: kind.endsWith("?"),
  };
}
