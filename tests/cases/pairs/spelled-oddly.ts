import type { Pair } from "../judge/pair.ts";

const note = "INSERT INTO notes (id, body) VALUES (2, 'x'), (8, NULL), (9, 'y');";

/** Stored DDL as people and tools write it: comments and blanks everywhere, and what SQLite takes beyond its diagrams. */
export const spelledOddly: readonly Pair[] = [
  {
    name: "comments before commas, a column gets a clause",
    trap: "a clause put at the end of a line would fall into the line comment before the comma",
    actual: `CREATE TABLE notes (
  id INTEGER PRIMARY KEY -- the id
  , body TEXT -- what it says
  , n INTEGER -- how many
); ${note}`,
    target:
      "CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT DEFAULT 'none', n INTEGER NOT NULL DEFAULT 0 CHECK (n >= 0));",
    config: { backfills: { notes: { n: "0" } } },
  },
  {
    name: "a line comment at the end of the body, a column added",
    trap: "ALTER TABLE ADD COLUMN writes behind the last column: into the comment's line",
    actual: `CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT -- last one
); ${note}`,
    target: "CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT, extra TEXT DEFAULT 'e');",
  },
  {
    name: "a line comment at the end of the body, a table constraint added",
    trap: "the same for a constraint, a foreign key and a generated column in a rebuild",
    actual: `CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT, up INTEGER -- last, (with) 'quotes
   /* and more ) */
); ${note}`,
    target:
      "CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT, up INTEGER, low TEXT AS (lower(body)) STORED, UNIQUE (body), FOREIGN KEY (up) REFERENCES notes (id), CHECK (up <> id));",
  },
  {
    name: "a line comment at the very end of the text",
    trap: "the stored text ends in a comment: a semicolon behind it is swallowed",
    actual: `CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT) -- the notes
; CREATE INDEX i ON notes (body) -- by body
; CREATE VIEW v AS SELECT body FROM notes -- all
; CREATE TRIGGER t AFTER INSERT ON notes BEGIN SELECT 1; END -- nothing
; ${note}`,
    target:
      "CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT DEFAULT 'x'); CREATE INDEX i ON notes (body);",
  },
  {
    name: "block comments between keyword and name",
    trap: "every gap between tokens may hold a comment",
    actual: `CREATE/*a*/TABLE/*b*/notes/*c*/(/*d*/id/*e*/INTEGER/*f*/PRIMARY/*g*/KEY/*h*/,/*i*/body/*j*/TEXT/*k*/DEFAULT/*l*/'x'/*m*/NOT/*n*/NULL/*o*/,/*p*/n/*q*/INT/*r*/)/*s*/; INSERT INTO notes (id) VALUES (4);`,
    target: "CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT DEFAULT 'x' NOT NULL, n INT DEFAULT 3);",
  },
  {
    name: "a comment that holds DDL",
    trap: "CHECK, REFERENCES and a comma inside a comment are no constraints",
    actual: `CREATE TABLE notes (id INTEGER PRIMARY KEY, -- CHECK (id > 100), UNIQUE
      body TEXT /* REFERENCES other (id), gone TEXT NOT NULL, */); ${note}`,
    target: "CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT CHECK (body <> ''));",
  },
  {
    name: "Windows line ends and tabs",
    trap: "CR is a blank; a line comment ends at LF, not at CR",
    actual:
      "CREATE TABLE notes (\r\n\tid INTEGER PRIMARY KEY, -- the id\r\n\tbody\tTEXT -- the body\r\n);\r\nINSERT INTO notes VALUES (3, 'a'), (4, 'b\r\nc');",
    target:
      "CREATE TABLE notes (\r\n\tid INTEGER PRIMARY KEY,\r\n\tbody\tTEXT NOT NULL,\r\n\tn INTEGER DEFAULT 1\r\n);",
  },
  {
    name: "old Mac line ends in a comment",
    trap: "a CR alone ends no comment: the rest of the text is comment",
    actual:
      "CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT -- a\r, gone TEXT\n); INSERT INTO notes VALUES (3, 'a');",
    target: "CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT DEFAULT 'b');",
  },
  {
    name: "a table made by CREATE TABLE AS",
    trap: "SQLite writes the text itself: NUM and INT for types, no constraints",
    actual:
      "CREATE TABLE src (a INTEGER, b TEXT, c REAL, d BLOB, e DATE); INSERT INTO src VALUES (1, 'x', 2.5, x'00', '2020-01-01'); CREATE TABLE notes AS SELECT a, b AS \"b b\", c, d, e, a + 1 AS f, b || 'y' FROM src; DROP TABLE src;",
    target: `CREATE TABLE notes (a INTEGER NOT NULL, "b b" TEXT, c REAL, d BLOB, e DATE, f, "b || 'y'" TEXT DEFAULT 'z', g TEXT);`,
  },
  {
    name: "IF NOT EXISTS, a schema name, brackets",
    trap: "SQLite stores CREATE TABLE and then what was written from the name on",
    actual: `CREATE TABLE IF NOT EXISTS main.[notes] ([id] INTEGER PRIMARY KEY, [body] TEXT); ${note}`,
    target:
      "CREATE TABLE IF NOT EXISTS notes (id INTEGER PRIMARY KEY, body TEXT DEFAULT 'b', CHECK (id > 0));",
  },
  {
    name: "constraints without commas between them",
    trap: "SQLite takes table constraints without commas; taking one out must leave the others",
    actual: `CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT, n INT, CONSTRAINT a UNIQUE (body) CONSTRAINT b CHECK (id > 0) CHECK (n > 0) UNIQUE (n), FOREIGN KEY (n) REFERENCES notes (id) CHECK (1)); INSERT INTO notes VALUES (2, 'x', NULL), (8, NULL, 2), (9, 'y', 8);`,
    target:
      "CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT, n INT, CONSTRAINT a UNIQUE (body), CHECK (n > 0), FOREIGN KEY (n) REFERENCES notes (id), CHECK (1), CHECK (n < 99));",
  },
  {
    name: "names of constraints with nothing behind them",
    trap: "CONSTRAINT x CONSTRAINT y NOT NULL: dangling names are legal",
    actual: `CREATE TABLE notes (id INTEGER CONSTRAINT pk PRIMARY KEY CONSTRAINT dangling, body TEXT CONSTRAINT one CONSTRAINT two DEFAULT 'x' CONSTRAINT three, CONSTRAINT four CONSTRAINT five UNIQUE (body)); ${note}`,
    target: "CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT DEFAULT 'y', UNIQUE (body));",
  },
  {
    name: "clauses without a blank between them",
    trap: "DEFAULT(5)NOT NULL: what is put or taken must not glue two words",
    actual:
      'CREATE TABLE notes(id INTEGER PRIMARY KEY,a INT DEFAULT(5)NOT NULL,b TEXT DEFAULT\'x\'NOT NULL,c TEXT COLLATE"nocase"DEFAULT -1,d INT CHECK(d>0)UNIQUE,e TEXT DEFAULT"v"); INSERT INTO notes(id,d)VALUES(1,1),(5,2);'.replace(
        'DEFAULT"v"',
        "DEFAULT'v'",
      ),
    target:
      "CREATE TABLE notes (id INTEGER PRIMARY KEY, a INT NOT NULL, b TEXT DEFAULT 'x', c TEXT DEFAULT -1, d INT UNIQUE, e TEXT DEFAULT 'w' NOT NULL);",
  },
  {
    name: "defaults of all spellings through a rebuild",
    trap: "numbers, signs, hex, blobs, words, expressions, strings with quotes: all stay as written",
    actual: `CREATE TABLE notes (id INTEGER PRIMARY KEY, a DEFAULT 5, b DEFAULT -5, c DEFAULT +5, d DEFAULT - 5.5e-3, e DEFAULT 0x1F, f DEFAULT x'00ff', g DEFAULT NULL, h DEFAULT TRUE, i DEFAULT FALSE,
      j DEFAULT CURRENT_TIMESTAMP, k DEFAULT (datetime('now', '-1 day')), l DEFAULT 'it''s; -- no', m DEFAULT ((1 + 2) * 3), n DEFAULT (json_object('a', ')')), o DEFAULT word, p TEXT DEFAULT '', q DEFAULT .5); INSERT INTO notes (id) VALUES (3), (5);`,
    target: `CREATE TABLE notes (id INTEGER PRIMARY KEY, a DEFAULT 5, b DEFAULT -5, c DEFAULT +5, d DEFAULT - 5.5e-3, e DEFAULT 0x1F, f DEFAULT x'00ff', g DEFAULT NULL, h DEFAULT TRUE, i DEFAULT FALSE,
      j DEFAULT CURRENT_TIMESTAMP, k DEFAULT (datetime('now', '-1 day')), l DEFAULT 'it''s; -- no', m DEFAULT ((1 + 2) * 3), n DEFAULT (json_object('a', ')')), o DEFAULT word, p TEXT NOT NULL DEFAULT '', q DEFAULT .5);`,
  },
  {
    name: "defaults of all spellings added",
    trap: "ADD COLUMN refuses what is not constant, and NOT NULL with a NULL default",
    actual: "CREATE TABLE notes (id INTEGER PRIMARY KEY); INSERT INTO notes (id) VALUES (3), (5);",
    target: `CREATE TABLE notes (id INTEGER PRIMARY KEY, b INT DEFAULT -5, e INT DEFAULT 0x1F, f DEFAULT x'00ff', g DEFAULT NULL, h NOT NULL DEFAULT TRUE, l TEXT NOT NULL DEFAULT 'it''s; -- no', m DEFAULT ((1 + 2) * 3), o TEXT DEFAULT word);`,
  },
  {
    name: "a default that only the moment knows, added",
    trap: "CURRENT_TIMESTAMP cannot be added in place where there are rows",
    actual:
      "CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT); INSERT INTO notes (id) VALUES (3), (5); CREATE INDEX i ON notes (body);",
    target:
      "CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT, made TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP, rnd INTEGER DEFAULT (random() & 3)); CREATE INDEX i ON notes (body);",
  },
  {
    name: "checks that name their own table",
    trap: "CHECK (notes.n > 0) names the table: under a scratch name it would not prepare",
    actual:
      'CREATE TABLE notes (id INTEGER PRIMARY KEY, n INT CHECK (notes.n > 0), CHECK ("notes"."n" <> [notes].id)); INSERT INTO notes VALUES (4, 1), (9, 2);',
    target:
      'CREATE TABLE notes (id INTEGER PRIMARY KEY, n INT NOT NULL CHECK (notes.n > 0), CHECK ("notes"."n" <> [notes].id), CHECK (Notes.n < 100));',
  },
  {
    name: "types of many words and types in quotes",
    trap: "a type is any run of words, quoted or not, with numbers behind",
    actual: `CREATE TABLE notes (id INTEGER PRIMARY KEY, a UNSIGNED BIG INT, b VARCHAR ( 10 ), c DECIMAL(10,2), d "odd type", e [long text](3), f double precision, g 'text', h); INSERT INTO notes (id, a, b) VALUES (3, 1, 'x'), (5, 2, 'y');`,
    target: `CREATE TABLE notes (id INTEGER PRIMARY KEY, a UNSIGNED BIG INT NOT NULL, b VARCHAR ( 10 ), c DECIMAL(10,2) DEFAULT 0, d "odd type", e [long text](3), f double precision, g 'text' DEFAULT 'g', h TEXT);`,
  },
  {
    name: "keys spelled in every place",
    trap: "AUTOINCREMENT, ON CONFLICT, DESC and names of constraints survive the rebuild of another column",
    actual: `CREATE TABLE notes (id INTEGER CONSTRAINT "the key" PRIMARY KEY ASC ON CONFLICT REPLACE AUTOINCREMENT, body TEXT NOT NULL ON CONFLICT IGNORE UNIQUE ON CONFLICT REPLACE COLLATE RTRIM, n INT); INSERT INTO notes VALUES (5, 'a', 1), (70, 'b', 2); DELETE FROM notes WHERE id = 70;`,
    target: `CREATE TABLE notes (id INTEGER CONSTRAINT "the key" PRIMARY KEY ASC ON CONFLICT REPLACE AUTOINCREMENT, body TEXT NOT NULL ON CONFLICT IGNORE UNIQUE ON CONFLICT REPLACE COLLATE RTRIM, n INT DEFAULT 7);`,
  },
  {
    name: "INTEGER PRIMARY KEY DESC in the column",
    trap: "it is no rowid alias: the rowids are apart from it and must stay",
    actual:
      "CREATE TABLE notes (id INTEGER PRIMARY KEY DESC, body TEXT); INSERT INTO notes (rowid, id, body) VALUES (100, 1, 'a'), (50, 2, 'b'), (75, NULL, 'c');",
    target: "CREATE TABLE notes (id INTEGER PRIMARY KEY DESC, body TEXT NOT NULL);",
  },
  {
    name: "a table whose options are spelled oddly",
    trap: "strict , without rowid in any case and order",
    actual:
      "CREATE TABLE notes (id TEXT PRIMARY KEY, n INT) sTrIcT ,\n WITHOUT -- x\n rowid; INSERT INTO notes VALUES ('a', 1), ('b', NULL);",
    target: "CREATE TABLE notes (id TEXT PRIMARY KEY, n INT DEFAULT 1) WITHOUT ROWID, STRICT;",
  },
  {
    name: "options taken away and a comment behind them",
    trap: "STRICT goes, WITHOUT ROWID stays, the comment too",
    actual:
      "CREATE TABLE notes (id TEXT PRIMARY KEY, n INT) STRICT, WITHOUT ROWID -- end\n; INSERT INTO notes VALUES ('a', 1), ('b', NULL);",
    target: "CREATE TABLE notes (id TEXT PRIMARY KEY, n INT) WITHOUT ROWID;",
  },
  {
    name: "foreign keys with all their clauses through a rebuild",
    trap: "MATCH, both actions, NOT DEFERRABLE INITIALLY IMMEDIATE, DEFERRABLE: stay as written",
    actual: `CREATE TABLE p (a INT, b INT, PRIMARY KEY (a, b)); CREATE TABLE notes (id INTEGER PRIMARY KEY, a INT, b INT, c INT CONSTRAINT own REFERENCES notes (id) MATCH FULL ON DELETE SET NULL ON UPDATE CASCADE NOT DEFERRABLE INITIALLY IMMEDIATE,
      d INT REFERENCES notes DEFERRABLE INITIALLY DEFERRED, CONSTRAINT pair FOREIGN KEY (a, b) REFERENCES p ON UPDATE RESTRICT MATCH SIMPLE DEFERRABLE INITIALLY DEFERRED); INSERT INTO p VALUES (1, 2); INSERT INTO notes VALUES (3, 1, 2, 3, 3);`,
    target: `CREATE TABLE p (a INT, b INT, PRIMARY KEY (a, b)); CREATE TABLE notes (id INTEGER PRIMARY KEY, a INT NOT NULL, b INT, c INT CONSTRAINT own REFERENCES notes (id) MATCH FULL ON DELETE SET NULL ON UPDATE CASCADE NOT DEFERRABLE INITIALLY IMMEDIATE,
      d INT REFERENCES notes DEFERRABLE INITIALLY DEFERRED, CONSTRAINT pair FOREIGN KEY (a, b) REFERENCES p ON UPDATE RESTRICT MATCH SIMPLE DEFERRABLE INITIALLY DEFERRED);`,
  },
];
