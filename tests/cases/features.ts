/** Schemas that hold one thing each that trips readers of SQL up. Each is its own declaration. */
export const features: Readonly<Record<string, string>> = {
  "a keyword for a name": `CREATE TABLE "table" ("select" TEXT, "from" INTEGER, "primary" TEXT CHECK ("primary" <> ''));`,
  "keywords that need no quotes":
    "CREATE TABLE replace (key TEXT, action TEXT, desc_ TEXT, rowid_ INTEGER, generated TEXT, always TEXT);",
  "constraint keywords as names in quotes": `CREATE TABLE t1 ("check" TEXT, "unique" TEXT UNIQUE, "references" TEXT, "constraint" TEXT, "foreign" TEXT);`,
  "blanks in names": `CREATE TABLE "order lines" ("unit price" REAL, " leading" TEXT, "trailing " TEXT); CREATE INDEX "by price" ON "order lines" ("unit price");`,
  "quotes in names": `CREATE TABLE "a""b" ("c""d" TEXT, [e]]f] TEXT);`.replace("[e]]f]", "[e'f]"),
  "backticks in names": 'CREATE TABLE `a``b` (`c``d` TEXT UNIQUE, "x`y" INTEGER DEFAULT 1);',
  "brackets with a quote inside": `CREATE TABLE [a"b] ([c"d] TEXT PRIMARY KEY, [e f] TEXT REFERENCES [a"b] ([c"d]));`,
  "strings for names":
    "CREATE TABLE 'books' ('id' INTEGER PRIMARY KEY, 'title' TEXT, UNIQUE ('title')); CREATE INDEX 'by title' ON 'books' ('title' DESC);",
  "names beyond ASCII": `CREATE TABLE straße (größe INTEGER, "名前" TEXT UNIQUE, ключ TEXT CHECK (ключ <> 'ж'), "🙂" TEXT DEFAULT '🙂');`,
  "names that differ beyond ASCII only": "CREATE TABLE t (ä TEXT, Ä TEXT);",
  "a dot in names": `CREATE TABLE "main.books" ("books.id" INTEGER PRIMARY KEY, "a.b" TEXT); CREATE INDEX "i.x" ON "main.books" ("a.b");`,
  "a percent sign and braces": `CREATE TABLE "%s" ("{{x}}" TEXT, "$1" TEXT, "?" TEXT, "@a" TEXT, ":b" TEXT);`,
  "a comma and parentheses in names": `CREATE TABLE "a,b" ("c)" TEXT, "(d" INTEGER CHECK ("(d" > 0), "e,f" TEXT, UNIQUE ("c)", "e,f"));`,
  "comment signs in names": `CREATE TABLE "--" ("/*" TEXT, "*/" TEXT, "-- x" INTEGER DEFAULT 3);`,
  "a semicolon in a name and a string": `CREATE TABLE "a;b" (";" TEXT DEFAULT ';' CHECK (";" <> ';;'));`,
  "an empty column name": `CREATE TABLE oddly ("" TEXT, b TEXT);`,
  "a newline in a name": `CREATE TABLE lines ("a\nb" TEXT DEFAULT 'x\ny');`,
  "numbers as names": `CREATE TABLE "2024" ("1" INTEGER PRIMARY KEY, "2" TEXT);`,
  "one letter names": "CREATE TABLE x (x INTEGER PRIMARY KEY, y TEXT, n, x1 REAL);",
  "names that are types":
    "CREATE TABLE types (integer INTEGER, text TEXT, real REAL, blob BLOB, date DATE, any ANY);",
  "a dollar sign inside a name": "CREATE TABLE a$b (c$d TEXT, e$ INTEGER CHECK (e$ > 0));",
  "no types": "CREATE TABLE loose (a, b PRIMARY KEY, c DEFAULT 1, d UNIQUE, e CHECK (e > 0));",
  "types of many words":
    "CREATE TABLE many (a UNSIGNED BIG INT, b NATIVE CHARACTER(70), c DOUBLE PRECISION, d VARYING CHARACTER ( 255 ), e LONG VARCHAR);",
  "types with signs":
    "CREATE TABLE signed (a DECIMAL(+10, -2), b NUMERIC(10,2), c FLOAT(-1), d VARCHAR(1e3));",
  "types in quotes": `CREATE TABLE quoted (a "VARCHAR(10)", b 'TEXT', c [my type], d "INTEGER" PRIMARY KEY);`,
  "types that mislead":
    "CREATE TABLE points (a POINT, b FLOATING POINT, c STRING, d CHARINT, e BLOBTEXT, f XBLOB, g REALLY, h DOUBTFUL);",
  "a type of the word generated":
    "CREATE TABLE g (a INTEGER GENERATED ALWAYS AS (1), b TEXT AS ('x') STORED, c INT);",
  "an integer key": "CREATE TABLE k (id INTEGER PRIMARY KEY);",
  "an integer key that says NOT NULL": "CREATE TABLE k (id INTEGER NOT NULL PRIMARY KEY);",
  "an integer key ascending": "CREATE TABLE k (id INTEGER PRIMARY KEY ASC, x TEXT);",
  "an integer key descending, which is none": "CREATE TABLE k (id INTEGER PRIMARY KEY DESC, x TEXT);",
  "an integer key of the table descending": "CREATE TABLE k (id INTEGER, x TEXT, PRIMARY KEY (id DESC));",
  "an integer key with collation": "CREATE TABLE k (id INTEGER COLLATE NOCASE PRIMARY KEY);",
  "an INT key": "CREATE TABLE k (id INT PRIMARY KEY, big BIGINT UNIQUE);",
  "a counter":
    "CREATE TABLE k (id INTEGER PRIMARY KEY AUTOINCREMENT, x TEXT); INSERT INTO k (x) VALUES ('a');",
  "a counter of the table": "CREATE TABLE k (id INTEGER, x TEXT, PRIMARY KEY (id AUTOINCREMENT));",
  "a key with a conflict clause":
    "CREATE TABLE k (id INTEGER PRIMARY KEY ON CONFLICT REPLACE AUTOINCREMENT, x TEXT);",
  "a text key that accepts NULL":
    "CREATE TABLE k (code TEXT PRIMARY KEY, x TEXT); INSERT INTO k VALUES (NULL, 'a'), (NULL, 'b');",
  "a composite key with order and collation":
    "CREATE TABLE k (a TEXT, b TEXT COLLATE NOCASE, c INTEGER, PRIMARY KEY (b DESC, a COLLATE RTRIM, c));",
  "a composite key that repeats a column":
    "CREATE TABLE k (a TEXT, b TEXT, PRIMARY KEY (a, b, a)) WITHOUT ROWID;",
  "a named key":
    "CREATE TABLE k (id INTEGER CONSTRAINT pk PRIMARY KEY, x TEXT CONSTRAINT uq UNIQUE CONSTRAINT nn NOT NULL CONSTRAINT ck CHECK (x <> ''));",
  "a named key of the table": "CREATE TABLE k (id TEXT, CONSTRAINT pk PRIMARY KEY (id) ON CONFLICT IGNORE);",
  "a key of all columns": "CREATE TABLE k (a, b, c, PRIMARY KEY (c, b, a)) WITHOUT ROWID;",
  "UNIQUE that repeats the key":
    "CREATE TABLE k (id TEXT PRIMARY KEY UNIQUE, x INTEGER, UNIQUE (id)); CREATE TABLE l (id INTEGER PRIMARY KEY UNIQUE);",
  "UNIQUE said twice": "CREATE TABLE u (a TEXT UNIQUE, b TEXT, UNIQUE (a), UNIQUE (a, b), UNIQUE (b, a));",
  "UNIQUE with order and collation":
    "CREATE TABLE u (a TEXT, b TEXT, UNIQUE (a DESC, b COLLATE NOCASE), UNIQUE (a COLLATE NOCASE));",
  "UNIQUE with each conflict clause":
    "CREATE TABLE u (a UNIQUE ON CONFLICT ROLLBACK, b UNIQUE ON CONFLICT ABORT, c UNIQUE ON CONFLICT FAIL, d UNIQUE ON CONFLICT IGNORE, e UNIQUE ON CONFLICT REPLACE);",
  "UNIQUE and an index of the same columns":
    "CREATE TABLE u (a TEXT UNIQUE, b TEXT); CREATE UNIQUE INDEX u_a ON u (a); CREATE INDEX u_a2 ON u (a);",
  "NOT NULL with each conflict clause":
    "CREATE TABLE n (a NOT NULL ON CONFLICT ROLLBACK, b NOT NULL ON CONFLICT ABORT, c NOT NULL ON CONFLICT FAIL, d NOT NULL ON CONFLICT IGNORE, e NOT NULL ON CONFLICT REPLACE DEFAULT 0);",
  "NULL written": "CREATE TABLE n (a TEXT NULL, b INTEGER NULL DEFAULT 1, c TEXT NULL UNIQUE);",
  "clauses said twice":
    "CREATE TABLE n (a TEXT NOT NULL NOT NULL DEFAULT 1 DEFAULT 2 COLLATE NOCASE COLLATE RTRIM, b TEXT CONSTRAINT only_a_name, c TEXT);",
  "clauses in an odd order":
    "CREATE TABLE n (a TEXT CHECK (a <> '') DEFAULT 'x' COLLATE NOCASE REFERENCES n (b) UNIQUE NOT NULL, b TEXT DEFAULT NULL UNIQUE);",
  "constraints without commas":
    "CREATE TABLE n (a INTEGER, b INTEGER, UNIQUE (a) CHECK (a > b) CONSTRAINT c2 CHECK (b > 0) FOREIGN KEY (b) REFERENCES n (a));",
  "defaults of every kind":
    "CREATE TABLE d (a DEFAULT 1, b DEFAULT -1, c DEFAULT +1, d DEFAULT 1.5e3, e DEFAULT .5, f DEFAULT 0xFF, g DEFAULT 'x', h DEFAULT x'00FF', i DEFAULT NULL, j DEFAULT TRUE, k DEFAULT false, l DEFAULT current_timestamp, m DEFAULT CURRENT_DATE, n DEFAULT Current_Time);",
  "defaults by expression":
    "CREATE TABLE d (a DEFAULT (1 + 2), b DEFAULT (lower(hex(randomblob(16)))), c DEFAULT ((1)), d DEFAULT (NULL), e DEFAULT ('a' || 'b'), f DEFAULT (CASE WHEN 1 THEN ')' ELSE '(' END), g DEFAULT (strftime('%s', 'now', '-1 day')), h DEFAULT (-(1)));",
  "defaults that look like something else":
    "CREATE TABLE d (a TEXT DEFAULT 'NULL', b TEXT DEFAULT 'CURRENT_TIMESTAMP', c TEXT DEFAULT 'x WHERE y', d TEXT DEFAULT 'CHECK (a)', e TEXT DEFAULT '/* no */ -- no', f TEXT DEFAULT '1');",
  "a default in words":
    'CREATE TABLE d (a TEXT DEFAULT word, b TEXT DEFAULT "quoted", c TEXT DEFAULT [bracketed], d TEXT DEFAULT `ticked`);',
  "big and small numbers for defaults":
    "CREATE TABLE d (a INTEGER DEFAULT 9223372036854775807, b INTEGER DEFAULT -9223372036854775808, c REAL DEFAULT 1e308, d REAL DEFAULT 1e-300, e NUMERIC DEFAULT 0.1, f DEFAULT 1_000_000);",
  "an empty string for a default":
    "CREATE TABLE d (a TEXT NOT NULL DEFAULT '', b TEXT DEFAULT ' ', c BLOB DEFAULT x'');",
  "a default with a quote and a newline":
    "CREATE TABLE d (a TEXT DEFAULT 'it''s\n\ttwo', b TEXT DEFAULT '\\n');",
  "CHECKs of every operator":
    "CREATE TABLE c (a INTEGER, b INTEGER, CHECK (a & 1 = 0), CHECK (a << 2 > b), CHECK (~a < 0), CHECK (a % 2 IS NOT 1), CHECK (a IS NOT DISTINCT FROM b OR a <> b), CHECK (+a >= -b), CHECK (a * 2 / 3 != 4 || ''));",
  "CHECKs of text":
    "CREATE TABLE c (a TEXT CHECK (a LIKE 'x%' ESCAPE '!'), b TEXT CHECK (b NOT GLOB '*[^0-9]*'), c TEXT CHECK (c NOT IN ('', ' ')), d TEXT CHECK (d COLLATE NOCASE IN ('a', 'b')), e TEXT CHECK (e || 'x' <> 'x'));",
  "CHECKs with CASE and CAST":
    "CREATE TABLE c (a TEXT, b INTEGER, CHECK (CASE a WHEN 'x' THEN b > 1 WHEN 'y' THEN b > 2 ELSE b IS NULL END), CHECK (CAST(a AS INTEGER) = b OR CAST(b AS VARCHAR(10)) = a));",
  "CHECKs with functions":
    "CREATE TABLE c (a TEXT CHECK (json_valid(a) AND json_type(a) = 'object'), b TEXT CHECK (iif(b = 'x', 1, length(b) > 2)), c CHECK (coalesce(c, 0) >= 0), d CHECK (typeof(d) IN ('null', 'integer')));",
  "CHECKs with rows and JSON arrows":
    "CREATE TABLE c (a INTEGER, b INTEGER, j TEXT, CHECK ((a, b) > (1, 2)), CHECK ((a, b) IN (VALUES (1, 2), (3, 4)) OR 1), CHECK (j -> '$.a' IS NULL OR j ->> 'b' > 1));".replace(
      " CHECK ((a, b) IN (VALUES (1, 2), (3, 4)) OR 1),",
      "",
    ),
  "a CHECK said twice":
    "CREATE TABLE c (a INTEGER CHECK (a > 0) CHECK (a > 0), b INTEGER, CHECK (a > 0), CHECK (b > 0 AND a > 0));",
  "a CHECK with comments inside":
    "CREATE TABLE c (a INTEGER CHECK (a /* not b */ > -- nor 1\n 0), b TEXT CHECK (b <> '/* x */'));",
  "CHECKs that are constants":
    "CREATE TABLE c (a INTEGER CHECK (1), CHECK (TRUE), CHECK (NULL), CHECK (a IS TRUE OR a IS NOT FALSE));",
  "a CHECK on the rowid":
    "CREATE TABLE c (a INTEGER, CHECK (rowid > 0 OR oid IS NULL)); CREATE TABLE c2 (a INTEGER CHECK (c2.a > 0));",
  "an expression index":
    "CREATE TABLE i (a TEXT, b INTEGER); CREATE INDEX i1 ON i (lower(a), b + 1 DESC, a || 'x' COLLATE NOCASE); CREATE INDEX i2 ON i (CASE WHEN b > 1 THEN a END);",
  "an index on a column in parentheses":
    "CREATE TABLE i (a TEXT COLLATE NOCASE, b INTEGER); CREATE INDEX i1 ON i ((a), (b) DESC); CREATE UNIQUE INDEX i2 ON i (a COLLATE BINARY);",
  "a partial index":
    "CREATE TABLE i (a TEXT, b INTEGER); CREATE UNIQUE INDEX i1 ON i (a) WHERE b > 0 AND (a <> 'WHERE') OR b IS NULL; CREATE INDEX i2 ON i (b) WHERE a LIKE 'x%'; CREATE INDEX i3 ON i (b) WHERE a IN ('x', 'y');",
  "two indexes of the same columns":
    "CREATE TABLE i (a TEXT, b TEXT); CREATE INDEX i1 ON i (a); CREATE INDEX i2 ON i (a); CREATE INDEX i3 ON i (a DESC); CREATE INDEX i4 ON i (a, b); CREATE INDEX i5 ON i (b, a);",
  "an index on a generated column":
    "CREATE TABLE i (j TEXT, k TEXT AS (j ->> '$.k'), UNIQUE (k)); CREATE INDEX i1 ON i (k) WHERE k IS NOT NULL;",
  "an index on the rowid alias":
    "CREATE TABLE i (id INTEGER PRIMARY KEY, a TEXT); CREATE UNIQUE INDEX i1 ON i (id); CREATE INDEX i2 ON i (a, id);",
  "an index over JSON":
    "CREATE TABLE i (j TEXT); CREATE INDEX i1 ON i (json_extract(j, '$.a[0]'), j -> '$.b', j ->> '$.c');",
  "foreign keys to themselves":
    "CREATE TABLE f (id INTEGER PRIMARY KEY, up INTEGER REFERENCES f, top INTEGER REFERENCES f (id) ON DELETE CASCADE);",
  "foreign keys of every action":
    "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE f (a REFERENCES p ON DELETE SET NULL, b REFERENCES p ON DELETE SET DEFAULT ON UPDATE RESTRICT, c DEFAULT 1 REFERENCES p ON UPDATE CASCADE, d REFERENCES p ON DELETE NO ACTION, e REFERENCES p MATCH FULL ON DELETE CASCADE);",
  "foreign keys of every deferral":
    "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE f (a REFERENCES p DEFERRABLE, b REFERENCES p DEFERRABLE INITIALLY DEFERRED, c REFERENCES p DEFERRABLE INITIALLY IMMEDIATE, d REFERENCES p NOT DEFERRABLE, e REFERENCES p NOT DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY (a) REFERENCES p DEFERRABLE INITIALLY DEFERRED);",
  "two foreign keys of one column":
    "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE q (id INTEGER PRIMARY KEY); CREATE TABLE f (a INTEGER REFERENCES p REFERENCES q (id), FOREIGN KEY (a) REFERENCES p (id));",
  "a composite foreign key out of order":
    "CREATE TABLE p (a, b, c, PRIMARY KEY (a, b), UNIQUE (c, a, b)); CREATE TABLE f (x, y, z, FOREIGN KEY (y, x) REFERENCES p (b, a), FOREIGN KEY (x, y) REFERENCES p, FOREIGN KEY (x, y, z) REFERENCES p (a, b, c));",
  "a foreign key in other letters": `CREATE TABLE Parents (Id INTEGER PRIMARY KEY, "Full Name" TEXT UNIQUE); CREATE TABLE f (a INTEGER REFERENCES PARENTS (ID), b TEXT REFERENCES parents ("full name"));`,
  "a foreign key to a unique index":
    "CREATE TABLE p (a TEXT, b TEXT); CREATE UNIQUE INDEX p_ab ON p (b, a); CREATE TABLE f (x TEXT, y TEXT, FOREIGN KEY (x, y) REFERENCES p (a, b));",
  "a ring of foreign keys":
    "CREATE TABLE a (id INTEGER PRIMARY KEY, b INTEGER REFERENCES b); CREATE TABLE b (id INTEGER PRIMARY KEY, c INTEGER REFERENCES c); CREATE TABLE c (id INTEGER PRIMARY KEY, a INTEGER REFERENCES a);",
  "a child before its parent":
    "CREATE TABLE children (id INTEGER PRIMARY KEY, p INTEGER REFERENCES parents (id)); CREATE TABLE parents (id INTEGER PRIMARY KEY);",
  "generated columns in a chain":
    "CREATE TABLE g (a INTEGER, b INTEGER AS (c + 1), c INTEGER AS (a * 2) STORED, d TEXT AS (coalesce(b, 0) || ',' || c) NOT NULL CHECK (d <> ''), e INTEGER AS (a) UNIQUE);",
  "a generated column with references":
    "CREATE TABLE g (id INTEGER PRIMARY KEY, k INTEGER GENERATED ALWAYS AS (id % 10) STORED REFERENCES g (id));",
  strict: "CREATE TABLE s (a INT, b INTEGER, c REAL, d TEXT, e BLOB, f ANY, g int, h Text) STRICT;",
  "strict with a key of any":
    "CREATE TABLE s (a ANY PRIMARY KEY, b TEXT DEFAULT 1, c ANY DEFAULT '1') STRICT;",
  "strict and without rowid":
    "CREATE TABLE s (a TEXT, b INT, PRIMARY KEY (b, a)) WITHOUT ROWID, STRICT; CREATE TABLE s2 (a INTEGER PRIMARY KEY) STRICT, WITHOUT ROWID;",
  "without rowid and an integer key":
    "CREATE TABLE w (id INTEGER PRIMARY KEY, x TEXT) without rowid; CREATE TABLE w2 (id INTEGER PRIMARY KEY DESC) WITHOUT ROWID;",
  "a column called rowid": "CREATE TABLE r (rowid TEXT, oid INTEGER, _rowid_ REAL);",
  "a table made by a query":
    "CREATE TABLE src (a INTEGER PRIMARY KEY, b VARCHAR(10), c); CREATE TABLE made AS SELECT a, b AS \"B b\", c || 'x', count(*) AS n FROM src;",
  "views of many forms":
    'CREATE TABLE t (a, b); CREATE VIEW v1 AS VALUES (1, 2), (3, 4); CREATE VIEW v2 (x, "y y") AS SELECT a, b FROM t UNION ALL SELECT b, a FROM t ORDER BY 1; CREATE VIEW v3 AS WITH RECURSIVE n (i) AS (SELECT 1 UNION SELECT i + 1 FROM n WHERE i < 9) SELECT i FROM n; CREATE VIEW v4 AS SELECT * FROM v1, v2 -- end\n;',
  "triggers of many forms":
    "CREATE TABLE t (a INTEGER PRIMARY KEY, b); CREATE TRIGGER t1 BEFORE DELETE ON t BEGIN SELECT RAISE(ABORT, 'no'); END; CREATE TRIGGER t2 AFTER UPDATE OF a, b ON t FOR EACH ROW WHEN new.b IS NOT old.b BEGIN UPDATE t SET b = CASE WHEN 1 THEN 2 END WHERE a = new.a; DELETE FROM t WHERE a = -1; END; CREATE TRIGGER t3 INSERT ON t BEGIN INSERT OR IGNORE INTO t VALUES (new.a + 1, 'END; x'); END;",
  "a trigger and a table of odd names": `CREATE TABLE "a b" ("c d" TEXT); CREATE TRIGGER "on ""it" AFTER INSERT ON "a b" WHEN new."c d" = 'begin' BEGIN UPDATE "a b" SET "c d" = 'end;' WHERE rowid = new.rowid; END;`,
  "full-text search":
    "CREATE VIRTUAL TABLE f USING fts5 (title, body UNINDEXED, prefix='2 3', content=''); CREATE VIRTUAL TABLE f4 USING fts4 (a, b, tokenize=porter); CREATE VIRTUAL TABLE v USING fts5vocab (f, 'row');",
  "an r-tree":
    "CREATE VIRTUAL TABLE r USING rtree (id, minX, maxX, +label TEXT); CREATE TABLE places (id INTEGER PRIMARY KEY);",
  "comments everywhere":
    "/* a */ CREATE /* b */ TABLE /* c */ t /* d */ ( -- e\n a /* f */ TEXT /* g */ NOT /* h */ NULL /* i */, -- j\n b INTEGER DEFAULT /* k */ 1 -- l\n /* m */ ) -- n\n; -- o",
  "everything on many lines": "CREATE\nTABLE\nt\n(\na\nTEXT\n,\r\nb\tINTEGER\r\nNOT\r\nNULL\r\n)\r\n;\r\n",
  "a schema before the name":
    "CREATE TABLE main.t (a TEXT); CREATE INDEX main.i ON t (a); CREATE VIEW main.v AS SELECT a FROM main.t; CREATE TRIGGER main.tr AFTER INSERT ON t BEGIN SELECT 1; END;",
  "a temporary table beside": "CREATE TEMP TABLE scratch (a); CREATE TABLE kept (a TEXT);",
  "a hundred columns": `CREATE TABLE wide (${Array.from({ length: 100 }, (_, i) => `column_${i} ${["TEXT", "INTEGER NOT NULL DEFAULT 0", "REAL CHECK (1)", "BLOB"][i % 4]}`).join(", ")});`,
  "rows of every type":
    "CREATE TABLE v (a INTEGER, b TEXT, c NUMERIC); INSERT INTO v VALUES ('x', x'00', 'y'), (1.5, 2, NULL), (NULL, NULL, NULL);",
  "rows that fill what a tool would check":
    "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE f (id INTEGER PRIMARY KEY, p INTEGER REFERENCES p, s TEXT CHECK (s IN ('a', 'b'))); INSERT INTO p VALUES (1); INSERT INTO f VALUES (1, 1, 'a'), (2, NULL, NULL);",
  "tables whose names look like a tool's":
    "CREATE TABLE migrations (version TEXT PRIMARY KEY, done INTEGER); CREATE TABLE new_orders (id INTEGER PRIMARY KEY); CREATE TABLE orders (id INTEGER PRIMARY KEY); CREATE TABLE temporary_files (id INTEGER PRIMARY KEY); CREATE TABLE sqlitex (a);",
};
