import type { Application } from "./project.ts";

/** A library in which a careless rebuild of authors or books empties other tables. */
export const library: Application = {
  actual: `
CREATE TABLE authors (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, born TEXT);
CREATE TABLE books (
  id INTEGER PRIMARY KEY,
  author_id INTEGER NOT NULL REFERENCES authors (id) ON DELETE CASCADE,
  title TEXT NOT NULL DEFAULT 'a; "b" -- c', -- a title; with a semicolon
  pages TEXT,
  shouted TEXT GENERATED ALWAYS AS (upper(title)) VIRTUAL,
  sequel_of INTEGER REFERENCES books (id) ON DELETE SET NULL,
  legacy TEXT
);
CREATE TABLE copies (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  book_id INTEGER REFERENCES books (id) ON DELETE CASCADE ON UPDATE CASCADE,
  condition TEXT
) STRICT;
CREATE TABLE loans (copy_id INTEGER NOT NULL REFERENCES copies (id) ON DELETE RESTRICT, day TEXT, PRIMARY KEY (copy_id, day)) WITHOUT ROWID;
CREATE TABLE notes (id INTEGER PRIMARY KEY, author_id INTEGER DEFAULT 1 REFERENCES authors (id) ON DELETE SET DEFAULT, text TEXT);
CREATE TABLE journal (id INTEGER PRIMARY KEY, what TEXT);
CREATE INDEX books_by_author ON books (author_id);
CREATE UNIQUE INDEX one_title ON books (author_id, title COLLATE NOCASE) WHERE title <> '';
CREATE VIEW shelf AS SELECT a.name, b.title FROM authors AS a JOIN books AS b ON b.author_id = a.id;
CREATE TRIGGER copy_gone AFTER DELETE ON copies BEGIN
  INSERT INTO journal (what) VALUES ('copy; gone' || char(10) || 'END;');
  UPDATE journal SET what = what WHERE id < 0;
END;
CREATE TRIGGER book_changed AFTER UPDATE OF title ON books WHEN old.title <> new.title BEGIN
  INSERT INTO journal (what) SELECT 'renamed by ' || name FROM authors WHERE id = new.author_id;
END;
CREATE VIRTUAL TABLE books_text USING fts5(title, content='books', content_rowid='id');
INSERT INTO authors VALUES (1, 'Ada', '1815'), (2, 'Bob', '1900'), (7, 'Cleo', NULL), (90, 'Gone', NULL);
DELETE FROM authors WHERE id = 90;
INSERT INTO books (id, author_id, title, pages, sequel_of, legacy) VALUES
  (1, 1, 'Notes', '65', NULL, 'x'), (2, 1, 'More notes', '12', 1, NULL), (5, 2, 'Zen', NULL, NULL, x'00ff'), (9, 7, '', '3', 5, 'ü');
INSERT INTO books_text(books_text) VALUES ('rebuild');
INSERT INTO copies (book_id, condition) VALUES (1, 'good'), (1, 'worn'), (2, NULL), (9, 'lost'), (NULL, 'unknown');
INSERT INTO loans VALUES (1, '2024-01-01'), (4, '2024-02-02');
INSERT INTO notes VALUES (1, 1, 'first'), (2, 2, 'second'), (3, 7, NULL);
`,
  declared: `
CREATE TABLE authors (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, born INTEGER, died INTEGER);
CREATE TABLE books (
  id INTEGER PRIMARY KEY,
  author_id INTEGER NOT NULL REFERENCES authors (id) ON DELETE CASCADE,
  title TEXT NOT NULL DEFAULT 'a; "b" -- c',
  pages INTEGER CHECK (pages > 0),
  shouted TEXT GENERATED ALWAYS AS (upper(title)) VIRTUAL,
  sequel_of INTEGER REFERENCES books (id) ON DELETE SET NULL
);
CREATE TABLE copies (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  book_id INTEGER REFERENCES books (id) ON DELETE CASCADE ON UPDATE CASCADE,
  condition TEXT DEFAULT 'good'
) STRICT;
CREATE TABLE loans (copy_id INTEGER NOT NULL REFERENCES copies (id) ON DELETE RESTRICT, day TEXT, PRIMARY KEY (copy_id, day)) WITHOUT ROWID;
CREATE TABLE notes (id INTEGER PRIMARY KEY, author_id INTEGER DEFAULT 1 REFERENCES authors (id) ON DELETE SET DEFAULT, text TEXT);
CREATE TABLE journal (id INTEGER PRIMARY KEY, what TEXT);
CREATE TABLE fines (id INTEGER PRIMARY KEY, copy_id INTEGER REFERENCES copies (id), amount REAL);
CREATE INDEX books_by_author ON books (author_id);
CREATE UNIQUE INDEX one_title ON books (author_id, title COLLATE NOCASE) WHERE title <> '';
CREATE INDEX notes_by_author ON notes (author_id);
CREATE INDEX fines_by_copy ON fines (copy_id);
CREATE VIEW shelf AS SELECT a.name, b.title FROM authors AS a JOIN books AS b ON b.author_id = a.id;
CREATE TRIGGER copy_gone AFTER DELETE ON copies BEGIN
  INSERT INTO journal (what) VALUES ('copy; gone' || char(10) || 'END;');
  UPDATE journal SET what = what WHERE id < 0;
END;
CREATE TRIGGER book_changed AFTER UPDATE OF title ON books WHEN old.title <> new.title BEGIN
  INSERT INTO journal (what) SELECT 'renamed by ' || name FROM authors WHERE id = new.author_id;
END;
`,
};

const name = `\u2028\`\${process.exit(9)}\` \\u0041 \\ ?:x $1 \u202e -- */ 'it''s' [`;
const quoted = `"${name.replaceAll('"', '""')}"`;
// No \r before \n: the sqlite3 shell, which takes a repair of drizzle's back, reads that as one.
const text = `'\`\${process.exit(9)}\` \\n \\\` \u2029 ; -- /* \t \ufeff\r \n \\? ? 🦄'`;

/** Names and values that JavaScript, SQL, markdown and a terminal would each like to read in their own way. */
export const hostile: Application = {
  actual: `CREATE TABLE ${quoted} (id INTEGER PRIMARY KEY, "a\`b\${c}" TEXT DEFAULT ${text}, ${quoted} TEXT /* \`\${x}\` \\ ; */);
CREATE TABLE "child ; of" (id INTEGER PRIMARY KEY, p INTEGER REFERENCES ${quoted} (id) ON DELETE CASCADE);
CREATE TRIGGER "t;\`\${t}" AFTER DELETE ON "child ; of" BEGIN
  UPDATE ${quoted} SET "a\`b\${c}" = ${text} WHERE id = old.p; -- \`\${z}\`
END;
INSERT INTO ${quoted} (id, ${quoted}) VALUES (1, ${text}), (2, 'b');
INSERT INTO "child ; of" VALUES (1, 1), (2, 1), (3, 2);`,
  declared: `CREATE TABLE ${quoted} (id INTEGER PRIMARY KEY, "a\`b\${c}" TEXT NOT NULL DEFAULT ${text}, ${quoted} TEXT NOT NULL CHECK (${quoted} <> ${text} || 'x'));
CREATE TABLE "child ; of" (id INTEGER PRIMARY KEY, p INTEGER REFERENCES ${quoted} (id) ON DELETE CASCADE, "new\`\${n}" TEXT DEFAULT ${text});
CREATE TRIGGER "t;\`\${t}" AFTER DELETE ON "child ; of" BEGIN
  UPDATE ${quoted} SET "a\`b\${c}" = ${text} WHERE id = old.p; -- \`\${z}\`
END;`,
};

/** Rows that are mended, put aside and dropped: what their undo logs keep must survive from up to down. */
export const clinic: Application = {
  actual: `
CREATE TABLE patients (id INTEGER PRIMARY KEY, name TEXT, insured TEXT, note TEXT);
CREATE TABLE visits (id INTEGER PRIMARY KEY, patient_id INTEGER, reason TEXT);
CREATE TABLE doses (id INTEGER PRIMARY KEY, visit_id INTEGER REFERENCES visits (id) ON DELETE CASCADE, amount TEXT);
CREATE TRIGGER visit_gone AFTER DELETE ON visits BEGIN UPDATE patients SET note = 'a visit is gone' WHERE id = old.patient_id; END;
INSERT INTO patients VALUES (1, 'Ada', 'yes', 'a'), (2, NULL, 'no', NULL), (3, 'Bob', '1', 'c'), (4, '', NULL, 'd');
INSERT INTO visits VALUES (1, 1, 'cold'), (2, 99, 'lost'), (3, 3, NULL);
INSERT INTO doses VALUES (1, 1, '12'), (2, 1, '0.5'), (3, 3, NULL);`,
  declared: "",
  config: {
    model: ["models.ts"],
    backfills: { patients: { name: "'patient ' || id" } },
    orphans: { visits: { patient_id: "quarantine" } },
  },
  files: {
    "models.ts": `/** @table */
export interface Patient {
  id: number;
  name: string;
  insured: boolean | null;
}
/** @table */
export interface Visit {
  id: number;
  /**
   * @references patients(id)
   * @onDelete cascade
   */
  patientId: number;
  reason: string | null;
}
/** @table */
export interface Dose {
  id: number;
  /**
   * @references visits(id)
   * @onDelete cascade
   */
  visitId: number | null;
  /** @type REAL */
  amount: number | null;
}
`,
  },
};

/** A foreign key that SQLite refuses to check stands where others are checked. */
export const warehouse: Application = {
  actual: `
CREATE TABLE items (id INTEGER PRIMARY KEY, code TEXT, name TEXT);
CREATE TABLE parts (id INTEGER PRIMARY KEY, item_code TEXT REFERENCES items (code), amount TEXT);
CREATE TABLE bins (id INTEGER PRIMARY KEY, item_id INTEGER REFERENCES items (id) ON DELETE CASCADE);
INSERT INTO items VALUES (1, 'a', 'Bolt'), (2, 'a', 'Nut');
INSERT INTO parts VALUES (1, 'a', '3'), (2, 'z', NULL);
INSERT INTO bins VALUES (1, 1), (2, 2), (3, 77);`,
  declared: `
CREATE TABLE items (id INTEGER PRIMARY KEY, code TEXT, name TEXT NOT NULL);
CREATE TABLE parts (id INTEGER PRIMARY KEY, item_code TEXT REFERENCES items (code), amount INTEGER);
CREATE TABLE bins (id INTEGER PRIMARY KEY, item_id INTEGER REFERENCES items (id) ON DELETE CASCADE);`,
};
