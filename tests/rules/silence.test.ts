import { describe, expect, it } from "vitest";
import { issuesOf } from "./example.ts";
import { lints } from "./lints.ts";

/** Schemas that hold what trips a comparison up. Each is its own declaration. */
const schemas: Readonly<Record<string, string>> = {
  "odd names": `
    CREATE TABLE "a b" ("select" TEXT, "c""d" INTEGER, [e f] REAL, \`g\` BLOB, "ä" TEXT, PRIMARY KEY ("select"));
    CREATE INDEX "i x" ON "a b" ("c""d", [e f] DESC);
    CREATE TABLE "order" (id INTEGER PRIMARY KEY, "group" TEXT REFERENCES "a b" ("select"));
    CREATE TABLE "<script>|" ("\`a|b\`" TEXT DEFAULT '<b>', "--" INTEGER CHECK ("--" > 0));`,
  keys: `
    CREATE TABLE alias (id INTEGER PRIMARY KEY);
    CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT);
    CREATE TABLE not_alias (id INT PRIMARY KEY);
    CREATE TABLE also_not (id INTEGER PRIMARY KEY DESC);
    CREATE TABLE by_table (id INTEGER, PRIMARY KEY (id DESC));
    CREATE TABLE text_key (code TEXT PRIMARY KEY);
    CREATE TABLE composite (a TEXT, b TEXT COLLATE NOCASE, PRIMARY KEY (b, a DESC)) WITHOUT ROWID;
    CREATE TABLE replacing (id INTEGER PRIMARY KEY ON CONFLICT REPLACE, x TEXT UNIQUE ON CONFLICT IGNORE);
    CREATE TABLE keyless (a, b);`,
  "foreign keys": `
    CREATE TABLE parents (a INTEGER, b INTEGER, code TEXT COLLATE NOCASE UNIQUE, PRIMARY KEY (a, b));
    CREATE TABLE children (
      a INTEGER, b INTEGER, code TEXT REFERENCES parents (code) ON DELETE SET NULL ON UPDATE CASCADE,
      self INTEGER REFERENCES children (rid), rid INTEGER PRIMARY KEY,
      FOREIGN KEY (b, a) REFERENCES parents (b, a) DEFERRABLE INITIALLY DEFERRED,
      CONSTRAINT again FOREIGN KEY (a, b) REFERENCES parents
    );
    CREATE TABLE ring_a (id INTEGER PRIMARY KEY, b INTEGER REFERENCES ring_b (id));
    CREATE TABLE ring_b (id INTEGER PRIMARY KEY, a INTEGER REFERENCES ring_a (id));
    CREATE UNIQUE INDEX ring_b_a ON ring_b (a);
    CREATE TABLE to_index (id INTEGER PRIMARY KEY, a INTEGER REFERENCES ring_b (a));`,
  defaults: `
    CREATE TABLE defaults (
      a INTEGER DEFAULT -1, b TEXT DEFAULT 'it''s', c TEXT DEFAULT "quoted", d REAL DEFAULT (1.0 / 3),
      e TEXT DEFAULT CURRENT_TIMESTAMP, f TEXT DEFAULT (datetime('now', 'localtime')), g DEFAULT NULL,
      h BOOLEAN DEFAULT TRUE, i TEXT DEFAULT (lower(hex(randomblob(16)))), j BLOB DEFAULT x'00ff', k TEXT DEFAULT ''
    );`,
  checks: `
    CREATE TABLE checks (
      a TEXT CHECK (a IN ('x', 'y')), b INTEGER CHECK (b > 0) CHECK (b < 10),
      c TEXT CHECK (c LIKE '%)%' OR c = 'CHECK (1)'), -- CHECK (never)
      d TEXT CONSTRAINT named CHECK (json_valid(d)), e INTEGER CHECK (e BETWEEN 1 AND 9 AND e IS NOT NULL),
      CHECK (a <> 'x' OR b IS NULL), CHECK (CASE WHEN b > 5 THEN e ELSE 1 END), CHECK (length(a) /* inside */ < 9)
    );`,
  indexes: `
    CREATE TABLE docs (id INTEGER PRIMARY KEY, title TEXT, body TEXT, deleted_at TEXT, UNIQUE (title, body));
    CREATE INDEX docs_live ON docs (title) WHERE deleted_at IS NULL;
    CREATE UNIQUE INDEX docs_live_title ON docs (title COLLATE NOCASE) WHERE deleted_at IS NULL;
    CREATE INDEX docs_lower ON docs (lower(title), body DESC);
    CREATE INDEX docs_title ON docs (title);
    CREATE INDEX docs_title_again ON docs (title);
    CREATE UNIQUE INDEX docs_expression ON docs (title || body);`,
  "generated columns": `
    CREATE TABLE lines (
      price INTEGER NOT NULL, quantity INTEGER NOT NULL DEFAULT 1,
      total INTEGER GENERATED ALWAYS AS (price * quantity) STORED,
      label TEXT AS ('x' || total) VIRTUAL NOT NULL, half REAL AS (total / 2.0)
    );
    CREATE INDEX lines_total ON lines (total);`,
  options: `
    CREATE TABLE strict_one (id INTEGER PRIMARY KEY, a INT, b ANY, c REAL, d BLOB, e TEXT) STRICT;
    CREATE TABLE both (a TEXT PRIMARY KEY, b TEXT NOT NULL ON CONFLICT IGNORE) WITHOUT ROWID, STRICT;`,
  "views and triggers": `
    CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT);
    CREATE TABLE log (id INTEGER PRIMARY KEY, line TEXT);
    CREATE VIEW recent AS SELECT id, body FROM notes WHERE id > 10;
    CREATE VIEW counted (n) AS WITH all_notes AS (SELECT * FROM notes) SELECT count(*) FROM all_notes;
    CREATE TRIGGER notes_log AFTER UPDATE OF body ON notes WHEN old.body <> new.body
      BEGIN INSERT INTO log (line) VALUES (new.body); END;
    CREATE TRIGGER recent_insert INSTEAD OF INSERT ON recent BEGIN INSERT INTO notes (body) VALUES (new.body); END;`,
  "virtual tables": `
    CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT);
    CREATE VIRTUAL TABLE notes_fts USING fts5(body, content='notes', content_rowid='id');
    CREATE TRIGGER notes_fts_insert AFTER INSERT ON notes
      BEGIN INSERT INTO notes_fts (rowid, body) VALUES (new.id, new.body); END;
    CREATE VIRTUAL TABLE places USING rtree(id, x0, x1);`,
  types: `
    CREATE TABLE types (a VARCHAR(40), b DATETIME, c DECIMAL(10, 2), d "DOUBLE PRECISION", e UNSIGNED BIG INT, f, g BOOLEAN,
      h NATIVE CHARACTER(70), i FLOATING POINT, j JSON);`,
  "comments everywhere": `
    CREATE TABLE /* one */ notes -- two
    ( -- three
      id INTEGER PRIMARY KEY, -- four, five
      body TEXT /* DEFAULT 'no' */ NOT NULL, /* CHECK (id > 0) */
      -- six
      UNIQUE (body) -- seven
    );`,
  "what SQLite makes of a query":
    "CREATE TABLE src (a INT, b TEXT); CREATE TABLE copied AS SELECT a, b AS c FROM src;",
};

describe("a database made from its own declaration", () => {
  it.each(Object.entries(schemas))("has no issue: %s", async (_, sql) => {
    // Some of the schemas are odd on purpose; what is said of that is worth knowing and no drift.
    const found = (await issuesOf({ declared: sql, actual: sql })).filter(
      ({ rule, severity }) => !(lints.has(rule) && severity === "info"),
    );
    expect(found.map(({ rule, findings }) => [rule, findings.map(({ message }) => message)])).toEqual([]);
  });
});
