import type { Pair } from "../judge/pair.ts";

/** Columns that come, with every kind of default and every kind of rows. */
export const pairs: readonly Pair[] = [
  {
    name: "a nullable column",
    trap: "the plain case: one column without default on rows with gaps in their rowids",
    actual: `CREATE TABLE users (email TEXT);
      INSERT INTO users (rowid, email) VALUES (3, 'ada@example.org'), (9, NULL);`,
    target: "CREATE TABLE users (email TEXT, nickname TEXT);",
  },
];
