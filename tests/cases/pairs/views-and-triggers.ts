import type { Pair } from "../judge/pair.ts";

const books = "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT, year INTEGER);";
const strictBooks = "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, year INTEGER);";
const rows = "INSERT INTO books VALUES (3, 'a', 1900), (7, 'b', 1950), (12, 'c', 2000);";

/** Objects that hang on a rebuilt table, that name it from afar, or that are broken already. */
export const viewsAndTriggers: readonly Pair[] = [
  {
    name: "a chain of views on a rebuilt table",
    trap: "a view on a view on the table: DROP and RENAME would fail or rewrite them",
    actual: `${books} CREATE VIEW recent AS SELECT * FROM books WHERE year > 1920; CREATE VIEW newest AS SELECT max(year) AS y FROM recent; CREATE VIEW star(a,b,c) AS SELECT * FROM books; ${rows}`,
    target: `${strictBooks} CREATE VIEW recent AS SELECT * FROM books WHERE year > 1920; CREATE VIEW newest AS SELECT max(year) AS y FROM recent; CREATE VIEW star(a,b,c) AS SELECT * FROM books;`,
  },
  {
    name: "INSTEAD OF triggers on a view of a rebuilt table",
    trap: "whoever drops the view drops its triggers",
    actual: `${books} CREATE VIEW titles AS SELECT id, title FROM books;
      CREATE TRIGGER titles_insert INSTEAD OF INSERT ON titles BEGIN INSERT INTO books (title) VALUES (new.title); END;
      CREATE TRIGGER titles_update INSTEAD OF UPDATE OF title ON titles BEGIN UPDATE books SET title = new.title WHERE id = old.id; END; ${rows}`,
    target: `${strictBooks} CREATE VIEW titles AS SELECT id, title FROM books;
      CREATE TRIGGER titles_insert INSTEAD OF INSERT ON titles BEGIN INSERT INTO books (title) VALUES (new.title); END;
      CREATE TRIGGER titles_update INSTEAD OF UPDATE OF title ON titles BEGIN UPDATE books SET title = new.title WHERE id = old.id; END;`,
  },
  {
    name: "an unrelated broken view and trigger beside a rebuild",
    trap: "a broken view blocks every RENAME and DROP COLUMN, though nothing of it is concerned",
    actual: `${books} CREATE TABLE gone (a); CREATE VIEW stale AS SELECT a FROM gone; CREATE TABLE log (line TEXT);
      CREATE TRIGGER stale_log AFTER INSERT ON log BEGIN INSERT INTO nowhere VALUES (new.line); END; DROP TABLE gone; ${rows}`,
    target: strictBooks,
  },
  {
    name: "a view that is broken because of the rebuilt table, and is mended by it",
    trap: "a view names a column that only the repair adds",
    actual: `${books} CREATE VIEW isbns AS SELECT isbn FROM books; ${rows}`,
    target:
      "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, year INTEGER, isbn TEXT); CREATE VIEW isbns AS SELECT isbn FROM books;",
  },
  {
    name: "a broken trigger on the rebuilt table itself",
    trap: "a trigger that does not compile stays as it was: not mended, not lost, and it must not fire",
    actual: `${books} ${rows} CREATE TRIGGER broken AFTER INSERT ON books BEGIN INSERT INTO nowhere VALUES (new.id); END;
      CREATE TRIGGER broken2 BEFORE DELETE ON books BEGIN UPDATE books SET nocolumn = 1; END;`,
    target: strictBooks,
  },
  {
    name: "all six kinds of trigger on the rebuilt table",
    trap: "no trigger may fire while rows are copied, all must be back in their order",
    actual: `${books} CREATE TABLE log (n INTEGER PRIMARY KEY, line TEXT); ${rows}
      ${[
        "BEFORE INSERT",
        "AFTER INSERT",
        "BEFORE UPDATE OF title, year",
        "AFTER UPDATE",
        "BEFORE DELETE",
        "AFTER DELETE",
      ]
        .map(
          (event, i) =>
            `CREATE TRIGGER t${i} ${event} ON books BEGIN INSERT INTO log (line) VALUES ('t${i}'); END;`,
        )
        .join("\n")}`,
    target: `${strictBooks} CREATE TABLE log (n INTEGER PRIMARY KEY, line TEXT);
      ${[
        "BEFORE INSERT",
        "AFTER INSERT",
        "BEFORE UPDATE OF title, year",
        "AFTER UPDATE",
        "BEFORE DELETE",
        "AFTER DELETE",
      ]
        .map(
          (event, i) =>
            `CREATE TRIGGER t${i} ${event} ON books BEGIN INSERT INTO log (line) VALUES ('t${i}'); END;`,
        )
        .join("\n")}`,
  },
  {
    name: "a delete trigger of a child table",
    trap: "DROP TABLE deletes implicitly: with foreign keys on, the child's cascade would fire its triggers",
    actual: `${books} CREATE TABLE copies (id INTEGER PRIMARY KEY, book INTEGER NOT NULL REFERENCES books (id) ON DELETE CASCADE); CREATE TABLE log (line TEXT);
      CREATE TRIGGER copies_gone AFTER DELETE ON copies BEGIN INSERT INTO log VALUES (old.id); END; ${rows} INSERT INTO copies VALUES (1, 3), (2, 3), (3, 12);`,
    target: `${strictBooks} CREATE TABLE copies (id INTEGER PRIMARY KEY, book INTEGER NOT NULL REFERENCES books (id) ON DELETE CASCADE); CREATE TABLE log (line TEXT);
      CREATE TRIGGER copies_gone AFTER DELETE ON copies BEGIN INSERT INTO log VALUES (old.id); END;`,
  },
  {
    name: "triggers of other tables that name the rebuilt one",
    trap: "a trigger elsewhere that reads, writes and joins the table",
    actual: `${books} CREATE TABLE loans (book INTEGER, who TEXT); ${rows}
      CREATE TRIGGER loan_known BEFORE INSERT ON loans WHEN NOT EXISTS (SELECT 1 FROM books WHERE id = new.book) BEGIN SELECT RAISE(ABORT, 'no such book'); END;
      CREATE TRIGGER loan_dated AFTER INSERT ON loans BEGIN UPDATE books SET year = year + 1 WHERE books.id = new.book; INSERT INTO books (title) SELECT b.title FROM books AS b JOIN loans ON loans.book = b.id; END;
      INSERT INTO loans VALUES (3, 'ann');`,
    target: `${strictBooks} CREATE TABLE loans (book INTEGER, who TEXT NOT NULL);
      CREATE TRIGGER loan_known BEFORE INSERT ON loans WHEN NOT EXISTS (SELECT 1 FROM books WHERE id = new.book) BEGIN SELECT RAISE(ABORT, 'no such book'); END;
      CREATE TRIGGER loan_dated AFTER INSERT ON loans BEGIN UPDATE books SET year = year + 1 WHERE books.id = new.book; INSERT INTO books (title) SELECT b.title FROM books AS b JOIN loans ON loans.book = b.id; END;`,
  },
  {
    name: "a recursive trigger",
    trap: "a trigger that writes its own table, with recursive_triggers the application switches on",
    actual: `CREATE TABLE tree (id INTEGER PRIMARY KEY, up INTEGER REFERENCES tree (id) ON DELETE CASCADE, depth INTEGER);
      INSERT INTO tree VALUES (1, NULL, 0), (2, 1, 1), (3, 2, 2);
      CREATE TRIGGER tree_depth AFTER UPDATE OF depth ON tree BEGIN UPDATE tree SET depth = new.depth + 1 WHERE up = new.id; END;`,
    target: `CREATE TABLE tree (id INTEGER PRIMARY KEY, up INTEGER REFERENCES tree (id) ON DELETE CASCADE, depth INTEGER NOT NULL DEFAULT 0);
      CREATE TRIGGER tree_depth AFTER UPDATE OF depth ON tree BEGIN UPDATE tree SET depth = new.depth + 1 WHERE up = new.id; END;`,
  },
  {
    name: "a trigger with a body full of traps",
    trap: "semicolons, END, CASE and comments inside the body; a comment at its very end",
    actual: `${books} CREATE TABLE log (line TEXT); ${rows}
      CREATE TRIGGER noted AFTER UPDATE ON books FOR EACH ROW WHEN new.title IS NOT old.title BEGIN
        INSERT INTO log VALUES ('END; -- no end'); -- the title; END
        UPDATE books SET year = CASE WHEN year > 1 THEN 1 ELSE 2 END WHERE id = new.id /* END; */;
        DELETE FROM log WHERE line = ';';
      END -- of the trigger
      ;`,
    target: `${strictBooks} CREATE TABLE log (line TEXT);
      CREATE TRIGGER noted AFTER UPDATE ON books FOR EACH ROW WHEN new.title IS NOT old.title BEGIN
        INSERT INTO log VALUES ('END; -- no end'); -- the title; END
        UPDATE books SET year = CASE WHEN year > 1 THEN 1 ELSE 2 END WHERE id = new.id /* END; */;
        DELETE FROM log WHERE line = ';';
      END;`,
  },
  {
    name: "a view replaced on which another view and a trigger stand",
    trap: "DROP VIEW takes its INSTEAD OF triggers along; views on it are by name",
    actual: `${books} CREATE VIEW shown AS SELECT id, title FROM books; CREATE VIEW counted AS SELECT count(*) AS n FROM shown;
      CREATE TRIGGER shown_delete INSTEAD OF DELETE ON shown BEGIN DELETE FROM books WHERE id = old.id; END; ${rows}`,
    target: `${books} CREATE VIEW shown AS SELECT id, title, year FROM books; CREATE VIEW counted AS SELECT count(*) AS n FROM shown;
      CREATE TRIGGER shown_delete INSTEAD OF DELETE ON shown BEGIN DELETE FROM books WHERE id = old.id; END;`,
  },
  {
    name: "a view and its trigger replaced together",
    trap: "the trigger is made anew with the view and then once more as declared",
    actual: `${books} CREATE VIEW shown AS SELECT id, title FROM books;
      CREATE TRIGGER shown_delete INSTEAD OF DELETE ON shown BEGIN DELETE FROM books WHERE id = old.id; END; ${rows}`,
    target: `${books} CREATE VIEW shown AS SELECT id AS book_id, title FROM books;
      CREATE TRIGGER shown_delete INSTEAD OF DELETE ON shown BEGIN DELETE FROM books WHERE id = old.book_id; END;`,
  },
  {
    name: "a chain of views replaced, the lower by a column the upper needs",
    trap: "the views must be made in an order that prepares, and rolled back in the other",
    actual: `${books} CREATE VIEW a_top AS SELECT id FROM b_low; CREATE VIEW b_low AS SELECT id FROM books; ${rows}`,
    target: `${books} CREATE VIEW a_top AS SELECT id, title FROM b_low; CREATE VIEW b_low AS SELECT id, title FROM books;`,
  },
  {
    name: "views and triggers created over a new table and a new column",
    trap: "objects come after the tables and columns they name, and go before them",
    actual: `${books} ${rows}`,
    target: `CREATE VIEW early AS SELECT isbn, who FROM books JOIN loans ON book = books.id;
      CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT, year INTEGER, isbn TEXT); CREATE TABLE loans (book INTEGER REFERENCES books (id), who TEXT);
      CREATE TRIGGER loaned AFTER INSERT ON loans BEGIN UPDATE books SET isbn = new.who WHERE id = new.book; END;
      CREATE TRIGGER early_insert INSTEAD OF INSERT ON early BEGIN INSERT INTO loans (who) VALUES (new.who); END;`,
  },
  {
    name: "a trigger replaced on a table that is rebuilt",
    trap: "the rebuild brings the old trigger back verbatim, then it is replaced, and back again",
    actual: `${books} CREATE TABLE log (line TEXT); ${rows} CREATE TRIGGER noted AFTER INSERT ON books BEGIN INSERT INTO log VALUES ('old'); END;`,
    target: `${strictBooks} CREATE TABLE log (line TEXT); CREATE TRIGGER noted AFTER INSERT ON books WHEN new.year > 0 BEGIN INSERT INTO log VALUES ('new'); END;`,
  },
  {
    name: "a trigger that moves to another table",
    trap: "a trigger of the same name hangs on another table in the declaration",
    actual: `${books} CREATE TABLE loans (book INTEGER); CREATE TABLE log (line TEXT); ${rows} CREATE TRIGGER noted AFTER INSERT ON books BEGIN INSERT INTO log VALUES (new.rowid); END;`,
    target: `${strictBooks} CREATE TABLE loans (book INTEGER); CREATE TABLE log (line TEXT); CREATE TRIGGER noted AFTER INSERT ON loans BEGIN INSERT INTO log VALUES (new.rowid); END;`,
  },
  {
    name: "a view over a dropped column",
    trap: "a view that reads what goes would be broken: the drop must not be called proven",
    actual: `${books} CREATE VIEW years AS SELECT year FROM books; ${rows}`,
    target: "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT);",
    allowDestructive: true,
    outcome: { refused: /years|no such column/ },
  },
  {
    name: "a view over a dropped column that is replaced in the same repair",
    trap: "the view is declared without the column that goes",
    actual: `${books} CREATE VIEW years AS SELECT year, id FROM books; ${rows}`,
    target:
      "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT); CREATE VIEW years AS SELECT id FROM books;",
    allowDestructive: true,
  },
  {
    name: "a temporary-looking view with WITH RECURSIVE and window functions",
    trap: "a view whose CTE bears the table's name",
    actual: `${books} CREATE VIEW ranked AS WITH RECURSIVE books2(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM books2 WHERE n < 3) SELECT n, title, row_number() OVER (PARTITION BY year ORDER BY title DESC) AS r FROM books2 JOIN books ON books.id = n; ${rows}`,
    target: `${strictBooks} CREATE VIEW ranked AS WITH RECURSIVE books2(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM books2 WHERE n < 3) SELECT n, title, row_number() OVER (PARTITION BY year ORDER BY title DESC) AS r FROM books2 JOIN books ON books.id = n;`,
  },
  {
    name: "a table made in place of nothing under the name a broken view waits for",
    trap: "a new table mends a broken view, which then is no longer broken: nothing else changes",
    actual: `${books} CREATE VIEW loaned AS SELECT who FROM loans; ${rows}`,
    target: `${strictBooks} CREATE TABLE loans (who TEXT, book INTEGER REFERENCES books (id));`,
  },
];
