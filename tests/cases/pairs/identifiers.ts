import type { Pair } from "../judge/pair.ts";

/** Identifiers in all quotes and cases, and names that mean something to SQLite itself. */
export const identifiers: readonly Pair[] = [
  {
    name: "all four quote styles in one table",
    trap: "a quoted identifier may stand in double quotes, brackets, backticks or even single quotes",
    actual: `CREATE TABLE [shelf mark] ("id" INTEGER PRIMARY KEY, [the code] TEXT, \`the row\` TEXT, 'the place' TEXT, UNIQUE ([the code], \`the row\`));
      CREATE INDEX 'by place' ON [shelf mark] ('the place');
      INSERT INTO [shelf mark] VALUES (5, 'a', 'b', 'c'), (9, 'd', 'e', NULL);`,
    target: `CREATE TABLE [shelf mark] ("id" INTEGER PRIMARY KEY, [the code] TEXT NOT NULL, \`the row\` TEXT DEFAULT 'x', 'the place' TEXT, UNIQUE ([the code], \`the row\`));
      CREATE INDEX 'by place' ON [shelf mark] ("the place");`,
  },
  ...["rowid", "_rowid_", "oid"].map(
    (name): Pair => ({
      name: `a column called ${name}`,
      trap: `a column ${name} hides the rowid under that name, so the rowid must be written under another`,
      actual: `CREATE TABLE notes (${name} TEXT, body TEXT); INSERT INTO notes (${name}, body) VALUES ('x', 'one'), ('y', 'two'), ('z', 'three');
        DELETE FROM notes WHERE body = 'two';`,
      target: `CREATE TABLE notes (${name} TEXT, body TEXT DEFAULT 'empty');`,
    }),
  ),
  {
    name: "columns called rowid and oid",
    trap: "of three names for the rowid only one is left",
    actual: `CREATE TABLE notes (RowID TEXT, oid TEXT, body TEXT); INSERT INTO notes VALUES ('x', 'p', 'one'), ('y', 'q', 'two'), ('z', 'r', 'three');
      DELETE FROM notes WHERE body = 'one';`,
    target: "CREATE TABLE notes (RowID TEXT, oid TEXT, body TEXT NOT NULL);",
  },
  {
    name: "columns called rowid, oid and _rowid_",
    trap: "no name is left to reach the rowid by: the rows must stay all the same",
    actual: `CREATE TABLE notes (rowid TEXT, oid TEXT, _rowid_ TEXT); INSERT INTO notes VALUES ('x', 'p', '1'), ('y', 'q', '2'), ('y', 'q', '2');`,
    target: "CREATE TABLE notes (rowid TEXT, oid TEXT, _rowid_ TEXT DEFAULT '0');",
  },
  {
    name: "an added column called rowid",
    trap: "after ADD COLUMN the word rowid means another thing, the rowids themselves stay",
    actual: "CREATE TABLE notes (body TEXT); INSERT INTO notes (rowid, body) VALUES (4, 'a'), (11, 'b');",
    target: "CREATE TABLE notes (body TEXT NOT NULL, rowid TEXT);",
  },
  {
    name: "all three rowid names beside an alias",
    trap: "the alias reaches the rowid when none of the three names does",
    actual: `CREATE TABLE notes (id INTEGER PRIMARY KEY AUTOINCREMENT, rowid TEXT, oid TEXT, _rowid_ TEXT); INSERT INTO notes VALUES (7, 'x', 'p', '1'), (40, 'y', 'q', '2');
      DELETE FROM notes WHERE id = 40;`,
    target:
      "CREATE TABLE notes (id INTEGER PRIMARY KEY AUTOINCREMENT, rowid TEXT NOT NULL, oid TEXT, _rowid_ TEXT);",
  },
  {
    name: "a column called rowid that is the alias",
    trap: "rowid INTEGER PRIMARY KEY is the rowid under its own name",
    actual:
      "CREATE TABLE notes (rowid INTEGER PRIMARY KEY, body TEXT); INSERT INTO notes VALUES (4, 'a'), (11, 'b');",
    target: "CREATE TABLE notes (rowid INTEGER PRIMARY KEY, body TEXT DEFAULT 'c');",
  },
  {
    name: "the rowid goes by a name that a new alias column takes away",
    trap: "a new key column oid is filled from the rowid",
    actual: "CREATE TABLE notes (body TEXT); INSERT INTO notes (rowid, body) VALUES (4, 'a'), (11, 'b');",
    target: "CREATE TABLE notes (body TEXT DEFAULT 'x');",
  },
  {
    name: 'a table called t"',
    trap: "a name that ends in a double quote",
    actual: `CREATE TABLE "t""" (id INTEGER PRIMARY KEY, "c""" TEXT); INSERT INTO "t""" VALUES (2, '"'), (9, '''');
      CREATE INDEX "i""" ON "t""" ("c""");`,
    target: `CREATE TABLE "t""" (id INTEGER PRIMARY KEY, "c""" TEXT NOT NULL); CREATE INDEX "i""" ON "t""" ("c""");`,
  },
  {
    name: "a table called like the doctor's holding table",
    trap: "a user's own _doctor_hold_books must not be taken for the scratch table of a rebuild",
    actual: `CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT); CREATE TABLE _doctor_hold_books (a TEXT); CREATE TABLE _doctor_undo_books (b TEXT);
      INSERT INTO books VALUES (3, 'a'); INSERT INTO _doctor_hold_books VALUES ('mine');  INSERT INTO _doctor_undo_books VALUES ('mine');`,
    target: "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL);",
  },
  {
    name: "names that differ from the declaration in case only",
    trap: "SQLite folds ASCII, so another case is spelling; the rebuild keeps the stored case",
    actual: `CREATE TABLE Users (ID INTEGER PRIMARY KEY, EMail TEXT); CREATE TABLE posts (id INTEGER PRIMARY KEY, author INTEGER REFERENCES USERS(Id));
      INSERT INTO Users VALUES (1, 'a'), (5, 'b'); INSERT INTO posts VALUES (1, 5);
      CREATE INDEX IX_Users_EMail ON users (email); CREATE VIEW V AS SELECT email FROM USERS;`,
    target: `CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL); CREATE TABLE Posts (Id INTEGER PRIMARY KEY, Author INTEGER REFERENCES users(id) ON DELETE CASCADE);
      CREATE INDEX ix_users_email ON Users (Email); CREATE VIEW V AS SELECT email FROM USERS;`,
  },
  {
    name: "a column called like its table",
    trap: "an edit of the name must change the table's and not the column's",
    actual:
      "CREATE TABLE tag (tag TEXT, n INTEGER, CHECK (tag.tag <> ''), CHECK (\"tag\".n > 0)); INSERT INTO tag VALUES ('a', 1), ('b', 2); CREATE INDEX tag_tag ON tag (tag);",
    target:
      "CREATE TABLE tag (tag TEXT NOT NULL, n INTEGER, CHECK (tag.tag <> ''), CHECK (\"tag\".n > 0)); CREATE INDEX tag_tag ON tag (tag);",
  },
  {
    name: "keywords for all names, unquoted where SQLite allows it",
    trap: "abort, action, key, match, plan, row, view are names when no keyword can stand there",
    actual: `CREATE TABLE plan (key INTEGER PRIMARY KEY, action TEXT, match TEXT, row INTEGER, view TEXT, "check" TEXT, "default" TEXT, "unique" INT, generated TEXT, always TEXT, "primary" TEXT, "constraint" TEXT);
      INSERT INTO plan (key, action, "check", "default", generated) VALUES (6, 'a', 'b', 'c', 'd');`,
    target: `CREATE TABLE plan (key INTEGER PRIMARY KEY, action TEXT NOT NULL, match TEXT DEFAULT 'm', row INTEGER, view TEXT, "check" TEXT, "default" TEXT, "unique" INT, generated TEXT, always TEXT, "primary" TEXT, "constraint" TEXT, "foreign" INTEGER);`,
  },
  {
    name: "an index called like a column and a trigger called like another table",
    trap: "tables, indexes and triggers have name spaces of their own",
    actual: `CREATE TABLE books (title TEXT, year INT); CREATE TABLE log (line TEXT); CREATE INDEX title ON books (title);
      CREATE TRIGGER log AFTER INSERT ON books BEGIN INSERT INTO log VALUES (new.title); END; INSERT INTO books VALUES ('a', 1); INSERT INTO books VALUES ('b', 2);`,
    target: `CREATE TABLE books (title TEXT, year INT DEFAULT 1900); CREATE TABLE log (line TEXT NOT NULL); CREATE INDEX title ON books (title);
      CREATE TRIGGER log AFTER INSERT ON books BEGIN INSERT INTO log VALUES (new.title); END;`,
  },
  {
    name: "a column called like a column of the holding table",
    trap: "the scratch columns of a rebuild must not clash with the user's",
    actual: `CREATE TABLE odd (_doctor_rowid TEXT, _doctor_before_a TEXT, a); INSERT INTO odd (rowid, _doctor_rowid, _doctor_before_a, a) VALUES (5, 'x', 'y', '5'), (9, 'p', 'q', 5);`,
    target: "CREATE TABLE odd (_doctor_rowid TEXT, _doctor_before_a TEXT, a TEXT);",
  },
  {
    name: "an undo log beside columns called like its own",
    trap: "the columns of an undo log must not clash: key, stored value",
    actual: `CREATE TABLE odd (_doctor_key_1 TEXT, "a (stored)" TEXT, a TEXT, b TEXT); INSERT INTO odd VALUES ('x', 'y', NULL, 'q'), ('p', NULL, 'r', 's');`,
    target: `CREATE TABLE odd (_doctor_key_1 TEXT NOT NULL DEFAULT 'k', "a (stored)" TEXT NOT NULL, a TEXT NOT NULL, b TEXT);`,
    config: { backfills: { odd: { a: "'filled'", "a (stored)": "'filled too'" } } },
  },
  {
    name: "names that hold the word CREATE TABLE",
    trap: "a reader that looks for words must not find them inside names or strings",
    actual: `CREATE TABLE "CREATE TABLE x (" ("PRIMARY KEY" INTEGER PRIMARY KEY, "NOT NULL" TEXT DEFAULT 'CHECK (1)', "CHECK (0)" TEXT); INSERT INTO "CREATE TABLE x (" VALUES (4, 'a', 'b');`,
    target: `CREATE TABLE "CREATE TABLE x (" ("PRIMARY KEY" INTEGER PRIMARY KEY, "NOT NULL" TEXT DEFAULT 'CHECK (2)', "CHECK (0)" TEXT NOT NULL);`,
  },
  {
    name: "two columns that differ beyond ASCII case only",
    trap: "é and É are two names to SQLite",
    actual: `CREATE TABLE words ("é" TEXT, "É" TEXT); INSERT INTO words VALUES ('a', 'b'), ('c', NULL);`,
    target: `CREATE TABLE words ("é" TEXT NOT NULL, "É" TEXT DEFAULT 'x');`,
  },
  {
    name: "an empty name",
    trap: 'SQLite takes "" for a name of a table and of a column',
    actual: `CREATE TABLE "" ("" TEXT, a INT); INSERT INTO "" VALUES ('x', 1), (NULL, 2);`,
    target: `CREATE TABLE "" ("" TEXT DEFAULT 'e', a INT);`,
  },
];
