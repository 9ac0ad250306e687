import { book, pair, plain, type SingleDrift } from "./drift.ts";

export const spellingDrifts: readonly SingleDrift[] = [
  ["VARCHAR for TEXT", plain, book("title VARCHAR(40)"), "info type-spelling", "title"],
  ["INT8 for INTEGER", book("n INTEGER"), book("n INT8"), "info type-spelling", "n"],
  ["BIGINT for INT", book("n INT"), book("n BIGINT"), "info type-spelling", "n"],
  ["DATETIME for BOOLEAN", book("n BOOLEAN"), book("n DATETIME"), "info type-spelling", "n"],
  ["FLOAT for DOUBLE", book("n DOUBLE"), book("n FLOAT"), "info type-spelling", "n"],
  ["no type for BLOB", book("n BLOB"), book("n"), "info type-spelling", "n"],
  ["columns in another order", book("a TEXT, b TEXT"), book("b TEXT, a TEXT"), "info column-order", null],
  ["a column in other letters", book("email TEXT"), book("Email TEXT"), "info name-case", "email"],
  [
    "a table in other letters",
    plain,
    "CREATE TABLE Books (id INTEGER PRIMARY KEY, title TEXT);",
    "info name-case",
    null,
  ],
  [
    "an index under another name",
    `${plain} CREATE INDEX i ON books (title);`,
    `${plain} CREATE INDEX j ON books (title);`,
    "info index-name",
    null,
  ],
  [
    "a unique index for UNIQUE",
    book("isbn TEXT UNIQUE"),
    `${book("isbn TEXT")} CREATE UNIQUE INDEX u ON books (isbn);`,
    "info constraint-form",
    null,
  ],
  [
    "UNIQUE for a unique index",
    `${book("isbn TEXT")} CREATE UNIQUE INDEX u ON books (isbn);`,
    book("isbn TEXT UNIQUE"),
    "info constraint-form",
    null,
  ],
  [
    "UNIQUE for a unique index in another order",
    `${book(pair)} CREATE UNIQUE INDEX u ON books (b, a);`,
    book(`${pair}, UNIQUE (a, b)`),
    "info constraint-form",
    null,
  ],
];
