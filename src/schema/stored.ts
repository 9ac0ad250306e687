/** A row of sqlite_schema. https://www.sqlite.org/schematab.html */
export interface StoredText {
  readonly type: string;
  readonly name: string;
  readonly table: string;
  readonly sql: string;
}

/** A schema at one moment: its hash, and the stored texts of all objects but SQLite's own, sorted by type and name. */
export interface SchemaState {
  readonly hash: string;
  readonly objects: readonly StoredText[];
}
