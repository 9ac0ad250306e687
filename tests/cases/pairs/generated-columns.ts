import type { Pair } from "../judge/pair.ts";

const rows = "INSERT INTO orders (id, price, n) VALUES (1, 2.5, 4), (6, 3, NULL), (9, NULL, 2);";
const orders = (more: string): string =>
  `CREATE TABLE orders (id INTEGER PRIMARY KEY, price REAL, n INTEGER${more});`;
const virtual = ", total REAL GENERATED ALWAYS AS (price * n) VIRTUAL";
const stored = ", total REAL GENERATED ALWAYS AS (price * n) STORED";

/** Generated columns: they cannot be copied, and what they compute must be the same afterwards. */
export const generatedColumns: readonly Pair[] = [
  {
    name: "a virtual column added",
    trap: "ADD COLUMN takes a virtual one",
    actual: orders("") + rows,
    target: orders(virtual),
  },
  {
    name: "a stored column added",
    trap: "ADD COLUMN takes no stored one: a rebuild",
    actual: orders("") + rows,
    target: orders(stored),
  },
  {
    name: "a virtual column becomes stored",
    trap: "the same expression, kept otherwise",
    actual: orders(virtual) + rows,
    target: orders(stored),
  },
  {
    name: "a stored column becomes virtual",
    trap: "and the other way round",
    actual: orders(stored) + rows,
    target: orders(virtual),
  },
  {
    name: "a generated column becomes plain",
    trap: "its values are kept as they are computed today",
    actual: orders(virtual) + rows,
    target: orders(", total REAL"),
  },
  {
    name: "a generated column becomes plain with a default and an index on it",
    trap: "the plain column keeps values, not the default",
    actual: `${orders(stored)} CREATE INDEX by_total ON orders (total DESC); ${rows}`,
    target: `${orders(", total REAL DEFAULT 0")} CREATE INDEX by_total ON orders (total DESC);`,
  },
  {
    name: "a plain column becomes generated, its values agree",
    trap: "what is stored is what would be computed, the class of the value included",
    actual: `${orders(", total REAL")} INSERT INTO orders VALUES (1, 2.5, 4, 10.0), (6, 3, NULL, NULL);`,
    target: orders(virtual),
  },
  {
    name: "a plain column becomes generated, a value does not agree",
    trap: "a stored value would be lost without a word",
    actual: `${orders(", total REAL")} INSERT INTO orders VALUES (1, 2.5, 4, 10.0), (6, 3, 1, 99);`,
    target: orders(virtual),
    outcome: { blocked: 1, by: "total" },
  },
  {
    name: "a plain column with NOT NULL and a default becomes generated",
    trap: "a generated column may not have a DEFAULT",
    actual: `${orders(", total REAL NOT NULL DEFAULT 0")} INSERT INTO orders VALUES (1, 2.5, 4, 10.0);`,
    target: orders(", total REAL NOT NULL GENERATED ALWAYS AS (price * n) STORED"),
  },
  {
    name: "an expression changed",
    trap: "computed anew, nothing copied",
    actual: orders(virtual) + rows,
    target: orders(", total REAL GENERATED ALWAYS AS (price * n * 2) VIRTUAL"),
  },
  {
    name: "a generated column dropped with leave",
    trap: "there are no values of its own to keep",
    actual: `${orders(stored)} CREATE INDEX by_total ON orders (total); ${rows}`,
    target: orders(""),
    allowDestructive: true,
  },
  {
    name: "a NOT NULL generated column added that would be NULL",
    trap: "NOT NULL on what is computed: rows whose inputs are NULL stand in the way",
    actual: orders("") + rows,
    target: orders(", total REAL NOT NULL GENERATED ALWAYS AS (price * n) STORED"),
    outcome: { blocked: 2 },
  },
  {
    name: "a NOT NULL generated column added that never is NULL",
    trap: "NOT NULL needs a rebuild, no backfill and no decision",
    actual: orders("") + rows,
    target: orders(", label TEXT NOT NULL AS ('#' || id)"),
  },
  {
    name: "a generated column with a check that rows break",
    trap: "a CHECK on what is computed is asked of the rows too",
    actual: orders("") + rows,
    target: orders(", total REAL AS (price * n) STORED CHECK (total < 5)"),
    outcome: { blocked: 1 },
  },
  {
    name: "a generated column that is unique",
    trap: "UNIQUE on a column that the table does not have yet",
    actual: orders("") + rows,
    target: orders(", label TEXT AS (id || '-' || coalesce(n, 0)) STORED UNIQUE"),
  },
  {
    name: "a generated column that would be unique but is not",
    trap: "duplicates among computed values are counted before, not met on the way",
    actual: `${orders("")} INSERT INTO orders VALUES (1, 1, 5), (2, 2, 5), (3, 3, 6);`,
    target: orders(", half INTEGER AS (n / 2) STORED UNIQUE"),
    outcome: { blocked: 1 },
  },
  {
    name: "a generated column in a foreign key",
    trap: "a computed child key",
    actual: `CREATE TABLE units (id INTEGER PRIMARY KEY); INSERT INTO units VALUES (2), (1); ${orders("")} INSERT INTO orders VALUES (1, 1, 4), (2, 2, 3);`,
    target: `CREATE TABLE units (id INTEGER PRIMARY KEY); ${orders(", unit INTEGER AS (n / 2) STORED REFERENCES units (id)")}`,
  },
  {
    name: "generated columns that follow each other through a rebuild",
    trap: "a generated column over a generated one, declared before it, in checks, uniques, indexes and a view",
    actual: `CREATE TABLE orders (c TEXT AS (b || '!') STORED, b TEXT AS (upper(a)) VIRTUAL, a TEXT, n INT, UNIQUE (c), CHECK (b <> 'X')); CREATE INDEX i ON orders (b, length(c)) WHERE c > 'A';
      CREATE VIEW v AS SELECT c, b FROM orders; INSERT INTO orders (a, n) VALUES ('p', 1), ('q', 2), (NULL, 3); DELETE FROM orders WHERE n = 2;`,
    target: `CREATE TABLE orders (c TEXT AS (b || '!') STORED, b TEXT AS (upper(a)) VIRTUAL, a TEXT, n INT DEFAULT 1, UNIQUE (c), CHECK (b <> 'X')); CREATE INDEX i ON orders (b, length(c)) WHERE c > 'A';`,
  },
  {
    name: "a generated column beside a STRICT conversion",
    trap: "STRICT refuses what an expression yields of another class",
    actual: `${orders(", total REAL AS (price * n) STORED")} ${rows}`,
    target:
      "CREATE TABLE orders (id INTEGER PRIMARY KEY, price REAL, n INTEGER, total REAL AS (price * n) STORED) STRICT;",
  },
  {
    name: "a generated column that calls what STRICT refuses",
    trap: "text in an INTEGER column of a STRICT table, computed",
    actual:
      "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, g INTEGER AS (a || 'x') STORED); INSERT INTO t (id, a) VALUES (1, 'p');",
    target: "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, g INTEGER AS (a || 'x') STORED) STRICT;",
    outcome: { refused: /cannot store TEXT|1 row stands in the way/ },
  },
  {
    name: "the column a generated one reads is dropped",
    trap: "the generated column would be broken: said, not done",
    actual: orders(virtual) + rows,
    target: `CREATE TABLE orders (id INTEGER PRIMARY KEY, price REAL, total REAL GENERATED ALWAYS AS (price * n) VIRTUAL, n INTEGER);`,
    outcome: "nothing",
  },
  {
    name: "type of the column a generated one reads converted",
    trap: "what is computed changes with the type of its input",
    actual: `CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, g AS (typeof(a) || a) STORED); INSERT INTO t (id, a) VALUES (1, '10'), (5, '20');`,
    target: "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, g AS (typeof(a) || a) STORED);",
  },
];
