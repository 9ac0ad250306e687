import { selectsOf } from "./known-select.ts";
import { bookshop, booksOnSale } from "./schemas.ts";

/** What columns are called: plain, renamed, quoted, unnamed expressions, stars, row ids. */
export const names = selectsOf(bookshop, booksOnSale, [
  [
    "plain columns",
    "SELECT id, title, subtitle, price, stock FROM books",
    ["id number", "title string", "subtitle string?", "price number", "stock number"],
  ],
  [
    "every kind of column",
    "SELECT pages, discount, cover, published_on FROM books",
    ["pages number?", "discount number?", "cover bytes?", "published_on any?"],
  ],
  [
    "a star",
    "SELECT * FROM books",
    [
      "id number",
      "author_id number?",
      "title string",
      "subtitle string?",
      "price number",
      "discount number?",
      "pages number?",
      "stock number",
      "cover bytes?",
      "published_on any?",
    ],
  ],
  [
    "a star of one table beside a column of another",
    "SELECT authors.*, books.title FROM books JOIN authors ON authors.id = books.author_id",
    ["id number", "name string", "born number?", "biography string?", "title string"],
  ],
  [
    "a star of an alias",
    "select a.* from authors as a order by a.name collate nocase",
    ["id number", "name string", "born number?", "biography string?"],
  ],
  [
    "two stars",
    "SELECT r.*, a.* FROM reviews r, authors a",
    [
      "book_id number",
      "reader string",
      "stars number",
      "comment string?",
      "id number",
      "name string",
      "born number?",
      "biography string?",
    ],
  ],
  [
    "a star and one of its columns again",
    "SELECT *, upper(reader) AS shouted FROM reviews",
    ["book_id number", "reader string", "stars number", "comment string?", "shouted string"],
  ],
  [
    "aliases with AS",
    "SELECT id AS bookId, title AS name, pages AS pageCount FROM books",
    ["bookId number", "name string", "pageCount number?"],
  ],
  [
    "aliases without AS",
    "SELECT id bookId, title name, b.subtitle second FROM books b",
    ["bookId number", "name string", "second string?"],
  ],
  [
    "aliases in every quote",
    `SELECT id AS "bookId", title AS 'the title', pages AS [page count], stock AS \`left\` FROM books`,
    ["bookId number", "the title string", "page count number?", "left number"],
  ],
  [
    "columns in every quote",
    'SELECT "id", [title], `subtitle`, "b"."price", [b].[pages] FROM "books" AS "b"',
    ["id number", "title string", "subtitle string?", "price number", "pages number?"],
  ],
  [
    "columns in another case",
    "SELECT ID, TITLE, Books.SubTitle FROM BOOKS",
    ["id number", "title string", "subtitle string?"],
  ],
  ["an alias with a quote in it", `SELECT count(*) AS "how ""many""" FROM books`, ['how "many" number']],
  [
    "two columns of one name",
    "SELECT b.id, a.id FROM books b JOIN authors a ON a.id = b.author_id",
    ["id number", "id number"],
  ],
  [
    "the schema before the table",
    "SELECT main.books.title, main.books.pages FROM main.books",
    ["title string", "pages number?"],
  ],
  [
    "expressions without a name",
    "SELECT count(*), max( pages ), 1+1 FROM books",
    ["count(*) number", "max( pages ) number?", "1+1 number"],
    { witness: "" },
  ],
  [
    "a sub-select without a name",
    "SELECT (SELECT max(stars) FROM reviews) FROM authors",
    ["(SELECT max(stars) FROM reviews) number?"],
    { witness: "INSERT INTO authors VALUES (1, 'Ursula', NULL, NULL);" },
  ],
  [
    "a statement with comments and odd breaks",
    "-- the newest\nSELECT\n  title -- its name\n  , /* may be unknown */ pages\nFROM books\nORDER BY id DESC\nLIMIT 3;",
    ["title string", "pages number?"],
  ],
  [
    "only distinct values",
    "SELECT DISTINCT author_id, price FROM books",
    ["author_id number?", "price number"],
  ],
  [
    "one row at most",
    "SELECT title, cover FROM books ORDER BY pages NULLS FIRST LIMIT 1 OFFSET 0",
    ["title string", "cover bytes?"],
    {
      witness: "INSERT INTO books (title, price) VALUES ('Beowulf', 5);",
    },
  ],
  ["the row id under its alias", "SELECT rowid, title FROM books", ["id number", "title string"]],
  [
    "the row id of a table without an alias for it",
    "SELECT rowid, oid, _rowid_ FROM reviews",
    ["rowid number", "rowid number", "rowid number"],
  ],
  [
    "the row id and a star",
    "SELECT rowid AS row, * FROM reviews",
    ["row number", "book_id number", "reader string", "stars number", "comment string?"],
  ],
  [
    "the row id behind a left join",
    "SELECT b.title, r.rowid AS review FROM books b LEFT JOIN reviews r ON r.book_id = b.id",
    ["title string", "review number?"],
  ],
  [
    "a column that is a keyword's name",
    'SELECT name AS "order", born AS "group" FROM authors',
    ["order string", "group number?"],
  ],
  [
    "an unquoted star in a sub-select",
    "SELECT * FROM (SELECT id, subtitle AS second FROM books)",
    ["id number", "second string?"],
  ],
  [
    "doubled names in a sub-select",
    "SELECT * FROM (SELECT a.id, b.id, b.pages FROM authors a, books b)",
    ["id number", "id:1 number", "pages number?"],
  ],
  [
    "an expression's name through a sub-select",
    "SELECT * FROM (SELECT count(*), avg(price) FROM books)",
    ["count(*) number", "avg(price) number?"],
    { witness: "" },
  ],
]);
