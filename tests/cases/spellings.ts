const table = (columns: string, tail = ""): string => `CREATE TABLE books (${columns})${tail};`;
const parents = "CREATE TABLE authors (id INTEGER PRIMARY KEY, code TEXT UNIQUE);";

/** Pairs of DDL that mean the same to SQLite and differ in nothing worth a word. */
export const same: readonly (readonly [what: string, one: string, other: string])[] = [
  [
    "quotes around names",
    table("id INTEGER PRIMARY KEY, title TEXT"),
    'CREATE TABLE "books" ([id] INTEGER PRIMARY KEY, `title` TEXT);',
  ],
  [
    "strings for names",
    table("id INTEGER PRIMARY KEY, title TEXT UNIQUE"),
    "CREATE TABLE 'books' ('id' INTEGER PRIMARY KEY, 'title' TEXT, UNIQUE ('title'));",
  ],
  [
    "the case of keywords and types",
    table("id INTEGER PRIMARY KEY, title TEXT NOT NULL"),
    "create table books (id integer primary key, title text not null)",
  ],
  ["the case of the built-in collations", table("a TEXT COLLATE NOCASE"), table("a TEXT COLLATE nocase")],
  [
    "blanks in a type",
    table("a VARCHAR(10), b DECIMAL(10,2)"),
    table("a varchar ( 10 ), b DECIMAL( 10 , 2 )"),
  ],
  ["quotes around a type", table("a TEXT, b INTEGER"), table(`a "TEXT", b 'INTEGER'`)],
  [
    "comments",
    table("a TEXT NOT NULL, b INTEGER DEFAULT 1"),
    table("a /* the title */ TEXT -- of it\n NOT NULL, b INTEGER /* CHECK (b > 0) */ DEFAULT 1 -- UNIQUE\n"),
  ],
  ["IF NOT EXISTS", table("a TEXT"), "CREATE TABLE IF NOT EXISTS books (a TEXT);"],
  [
    "a schema before the name",
    `${table("a TEXT")} CREATE INDEX i ON books (a);`,
    "CREATE TABLE main.books (a TEXT); CREATE INDEX main.i ON books (a);",
  ],
  [
    "a key in the column or of the table",
    table("id INTEGER PRIMARY KEY, a TEXT"),
    table("id INTEGER, a TEXT, PRIMARY KEY (id)"),
  ],
  [
    "a counter in the column or of the table",
    table("id INTEGER PRIMARY KEY AUTOINCREMENT"),
    table("id INTEGER, PRIMARY KEY (id AUTOINCREMENT)"),
  ],
  [
    "a text key in the column or of the table",
    table("code TEXT NOT NULL PRIMARY KEY"),
    table("code TEXT NOT NULL, CONSTRAINT pk PRIMARY KEY (code)"),
  ],
  ["NOT NULL on an integer key", table("id INTEGER PRIMARY KEY"), table("id INTEGER NOT NULL PRIMARY KEY")],
  [
    "NOT NULL on an integer key of the table",
    table("id INTEGER PRIMARY KEY"),
    table("id INTEGER NOT NULL, PRIMARY KEY (id)"),
  ],
  [
    "NOT NULL on a counter",
    table("id INTEGER PRIMARY KEY AUTOINCREMENT"),
    table("id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"),
  ],
  ["ASC on an integer key", table("id INTEGER PRIMARY KEY"), table("id INTEGER PRIMARY KEY ASC")],
  [
    "DESC on an integer key of the table",
    table("id INTEGER PRIMARY KEY"),
    table("id INTEGER, PRIMARY KEY (id DESC)"),
  ],
  [
    "ASC in a key",
    table("a TEXT, b TEXT, PRIMARY KEY (a, b)"),
    table("a TEXT, b TEXT, PRIMARY KEY (a ASC, b ASC)"),
  ],
  [
    "NOT NULL in the key of a WITHOUT ROWID table",
    table("a TEXT PRIMARY KEY", " WITHOUT ROWID"),
    table("a TEXT NOT NULL PRIMARY KEY", " WITHOUT ROWID"),
  ],
  [
    "NOT NULL in the composite key of a WITHOUT ROWID table",
    table("a TEXT, b INTEGER, PRIMARY KEY (a, b)", " WITHOUT ROWID"),
    table("a TEXT NOT NULL, b INTEGER NOT NULL, PRIMARY KEY (a, b)", " WITHOUT ROWID"),
  ],
  [
    "NOT NULL in the key of a STRICT table",
    table("a TEXT PRIMARY KEY", " STRICT"),
    table("a TEXT NOT NULL PRIMARY KEY", " STRICT"),
  ],
  [
    "the order of table options",
    table("a TEXT PRIMARY KEY", " STRICT, WITHOUT ROWID"),
    table("a TEXT PRIMARY KEY", " without rowid, strict"),
  ],
  [
    "a key that repeats a column",
    table("a TEXT, b TEXT, PRIMARY KEY (a, b)", " WITHOUT ROWID"),
    table("a TEXT, b TEXT, PRIMARY KEY (a, b, a)", " WITHOUT ROWID"),
  ],
  ["UNIQUE on an integer key", table("id INTEGER PRIMARY KEY"), table("id INTEGER PRIMARY KEY UNIQUE")],
  ["UNIQUE on a text key", table("id TEXT PRIMARY KEY"), table("id TEXT PRIMARY KEY, UNIQUE (id)")],
  [
    "UNIQUE in the column or of the table",
    table("a TEXT UNIQUE, b TEXT"),
    table("a TEXT, b TEXT, CONSTRAINT one UNIQUE (a)"),
  ],
  ["UNIQUE said twice", table("a TEXT UNIQUE"), table("a TEXT UNIQUE, UNIQUE (a)")],
  [
    "the collation of the column in UNIQUE",
    table("a TEXT COLLATE NOCASE UNIQUE"),
    table("a TEXT COLLATE NOCASE, UNIQUE (a COLLATE nocase)"),
  ],
  [
    "ASC and DESC in UNIQUE",
    table("a TEXT, b TEXT, UNIQUE (a, b)"),
    table("a TEXT, b TEXT, UNIQUE (a ASC, b ASC)"),
  ],
  [
    "the columns of UNIQUE in another order",
    table("a TEXT, b TEXT, UNIQUE (a, b)"),
    table("a TEXT, b TEXT, UNIQUE (b, a)"),
  ],
  [
    "ON CONFLICT ABORT written",
    table("a TEXT NOT NULL UNIQUE"),
    table("a TEXT NOT NULL ON CONFLICT ABORT UNIQUE ON CONFLICT ABORT"),
  ],
  [
    "ON CONFLICT ABORT of a key",
    table("id TEXT PRIMARY KEY"),
    table("id TEXT PRIMARY KEY ON CONFLICT ABORT"),
  ],
  ["NULL written", table("a TEXT, b INTEGER DEFAULT 1"), table("a TEXT NULL, b INTEGER NULL DEFAULT 1")],
  [
    "DEFAULT NULL written",
    table("a TEXT, b INTEGER"),
    table("a TEXT DEFAULT NULL, b INTEGER DEFAULT (NULL)"),
  ],
  [
    "COLLATE BINARY written",
    table("a TEXT, UNIQUE (a)"),
    table("a TEXT COLLATE BINARY, UNIQUE (a COLLATE binary)"),
  ],
  [
    "names of constraints",
    table("a TEXT NOT NULL UNIQUE CHECK (a <> '')"),
    table("a TEXT CONSTRAINT nn NOT NULL CONSTRAINT uq UNIQUE CONSTRAINT ck CHECK (a <> '')"),
  ],
  [
    "clauses of a column in another order",
    table("a TEXT NOT NULL DEFAULT 'x' UNIQUE CHECK (a <> '') COLLATE NOCASE"),
    table("a TEXT COLLATE NOCASE CHECK (a <> '') UNIQUE DEFAULT 'x' NOT NULL"),
  ],
  [
    "constraints of the table in another order",
    table("a TEXT, b INTEGER, CHECK (b > 0), UNIQUE (a), CHECK (a <> '')"),
    table("a TEXT CHECK (a <> ''), b INTEGER, UNIQUE (a), CHECK (b > 0)"),
  ],
  [
    "tables and indexes in another order",
    `${table("a TEXT, b TEXT")} CREATE INDEX i ON books (a); CREATE INDEX j ON books (b); ${parents}`,
    `${parents} ${table("a TEXT, b TEXT")} CREATE INDEX j ON books (b); CREATE INDEX i ON books (a);`,
  ],
  [
    "a reference in the column or of the table",
    `${parents} ${table("a INTEGER REFERENCES authors (id)")}`,
    `${parents} ${table("a INTEGER, FOREIGN KEY (a) REFERENCES authors (id)")}`,
  ],
  [
    "a reference with or without the key's columns",
    `${parents} ${table("a INTEGER REFERENCES authors (id)")}`,
    `${parents} ${table("a INTEGER REFERENCES authors")}`,
  ],
  [
    "a reference said twice",
    `${parents} ${table("a INTEGER REFERENCES authors (id)")}`,
    `${parents} ${table("a INTEGER REFERENCES authors REFERENCES authors (id)")}`,
  ],
  [
    "NO ACTION written",
    `${parents} ${table("a INTEGER REFERENCES authors")}`,
    `${parents} ${table("a INTEGER REFERENCES authors ON DELETE NO ACTION ON UPDATE NO ACTION")}`,
  ],
  [
    "MATCH written",
    `${parents} ${table("a INTEGER REFERENCES authors")}`,
    `${parents} ${table("a INTEGER REFERENCES authors MATCH SIMPLE")}`,
  ],
  [
    "DEFERRABLE INITIALLY IMMEDIATE written",
    `${parents} ${table("a INTEGER REFERENCES authors")}`,
    `${parents} ${table("a INTEGER REFERENCES authors DEFERRABLE INITIALLY IMMEDIATE")}`,
  ],
  [
    "DEFERRABLE written",
    `${parents} ${table("a INTEGER REFERENCES authors")}`,
    `${parents} ${table("a INTEGER REFERENCES authors DEFERRABLE")}`,
  ],
  [
    "NOT DEFERRABLE written",
    `${parents} ${table("a INTEGER REFERENCES authors")}`,
    `${parents} ${table("a INTEGER REFERENCES authors NOT DEFERRABLE INITIALLY DEFERRED")}`,
  ],
  [
    "a composite reference in another order",
    `CREATE TABLE pairs (a, b, PRIMARY KEY (a, b)); ${table("x, y, FOREIGN KEY (x, y) REFERENCES pairs (a, b)")}`,
    `CREATE TABLE pairs (a, b, PRIMARY KEY (a, b)); ${table("x, y, FOREIGN KEY (y, x) REFERENCES pairs (b, a)")}`,
  ],
  [
    "actions in another order",
    `${parents} ${table("a INTEGER REFERENCES authors ON DELETE CASCADE ON UPDATE SET NULL")}`,
    `${parents} ${table("a INTEGER REFERENCES authors ON UPDATE SET NULL ON DELETE CASCADE")}`,
  ],
  [
    "the case of a parent",
    `${parents} ${table("a INTEGER REFERENCES authors (id)")}`,
    `${parents} ${table("a INTEGER REFERENCES AUTHORS (ID)")}`,
  ],
  [
    "GENERATED ALWAYS and VIRTUAL written",
    table("a INTEGER, b INTEGER AS (a + 1)"),
    table("a INTEGER, b INTEGER GENERATED ALWAYS AS (a+1) VIRTUAL"),
  ],
  [
    "names in a generated column",
    table("a INTEGER, b INTEGER AS (a + 1) STORED"),
    table('a INTEGER, b INTEGER AS (("A" + 1)) STORED'),
  ],
  [
    "ASC in an index",
    `${table("a TEXT, b TEXT")} CREATE INDEX i ON books (a, b DESC);`,
    `${table("a TEXT, b TEXT")} CREATE INDEX IF NOT EXISTS "i" ON "books" ("a" ASC, [b] desc);`,
  ],
  [
    "the collation of the column in an index",
    `${table("a TEXT COLLATE NOCASE")} CREATE INDEX i ON books (a);`,
    `${table("a TEXT COLLATE NOCASE")} CREATE INDEX i ON books (a COLLATE NOCASE);`,
  ],
  [
    "a column of an index in parentheses",
    `${table("a TEXT")} CREATE INDEX i ON books (a);`,
    `${table("a TEXT")} CREATE INDEX i ON books ((a));`,
  ],
  [
    "an expression of an index",
    `${table("a TEXT")} CREATE INDEX i ON books (lower(a), a || 'x');`,
    `${table("a TEXT")} CREATE INDEX i ON books (LOWER( "a" ), (a||'x'));`,
  ],
  [
    "the predicate of an index",
    `${table("a TEXT, b INTEGER")} CREATE INDEX i ON books (a) WHERE b = 1 AND a IS NOT NULL;`,
    `${table("a TEXT, b INTEGER")} CREATE INDEX i ON books (a) WHERE ("books"."a" NOTNULL and [b] == 1);`,
  ],
  [
    "quotes and case in a view",
    `${table("a TEXT")} CREATE VIEW v AS SELECT a FROM books WHERE a <> 'X';`,
    `${table("a TEXT")} create view "v" as select "A" from [books] where a != 'X' ;`,
  ],
  [
    "IF NOT EXISTS and comments of a view",
    `${table("a TEXT")} CREATE VIEW v AS SELECT a FROM books;`,
    `${table("a TEXT")} CREATE VIEW IF NOT EXISTS v AS -- all\n SELECT /* only */ a FROM books;`,
  ],
  [
    "FOR EACH ROW of a trigger",
    `${table("a TEXT")} CREATE TRIGGER t AFTER INSERT ON books BEGIN SELECT 1; END;`,
    `${table("a TEXT")} CREATE TRIGGER IF NOT EXISTS t AFTER INSERT ON books FOR EACH ROW BEGIN SELECT 1; END;`,
  ],
  [
    "BEFORE of a trigger",
    `${table("a TEXT")} CREATE TRIGGER t BEFORE INSERT ON books BEGIN SELECT 1; END;`,
    `${table("a TEXT")} CREATE TRIGGER t INSERT ON books BEGIN SELECT 1; END;`,
  ],
  [
    "the arguments of a virtual table",
    "CREATE VIRTUAL TABLE f USING fts5(title, body);",
    'CREATE VIRTUAL TABLE IF NOT EXISTS f USING FTS5 ( title , "body" );',
  ],
];
