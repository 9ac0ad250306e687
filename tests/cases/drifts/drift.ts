/** A declaration, a database with rows, and the one issue that says how they differ: severity, rule, columns of its findings. */
export type SingleDrift = readonly [
  what: string,
  declared: string,
  actual: string,
  issue: `${"critical" | "high" | "medium" | "info"} ${string}`,
  ...columns: (string | null)[],
];

export const authors =
  "CREATE TABLE authors (id INTEGER PRIMARY KEY, code TEXT UNIQUE); INSERT INTO authors VALUES (1, 'a');";
export const book = (columns: string, tail = ""): string =>
  `CREATE TABLE books (id INTEGER PRIMARY KEY, ${columns})${tail};`;
export const one = "INSERT INTO books VALUES (1, 'Emma');";
export const plain = book("title TEXT");
export const pair = "a TEXT, b TEXT";
