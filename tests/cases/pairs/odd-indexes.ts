import type { Pair } from "../judge/pair.ts";

const books = (year: string): string =>
  `CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT COLLATE NOCASE, year INTEGER${year}, extra TEXT);`;
const rows = `INSERT INTO books VALUES (3, 'a', 1900, '{"k":1}'), (7, 'B', 1950, NULL), (12, 'c', 2000, '{"k":2}');`;
const rebuilt = books(" NOT NULL");

function through(name: string, trap: string, indexes: string): Pair {
  return { name, trap, actual: `${books("")} ${indexes} ${rows}`, target: `${rebuilt} ${indexes}` };
}

/** Indexes of every form through a rebuild, and indexes that change. */
export const oddIndexes: readonly Pair[] = [
  through(
    "expression indexes through a rebuild",
    "an index on expressions has no column names",
    "CREATE INDEX e1 ON books (lower(title), year + 1 DESC); CREATE UNIQUE INDEX e2 ON books (json_extract(extra, '$.k'));",
  ),
  through(
    "partial indexes through a rebuild",
    "the predicate lives in the text only",
    "CREATE INDEX p1 ON books (year) WHERE year > 1900 AND title <> 'WHERE'; CREATE UNIQUE INDEX p2 ON books (title) WHERE extra IS NULL;",
  ),
  through(
    "collations and orders through a rebuild",
    "COLLATE and DESC of the index, not of the column",
    "CREATE INDEX c1 ON books (title COLLATE BINARY DESC, extra COLLATE RTRIM); CREATE INDEX c2 ON books (title, year DESC);",
  ),
  through(
    "comments and odd spacing inside an index",
    "a comment at the very end of the text",
    "CREATE  /* a */ UNIQUE INDEX\n\tk1 ON books( title -- by title\n, year ) WHERE year > 0 -- the end\n;",
  ),
  through(
    "IF NOT EXISTS, a schema name and quotes",
    "the stored text begins otherwise than it was written",
    `CREATE INDEX IF NOT EXISTS main."k 1" ON [books] (\`title\`); CREATE INDEX [k]]2] ON "books" ("year");`.replace(
      "[k]]2]",
      '"k]2"',
    ),
  ),
  {
    name: "an index replaced under its own name",
    trap: "the same name with other columns, on a table that is rebuilt too",
    actual: `${books("")} CREATE INDEX i ON books (title); ${rows}`,
    target: `${rebuilt} CREATE INDEX i ON books (title, year DESC) WHERE year > 1900;`,
  },
  {
    name: "an index replaced whose name the declaration spells in another case",
    trap: "index names fold too",
    actual: `${books("")} CREATE INDEX By_Title ON books (title); ${rows}`,
    target: `${books("")} CREATE INDEX by_title ON books (year);`,
  },
  {
    name: "two indexes swap their names",
    trap: "each declared name is taken by the other",
    actual: `${books("")} CREATE INDEX i ON books (title); CREATE INDEX j ON books (year, extra); ${rows}`,
    target: `${books("")} CREATE INDEX j ON books (title); CREATE INDEX i ON books (year, extra);`,
    outcome: "nothing",
  },
  {
    name: "the name of a declared index is taken on another table",
    trap: "index names are global: a new index cannot have the name of one that stays",
    actual: `${books("")} CREATE TABLE films (title TEXT); CREATE INDEX by_title ON films (title); ${rows} INSERT INTO films VALUES ('f');`,
    target: `${books("")} CREATE TABLE films (title TEXT); CREATE INDEX by_title ON books (title); CREATE INDEX films_title ON films (title);`,
  },
  {
    name: "the name of a declared index is taken by an unmanaged table's index",
    trap: "the index of a table that no declaration names keeps its name",
    actual: `${books("")} CREATE TABLE films (title TEXT); CREATE INDEX by_title ON films (title); ${rows}`,
    target: `${books("")} CREATE INDEX by_title ON books (title);`,
  },
  {
    name: "a unique index becomes plain and another becomes unique",
    trap: "both directions, the second asked of the rows",
    actual: `${books("")} CREATE UNIQUE INDEX i ON books (title); CREATE INDEX j ON books (year); ${rows}`,
    target: `${books("")} CREATE INDEX i ON books (title); CREATE UNIQUE INDEX j ON books (year);`,
  },
  {
    name: "a unique expression index that rows break",
    trap: "duplicates of an expression under its collation",
    actual: `${books("")} INSERT INTO books VALUES (1, 'a ', 1, NULL), (2, 'A', 2, NULL), (3, 'b', 3, NULL);`,
    target: `${books("")} CREATE UNIQUE INDEX i ON books (trim(title) COLLATE NOCASE);`,
    outcome: { blocked: 1 },
  },
  {
    name: "a unique partial index whose predicate leaves the duplicates out",
    trap: "only rows under the predicate count",
    actual: `${books("")} INSERT INTO books VALUES (1, 'a', 1, 'x'), (2, 'a', 1, NULL), (3, 'a', 2, NULL);`,
    target: `${books("")} CREATE UNIQUE INDEX i ON books (title) WHERE extra IS NOT NULL;`,
  },
  {
    name: "a unique index over a column's own collation",
    trap: "a column of COLLATE NOCASE makes 'a' and 'A' duplicates without a word in the index",
    actual: `${books("")} INSERT INTO books VALUES (1, 'a', 1, 'x'), (2, 'A', 1, NULL);`,
    target: `${books("")} CREATE UNIQUE INDEX i ON books (title);`,
    outcome: { blocked: 1 },
  },
  {
    name: "the only unique index a foreign key points at, through a rebuild",
    trap: "the parent's key is an index made by CREATE INDEX: it must be back",
    actual: `${books("")} CREATE UNIQUE INDEX by_year ON books (year); CREATE TABLE events (id INTEGER PRIMARY KEY, year INTEGER REFERENCES books (year) ON UPDATE CASCADE); ${rows} INSERT INTO events VALUES (1, 1900);`,
    target: `${rebuilt} CREATE UNIQUE INDEX by_year ON books (year); CREATE TABLE events (id INTEGER PRIMARY KEY, year INTEGER REFERENCES books (year) ON UPDATE CASCADE);`,
  },
  {
    name: "an unexpected index dropped and one created on a new column",
    trap: "a complete declaration lists all indexes",
    actual: `${books("")} CREATE INDEX old ON books (extra) WHERE year > 0; ${rows}`,
    target:
      "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT COLLATE NOCASE, year INTEGER, extra TEXT, isbn TEXT DEFAULT 'x'); CREATE INDEX new ON books (isbn, lower(isbn));",
  },
];
